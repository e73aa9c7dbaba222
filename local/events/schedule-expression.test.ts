import { expect, test } from 'vitest';
import { parseSchedule } from './schedule-expression.ts';

const at = (text: string) => Date.parse(text);

test.each([
  ['cron(30 16 * * ? *)', '2026-11-23T16:29:59Z', '2026-11-23T16:30:00Z'],
  ['cron(30 16 * * ? *)', '2026-11-23T16:30:00Z', '2026-11-24T16:30:00Z'],
  ['cron(0 0 * * ? *)', '2026-12-31T00:00:01Z', '2027-01-01T00:00:00Z'],
  ['cron(0 1 * * ? *)', '2028-02-28T01:00:00Z', '2028-02-29T01:00:00Z'],
  ['cron(0/15 0-11 * * ? *)', '2026-11-23T00:00:00Z', '2026-11-23T00:15:00Z'],
  ['cron(0/15 0-11 * * ? *)', '2026-11-23T10:59:59Z', '2026-11-23T11:00:00Z'],
  ['cron(0/15 0-11 * * ? *)', '2026-11-23T11:45:00Z', '2026-11-24T00:00:00Z'],
  ['cron(10/20 5 * * ? *)', '2026-12-31T05:50:00Z', '2027-01-01T05:10:00Z'],
])('a daily cron is in UTC: %s after %s is %s', (expression, after, expected) => {
  expect(parseSchedule(expression)(at(after), 0)).toBe(at(expected));
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
  'cron(0 1 * * ?)',
  'cron(60 1 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 1 1 * ? *)',
  'cron(0/0 8 * * ? *)',
  'cron(0/15 9-8 * * ? *)',
  'cron(0/15 8-24 * * ? *)',
  'cron(0,30 8 * * ? *)',
])('%s is not known and is refused, naming it', (expression) => {
  expect(() => parseSchedule(expression)).toThrow(expression);
});
