import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import { Drill, DrillFailed } from '../drill/drill.ts';
import { drillInMemory } from '../drill/memory.ts';
import { phasesOf } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Province, provinceOn, yunnan } from '../support/province.ts';

const ground = new MemoryGround(yunnan, beginning);
let province: Province;

beforeAll(async () => {
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());

test('恢复演练：少一步都说得出；做全了，核对没有不符，每户打得开，什么也没有多做一遍，等着的接着办', async () => {
  const drill = new Drill(drillInMemory(ground, province));
  await drill.prepare();
  await drill.check();
  await drill.damage();
  await expect(drill.check()).rejects.toThrow(/核对有 \d+ 处不符/);
  await drill.restore({ keys: false });
  await expect(drill.check()).rejects.toThrow(new DrillFailed('已发卡的一户，档案表打不开'));
  await drill.restore();
  await drill.check();
  await drill.goesOn();
});

test('丢失的时候流程走到这一户、失败了的：放回之后，第二天早上的对账另起一趟，接着办', async () => {
  const tables = drillInMemory(ground, province);
  const one = await province.dossierIn('underNotice');
  await tables.copy('registry');
  await tables.copy('keys');
  const until = (await province.view(one)).notice?.until as string;
  for (const item of await tables.items()) {
    if ([`D#${one.id}`, `J#${one.id}`].includes(item.pk) || item.dossierId === one.id) await tables.remove(item);
  }
  await province.system.leapTo(`${addDays(until, 4)}T12:00:00+08:00`);
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'FAILED' });
  await tables.restore({ keys: true });
  await province.system.leapTo(`${addDays(until, 5)}T07:01:00+08:00`);
  await province.system.atRest();
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'FAILED', 'registration-1-2': 'RUNNING' });
  expect((await province.view(one)).status).toBe('awaitingApproval');
  expect(await tables.verified()).toEqual([]);
});
