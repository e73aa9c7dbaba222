import { type Direction, directionOf, directions, type Verdict } from './directions.ts';
import type { Tier } from './tiers.ts';

/** What a household of a category and tier is given in a year, fen, as somebody has entered it. */
export interface Rate {
  category: string;
  tier: Tier;
  fen: number;
}

/** So many households of an area, asked by both rules. */
export interface Asked {
  area: string;
  before: Verdict;
  after: Verdict;
  households: number;
}

/** What is counted of an area: households by which way they go, and what their aid would cost in a year, fen. */
export interface Counts {
  households: number;
  directions: Record<Direction, number>;
  costBefore: number;
  costAfter: number;
}

const noCounts = (): Counts => ({
  households: 0,
  directions: Object.fromEntries(Object.keys(directions).map((each) => [each, 0])) as Record<Direction, number>,
  costBefore: 0,
  costAfter: 0,
});

/** All of them together. */
export const addedCounts = (all: readonly Counts[]): Counts =>
  all.reduce(
    (sum, each) => ({
      households: sum.households + each.households,
      directions: Object.fromEntries(
        (Object.keys(directions) as Direction[]).map((way) => [way, sum.directions[way] + each.directions[way]]),
      ) as Counts['directions'],
      costBefore: sum.costBefore + each.costBefore,
      costAfter: sum.costAfter + each.costAfter,
    }),
    noCounts(),
  );

/** Counts households area by area, and how many go from which verdict to which. */
export class Tally {
  readonly areas = new Map<string, Counts>();
  readonly ways = new Map<string, Asked>();
  private readonly rates: ReadonlyMap<string, number>;

  constructor(rates: readonly Rate[]) {
    this.rates = new Map(rates.map(({ category, tier, fen }) => [`${tier} ${category}`, fen]));
  }

  add({ area, before, after, households }: Asked): void {
    const counts = this.areas.get(area) ?? noCounts();
    this.areas.set(area, counts);
    counts.households += households;
    counts.directions[directionOf(before, after)] += households;
    counts.costBefore += this.costOf(before) * households;
    counts.costAfter += this.costOf(after) * households;
    const key = `${area} ${keyOf(before)} ${keyOf(after)}`;
    const way = this.ways.get(key);
    if (way) way.households += households;
    else this.ways.set(key, { area, before, after, households });
  }

  /** Who does not fit, or is excluded, is given nothing. */
  private costOf({ outcome, category, tier }: Verdict): number {
    return outcome === 'eligible' ? (this.rates.get(`${tier} ${category}`) ?? 0) : 0;
  }
}

/** The same for the same verdict. */
export const keyOf = ({ outcome, category, tier }: Verdict): string => [outcome, tier, category].join('/');
