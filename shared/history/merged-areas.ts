import { successorsOf } from '../divisions/codes.ts';
import { countyPath, divisionOf } from '../organisation/org-path.ts';
import type { CountiesOf } from './counties-of.ts';
import type { Figures } from './figures.ts';
import type { Report } from './report.ts';
import { reportsAbove } from './shown.ts';

/**
 * Reports of areas for somebody who stands above them, in one of the two views of merged counties. Whoever asks for both sees
 * what was merged as the difference of the two, so what is few is hidden in one tree that has the counties of both: a county
 * of today, and below it itself as it was and those that were merged into it.
 *
 * @param top the area that they see all of
 * @param figures of each leaf, as it was then (`asThen`)
 */
export function reportsIn(view: CountiesOf, top: string, figures: ReadonlyMap<string, Figures>): Map<string, Report> {
  const merged = new Set([...figures.keys()].flatMap((leaf) => mergedInto(leaf) ?? []));
  /** The leaves of such counties, by where they stand in the tree. */
  const parts = new Map<string, string>();
  const tree = new Map<string, Figures>();
  for (const [leaf, of] of figures) {
    const county = mergedInto(leaf) ?? leaf;
    const area = merged.has(county) ? `${county}/${divisionOf(leaf)}` : leaf;
    if (area !== leaf) parts.set(area, leaf);
    tree.set(area, of);
  }
  const shown = new Map<string, Report>();
  for (const [area, report] of reportsAbove(top, tree)) {
    const leaf = parts.get(area);
    if (view === 'asThen' ? !merged.has(area) : leaf === undefined)
      shown.set(view === 'asThen' ? (leaf ?? area) : area, report);
  }
  return shown;
}

/**
 * The county of today on a former one's ground, where it is of the same city. Of one that was divided, or went to another
 * city, those above are not told where its households are now: two sums would tell how many went where.
 */
function mergedInto(leaf: string): string | undefined {
  const [successor = '', ...others] = successorsOf(divisionOf(leaf));
  if (successor === '' || others.length > 0) return undefined;
  const county = countyPath(successor);
  return cityOf(county) === cityOf(leaf) ? county : undefined;
}

const cityOf = (county: string): string => county.slice(0, county.lastIndexOf('/'));
