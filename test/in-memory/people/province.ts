import { afterAll, beforeAll } from 'vitest';
import { type Province, provinceInMemory } from '../../support/province.ts';

/** One province for all that people.test.ts brings together: to start one takes longer than most of it. */
export let province: Province;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());
