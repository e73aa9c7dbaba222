import type { ActionType } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOver } from '../../shared/dossier/life.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import {
  factsOf,
  type HeadContent,
  type HeadFacts,
  type HeadItem,
  listedAs,
} from '../../shared/registry/dossier-reader.ts';
import { packed, parted } from '../../shared/registry/head-parts.ts';
import { keys } from '../../shared/registry/keys.ts';
import { contentIn, headFaults, isSame, listedSince, strayParts } from '../verify/head.ts';
import type { StoredItem } from '../verify/stored.ts';

/** A head with its parts as they lie in a table; the head is undefined where it is gone. */
export interface LaidHead {
  head: (StoredItem & HeadItem) | undefined;
  parts: StoredItem[];
}

/** Those of the items of a dossier's own partition. */
export function headIn(id: string, items: readonly StoredItem[]): LaidHead {
  const { sk } = keys.head(id);
  return {
    head: items.find((item) => item.sk === sk) as LaidHead['head'],
    parts: items.filter((item) => item.sk.startsWith(`${sk}#`)),
  };
}

/** The deeds with which a head learns what no journal holds: the masked name, the locks, the names. */
const tellFacts: readonly ActionType[] = ['saveForm', 'submit', 'transcribe', 'absorb', 'verifyContact'];

/** Those that end an amendment: its people are those of the dossier then, or are forgotten. */
export const endProposals: readonly ActionType[] = ['keep', 'abandon', 'proposeExit', 'openReverification'];

/**
 * What a head knows beside the state, as it holds after the last entry. Undefined when the head is none of this journal's,
 * or was written before an entry with which some of it changed: then only a later backup knows.
 */
export function factsNow(
  { head, parts }: LaidHead,
  entries: readonly JournalEntry[],
  states: readonly DossierState[],
): HeadFacts | undefined {
  const content = head && contentIn(head, parts);
  if (head === undefined || content === undefined) return undefined;
  const { version, hash } = head;
  if (entries[version - 1]?.hash !== hash || !isSame(content.state, states[version - 1])) return undefined;
  const moves = content.facts.proposed ? [...tellFacts, ...endProposals] : tellFacts;
  if (entries.slice(version).some(({ action }) => moves.includes(action.type))) return undefined;
  const last = states.at(-1) as DossierState;
  const over = isOver(last);
  return factsOf({
    ...content.facts,
    ...(over ? { locks: [], absorbedLocks: [] } : {}),
    ...(over || last.ownContact === null ? { ownContact: null } : {}),
  });
}

/** Whether a head and its parts are what the journal and the facts say. */
export function isSound(
  { head, parts }: LaidHead,
  facts: HeadFacts,
  entries: readonly JournalEntry[],
  states: readonly DossierState[],
): boolean {
  const content = head && contentIn(head, parts);
  if (head === undefined || content === undefined) return false;
  const isLast = head.version === entries.length && head.hash === entries.at(-1)?.hash;
  const expected: HeadContent = { state: states.at(-1) as DossierState, facts };
  return isLast && isSame(content, expected) && headFaults(head, content, entries, states).length === 0;
}

/** Whether a part is none of those of its head. */
export function isStray({ head, parts }: LaidHead, part: StoredItem): boolean {
  const content = head && contentIn(head, parts);
  return content !== undefined && strayParts(content.state.id, content, [part]).length > 0;
}

/**
 * The head and the parts in which a journal and the facts are stored: the backup's own, where it is of the last entry;
 * else listed since when one of the heads says, if that can be.
 */
export function headOf(
  facts: HeadFacts,
  entries: readonly JournalEntry[],
  states: readonly DossierState[],
  { live, restored }: { live: LaidHead; restored: LaidHead },
): { head: HeadItem; parts: StoredItem[] } {
  const { head: whole, parts: own } = restored;
  const isLast = whole !== undefined && isSound(restored, facts, entries, states);
  if (isLast) return { head: whole, parts: own.filter((part) => !isStray(restored, part)) };
  const state = states.at(-1) as DossierState;
  const { id } = state;
  const { version, hash, on } = entries.at(-1) as JournalEntry;
  const can = listedSince(entries, states);
  const said = [restored, live].map(({ head }) => String(head?.statusSort).split('#')[1] ?? '');
  const listedAt = said.find((each) => can.includes(each)) ?? (can[0] as string);
  const { head, parts } = parted({ state, facts });
  return {
    head: {
      ...keys.head(id),
      version,
      hash,
      content: packed(head),
      maskedName: facts.maskedName,
      on,
      ...listedAs(id, state, listedAt),
    },
    parts: [...parts].map(([place, part]) => ({ ...keys.headPart(id, place), part })),
  };
}
