import { successorsOf } from '../divisions/codes.ts';
import { countyPath, divisionOf, unionAt } from '../organisation/org-path.ts';
import type { ReadRow } from './fold.ts';

/** The former counties of which today's ground is a division's. */
export const mergedInto = (division: string, entered: readonly string[]): string[] =>
  entered.filter((each) => successorsOf(each).includes(division));

/**
 * Where households of a former county belong now: in the county on its ground; where that was divided, in the one that took
 * the dossier over, and nowhere else as long as none has.
 *
 * @param rows all rows of the county up to today
 */
export function placesNow(division: string, rows: Iterable<ReadRow>): (row: ReadRow['row']) => string {
  const successors = successorsOf(division);
  const last = new Map<string, ReadRow['row']>();
  for (const { row } of rows) {
    const before = last.get(row.dossier);
    if (before === undefined || before.version < row.version) last.set(row.dossier, row);
  }
  return ({ orgPath, dossier }) => {
    // The county's own units are no more: of each household the county is known, and nothing below.
    if (successors.length === 1) return countyPath(successors[0] as string);
    const now = last.get(dossier)?.orgPath ?? orgPath;
    return successors.includes(divisionOf(now)) ? (unionAt('county', now) ?? now) : orgPath;
  };
}
