import { expect, it } from 'vitest';
import { sequence } from '../../test/support/random.ts';
import { areasOf, isIn } from '../few/areas.ts';
import { followsFrom } from '../few/elimination.fixture.ts';
import { cellName, hiddenIn, isFew } from '../few/few.ts';
import { pooled } from '../few/pooled.ts';
import { type Cell, pooledCells } from './pooling.ts';

const top = '530000';
const places = ['530100/530102', '530100/530103', '530100/530111', '530300/530302', '530300/530303'].map(
  (each) => `${top}/${each}`,
);
const categories = ['深度', '相对', '意外'];

const cellsBy = (sizeOf: (place: string, category: string) => number): Cell[] =>
  places
    .flatMap((place) => categories.map((category) => ({ place, category, size: sizeOf(place, category) })))
    .filter(({ size }) => size > 0);

it('都不少的，一个县一个类别一层', () => {
  expect(
    pooledCells(
      top,
      cellsBy(() => 20),
    ),
  ).toHaveLength(15);
});

it('只有一个县的，不分层；没有户的，没有层', () => {
  const one = cellsBy((place) => (place === places[0] ? 3 : 0));
  expect(pooledCells(places[0] as string, one)).toEqual([{ cells: [0, 1, 2], places: [places[0]] }]);
  expect(pooledCells(top, [])).toEqual([]);
});

it('几百个乱的省：每一户恰在一层，没有一层不到五户；各层的户数与统计放在一起，推不出不到五户的一格', () => {
  const random = sequence(5);
  let few = 0;
  for (let round = 0; round < 250; round++) {
    const cells = cellsBy(() => {
      const kind = random();
      return kind < 0.25 ? 0 : kind < 0.6 ? Math.floor(random() * 7) : Math.floor(random() * 150);
    });
    const groups = pooledCells(top, cells);
    expect(groups.flatMap((group) => group.cells).sort((a, b) => a - b)).toEqual(cells.map((_, at) => at));
    const sizes = groups.map((group) => group.cells.reduce((sum, at) => sum + (cells[at] as Cell).size, 0));
    const all = sizes.reduce((sum, each) => sum + each, 0);
    for (const size of sizes) expect(size >= 5 || groups.length === 1).toBe(true);
    // What 统计 shows whoever stands above, and the sums that its own 上报 says.
    const amountOf = (place: string, category: string) =>
      cells.find((each) => each.place === place && each.category === category)?.size ?? 0;
    const there = [...new Set(cells.map(({ place }) => place))];
    if (there.length < 2) continue;
    const areas = areasOf(top, there.sort());
    const totals = new Map(there.map((place) => [place, categories.reduce((sum, of) => sum + amountOf(place, of), 0)]));
    const unshown = pooled(areas, totals);
    const hidden = hiddenIn(areas, {
      amounts: new Map(
        there.map((place) => [
          place,
          new Map(
            categories.map((of) => [of, { value: amountOf(place, of), households: amountOf(place, of) }] as const),
          ),
        ]),
      ),
      sums: categories.map((name) => ({ name, kinds: [name] })),
      totalOf: () => 'all',
      unshown,
    });
    const isPooled = ({ place, category }: Cell) => unshown.has(place) || hidden.has(cellName(place, category));
    const row = (isIt: (place: string, category: string) => boolean) =>
      there.flatMap((place) => categories.map((category) => (isIt(place, category) ? 1 : 0)));
    const known = [
      ...categories.map((name) => row((_, category) => category === name)),
      ...areas.all
        .filter((area) => !unshown.has(area))
        .flatMap((area) => [
          row((place) => isIn(area, place)),
          ...categories
            .filter((name) => !hidden.has(cellName(area, name)))
            .map((name) => row((place, category) => isIn(area, place) && category === name)),
        ]),
      // Of a pooled stratum the places are said, those that have none too, and at the most the categories.
      ...groups.map((group) => {
        const own = group.cells.map((at) => cells[at] as Cell);
        const isOf = (place: string, category: string) =>
          own.some((each) => each.place === place && each.category === category) ||
          ((unshown.has(place) || hidden.has(cellName(place, category))) &&
            own.some((each) => each.category === category && isPooled(each)));
        return row(isOf);
      }),
    ];
    for (const { place, category, size } of cells) {
      if (!isFew(size) || all < 5) continue;
      few++;
      const asked = row((one, other) => one === place && other === category);
      expect([round, place, category, followsFrom(known, asked)]).toEqual([round, place, category, false]);
    }
  }
  expect(few).toBeGreaterThan(500);
});

it('全省也不到五户的一类，同它一起不显示的那一类也不自成一层：不然一减就知道', () => {
  const [one, other] = ['530000/530100/530101', '530000/530100/530102'];
  const cells = [
    { place: one, category: 'a', size: 7 },
    { place: one, category: 'c', size: 4 },
    { place: other, category: 'a', size: 37 },
    { place: other, category: 'b', size: 1 },
    { place: other, category: 'c', size: 27 },
  ];
  const sizes = pooledCells('530000', cells).map((group) =>
    group.cells.reduce((sum, at) => sum + (cells[at]?.size ?? 0), 0),
  );
  expect(sizes.toSorted((a, b) => a - b)).toEqual([7, 32, 37]);
});
