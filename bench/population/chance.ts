import { sequence } from '../../test/support/random.ts';

/** Numbers that look random and are the same for the same seed, in the shapes that a population is drawn in. */
export class Chance {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = sequence(seed);
  }

  /** A whole number from 0 up to but not `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Whether something happens that happens with this probability. */
  is(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: ArrayLike<T>): T {
    return list[this.below(list.length)] as T;
  }
}

/** Draws from a list whose entries have weights of their own. */
export class Weighted<T> {
  private readonly values: T[];
  private readonly upTo: Float64Array;

  constructor(entries: Iterable<readonly [value: T, weight: number]>) {
    const all = [...entries];
    this.values = all.map(([value]) => value);
    let sum = 0;
    this.upTo = Float64Array.from(all, ([, weight]) => {
      sum += weight;
      return sum;
    });
  }

  draw(chance: Chance): T {
    const at = chance.next() * (this.upTo.at(-1) as number);
    let [low, high] = [0, this.upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return this.values[low] as T;
  }
}
