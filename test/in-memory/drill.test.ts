import { afterAll, beforeAll, expect, test } from 'vitest';
import { Drill, DrillFailed } from '../drill/drill.ts';
import { drillInMemory } from '../drill/memory.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Province, provinceOn, yunnan } from '../support/province.ts';

let province: Province;
let drill: Drill;

beforeAll(async () => {
  const ground = new MemoryGround(yunnan, beginning);
  province = await provinceOn(ground, yunnan);
  drill = new Drill(drillInMemory(ground, province));
  await drill.prepare();
});
afterAll(() => province.stop());

test('恢复演练：少一步都说得出；做全了，核对没有不符，每户打得开，什么也没有多做一遍，等着的接着办', async () => {
  await drill.check();
  await drill.damage();
  await expect(drill.check()).rejects.toThrow(/核对有 \d+ 处不符/);
  await drill.restore({ keys: false });
  await expect(drill.check()).rejects.toThrow(new DrillFailed('已发卡的一户，档案表打不开'));
  await drill.restore();
  await drill.check();
  await drill.goesOn();
});
