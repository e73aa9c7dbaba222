import type { HistoryDetail, HistoryRow } from './row.ts';

/** A row, and what is sealed beside it, which is opened when it is asked for: undefined where nobody knows any more. */
export interface ReadRow {
  row: HistoryRow;
  open(): HistoryDetail | undefined;
}

/** How dossiers stood on a day, and what happened from a day on until then. */
export interface Fold {
  /** The last row of each dossier up to the day. */
  standing: ReadRow[];
  /** Those within the period, each once, in no order. */
  entries: ReadRow[];
  /** The instant of the newest entry among them; null where there is none. An older one may be missing. */
  newest: string | null;
}

/**
 * Folds rows as they come, in any order and repeated as often as one likes: a dossier stands on a day as its last row up
 * to that day says. A year's opening rows are rows of days before the period, and count for standing alone.
 *
 * @param within ISO dates, both included
 */
export function fold(rows: Iterable<ReadRow>, { from, day }: { from: string; day: string }): Fold {
  const last = new Map<string, ReadRow>();
  const entries = new Map<string, ReadRow>();
  let newest: string | null = null;
  for (const each of rows) {
    const { row } = each;
    if (row.on > day) continue;
    const before = last.get(row.dossier);
    if (before === undefined || before.row.version < row.version) last.set(row.dossier, each);
    // Where a dossier was handed over the same row lies in two counties.
    if (row.on >= from) entries.set(`${row.dossier}#${row.version}`, each);
    if (newest === null || row.at > newest) newest = row.at;
  }
  return { standing: [...last.values()], entries: [...entries.values()], newest };
}
