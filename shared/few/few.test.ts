import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areasOf, isIn } from './areas.ts';
import { followsFrom } from './elimination.fixture.ts';
import { type Amount, cellName, hiddenIn, isFew, type Sum, type Table } from './few.ts';
import { pooled } from './pooled.ts';

const top = '530000';
const leaves = ['530000/530100/530102', '530000/530100/530103', '530000/530300/530302'];
const kinds = ['a', 'b', 'c'];
const areas = areasOf(top, leaves);
const sums: Sum[] = [
  ...kinds.map((kind) => ({ name: kind, kinds: [kind] })),
  { name: 'a or b', kinds: ['a', 'b'] },
  { name: 'neither', kinds: ['c'], isRest: true },
];

type Values = number[][];
const tableOf = (values: Values, isKnown: boolean): Table => ({
  amounts: new Map(
    leaves.map((leaf, row) => [
      leaf,
      new Map(
        kinds.map((kind, column): [string, Amount] => {
          const value = values[row]?.[column] as number;
          return [kind, { value, households: value }];
        }),
      ),
    ]),
  ),
  sums,
  totalOf: () => (isKnown ? 'all' : undefined),
  unshown: new Set(),
});

const sumIn = (values: Values, area: string, sum: Sum): number =>
  leaves.reduce(
    (all, leaf, row) =>
      isIn(area, leaf)
        ? all + sum.kinds.reduce((n, kind) => n + (values[row]?.[kinds.indexOf(kind)] as number), 0)
        : all,
    0,
  );
const cells = areas.all.flatMap((area) => sums.map((sum) => ({ area, sum })));

/** Everything else that a table might be which shows the same, found by trying all. */
function* othersLike(values: Values, hidden: ReadonlySet<string>): Generator<Values> {
  const shown = cells.filter(({ area, sum }) => !sum.isRest && !hidden.has(cellName(area, sum.name)));
  const rows = values.map((row) => [
    ...compositions(
      row.reduce((sum, each) => sum + each, 0),
      kinds.length,
    ),
  ]);
  for (const one of rows[0] ?? []) {
    for (const two of rows[1] ?? []) {
      for (const three of rows[2] ?? []) {
        const other = [one, two, three];
        if (shown.every(({ area, sum }) => sumIn(other, area, sum) === sumIn(values, area, sum))) yield other;
      }
    }
  }
}

function* compositions(total: number, parts: number): Generator<number[]> {
  if (parts === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first++) {
    for (const others of compositions(total - first, parts - 1)) yield [first, ...others];
  }
}

const row = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 4 })), { minLength: 3, maxLength: 3 });
const values = fc.array(row, { minLength: 3, maxLength: 3 });

describe('少于五户的不显示，也推不出来', () => {
  it('合计知道的：列出显示得一样的每一种可能，藏起来的每一格都不止一个值', () => {
    fc.assert(
      fc.property(values, (of) => {
        const hidden = hiddenIn(areas, tableOf(of, true));
        const few = cells.filter(({ area, sum }) => isFew(sumIn(of, area, sum)));
        const seen = few.map(() => new Set<number>());
        for (const other of othersLike(of, hidden)) {
          for (const [n, { area, sum }] of few.entries()) seen[n]?.add(sumIn(other, area, sum));
          if (seen.every(({ size }) => size > 1)) return;
        }
        expect(few.filter((_, n) => (seen[n] as Set<number>).size < 2)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([true, false])('相加相减也得不出（合计知道：%s），大的数也一样', (isKnown) => {
    const large = fc.array(
      fc.array(fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 400 })), { minLength: 3, maxLength: 3 }),
      {
        ...{ minLength: 3, maxLength: 3 },
      },
    );
    fc.assert(
      fc.property(large, (of) => {
        const hidden = hiddenIn(areas, tableOf(of, isKnown));
        const asLeaves = (area: string, which: readonly string[]) =>
          leaves.flatMap((leaf) => kinds.map((kind) => (isIn(area, leaf) && which.includes(kind) ? 1 : 0)));
        const shown = cells.filter(({ area, sum }) => !sum.isRest && !hidden.has(cellName(area, sum.name)));
        const known = [
          ...shown.map(({ area, sum }) => asLeaves(area, sum.kinds)),
          ...(isKnown ? areas.all.map((area) => asLeaves(area, kinds)) : []),
        ];
        for (const { area, sum } of cells) {
          if (isFew(sumIn(of, area, sum))) expect(followsFrom(known, asLeaves(area, sum.kinds))).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([true, false])('与自己一级上报的合计放在一起，也推不出哪个县的（合计知道：%s）', (isKnown) => {
    const cell = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 400 }), fc.constant(0));
    const cellsOf = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
    const asLeaves = (area: string, which: readonly string[]) =>
      leaves.flatMap((leaf) => kinds.map((kind) => (isIn(area, leaf) && which.includes(kind) ? 1 : 0)));
    fc.assert(
      fc.property(cellsOf, fc.boolean(), (of, isCity) => {
        const seen = isCity ? areasOf('530000/530100', leaves.slice(0, 2)) : areas;
        const totalOf = (leaf: string) => (of[leaves.indexOf(leaf)] as number[]).reduce((sum, each) => sum + each, 0);
        const totals = new Map(seen.leaves.map((leaf) => [leaf, totalOf(leaf)]));
        const unshown = isKnown ? pooled(seen, totals) : new Set<string>();
        const hidden = hiddenIn(seen, { ...tableOf(of, isKnown), unshown });
        // The return says its own union all of it, where that is not a single county's.
        const having = seen.leaves.filter((leaf) => !isKnown || totalOf(leaf) > 0);
        const known = [
          ...(having.length > 1 ? sums.map((sum) => asLeaves(seen.top, sum.kinds)) : []),
          ...seen.all
            .filter((area) => !unshown.has(area))
            .flatMap((area) => [
              ...(isKnown ? [asLeaves(area, kinds)] : []),
              ...sums
                .filter((sum) => !sum.isRest && !hidden.has(cellName(area, sum.name)))
                .map((sum) => asLeaves(area, sum.kinds)),
            ]),
        ];
        for (const area of seen.all) {
          // Where a province has one city alone, its return is that city's.
          if (area === seen.top || having.every((leaf) => isIn(area, leaf))) continue;
          for (const sum of sums) {
            if (!isFew(sumIn(of, area, sum))) continue;
            expect([area, sum.name, followsFrom(known, asLeaves(area, sum.kinds))]).toEqual([area, sum.name, false]);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('没有少的，什么也不藏；藏的尽量少', () => {
    expect(
      hiddenIn(
        areas,
        tableOf(
          [
            [9, 0, 7],
            [12, 8, 6],
            [5, 5, 30],
          ],
          true,
        ),
      ),
    ).toEqual(new Set());
    const [one, other] = leaves as [string, string];
    const hidden = hiddenIn(
      areas,
      tableOf(
        [
          [3, 20, 30],
          [40, 20, 30],
          [50, 50, 30],
        ],
        true,
      ),
    );
    expect(hidden).toContain(cellName(one, 'a'));
    expect([...hidden].filter((each) => !each.startsWith(one) && !each.startsWith(other))).toEqual([]);
    expect(hidden.size).toBeLessThanOrEqual(6);
  });
});

describe('整个不显示的地方', () => {
  it('不到五户的县，连同一个最小的邻县；一起的不少于五户，不止一个', () => {
    const totals = new Map(leaves.map((leaf, n) => [leaf, [3, 40, 60][n] as number]));
    expect(pooled(areas, totals)).toEqual(new Set(leaves.slice(0, 2)));
  });

  it('整个市不到五户的，连同另一个市和它的各县', () => {
    const totals = new Map(leaves.map((leaf, n) => [leaf, [30, 40, 2][n] as number]));
    expect(pooled(areas, totals)).toEqual(new Set(areas.all.filter((area) => area !== top)));
  });

  it('随便几户：显示出来的减下来，不会只剩下一个不到五户的地方', () => {
    const total = fc.oneof(fc.nat({ max: 6 }), fc.nat({ max: 100 }));
    fc.assert(
      fc.property(fc.tuple(total, total, total), (of) => {
        const totals = new Map(leaves.map((leaf, n) => [leaf, of[n] as number]));
        const hidden = pooled(areas, totals);
        const sumOf = (area: string) =>
          leaves.reduce((sum, leaf) => sum + (isIn(area, leaf) ? (totals.get(leaf) as number) : 0), 0);
        for (const area of areas.all) if (isFew(sumOf(area))) expect(hidden).toContain(area);
        const asLeaves = (area: string) => leaves.map((leaf) => (isIn(area, leaf) ? 1 : 0));
        const known = areas.all.filter((area) => !hidden.has(area)).map(asLeaves);
        for (const area of areas.all) if (isFew(sumOf(area))) expect(followsFrom(known, asLeaves(area))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });
});

it('由少数几户给过又全部收回的，别的什么也没有：没有可以挪动的，这张表一格也不给看', () => {
  const none: Amount = { value: 0, households: 0 };
  const takenBack: Amount = { value: 0, households: 2 };
  const table = tableOf([], true);
  const amounts = new Map(
    leaves.map((leaf, row) => [
      leaf,
      new Map(kinds.map((kind) => [kind, row === 0 && kind === 'a' ? takenBack : none])),
    ]),
  );
  const hidden = hiddenIn(areas, { ...table, amounts });
  expect(hidden).toEqual(
    new Set(areas.all.flatMap((area) => sums.flatMap(({ name, isRest }) => (isRest ? [] : [cellName(area, name)])))),
  );
});
