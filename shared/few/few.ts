import { type Areas, isIn, upTo } from './areas.ts';

/** Fewer households than these are nobody's to see from outside. */
export const fewest = 5;
export const isFew = (households: number): boolean => households > 0 && households < fewest;

/** What one leaf of the areas has of one kind. */
export interface Amount {
  value: number;
  households: number;
}

/** What is shown of each area: a sum of some kinds. */
export interface Sum {
  name: string;
  kinds: readonly string[];
  /** Never shown, but whoever knows the rest knows it: what is left of a total. */
  isRest?: true;
}

/** A table: how much each leaf has of each kind, and what is shown of that. */
export interface Table {
  /** Of kinds that are left out it has none. */
  amounts: ReadonlyMap<string, ReadonlyMap<string, Amount>>;
  sums: readonly Sum[];
  /** Kinds whose total in each area is known by other means, by a name for the total; undefined of those without one. */
  totalOf(kind: string): string | undefined;
  /** Areas of which nothing of this table is shown. */
  unshown: ReadonlySet<string>;
}

interface Cell {
  sum: Sum;
  area: string;
  value: number;
  isFew: boolean;
  /** Not shown, whether because it is few or because it would give away another. */
  isHidden: boolean;
}

/** One unit more or less of a kind in a leaf. */
interface Step {
  leaf: string;
  kind: string;
  by: 1 | -1;
}

/**
 * Which sums are not to be shown (`cellName`): those of few households, and of the others so many that none of the few can
 * be found out from what is shown. That is so because for each of them there is another table that shows the same, says the
 * same of what is hidden, and in which it has another value: some units moved between kinds and leaves, with every sum that
 * they change hidden. Those are chosen that hide least.
 *
 * What is hidden of a leaf leaves the sums of the areas above it as they are, wherever there is a neighbour: those areas'
 * unions know their own sums, for their 上报 says them (shared/returns). So what one union sees beside its return, and what
 * two see together, gives nothing away either.
 */
export function hiddenIn(areas: Areas, table: Table): Set<string> {
  return new Hiding(areas, table).run();
}

export const cellName = (area: string, sum: string): string => `${area} ${sum}`;

/** A number of a larger area is never lost where any of smaller ones will do. */
const costs = { leaf: 1, middle: 1e6, top: 1e12 } as const;

class Hiding {
  private readonly areas: Areas;
  private readonly table: Table;
  private readonly kinds: string[];
  private readonly leaves: ReadonlySet<string>;
  private readonly cells: Cell[];
  /** The cells in which a leaf's kind is counted. */
  private readonly counting = new Map<string, Cell[]>();

  constructor(areas: Areas, table: Table) {
    this.areas = areas;
    this.table = table;
    this.leaves = new Set(areas.leaves);
    this.kinds = [...new Set(table.sums.flatMap(({ kinds }) => kinds))];
    const shown = areas.all.filter((area) => !table.unshown.has(area));
    this.cells = shown.flatMap((area) => table.sums.map((sum) => this.cellOf(area, sum)));
    for (const cell of this.cells) {
      for (const leaf of areas.leaves) {
        if (!isIn(cell.area, leaf)) continue;
        for (const kind of cell.sum.kinds) {
          const place = cellName(leaf, kind);
          const there = this.counting.get(place);
          if (there) there.push(cell);
          else this.counting.set(place, [cell]);
        }
      }
    }
  }

  run(): Set<string> {
    for (const cell of this.cells.filter((each) => each.isFew)) {
      for (const changed of this.cheapest(cell)) changed.isHidden = true;
    }
    return new Set(
      this.cells
        .filter(({ isHidden, sum }) => isHidden && !sum.isRest)
        .map(({ area, sum }) => cellName(area, sum.name)),
    );
  }

  private cellOf(area: string, sum: Sum): Cell {
    let value = 0;
    let households = 0;
    for (const leaf of this.areas.leaves) {
      if (!isIn(area, leaf)) continue;
      for (const kind of sum.kinds) {
        const amount = this.amount(leaf, kind);
        value += amount?.value ?? 0;
        households += amount?.households ?? 0;
      }
    }
    // Of many few are told by either: a household may count in several of the kinds.
    const few = isFew(households) || isFew(value);
    return { sum, area, value, isFew: few, isHidden: few || sum.isRest === true };
  }

  private amount(leaf: string, kind: string): Amount | undefined {
    return this.table.amounts.get(leaf)?.get(kind);
  }

  /** The cells that are still shown and change in the move that hides least of all that change this one. */
  private cheapest(cell: Cell): Cell[] {
    let best: Cell[] | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    for (const reach of ['beside', 'anywhere'] as const) {
      // What lies beside it and costs no larger area a number is not to be bettered by what lies further away.
      if (bestCost < costs.middle) break;
      for (const move of this.moves(cell, reach)) {
        if (!this.isPossible(move)) continue;
        const changed = this.changedBy(move);
        if (!changed.has(cell)) continue;
        const shown = [...changed.keys()].filter((each) => !each.isHidden || this.isKnownAbove(each, cell));
        const cost = shown.reduce((sum, each) => sum + this.cost(each), 0);
        if (cost === 0) return [];
        if (cost >= bestCost) continue;
        best = shown;
        bestCost = cost;
      }
    }
    // Where nothing can be moved, as when all that there is was taken back again, nothing of the table is shown.
    return best ?? this.cells.filter((each) => !each.isHidden);
  }

  /** Single units, and units that change their kind, alone or against the same elsewhere. */
  private *moves({ sum, area }: Cell, reach: 'beside' | 'anywhere'): Generator<Step[]> {
    const partners = area === this.areas.top ? [] : this.partners(area, reach);
    for (const leaf of this.areas.leaves) {
      if (!isIn(area, leaf)) continue;
      for (const kind of sum.kinds) {
        for (const by of [-1, 1] as const) yield* this.movesOf({ leaf, kind, by }, sum, partners);
      }
    }
  }

  private *movesOf(step: Step, sum: Sum, partners: readonly string[]): Generator<Step[]> {
    const { leaf, kind, by } = step;
    const back = -by as 1 | -1;
    const total = this.table.totalOf(kind);
    if (total === undefined) {
      yield [step];
      for (const partner of partners) yield [step, { leaf: partner, kind, by: back }];
    }
    for (const other of this.kinds) {
      if (sum.kinds.includes(other) || this.table.totalOf(other) !== total) continue;
      const swap: Step[] = [step, { leaf, kind: other, by: back }];
      yield swap;
      for (const partner of partners) {
        yield [...swap, { leaf: partner, kind, by: back }, { leaf: partner, kind: other, by }];
      }
    }
  }

  private partners(area: string, reach: 'beside' | 'anywhere'): string[] {
    const parent = upTo(this.areas.top, area)[1] as string;
    return this.areas.leaves.filter((other) => !isIn(area, other) && isIn(parent, other) === (reach === 'beside'));
  }

  private isPossible(move: readonly Step[]): boolean {
    return move.every(({ leaf, kind, by }) => by > 0 || (this.amount(leaf, kind)?.value ?? 0) > 0);
  }

  private changedBy(move: readonly Step[]): Map<Cell, number> {
    const changed = new Map<Cell, number>();
    for (const { leaf, kind, by } of move) {
      for (const cell of this.counting.get(cellName(leaf, kind)) ?? []) {
        const sum = (changed.get(cell) ?? 0) + by;
        if (sum === 0) changed.delete(cell);
        else changed.set(cell, sum);
      }
    }
    return changed;
  }

  /** Whether a cell is one of an area above another's: its own union knows it, shown or not. */
  private isKnownAbove({ area }: Cell, below: Cell): boolean {
    return this.levelOf(area) > this.levelOf(below.area);
  }

  /** What is lost with a cell: more of a larger area, and of a larger number. */
  private cost({ area, value }: Cell): number {
    return this.levelOf(area) * (1 + Math.log2(1 + Math.max(value, 0)));
  }

  private levelOf(area: string): number {
    if (this.leaves.has(area)) return costs.leaf;
    return area === this.areas.top ? costs.top : costs.middle;
  }
}
