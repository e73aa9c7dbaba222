import { describe, expect, it } from 'vitest';
import { daysLeft, isSoon } from './days.ts';

const today = '2026-09-15';

describe('a last day, as people see it', () => {
  it('is thought of from sixty days before it on, when it is late, and when there is none', () => {
    expect(isSoon('2026-11-14', today)).toBe(true);
    expect(isSoon('2026-11-15', today)).toBe(false);
    expect(isSoon('2026-09-01', today)).toBe(true);
    expect(isSoon(null, today)).toBe(true);
  });

  it('is so many days away', () => {
    expect(daysLeft('2026-09-15', today)).toBe('今天到期');
    expect(daysLeft('2026-09-16', today)).toBe('还有 1 天');
    expect(daysLeft('2026-09-13', today)).toBe('已过 2 天');
  });
});
