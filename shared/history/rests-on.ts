import type { HistoryRow } from './row.ts';

/**
 * The rows on which what is said of a period rests: those of its days, and of each dossier that had not ended by then the
 * last before it; each once, by dossier and version. Rows of the years before are the same whether they are read in their
 * own year or as those with which the next begins.
 *
 * @param within ISO dates, both included @param counts whether a union is among those that are counted
 */
export function restsOn<R extends { row: HistoryRow }>(
  rows: Iterable<R>,
  { from, day }: { from: string; day: string },
  counts: (orgPath: string) => boolean,
): R[] {
  const before = new Map<string, R>();
  const within = new Map<string, R>();
  for (const each of rows) {
    const { row } = each;
    if (row.on > day) continue;
    if (row.on >= from) {
      if (counts(row.orgPath) || (row.from !== null && counts(row.from)))
        within.set(`${row.dossier}#${row.version}`, each);
      continue;
    }
    const last = before.get(row.dossier);
    if (last === undefined || last.row.version < row.version) before.set(row.dossier, each);
  }
  const opening = [...before.values()].filter(
    ({ row }) => row.standing !== 'left' && row.standing !== 'ended' && counts(row.orgPath),
  );
  return [...opening, ...within.values()].sort(({ row: one }, { row: other }) =>
    one.dossier === other.dossier ? one.version - other.version : one.dossier < other.dossier ? -1 : 1,
  );
}
