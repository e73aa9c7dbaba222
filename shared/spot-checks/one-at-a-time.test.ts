import { expect, it } from 'vitest';
import { mostEntries } from './entries.ts';
import { toDrawUntil } from './one-at-a-time.ts';

const publicDraw = { on: '2026-11-25' };
const until = (today: string, entries: { by: string; numbers: string }[] = []) =>
  toDrawUntil({ publicDraw, entries }, today);
const contested = (times: number) =>
  Array.from({ length: times }, (_, n) => ({ by: `auditor-${n % 2}`, numbers: String(n % 2) }));

it('开奖前一天为止，另一次可以代替它', () => {
  expect(until('2026-11-24')).toBeUndefined();
});

it('开奖那天起三十天，先抽了它', () => {
  for (const day of ['2026-11-25', '2026-11-26', '2026-12-25']) expect(until(day)).toBe('2026-12-25');
  expect(until('2026-12-26')).toBeUndefined();
});

it('号码再也录不进去的，不等', () => {
  expect(until('2026-11-26', contested(mostEntries - 1))).toBe('2026-12-25');
  expect(until('2026-11-26', contested(mostEntries))).toBeUndefined();
  const agreed = contested(mostEntries).map((each) => ({ ...each, numbers: '3-8-17' }));
  expect(until('2026-11-26', agreed)).toBe('2026-12-25');
});
