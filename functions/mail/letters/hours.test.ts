import { expect, it } from 'vitest';
import { caughtUp, isNight, nextMorning } from './hours.ts';

const at = (time: string) => new Date(`2026-09-07T${time}+08:00`);

it('晚上八点到早上八点是夜里', () => {
  const nights = ['20:00:00', '23:59:59', '00:00:00', '07:59:59'];
  const days = ['08:00:00', '12:00:00', '19:59:59'];
  expect(nights.map((time) => isNight(at(time)))).toEqual([true, true, true, true]);
  expect(days.map((time) => isNight(at(time)))).toEqual([false, false, false]);
});

it('半夜里说的早上是当天早上，晚上说的是第二天早上', () => {
  expect(nextMorning(at('20:00:00'))).toBe('2026-09-08T00:00:00.000Z');
  expect(nextMorning(at('00:30:00'))).toBe('2026-09-07T00:00:00.000Z');
  expect(nextMorning(at('08:00:00'))).toBe('2026-09-08T00:00:00.000Z');
  expect(caughtUp(at('20:00:00'))).toBe('2026-09-08T03:00:00.000Z');
  expect(caughtUp(at('00:30:00'))).toBe('2026-09-07T03:00:00.000Z');
});
