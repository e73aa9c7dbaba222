import { addDays } from '../../shared/calendar/dates.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isLive } from '../../shared/dossier/life.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { keysAmong } from '../../shared/duplicates/traces.ts';
import { keys } from '../../shared/registry/keys.ts';
import { unpacked } from '../../shared/registry/stored-traces.ts';
import { ledTo } from '../../shared/registry/trace-lists.ts';
import type { Laid } from './beside.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/** So long a message is tried that has the traces follow their dossier (infra/triggers.ts). */
const DAYS_UNTIL_FOLLOWED = 1;

/**
 * Whatever was submitted can be compared, and from its assessment on be found: without its traces its household could be
 * put on file once more. Whether they are this household's, nobody can tell without the secret of the blind index.
 *
 * @param changedOn ISO date on which another form came into force last; undefined where none has
 */
export async function traceFaults(
  stored: Stored,
  { state, items }: Laid,
  { today, changedOn }: { today: string; changedOn: string | undefined },
): Promise<string[]> {
  // The traces of what is over are taken away after it.
  if (!isLive(state)) return [];
  const list = items.find(({ sk }) => sk === keys.traces(state.id).sk);
  if (list === undefined) return ['线索的单子不见了'];
  const submitted = hashesIn(list);
  if (submitted === undefined) return ['线索的单子读不出'];
  const remembered = hashesOf(list);
  const isWhole = submitted.length > 0 && submitted.every((hash) => remembered.has(hash));
  if (!isWhole) return ['线索的单子与比较用的线索不符'];
  // They are left where it is assessed, before what comes of it is recorded.
  if (state.inForce === null && state.matter.assessment === null) return [];
  if (!hasFollowed(changedOn, today)) return [];
  const found = await Promise.all(submitted.map((hash) => isFoundBy(stored, hash, state.id)));
  const lost = found.filter((isFound) => !isFound).length;
  return lost > 0 ? [`按 ${lost} 条线索找不到`] : [];
}

/** Whether a trace leads to a dossier: whoever looks reads its list, and what lies beside it only where that says so. */
export async function isFoundBy(stored: Stored, hash: string, id: string): Promise<boolean> {
  const list = await storedItem(stored, keys.traceList(hash));
  if (list === undefined) return false;
  if (ledTo(list).includes(id)) return true;
  return list.more === true && (await storedItem(stored, keys.trace(hash, id))) !== undefined;
}

/**
 * On which ISO date the form in force gave way to another, or came into force with a batch of old dossiers: by what is
 * found under it follows a little later.
 */
export function formChangedOn(entries: readonly JournalEntry[], states: readonly DossierState[]): string | undefined {
  const form = (index: number) => states[index]?.inForce?.form;
  return entries.findLast(
    ({ action }, index) =>
      action.type === 'transcribe' || (form(index - 1) !== undefined && form(index - 1) !== form(index)),
  )?.on;
}

/** Whether what follows a change has had its time. @param on ISO date of the change; undefined where there was none */
export const hasFollowed = (on: string | undefined, today: string): boolean =>
  on === undefined || addDays(on, DAYS_UNTIL_FOLLOWED) < today;

/** By how many traces a dossier may be found; undefined where it is over, and they go. */
export function tracesHeld({ state, items }: Laid): number | undefined {
  const list = items.find(({ sk }) => sk === keys.traces(state.id).sk);
  return isLive(state) ? hashesOf(list).size : undefined;
}

function hashesOf(list: StoredItem | undefined): ReadonlySet<unknown> {
  return list?.hashes instanceof Set ? list.hashes : new Set();
}

function hashesIn(list: StoredItem): string[] | undefined {
  try {
    return keysAmong(unpacked(list.traces as Uint8Array)).map(({ text }) => text);
  } catch {
    return undefined;
  }
}
