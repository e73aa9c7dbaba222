import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { noCopyFrom } from '../../shared/dossier/disposal-state.ts';
import { decideDarkness } from '../../shared/dossier/disposing.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { beginsAt } from '../../shared/dossier/state.ts';
import { forgetPlaces } from '../../shared/registry/applications.ts';
import { forgetBounced } from '../../shared/registry/bounced.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { rememberedPlaces } from '../../shared/registry/places.ts';
import { forgetTraces } from '../../shared/registry/stored-traces.ts';
import { forgetTranscribed } from '../../shared/registry/transcribed.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierKeysToEnd, dossiers, table } from '../../shared/services/services.ts';
import { deleteObjects } from './objects.ts';

/** So many are deleted at once. */
const LANES = 8;

/**
 * 销毁: takes away all that the dossier says and all by which its household is found, its key last of that, and then
 * records it. Each step finds what an earlier run has left; where one fails, the key's going is not recorded. What stays
 * is the journal, whose sealed texts open no more, and a head without a name.
 */
export async function darken(app: App, { id }: Pick<DossierState, 'id'>, now: Date): Promise<void> {
  await deleteObjects(app, id);
  const journal = await dossiers(app).journal(id);
  const unions = new Set(journal.flatMap(unionIn));
  await deletePlaces(app, id, unions);
  await forgetBounced(table(app), id, unions);
  for (const { action } of journal) {
    if (action.type === 'transcribe') await forgetTranscribed(table(app), action.source);
  }
  await forgetTraces(table(app), id);
  await forgetPlaces(table(app), id);
  await deleteBeside(app, id);
  await dossierKeysToEnd(app).remove(id);
  await dossiers(app).recordLatest(id, async ({ state }) => {
    const action = decideDarkness(state, { noCopyFrom: noCopyFrom(dateInShanghai(now)) });
    // Another run was faster.
    if (isRefusal(action)) return undefined;
    return { action, actor: { kind: 'system', id: 'disposal-run' }, now };
  });
}

/** In every union that it was ever of: what was left late in one that it had gone from stands there still. */
async function deletePlaces(app: App, id: string, unions: ReadonlySet<string>): Promise<void> {
  const places = (await rememberedPlaces(table(app), id)).flatMap((pk) =>
    [...unions].map((orgPath) => ({ pk, sk: keys.place(orgPath, id) })),
  );
  await inLanes(places, LANES, (place) => table(app).remove(place));
}

function unionIn({ action }: JournalEntry): string[] {
  const begun = beginsAt(action);
  if (begun !== '') return [begun];
  return action.type === 'proposeTransfer' ? [action.to] : [];
}

/** Forms, entries of the ledger, attachments, links and whatever waits: of its partition the head alone and what is owed stay. */
async function deleteBeside(app: App, id: string): Promise<void> {
  const items = await table(app).range<Key>(keys.dossier(id), ' ', '~');
  const beside = items.filter(({ sk }) => !/^(HEAD|TASK#)/.test(sk));
  await inLanes(beside, LANES, (item) => table(app).remove(item));
}
