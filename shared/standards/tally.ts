import { type Direction, directionOf, directions, type Verdict } from './what-if.ts';

/** What a household of a category and tier is given in a year, fen, as somebody has entered it. */
export interface Rate {
  category: string;
  tier: string;
  fen: number;
}

/** A household asked by both rules. */
export interface Asked {
  /** Where its dossier lies, an org path. */
  orgPath: string;
  before: Verdict;
  after: Verdict;
}

/** What is counted of an area: households by which way they go, and what their aid would cost in a year, fen. */
export interface Counts {
  households: number;
  directions: Record<Direction, number>;
  costBefore: number;
  costAfter: number;
}

export const noCounts = (): Counts => ({
  households: 0,
  directions: Object.fromEntries(Object.keys(directions).map((each) => [each, 0])) as Record<Direction, number>,
  costBefore: 0,
  costAfter: 0,
});

/** Counts households area by area, and how many go from which verdict to which. */
export class Tally {
  readonly areas = new Map<string, Counts>();
  readonly transitions = new Map<string, { before: Verdict; after: Verdict; households: number }>();
  private readonly areaOf: (orgPath: string) => string;
  private readonly rates: ReadonlyMap<string, number>;

  constructor(areaOf: (orgPath: string) => string, rates: readonly Rate[]) {
    this.areaOf = areaOf;
    this.rates = new Map(rates.map(({ category, tier, fen }) => [`${tier} ${category}`, fen]));
  }

  add({ orgPath, before, after }: Asked): void {
    const area = this.areaOf(orgPath);
    const counts = this.areas.get(area) ?? noCounts();
    this.areas.set(area, counts);
    counts.households++;
    counts.directions[directionOf(before, after)]++;
    counts.costBefore += this.costOf(before);
    counts.costAfter += this.costOf(after);
    const key = `${keyOf(before)} ${keyOf(after)}`;
    const transition = this.transitions.get(key) ?? { before, after, households: 0 };
    transition.households++;
    this.transitions.set(key, transition);
  }

  /** Who does not fit, or is excluded, is given nothing. */
  private costOf({ outcome, category, tier }: Verdict): number {
    return outcome === 'eligible' ? (this.rates.get(`${tier} ${category}`) ?? 0) : 0;
  }
}

const keyOf = ({ outcome, category, tier }: Verdict): string => [outcome, tier, category].join('/');
