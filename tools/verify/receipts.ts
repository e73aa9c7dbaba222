import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { RECEIPT_KEPT_YEARS } from '../../shared/registry/receipts.ts';
import type { StoredItem } from './stored.ts';

/** An objection that was raised, as its receipt has it. */
interface Raised {
  objection: number;
  notice: string;
  /** ISO instant, and the date in Asia/Shanghai. */
  at: string;
  on: string;
}

/** What receipts may say is a dossier's: objections to its notices, or none yet, while they wait for their code. */
export interface Heard {
  notices: readonly string[];
  raised: readonly Raised[];
}

export function heardIn(entries: readonly JournalEntry[]): Heard {
  const notices: string[] = [];
  const raised: Raised[] = [];
  for (const { action, at, on } of entries) {
    if (action.type === 'openNotice') notices.push(action.notice);
    const notice = notices.at(-1);
    if (action.type === 'raiseObjection' && notice !== undefined) {
      raised.push({ objection: action.objection, notice, at, on });
    }
  }
  return { notices, raised };
}

export function isReceiptOf({ notices, raised }: Heard, { notice, objection, receivedAt }: StoredItem): boolean {
  if (objection === undefined) return notices.includes(String(notice));
  return raised.some((each) => each.objection === objection && each.notice === notice && each.at === receivedAt);
}

/** Which objection a receipt is of; undefined of one that waits for its code. */
export function receiptPlace({ objection, receivedAt }: StoredItem): string | undefined {
  return objection === undefined ? undefined : `${objection} ${receivedAt}`;
}

/** Whoever objected has a receipt until it goes with time. What came in while the table was read is looked for tomorrow. */
export function receiptFaults({ raised }: Heard, places: readonly string[], today: string): string[] {
  const found = new Set(places);
  const owed = raised.filter(
    ({ on }) => on < today && `${Number(on.slice(0, 4)) + RECEIPT_KEPT_YEARS}${on.slice(4)}` > today,
  );
  const missing = owed.filter(({ objection, at }) => !found.has(`${objection} ${at}`)).length;
  return [
    ...(missing > 0 ? [`异议的回执少了 ${missing} 张`] : []),
    ...(places.length > found.size ? [`异议的回执多出 ${places.length - found.size} 张`] : []),
  ];
}
