import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Province } from './province.ts';

/** A test asks who is on file as if on a day of its own: a clerk is told of ten households a day, a county of forty. */
export async function toldAnew(province: Province): Promise<void> {
  const [registry, today] = [await province.registry(), dateInShanghai(await province.system.now())];
  for (const county of ['530102', '530103']) {
    await registry.remove(keys.tries('told', `registrar-${county}-1`, today));
    await registry.remove(keys.tries('toldInUnion', `530000/530100/${county}`, today));
  }
}
