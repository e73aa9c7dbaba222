import type { SizedStratum } from './frame.ts';
import { Z95 } from './size.ts';
import { type Finding, type Rate, rateCodes, rates } from './words.ts';

/** What came of a stratum: how many of those drawn are settled, by finding. */
export interface Looked {
  stratum: SizedStratum;
  counts: Partial<Record<Finding, number>>;
}

/** Shares of one. */
export interface Estimate {
  share: number;
  low: number;
  high: number;
}

/** Why there is no rate. */
export const withheld = {
  none: '没有这样的户',
  unfinished: '抽到的还没有全部有结论',
  unverified: '无法核实的超过一成，不能代表全体',
  tooFew: '样本太少，至少看三十户，或者全部看过而不少于五户',
} as const;
export type Withheld = keyof typeof withheld;

/** One rate, of one stratum or of all together. `of` were looked at, out of `size`. */
export interface RateFigure {
  rate: Rate;
  of: number;
  size: number;
  counted: number;
  estimate: Estimate | null;
  withheld: Withheld | null;
}

/** A stratum's own rate stands on so many. */
const LEAST_FOR_RATE = 30;
/** Where all are looked at, fewer than so many would name the household. */
const LEAST_TOLD = 5;
/** One in so many may stay unverified. */
const UNVERIFIED_ONE_IN = 10;

/** One stratum as it counts for a rate: of `size` households `n` could be looked at, and `hits` of them are counted. */
interface Cell {
  size: number;
  n: number;
  hits: number;
}

/**
 * Wilson's interval (Wilson 1927) with an effective sample size in the place of n: for a finite population n(N−1)/(N−n),
 * which makes the variance what it is without replacement. Where everything was looked at nothing is uncertain.
 */
export function wilson(share: number, effective: number): Estimate {
  if (effective === Number.POSITIVE_INFINITY) return { share, low: share, high: share };
  const z2 = Z95 ** 2;
  const middle = (share + z2 / (2 * effective)) / (1 + z2 / effective);
  const half = (Z95 / (1 + z2 / effective)) * Math.sqrt((share * (1 - share)) / effective + z2 / (4 * effective ** 2));
  return { share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Without replacement, n of N count as this many with it. */
export const effectiveSize = (n: number, size: number): number =>
  n >= size ? Number.POSITIVE_INFINITY : (n * (size - 1)) / (size - n);

/**
 * The stratified estimator p = ΣWₕpₕ with its variance ΣWₕ²(1−fₕ)pₕ(1−pₕ)/(nₕ−1) (Cochran 1977, 5.10), told as Wilson's
 * interval with the effective size p(1−p)/v (Korn and Graubard 1998). A variance out of small strata may come out too
 * small, or nought: the effective size is never more than it would be if all strata had the same share.
 */
export function stratified(cells: readonly Cell[]): Estimate {
  const total = cells.reduce((sum, { size }) => sum + size, 0);
  const share = cells.reduce((sum, { size, n, hits }) => sum + (size / total) * (hits / n), 0);
  let variance = 0;
  let alike = 0;
  for (const { size, n, hits } of cells) {
    const weight = (size / total) ** 2 * (1 - n / size);
    const p = hits / n;
    variance += n > 1 ? (weight * p * (1 - p)) / (n - 1) : weight * share * (1 - share);
    alike += weight / n;
  }
  const own = variance > 0 ? (share * (1 - share)) / variance : Number.POSITIVE_INFINITY;
  return wilson(share, Math.min(own, alike > 0 ? 1 / alike : Number.POSITIVE_INFINITY));
}

/** Every rate that the frames of a sample can have, of all its strata together. */
export const ratesOf = (looked: readonly Looked[]): RateFigure[] =>
  rateCodes.filter((rate) => looked.some((each) => isOf(rate, each))).map((rate) => figure(rate, looked, false));

/** The same of one stratum. */
export const ratesOfStratum = (looked: Looked): RateFigure[] =>
  rateCodes.filter((rate) => isOf(rate, looked)).map((rate) => figure(rate, [looked], true));

const isOf = (rate: Rate, { stratum }: Looked): boolean =>
  (rates[rate].of as readonly string[]).includes(stratum.frame);

function figure(rate: Rate, all: readonly Looked[], alone: boolean): RateFigure {
  const looked = all.filter((each) => isOf(rate, each) && each.stratum.size > 0);
  const cells = looked.map(({ stratum: { size }, counts }): Cell => {
    const n = sum(Object.values(counts)) - (counts.unverifiable ?? 0);
    return { size, n, hits: sum(rates[rate].counts.map((finding) => counts[finding] ?? 0)) };
  });
  const [of, size, counted] = [
    sum(cells.map(({ n }) => n)),
    sum(cells.map((each) => each.size)),
    sum(cells.map(({ hits }) => hits)),
  ];
  const why = withheldFrom(looked, cells);
  const estimate = why !== null ? null : alone ? ofOne(cells[0] as Cell) : stratified(cells);
  return { rate, of, size, counted, estimate, withheld: why };
}

const ofOne = ({ n, size, hits }: Cell): Estimate => wilson(hits / n, effectiveSize(n, size));

function withheldFrom(looked: readonly Looked[], cells: readonly Cell[]): Withheld | null {
  if (looked.length === 0) return 'none';
  const draw = sum(looked.map(({ stratum }) => stratum.draw));
  if (looked.some(({ stratum, counts }) => sum(Object.values(counts)) < stratum.draw)) return 'unfinished';
  const unverified = sum(looked.map(({ counts }) => counts.unverifiable ?? 0));
  // A stratum of which nobody could say anything stands for nobody.
  if (unverified * UNVERIFIED_ONE_IN > draw || cells.some(({ n }) => n === 0)) return 'unverified';
  const n = sum(cells.map((each) => each.n));
  const isWhole = cells.every((each) => each.n === each.size);
  const carries = n >= LEAST_FOR_RATE || (isWhole && n >= LEAST_TOLD);
  return carries ? null : 'tooFew';
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
