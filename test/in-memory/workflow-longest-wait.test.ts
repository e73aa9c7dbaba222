import { afterAll, beforeAll, expect, test } from 'vitest';
import { schedules } from '../../infra/triggers.ts';
import { addDays } from '../../shared/calendar/dates.ts';
import { actionsOf, expectSound, phasesOf } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Province, provinceOn, yunnan } from '../support/province.ts';

let province: Province;
beforeAll(async () => {
  const ground = new MemoryGround(yunnan, beginning);
  // Four hundred mornings say nothing of how long an execution lasts; the anchors are what the end is held against.
  ground.schedules = { anchors: schedules.anchors };
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());

test('一年多没有人去调查的：满一年以前交给下一趟，没有失败，没有停滞；去了以后照常退回补正', async () => {
  const one = await province.dossierIn('surveying');
  const today = (await province.system.now()).slice(0, 10);
  for (let month = 1; month <= 14; month++) {
    await province.system.leapTo(`${addDays(today, 30 * month)}T12:00:00+08:00`);
    await province.system.atRest();
  }
  expect(await phasesOf(province, one)).toEqual({
    'registration-1-1': 'SUCCEEDED',
    'registration-1-2': 'SUCCEEDED',
    'registration-1-3': 'RUNNING',
  });
  const actions = await actionsOf(province, one);
  expect(actions.filter((action) => action === 'renew')).toHaveLength(2);
  expect(actions).not.toContain('stall');
  await province.survey(one, 'return');
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('returned');
  expect((await phasesOf(province, one))['registration-1-3']).toBe('SUCCEEDED');
  await expectSound(province, [one]);
});
