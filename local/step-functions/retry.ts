import type { Retrier, RetrierAgain } from './definition-schema.ts';
import { coversFailure, type Failure } from './errors.ts';

/**
 * How long to wait before the next attempt, in ms: anything between at once and the whole interval (JitterStrategy FULL).
 * @param used how often this retrier has already been used in this visit to the state
 * @param random 0 ≤ n < 1
 */
export function retryDelay(retrier: RetrierAgain, used: number, random: () => number): number {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds } = retrier;
  return Math.round(Math.min(IntervalSeconds * BackoffRate ** used, MaxDelaySeconds) * 1000 * random());
}

/**
 * Which retrier takes the failure, and where it stands: the first that names it, and only while it has attempts left;
 * the ones after it are not asked.
 * @param used uses of each retrier so far, by position
 */
export function chooseRetrier(
  retriers: readonly Retrier[],
  used: readonly number[],
  failure: Failure,
): { index: number; retrier: RetrierAgain } | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => coversFailure(ErrorEquals, failure));
  const retrier = retriers[index];
  if (retrier === undefined || !('IntervalSeconds' in retrier)) return undefined;
  return (used[index] ?? 0) < retrier.MaxAttempts ? { index, retrier } : undefined;
}
