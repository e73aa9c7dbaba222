import { describe, expect, test } from 'vitest';
import { addDays, addMonths, dateInShanghai, dateInWords, daysBetween, endOfDay, timeInShanghai } from './dates.ts';

describe('dates are those of Beijing', () => {
  test('the last evening hour in UTC is already the next day in Shanghai', () => {
    expect(dateInShanghai('2026-11-23T15:59:59.999Z')).toBe('2026-11-23');
    expect(dateInShanghai('2026-11-23T16:00:00.000Z')).toBe('2026-11-24');
    expect(dateInShanghai(new Date('2026-12-31T16:00:00Z'))).toBe('2027-01-01');
  });

  test('a day runs to the last millisecond before midnight in Shanghai', () => {
    expect(endOfDay('2026-11-23')).toBe('2026-11-23T15:59:59.999Z');
    expect(dateInShanghai(endOfDay('2026-03-01'))).toBe('2026-03-01');
  });

  test('a review is due on the same day next year, or on the last day of a shorter month', () => {
    expect(addMonths('2026-11-23', 12)).toBe('2027-11-23');
    expect(addMonths('2028-02-29', 12)).toBe('2029-02-28');
    expect(addMonths('2026-08-31', 6)).toBe('2027-02-28');
    expect(addMonths('2026-01-31', -2)).toBe('2025-11-30');
    expect(addMonths('2026-12-10', 120)).toBe('2036-12-10');
  });

  test('days are counted across months, years and leap days', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  test('the time of day is that of Shanghai, to the minute', () => {
    expect(timeInShanghai('2026-11-23T06:05:59.999Z')).toBe('14:05');
    expect(timeInShanghai('2026-11-23T16:00:00Z')).toBe('00:00');
    expect(() => timeInShanghai('noon')).toThrow(RangeError);
  });

  test('the days from one date to another are negative when it lies before', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-01-01', '2025-12-31')).toBe(-1);
  });

  test('what is refused as a date is named', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow('not an ISO date: 2026-02-30');
    expect(() => addDays('2026-13-01', 1)).toThrow('not an ISO date: 2026-13-01');
  });

  test('in words a date has no zeros in front', () => {
    expect(dateInWords('2026-11-23')).toBe('2026年11月23日');
    expect(dateInWords('2027-01-05')).toBe('2027年1月5日');
  });

  test.each([
    '2026-02-30',
    '2026-13-01',
    '2026-1-1',
    '20260101',
    '',
    '2026-01-01T00:00:00Z',
    '+002026-01-01',
    '-000001-01-01',
    '+012026-01',
  ])('%j is refused instead of becoming another day', (date) => {
    expect(() => addDays(date, 0)).toThrow(RangeError);
    expect(() => endOfDay(date)).toThrow(RangeError);
  });

  test('what is no instant is refused', () => {
    expect(() => dateInShanghai('yesterday')).toThrow(RangeError);
  });
});
