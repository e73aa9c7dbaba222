import { added, figuresBy, type Period } from './figures.ts';
import type { ReadRow } from './fold.ts';
import { amountAt, type Share, sumOf } from './place.ts';
import { type Report, reportOf } from './report.ts';

/** A household and what it alone adds to the figures of an area. */
export interface Own {
  dossier: string;
  /** Of the union in which it counts. */
  orgPath: string;
  report: Report;
}

/**
 * The households behind the figures of an area, in the order of their ids: each is counted by itself, as all of them are
 * together, so that what they add up to is the figure, whichever it is.
 *
 * @param isHere whether a row counts in the area
 */
export function householdsBy(
  rows: Iterable<ReadRow>,
  within: Period,
  isHere: (row: ReadRow['row']) => boolean,
): { households: Own[]; newest: string | null } {
  const ofEach = new Map<string, ReadRow[]>();
  for (const each of rows) {
    const there = ofEach.get(each.row.dossier);
    if (there) there.push(each);
    else ofEach.set(each.row.dossier, [each]);
  }
  const households: Own[] = [];
  let newest: string | null = null;
  for (const [dossier, ofOne] of ofEach) {
    let last: ReadRow['row'] | undefined;
    const counted = figuresBy(ofOne, within, (row) => {
      if (!isHere(row)) return [];
      if (last === undefined || last.version < row.version) last = row;
      return ['here'];
    });
    if (last) households.push({ dossier, orgPath: last.orgPath, report: reportOf(added(counted.figures.values())) });
    if (counted.newest !== null && counted.newest > (newest ?? '')) newest = counted.newest;
  }
  return { households: households.sort((one, other) => (one.dossier < other.dossier ? -1 : 1)), newest };
}

/** What a household has of some figures together; undefined where it has none of them. */
export function shareOf(report: Report, places: readonly string[]): Share | undefined {
  const amounts = places.map((each) => amountAt(report, each)).filter(({ some }) => some);
  return amounts.length === 0 ? undefined : sumOf(amounts);
}
