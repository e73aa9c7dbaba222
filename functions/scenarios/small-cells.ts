import { areasOf } from '../../shared/history/areas.ts';
import { type Amount, cellName, fewest, hiddenIn, isFew, type Sum } from '../../shared/history/few.ts';
import { pooled } from '../../shared/history/pooled.ts';
import { type Direction, directions } from '../../shared/standards/directions.ts';
import { type Counts, noCounts } from '../../shared/standards/tally.ts';

/** Counts as they are shown: null where they could tell of single households. */
export interface ShownCounts {
  households: number | null;
  directions: Record<Direction, number | null>;
  costBefore: number | null;
  costAfter: number | null;
}

const every = Object.keys(directions) as Direction[];

/** Rows and their sum, as somebody sees them. */
interface Shown {
  rows: ShownCounts[];
  total: ShownCounts;
}

/** All rows together. */
export function sumOf(rows: readonly Counts[]): Counts {
  return rows.reduce((sum, row) => {
    const ways = Object.keys(directions) as Direction[];
    return {
      households: sum.households + row.households,
      directions: Object.fromEntries(
        ways.map((way) => [way, sum.directions[way] + row.directions[way]]),
      ) as Counts['directions'],
      costBefore: sum.costBefore + row.costBefore,
      costAfter: sum.costAfter + row.costAfter,
    };
  }, noCounts());
}

/** How many households there are is a sum like any other; figures of the day tell it, too. */
const sums: Sum[] = [...every.map((way) => ({ name: way, kinds: [way] })), { name: 'households', kinds: every }];

/**
 * Without the cells of one to four households, and without as many others as it takes that none of those follows from
 * the rest (shared/history/few.ts). What money goes with a hidden cell is hidden too, for it is a multiple of a known rate.
 *
 * @param top the area that whoever looks sees all of; the rows are of counties in it, by their org paths
 */
export function withoutSmallCells(top: string, counties: ReadonlyMap<string, Counts>): Shown {
  const [only, ...others] = counties.keys();
  if (only === undefined) return { rows: [], total: shownOf(noCounts(), () => true) };
  const areas = areasOf(others.length === 0 ? only : top, [...counties.keys()]);
  const amounts = new Map(
    [...counties].map(([county, { directions: by }]) => [
      county,
      new Map(every.map((way): [string, Amount] => [way, { value: by[way], households: by[way] }])),
    ]),
  );
  const few = pooled(areas, new Map([...counties].map(([county, { households }]) => [county, households])));
  // Of cities nothing is shown here.
  const between = areas.all.filter((area) => area !== areas.top && !counties.has(area));
  const unshown = new Set([...few, ...between]);
  const hidden = hiddenIn(areas, { amounts, sums, totalOf: () => 'households', unshown });
  const isShown = (area: string) => (name: string) => !few.has(area) && !hidden.has(cellName(area, name));
  return {
    rows: [...counties].map(([county, counts]) => shownOf(counts, isShown(county))),
    total: shownOf(sumOf([...counties.values()]), isShown(areas.top)),
  };
}

function shownOf(counts: Counts, isShown: (name: string) => boolean): ShownCounts {
  const isWhole = sums.every(({ name }) => isShown(name));
  const ways = every.map((way) => [way, isShown(way) ? counts.directions[way] : null]);
  return {
    households: isShown('households') ? counts.households : null,
    directions: Object.fromEntries(ways) as ShownCounts['directions'],
    costBefore: isWhole ? counts.costBefore : null,
    costAfter: isWhole ? counts.costAfter : null,
  };
}

/**
 * The ways from one verdict to another: without those that are few, and of the same direction so many more that what is
 * left of it says nothing of one of them; and without all of a direction whose number is not shown.
 */
export function withoutFewWays<Way extends { direction: Direction; households: number }>(
  ways: readonly Way[],
  { directions: by }: Pick<ShownCounts, 'directions'>,
): (Omit<Way, 'households'> & { households: number | null })[] {
  const hidden = new Set<Way>();
  for (const [direction, group] of Map.groupBy(ways, (way) => way.direction)) {
    const sorted = [...group].sort((a, b) => a.households - b.households);
    const isAll = by[direction] === null;
    const isAny = sorted.some(({ households }) => isFew(households));
    let [sum, count] = [0, 0];
    for (const each of sorted) {
      if (!isAll && !isFew(each.households) && !(isAny && (count < 2 || sum < fewest))) continue;
      hidden.add(each);
      sum += each.households;
      count++;
    }
  }
  return ways.map((way) => ({ ...way, households: hidden.has(way) ? null : way.households }));
}
