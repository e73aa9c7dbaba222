import { decideForgetting } from '../../shared/application/application.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { changeState, leaveStub } from '../../shared/registry/applications.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierKeysToEnd, dossiers, table } from '../../shared/services/services.ts';
import { deleteObjects } from './objects.ts';

const LANES = 8;

/**
 * An application of which no dossier was made has been kept long enough: first nobody can go on with it, then its files,
 * what lies beside it and its key go, and at last all but that there was one. Each step finds what an earlier run has left.
 */
export async function forgetApplication(app: App, id: string, now: Date): Promise<void> {
  // What became a dossier is kept, and goes, with it.
  if (await dossiers(app).find(id)) return;
  const today = dateInShanghai(now);
  await changeState(table(app), app.profile, id, async (before) => {
    const state = decideForgetting(before, today);
    return state === before ? undefined : { state, effects: [] };
  });
  await deleteObjects(app, id);
  const items = await table(app).range<Key>(keys.dossier(id), ' ', '~');
  const beside = items.filter(({ sk }) => !/^(APPLICATION|TASK#)/.test(sk));
  await inLanes(beside, LANES, (item) => table(app).remove(item));
  await dossierKeysToEnd(app).remove(id);
  await leaveStub(table(app), app.profile, id, now);
}
