import type { Retrier } from './definition-schema.ts';
import { coversFailure, type Failure } from './errors.ts';

/**
 * How long to wait before the next attempt, in ms.
 * @param used how often this retrier has already been used in this visit to the state
 * @param random 0 ≤ n < 1, for JitterStrategy FULL: anything between at once and the whole interval
 */
export function retryDelay(retrier: Retrier, used: number, random: () => number): number {
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY } = retrier;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds);
  return Math.round(seconds * 1000 * (retrier.JitterStrategy === 'FULL' ? random() : 1));
}

/**
 * Which retrier takes the failure: the first that names it, and only while it has attempts left; the ones after it
 * are not asked.
 * @param used uses of each retrier so far, by position
 */
export function chooseRetrier(
  retriers: readonly Retrier[],
  used: readonly number[],
  failure: Failure,
): number | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => coversFailure(ErrorEquals, failure));
  const retrier = retriers[index];
  return retrier !== undefined && (used[index] ?? 0) < (retrier.MaxAttempts ?? 3) ? index : undefined;
}
