import { afterAll, beforeAll, beforeEach } from 'vitest';
import { startProvince } from '../../support/cloud-province.ts';
import type { Province } from '../../support/province.ts';
import { toldAnew } from '../../support/told-anew.ts';

/** One province for all that a test file brings together: to start one takes longer than most of it. */
export let province: Province;

beforeAll(async () => {
  province = await startProvince('province');
  // The first of all households is that of docs/examples/form.json: the clients of the documents put it in.
  province.nextForm();
});
afterAll(() => province.stop());

beforeEach(() => toldAnew(province));
