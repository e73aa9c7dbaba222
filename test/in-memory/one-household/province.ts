import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Province, provinceInMemory } from '../../support/province.ts';
import { toldAnew } from '../../support/told-anew.ts';

/** One province for all that a test file brings together: to start one takes longer than most of it. */
export let province: Province;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());

beforeEach(() => toldAnew(province));
