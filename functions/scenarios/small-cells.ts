import { type Direction, directions } from '../../shared/standards/directions.ts';
import { type Counts, noCounts } from '../../shared/standards/tally.ts';

/** Fewer households than so many are not told outside their county: somebody who lives there could say which. */
const FEWEST = 5;

/** Counts as they are shown: null where they could tell of single households. */
export interface ShownCounts {
  households: number | null;
  directions: Record<Direction, number | null>;
  costBefore: number | null;
  costAfter: number | null;
}

const columns = ['households', ...(Object.keys(directions) as Direction[])] as const;
type Column = (typeof columns)[number];

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

/**
 * Without the cells of one to four households, and without as many others as it takes that none of those follows from
 * the rest: in each row and in each column, its sum included, none is hidden alone. What money goes with a hidden cell is
 * hidden too, for it is a multiple of a known rate.
 */
export function withoutSmallCells(rows: readonly Counts[]): Shown {
  const table = [...rows, sumOf(rows)];
  const cell = (row: number, column: Column): number => {
    const { households, directions: ways } = table[row] as Counts;
    return column === 'households' ? households : ways[column];
  };
  const hidden = new Set<string>();
  const key = (row: number, column: Column) => `${row} ${column}`;
  const lines = [
    ...table.map((_, row) => columns.map((column) => [row, column] as const)),
    ...columns.map((column) => table.map((_, row) => [row, column] as const)),
  ];
  for (const [row, column] of lines.flat()) {
    if (cell(row, column) > 0 && cell(row, column) < FEWEST) hidden.add(key(row, column));
  }
  for (let more = true; more; ) {
    more = false;
    for (const line of lines) {
      const seen = line.filter(([row, column]) => !hidden.has(key(row, column)));
      if (line.length - seen.length !== 1) continue;
      // The smallest that there is; a nothing where there is nothing else.
      const [next] = seen.sort((a, b) => weight(cell(...a)) - weight(cell(...b)));
      if (next === undefined) continue;
      hidden.add(key(...next));
      more = true;
    }
  }
  const shown = table.map((counts, row): ShownCounts => {
    const of = (column: Column) => (hidden.has(key(row, column)) ? null : cell(row, column));
    const isWhole = columns.every((column) => !hidden.has(key(row, column)));
    return {
      households: of('households'),
      directions: Object.fromEntries(
        (Object.keys(directions) as Direction[]).map((way) => [way, of(way)]),
      ) as ShownCounts['directions'],
      costBefore: isWhole ? counts.costBefore : null,
      costAfter: isWhole ? counts.costAfter : null,
    };
  });
  return { rows: shown.slice(0, -1), total: shown.at(-1) as ShownCounts };
}

const weight = (n: number): number => (n === 0 ? Number.POSITIVE_INFINITY : n);

/** The ways from one verdict to another: those that are few, and where that is one alone of its direction, the next. */
export function withoutFewWays<Way extends { direction: Direction; households: number }>(
  ways: readonly Way[],
): (Omit<Way, 'households'> & { households: number | null })[] {
  const hidden = new Set<Way>();
  for (const group of Map.groupBy(ways, ({ direction }) => direction).values()) {
    const sorted = [...group].sort((a, b) => a.households - b.households);
    const few = sorted.filter(({ households }) => households < FEWEST);
    for (const each of few.length === 1 ? sorted.slice(0, 2) : few) hidden.add(each);
  }
  return ways.map((way) => ({ ...way, households: hidden.has(way) ? null : way.households }));
}
