import { areasOf } from '../few/areas.ts';
import { cellName, fewest, hiddenIn } from '../few/few.ts';
import { pooled } from '../few/pooled.ts';

/** The households of a county and a category, as 统计 counts them. */
export interface Cell {
  /** Org path of the county; of what stands below none, of its city or province, with `/-`. */
  place: string;
  category: string;
  size: number;
}

/** Cells that make a stratum together, by their place in the list. */
export interface Group {
  cells: number[];
  /** All that it is of, those too that have none: whoever reads it is not told which. */
  places: string[];
}

/**
 * Strata of cells. A stratum says how many are in it, and whoever draws again counts them, so it may say no more than 统计
 * does above the county. A cell that 统计 shows is a stratum of its own. Those that it hides are pooled over the whole area
 * by category; where a category is few or hidden itself, without one. How many are pooled follows from what is shown.
 *
 * @param top the area that is drawn from
 */
export function pooledCells(top: string, cells: readonly Cell[]): Group[] {
  const totals = new Map<string, number>();
  for (const { place, size } of cells) totals.set(place, (totals.get(place) ?? 0) + size);
  const places = [...totals.keys()].sort();
  // Of one county alone every part is the county's.
  if (places.length < 2) return cells.length === 0 ? [] : [{ cells: cells.map((_, at) => at), places }];
  const isHidden = hiddenOf(top, cells, totals);
  const all = cells.map((cell, at) => ({ ...cell, at }));
  const sizeOf = ({ cells: group }: Group) => group.reduce((sum, at) => sum + (cells[at] as Cell).size, 0);
  const own = all.filter((cell) => !isHidden(cell)).map(({ at, place }): Group => ({ cells: [at], places: [place] }));
  const rest = [...Map.groupBy(all.filter(isHidden), ({ category }) => category)].map(
    ([category, hidden]): Group => ({
      cells: hidden.map(({ at }) => at),
      places: places.filter((place) => isHidden({ place, category })),
    }),
  );
  // A category whose sum over the whole area is hidden would be told by a stratum of its own, and by it the few beside it.
  const isTold = (group: Group) =>
    sizeOf(group) >= fewest && !isHidden({ place: top, category: (cells[group.cells[0] as number] as Cell).category });
  const groups = [...rest.filter(isTold), ...own];
  const few = together(rest.filter((group) => !isTold(group)));
  if (few.cells.length === 0) return groups;
  groups.sort((one, other) => sizeOf(one) - sizeOf(other));
  // What is still few is taken in by the smallest of the others.
  const last = sizeOf(few) < fewest ? groups.splice(0, 1) : [];
  return [...groups, together([...last, few])];
}

const together = (groups: readonly Group[]): Group => ({
  cells: groups.flatMap((group) => group.cells),
  places: [...new Set(groups.flatMap((group) => group.places))].sort(),
});

function hiddenOf(
  top: string,
  cells: readonly Cell[],
  totals: ReadonlyMap<string, number>,
): (cell: Omit<Cell, 'size'>) => boolean {
  const areas = areasOf(top, [...totals.keys()].sort());
  const amounts = Map.groupBy(cells, ({ place }) => place);
  const categories = [...new Set(cells.map(({ category }) => category))].sort();
  const unshown = pooled(areas, totals);
  const hidden = hiddenIn(areas, {
    amounts: new Map(
      [...amounts].map(([place, all]) => [
        place,
        new Map(all.map(({ category, size }) => [category, { value: size, households: size }])),
      ]),
    ),
    sums: categories.map((category) => ({ name: category, kinds: [category] })),
    totalOf: () => 'all',
    unshown,
  });
  return ({ place, category }) => unshown.has(place) || hidden.has(cellName(place, category));
}
