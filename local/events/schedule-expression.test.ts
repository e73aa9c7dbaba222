import { describe, expect, test } from 'vitest';
import { parseSchedule } from './schedule-expression.ts';

const at = (text: string) => Date.parse(text);

describe('cron is UTC, six fields, days of the week from Sunday = 1', () => {
  test.each([
    ['cron(30 16 * * ? *)', '2026-11-23T16:29:59Z', '2026-11-23T16:30:00Z'],
    ['cron(30 16 * * ? *)', '2026-11-23T16:30:00Z', '2026-11-24T16:30:00Z'],
    ['cron(0/15 8-9 * * ? *)', '2026-11-23T08:46:00Z', '2026-11-23T09:00:00Z'],
    ['cron(0 1 1 * ? *)', '2026-11-23T00:00:00Z', '2026-12-01T01:00:00Z'],
    ['cron(0 1 1 1 ? *)', '2026-11-23T00:00:00Z', '2027-01-01T01:00:00Z'],
    ['cron(0 1 ? * MON-FRI *)', '2026-11-27T02:00:00Z', '2026-11-30T01:00:00Z'],
    ['cron(0 1 ? * 1 *)', '2026-11-23T00:00:00Z', '2026-11-29T01:00:00Z'],
    ['cron(0 1 ? * 6L *)', '2026-11-23T00:00:00Z', '2026-11-27T01:00:00Z'],
    ['cron(0 1 ? * 2#1 *)', '2026-11-23T00:00:00Z', '2026-12-07T01:00:00Z'],
    ['cron(0 1 L * ? *)', '2027-02-01T00:00:00Z', '2027-02-28T01:00:00Z'],
    ['cron(0 1 L * ? *)', '2028-02-01T00:00:00Z', '2028-02-29T01:00:00Z'],
    // 2026-11-15 is a Sunday: the nearest working day is the 16th.
    ['cron(0 1 15W * ? *)', '2026-11-01T00:00:00Z', '2026-11-16T01:00:00Z'],
    // 2026-08-01 is a Saturday: never back into July.
    ['cron(0 1 1W * ? *)', '2026-07-31T02:00:00Z', '2026-08-03T01:00:00Z'],
    ['cron(0 1 31 * ? *)', '2026-11-01T00:00:00Z', '2026-12-31T01:00:00Z'],
    ['cron(0 1 29 2 ? *)', '2026-11-01T00:00:00Z', '2028-02-29T01:00:00Z'],
    ['cron(0 1 1 JAN,JUL ? 2027/2)', '2027-08-01T00:00:00Z', '2029-01-01T01:00:00Z'],
  ])('%s after %s is %s', (expression, after, expected) => {
    const next = parseSchedule(expression)(at(after), 0);
    expect(new Date(next ?? 0).toISOString()).toBe(new Date(at(expected)).toISOString());
  });

  test('a schedule whose years are over never occurs again', () => {
    expect(parseSchedule('cron(0 1 1 1 ? 2026)')(at('2026-02-01T00:00:00Z'), 0)).toBeUndefined();
  });
});

test('rate counts from when the rule began', () => {
  const began = at('2026-11-23T10:07:30Z');
  const schedule = parseSchedule('rate(5 minutes)');
  expect(schedule(began, began)).toBe(at('2026-11-23T10:12:30Z'));
  expect(schedule(at('2026-11-23T10:12:30Z'), began)).toBe(at('2026-11-23T10:17:30Z'));
  expect(schedule(at('2026-11-23T11:00:00Z'), began)).toBe(at('2026-11-23T11:02:30Z'));
});

test.each([
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 days)',
  'every day',
  'cron(0 1 * * * *)',
  'cron(0 1 ? * ? *)',
  'cron(0 1 * * ?)',
  'cron(60 1 * * ? *)',
  'cron(0 1 ? * FRY *)',
])('%s cannot be read and is refused', (expression) => {
  expect(() => parseSchedule(expression)).toThrow();
});
