import { expect, it } from 'vitest';
import { type Direction, directions } from '../../shared/standards/directions.ts';
import { type Counts, noCounts } from '../../shared/standards/tally.ts';
import { sequence } from '../../test/support/random.ts';
import { type ShownCounts, withoutFewWays, withoutSmallCells } from './small-cells.ts';

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
  const { rows, total } = withoutSmallCells([counts(20, 10, 0, 5, 0), counts(30, 6, 7, 8, 0)]);
  expect(cellsOf(total)).toEqual([86, 50, 16, 7, 13, 0]);
  expect(rows[0]).toMatchObject({ households: 35, costBefore: 3500, costAfter: 7000 });
});

it('一至四户的不给看，连同靠它推得出的；款随着户数', () => {
  const { rows, total } = withoutSmallCells([counts(20, 3, 0, 5, 0), counts(30, 6, 7, 8, 0), counts(9, 9, 9, 9, 9)]);
  expect(rows[0]?.directions.gains).toBeNull();
  expect(rows[0]?.costAfter).toBeNull();
  expect(rows[2]).toMatchObject({ directions: { loses: 9 } });
  expect(total.directions.stays).not.toBeUndefined();
});

it('几百张乱的表：没有一格一至四户的看得到，没有一行一列只缺一格', () => {
  const random = sequence(7);
  for (let n = 0; n < 400; n++) {
    const rows = Array.from({ length: 1 + Math.floor(random() * 6) }, () =>
      counts(...ways.map(() => (random() < 0.4 ? 0 : Math.floor(random() * random() * 40)))),
    );
    const shown = withoutSmallCells(rows);
    const table = [...shown.rows, shown.total].map(cellsOf);
    for (const cell of table.flat()) expect(cell === null || cell === 0 || cell >= 5).toBe(true);
    const lines = [...table, ...(table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? null))];
    for (const line of lines) expect(line.filter((cell) => cell === null)).not.toHaveLength(1);
    // What is shown is as it was counted.
    for (const [row, { households }] of rows.entries()) expect([null, households]).toContain(table[row]?.[0]);
  }
});

it('由什么变成什么：少的不给看；一个方向里只有一种是少的，另一种也不给看', () => {
  const said = (direction: Direction, households: number) => ({ direction, households });
  const shown = withoutFewWays([
    said('gains', 30),
    said('gains', 12),
    said('gains', 2),
    said('loses', 8),
    said('moves', 1),
  ]);
  expect(shown.map(({ households }) => households)).toEqual([30, null, null, 8, null]);
});
