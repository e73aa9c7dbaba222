import { expect, it } from 'vitest';
import { toDrawUntil } from './one-at-a-time.ts';

const until = (today: string, by: 'above' | 'own' = 'own') => toDrawUntil('2026-11-25', by, today);

it('开奖前一天为止，另一次可以代替它；上级准备的不可以', () => {
  expect(until('2026-11-24')).toBeUndefined();
  expect(until('2026-11-24', 'above')).toBe('2026-12-25');
});

it('开奖那天起三十天，先抽了它，不管谁准备的', () => {
  for (const by of ['above', 'own'] as const) {
    for (const day of ['2026-11-25', '2026-11-26', '2026-12-25']) expect(until(day, by)).toBe('2026-12-25');
    expect(until('2026-12-26', by)).toBeUndefined();
  }
});
