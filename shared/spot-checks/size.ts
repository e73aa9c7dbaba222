import type { SizedStratum, Stratum } from './frame.ts';

/** The 0.975 quantile of the standard normal distribution: every interval here is of 95 %. */
export const Z95 = 1.959963984540054;

/** What is wished of an estimate, in tenths of a per cent. */
export interface Wished {
  /** Half the width of the interval, e.g. 50 for ±5 %. */
  halfWidth: number;
  /** The share that is expected at worst; 500 asks for the most households. */
  expected: number;
}

/**
 * How many of so many have to be looked at: n₀ = z²p(1−p)/e², corrected for a finite population, n = n₀/(1+(n₀−1)/N)
 * (Cochran, Sampling Techniques, 3rd ed. 1977, 4.4).
 */
export function sampleSize(population: number, { halfWidth, expected }: Wished): number {
  if (population <= 1) return population;
  const [e, p] = [halfWidth / 1000, expected / 1000];
  const n0 = (Z95 ** 2 * p * (1 - p)) / e ** 2;
  return Math.min(population, Math.max(1, Math.ceil(n0 / (1 + (n0 - 1) / population) - 1e-9)));
}

/** A share of so many, in per cent: never less than the share. */
export const quotaSize = (population: number, percent: number): number => Math.ceil((population * percent) / 100);

/** Two of a stratum at least, or its variance cannot be estimated. */
const LEAST_OF_STRATUM = 2;

/**
 * Proportional to the strata's sizes by largest remainders, and then no stratum less than `least`, or all of it: more may
 * be drawn than `total`, and never fewer, unless there are no more.
 */
export function allocated(sizes: readonly number[], total: number, least: number): number[] {
  const population = sizes.reduce((sum, size) => sum + size, 0);
  if (population === 0) return sizes.map(() => 0);
  const wanted = Math.min(total, population);
  // In whole numbers, so that it comes out alike wherever it is computed.
  const shares = sizes.map((size, index) => ({
    index,
    whole: Math.floor((size * wanted) / population),
    rest: (size * wanted) % population,
  }));
  let left = wanted - shares.reduce((sum, { whole }) => sum + whole, 0);
  const result = shares.map(({ whole }) => whole);
  for (const { index } of shares.toSorted((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left === 0) break;
    result[index] = (result[index] as number) + 1;
    left--;
  }
  return result.map((n, index) => Math.min(sizes[index] as number, Math.max(n, least)));
}

type Counted = Stratum & { size: number };

/** 估计抽样: each frame by itself is drawn so that its own rate has the wished half-width. */
export function sampleOf(strata: readonly Counted[], wished: Wished): SizedStratum[] {
  const drawn = new Map<Counted, number>();
  for (const frame of new Set(strata.map((each) => each.frame))) {
    const own = strata.filter((each) => each.frame === frame);
    const sizes = own.map(({ size }) => size);
    const total = sampleSize(
      sizes.reduce((sum, size) => sum + size, 0),
      wished,
    );
    const numbers = allocated(sizes, total, LEAST_OF_STRATUM);
    for (const [index, each] of own.entries()) drawn.set(each, numbers[index] as number);
  }
  return strata.map((each) => ({ ...each, draw: drawn.get(each) as number }));
}

/** 覆盖抽查: the share of every stratum. */
export const quotaOf = (strata: readonly Counted[], percent: number): SizedStratum[] =>
  strata.map((each) => ({ ...each, draw: quotaSize(each.size, percent) }));
