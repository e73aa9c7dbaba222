import { afterAll, beforeAll, beforeEach } from 'vitest';
import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import { keys } from '../../../shared/registry/keys.ts';
import { type Province, provinceInMemory } from '../../support/province.ts';

/** One province for all that a test file brings together: to start one takes longer than most of it. */
export let province: Province;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());

/** Each test asks who is on file as if on a day of its own: a clerk is told of ten households a day, a county of forty. */
beforeEach(async () => {
  const [registry, today] = [await province.registry(), dateInShanghai(await province.system.now())];
  for (const county of ['530102', '530103']) {
    await registry.remove(keys.tries('told', `registrar-${county}-1`, today));
    await registry.remove(keys.tries('toldInUnion', `530000/530100/${county}`, today));
  }
});
