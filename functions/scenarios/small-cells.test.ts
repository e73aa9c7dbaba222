import { expect, it } from 'vitest';
import { type Direction, directions } from '../../shared/standards/directions.ts';
import { type Counts, noCounts } from '../../shared/standards/tally.ts';
import { sequence } from '../../test/support/random.ts';
import { type ShownCounts, withoutFewWays, withoutSmallCells } from './small-cells.ts';

/** Counties one after the other, three of them to a city. */
const hiding = (rows: readonly Counts[]) =>
  withoutSmallCells(
    '530000',
    new Map(rows.map((row, n) => [`530000/53${10 + Math.floor(n / 3)}00/53${10 + Math.floor(n / 3)}0${n + 1}`, row])),
  );

const ways = Object.keys(directions) as Direction[];

function counts(...cells: number[]): Counts {
  const each = Object.fromEntries(ways.map((way, n) => [way, cells[n] ?? 0])) as Counts['directions'];
  const households = cells.reduce((sum, n) => sum + n, 0);
  return { ...noCounts(), households, directions: each, costBefore: households * 100, costAfter: households * 200 };
}

const cellsOf = ({ households, directions: each }: ShownCounts): (number | null)[] => [
  households,
  ...ways.map((way) => each[way]),
];

it('没有小的：样样看得到，款也看得到', () => {
  const { rows, total } = hiding([counts(20, 10, 0, 5, 0), counts(30, 6, 7, 8, 0)]);
  expect(cellsOf(total)).toEqual([86, 50, 16, 7, 13, 0]);
  expect(rows[0]).toMatchObject({ households: 35, costBefore: 3500, costAfter: 7000 });
});

it('一至四户的不给看，连同靠它推得出的；款随着户数', () => {
  const { rows, total } = hiding([counts(20, 3, 0, 5, 0), counts(30, 6, 7, 8, 0), counts(9, 9, 9, 9, 9)]);
  expect(rows[0]?.directions.gains).toBeNull();
  expect(rows[0]?.costAfter).toBeNull();
  expect(rows[2]?.households).toBe(45);
  expect(total.directions.loses).toBe(16);
});

it('几百张乱的表：没有一格一至四户的看得到，没有一行一列只缺一格', () => {
  const random = sequence(7);
  for (let n = 0; n < 400; n++) {
    const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      counts(...ways.map(() => (random() < 0.4 ? 0 : Math.floor(random() * random() * 40)))),
    );
    const shown = hiding(rows);
    const table = [...shown.rows, shown.total].map(cellsOf);
    for (const cell of table.flat()) expect(cell === null || cell === 0 || cell >= 5).toBe(true);
    const lines = [...table, ...(table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? null))];
    for (const line of lines) expect(line.filter((cell) => cell === null)).not.toHaveLength(1);
    // What is shown is as it was counted.
    for (const [row, { households }] of rows.entries()) expect([null, households]).toContain(table[row]?.[0]);
  }
});

it('由什么变成什么：少的不给看，同一个方向里再藏到减不出来；方向的户数不给看的，各种也不给看', () => {
  const said = (direction: Direction, households: number) => ({ direction, households });
  const ways = [
    said('gains', 30),
    said('gains', 12),
    said('gains', 2),
    said('loses', 8),
    said('moves', 1),
    said('moves', 1),
    said('moves', 9),
  ];
  const all = { stays: 0, gains: 44, loses: 8, moves: 11, unknown: 0 };
  const shown = (by: ShownCounts['directions']) =>
    withoutFewWays(ways, { directions: by }).map(({ households }) => households);
  expect(shown(all)).toEqual([30, null, null, 8, null, null, null]);
  expect(shown({ ...all, loses: null })).toEqual([30, null, null, null, null, null, null]);
});
