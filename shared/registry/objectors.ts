import type { JournalEntry } from '../dossier/journal.ts';
import { isOver } from '../dossier/life.ts';
import { type Objection, openObjections } from '../dossier/objection-list.ts';
import type { DossierState } from '../dossier/state.ts';
import { keys } from './keys.ts';
import { type MailMatter, mailWrite } from './mails.ts';
import type { ReceiptItem } from './receipts.ts';
import type { Table, Write } from './table.ts';

/** A transaction holds a hundred writes. Whoever is beyond these reads the answer by their receipt. */
const MOST_TOLD = 60;

type Answer = Extract<MailMatter, { kind: 'objectionAnswered' }>['outcome'];

/** The open objections that nobody looks into any more once the dossier is over, whatever ended it. */
export function droppedBy(before: DossierState | undefined, after: DossierState): Objection[] {
  return before !== undefined && !isOver(before) && isOver(after) ? verified(openObjections(after.matter)) : [];
}

/**
 * Mails to whoever left a verified contact: one for each that was raised under these numbers, for others may have joined
 * one. Nobody else is written to: an address that was not verified may be anybody's.
 *
 * @param besides how many are written to by other answers in the same transaction
 */
export async function answerWrites(
  table: Table,
  dossierId: string,
  journal: readonly JournalEntry[],
  objections: readonly Objection[],
  outcome: Answer,
  now: Date,
  besides = 0,
): Promise<Write[]> {
  const numbers = new Set(verified(objections).map(({ objection }) => objection));
  const raised = journal.flatMap(({ action }) =>
    action.type === 'raiseObjection' && numbers.has(action.objection) ? [action] : [],
  );
  const mails = raised.slice(0, MOST_TOLD - besides).map(async ({ receiptDigest }): Promise<Write[]> => {
    // Its receipt goes with time, and its address with it.
    const to = (await table.find<ReceiptItem>(keys.receipt(receiptDigest)))?.mail;
    const matter = { kind: 'objectionAnswered', receiptDigest, outcome } as const;
    return to ? [mailWrite(table, dossierId, matter, now, to)] : [];
  });
  return (await Promise.all(mails)).flat();
}

const verified = (objections: readonly Objection[]) => objections.filter(({ sender }) => sender === 'verified');
