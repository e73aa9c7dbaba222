import type { ActionOf } from '../dossier/actions.ts';
import type { AidState } from '../dossier/aid.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import { aidContext, visitContext } from '../dossier/seal-contexts.ts';
import { type AidContent, mostAidEntries } from '../ledger/aid.ts';
import type { CountedAid } from '../ledger/totals.ts';
import type { FollowUpFinding, VisitContent } from '../ledger/visit.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** An entry of aid as it lies beside the head: nothing in it that the journal does not say. */
interface AidItem extends Key {
  aid: number;
  /** ISO date; null where a correction says that nothing was given. */
  givenOn: string | null;
  receipt: string | null;
  /** Which entry it corrects; null of one that corrects none. */
  corrects: number | null;
  content: Sealed;
  by: string;
  at: string;
}

/** A visit, the same. */
interface VisitItem extends Key {
  visit: number;
  /** ISO dates. */
  visitedOn: string;
  nextOn: string | null;
  /** Of a follow-up, after the household has left. */
  finding?: FollowUpFinding;
  content: Sealed;
  by: string;
  at: string;
}

/** A visit, opened. */
export interface Visit extends Omit<VisitItem, keyof Key | 'content' | 'finding'>, VisitContent {
  finding: FollowUpFinding | null;
}

/** An entry of aid, opened. */
export interface AidEntry extends Omit<AidItem, keyof Key | 'content'>, AidContent {
  /** Whether it counts: no later one corrects it, and something was given. */
  counts: boolean;
}

/** An entry of the ledger that is there already: somebody was faster. */
export const LEDGER_EFFECT = 'ledger';

/** The items in which an entry of the journal stands in the ledger: none of what is no matter of the ledger. */
export function ledgerItems({ dossierId, action, actor, at }: JournalEntry): (AidItem | VisitItem)[] {
  if (action.type === 'recordVisit') {
    const { visit, visitedOn, nextOn, finding, content } = action;
    const found = finding === undefined ? {} : { finding };
    return [{ ...keys.visit(dossierId, visit), visit, visitedOn, nextOn, ...found, content, by: actor.id, at }];
  }
  if (action.type !== 'recordAid' && action.type !== 'correctAid') return [];
  const { aid, givenOn, receipt, content }: ActionOf<'recordAid' | 'correctAid'> = action;
  const corrects = action.type === 'correctAid' ? action.corrects : null;
  return [{ ...keys.aid(dossierId, aid), aid, givenOn, receipt, corrects, content, by: actor.id, at }];
}

/** What a journal's entry adds to the ledger; goes with its own write. */
export function ledgerWrites(table: Table, entry: JournalEntry): Write[] {
  return ledgerItems(entry).map((item) => table.putWrite(LEDGER_EFFECT, item));
}

/** Of some entries those that count. */
export function countedOf(entries: readonly AidEntry[]): CountedAid[] {
  return entries.flatMap(({ counts, givenOn, given }) =>
    counts && givenOn !== null && given !== null ? [{ givenOn, given }] : [],
  );
}

/** 帮扶台账 as it is read: what was given to a household, and who went to see it, entry by entry. */
export class Ledger {
  private readonly table: Table;
  private readonly keyring: Keyring;

  constructor(table: Table, keyring: Keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  /** The entries before a number, the latest first, at most so many. */
  async aidBefore(id: string, aid: AidState, before: number, limit: number): Promise<AidEntry[]> {
    if (before <= 1) return [];
    const { pk, sk: to } = keys.aid(id, before - 1);
    const items = await this.table.range<AidItem>(pk, keys.aid(id, 0).sk, to, { limit, backward: true });
    return Promise.all(items.map((item) => this.opened(id, aid, item)));
  }

  /** Every entry that counts. */
  async counted(id: string, aid: AidState): Promise<CountedAid[]> {
    return countedOf(await this.aidBefore(id, aid, aid.entries + 1, mostAidEntries));
  }

  /** The visits before a number, the latest first, at most so many. */
  async visitsBefore(id: string, before: number, limit: number): Promise<Visit[]> {
    if (before <= 1) return [];
    const { pk, sk: to } = keys.visit(id, before - 1);
    const items = await this.table.range<VisitItem>(pk, keys.visit(id, 0).sk, to, { limit, backward: true });
    return Promise.all(
      items.map(async ({ visit, visitedOn, nextOn, finding = null, content, by, at }) => {
        const opened = await this.keyring.open<VisitContent>(visitContext(id, visit), content);
        return { visit, visitedOn, nextOn, finding, by, at, ...opened };
      }),
    );
  }

  private async opened(id: string, { corrected }: AidState, item: AidItem): Promise<AidEntry> {
    const { aid, givenOn, receipt, corrects, content, by, at } = item;
    const opened = await this.keyring.open<AidContent>(aidContext(id, aid), content);
    const counts = givenOn !== null && !corrected.includes(aid);
    return { aid, givenOn, receipt, corrects, by, at, counts, ...opened };
  }
}
