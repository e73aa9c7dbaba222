import { expect, test } from 'vitest';
import { addDuration } from './duration.ts';

const start = Date.parse('2027-01-31T08:00:00Z');

test.each([
  ['P5D', '2027-02-05T08:00:00Z'],
  ['P1W', '2027-02-07T08:00:00Z'],
  ['PT1H30M5S', '2027-01-31T09:30:05Z'],
  ['P1Y', '2028-01-31T08:00:00Z'],
  ['P1Y2M3DT4H', '2028-04-03T12:00:00Z'],
])('%s later it is %s', (duration, expected) => {
  expect(addDuration(start, duration)).toBe(Date.parse(expected));
});

test.each(['', 'P', 'PT', '5D', 'P5', 'P-1D', 'P1.5D'])('%j is not a duration', (text) => {
  expect(addDuration(start, text)).toBeUndefined();
});
