import { describe, expect, test } from 'vitest';
import { coversFailure } from './errors.ts';
import { chooseRetrier, retryDelay } from './retry.ts';

const never = () => {
  throw new Error('no jitter asked for');
};
const failure = (error: string) => ({ error, cause: '' });

describe('retry delays', () => {
  test('default: 1 s, doubled each time', () => {
    expect([0, 1, 2].map((used) => retryDelay({ ErrorEquals: ['X'] }, used, never))).toEqual([1000, 2000, 4000]);
  });

  test('the specification’s example: 3 s and 6 s; with MaxDelaySeconds 4, 3 s and 4 s', () => {
    const retrier = { ErrorEquals: ['X'], IntervalSeconds: 3, BackoffRate: 2 };
    expect([0, 1].map((used) => retryDelay(retrier, used, never))).toEqual([3000, 6000]);
    expect([0, 1].map((used) => retryDelay({ ...retrier, MaxDelaySeconds: 4 }, used, never))).toEqual([3000, 4000]);
  });

  test('full jitter takes any part of the capped interval', () => {
    const retrier = { ErrorEquals: ['X'], IntervalSeconds: 8, MaxDelaySeconds: 10, JitterStrategy: 'FULL' as const };
    expect(retryDelay(retrier, 0, () => 0)).toBe(0);
    expect(retryDelay(retrier, 0, () => 0.5)).toBe(4000);
    expect(retryDelay(retrier, 1, () => 0.5)).toBe(5000);
  });

  test('a backoff rate of 1 keeps the interval', () => {
    expect(retryDelay({ ErrorEquals: ['X'], IntervalSeconds: 7, BackoffRate: 1 }, 9, never)).toBe(7000);
  });
});

describe('choice of retrier', () => {
  test('the first that names the error; used up, the later ones are not asked', () => {
    const retriers = [{ ErrorEquals: ['X'], MaxAttempts: 1 }, { ErrorEquals: ['States.ALL'] }];
    expect(chooseRetrier(retriers, [], failure('X'))).toBe(0);
    expect(chooseRetrier(retriers, [1, 0], failure('X'))).toBeUndefined();
    expect(chooseRetrier(retriers, [1, 0], failure('Y'))).toBe(1);
    expect(chooseRetrier(retriers, [1, 3], failure('Y'))).toBeUndefined();
  });

  test('MaxAttempts 0 means never', () => {
    expect(chooseRetrier([{ ErrorEquals: ['X'], MaxAttempts: 0 }], [], failure('X'))).toBeUndefined();
  });
});

describe('which names cover which errors', () => {
  const names = ['States.ALL', 'States.TaskFailed', 'States.Timeout'] as const;
  const covering = (value: Parameters<typeof coversFailure>[1]) => names.filter((name) => coversFailure([name], value));

  test('a function’s own error: the two wildcards', () => {
    expect(covering(failure('DossierStale'))).toEqual(['States.ALL', 'States.TaskFailed']);
    expect(coversFailure(['Other', 'DossierStale'], failure('DossierStale'))).toBe(true);
    expect(coversFailure(['dossierstale'], failure('DossierStale'))).toBe(false);
  });

  test('a timeout is not a failed task', () => {
    expect(covering(failure('States.Timeout'))).toEqual(['States.ALL', 'States.Timeout']);
  });

  test('a query error is covered by the wildcards', () => {
    expect(covering(failure('States.QueryEvaluationError'))).toEqual(['States.ALL', 'States.TaskFailed']);
  });

  test('too much data is covered by the wildcards, Runtime by nothing', () => {
    expect(covering(failure('States.DataLimitExceeded'))).toEqual(['States.ALL', 'States.TaskFailed']);
    expect(coversFailure(['States.DataLimitExceeded'], failure('States.DataLimitExceeded'))).toBe(true);
    expect(covering(failure('States.Runtime'))).toEqual([]);
    expect(coversFailure(['States.Runtime'], failure('States.Runtime'))).toBe(false);
  });
});
