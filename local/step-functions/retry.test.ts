import { describe, expect, test } from 'vitest';
import { coversFailure } from './errors.ts';
import { chooseRetrier, retryDelay } from './retry.ts';
import { again } from './world.fixture.ts';

const failure = (error: string) => ({ error, cause: '' });

describe('retry delays', () => {
  /** The longest that each attempt may wait. */
  const longest = (more: object, ...used: number[]) =>
    used.map((each) => retryDelay(again(['X'], more), each, () => 1));

  test('doubled each time, up to the longest', () => {
    expect(longest({ IntervalSeconds: 3 }, 0, 1, 2)).toEqual([3000, 6000, 12_000]);
    expect(longest({ IntervalSeconds: 3, MaxDelaySeconds: 4 }, 0, 1, 2)).toEqual([3000, 4000, 4000]);
  });

  test('any part of the capped interval may be taken', () => {
    const retrier = again(['X'], { IntervalSeconds: 8, MaxDelaySeconds: 10 });
    expect(retryDelay(retrier, 0, () => 0)).toBe(0);
    expect(retryDelay(retrier, 0, () => 0.5)).toBe(4000);
    expect(retryDelay(retrier, 1, () => 0.5)).toBe(5000);
  });

  test('a backoff rate of 1 keeps the interval', () => {
    expect(longest({ IntervalSeconds: 7, BackoffRate: 1 }, 9)).toEqual([7000]);
  });
});

describe('choice of retrier', () => {
  const chosen = (error: string, used: number[]) =>
    chooseRetrier([again(['X'], { MaxAttempts: 1 }), again(['States.ALL'])], used, failure(error))?.index;

  test('the first that names the error; used up, the later ones are not asked', () => {
    expect(chosen('X', [])).toBe(0);
    expect(chosen('X', [1, 0])).toBeUndefined();
    expect(chosen('Y', [1, 0])).toBe(1);
    expect(chosen('Y', [1, 3])).toBeUndefined();
  });

  test('MaxAttempts 0 means never, though a later one names all', () => {
    const retriers = [{ ErrorEquals: ['X'], MaxAttempts: 0 as const }, again(['States.ALL'])];
    expect(chooseRetrier(retriers, [], failure('X'))).toBeUndefined();
    expect(chooseRetrier(retriers, [], failure('Y'))?.index).toBe(1);
  });
});

describe('which names cover which errors', () => {
  test('an error’s own, letter by letter', () => {
    expect(coversFailure(['Other', 'DossierStale'], failure('DossierStale'))).toBe(true);
    expect(coversFailure(['dossierstale'], failure('DossierStale'))).toBe(false);
    expect(coversFailure(['States.Timeout'], failure('DossierStale'))).toBe(false);
  });

  test.each(['DossierStale', 'States.Timeout', 'States.QueryEvaluationError', 'States.DataLimitExceeded'])(
    'States.ALL covers %s',
    (error) => {
      expect(coversFailure(['States.ALL'], failure(error))).toBe(true);
    },
  );
});
