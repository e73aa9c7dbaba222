import { describe, expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { festivals, knownYears, statutoryDays, statutoryHolidays } from './holidays.ts';
import { publishedArrangements } from './published.ts';

/** The ISO date’s month and day in the lunar calendar, as Node has it. */
const lunar = (date: string): string =>
  new Intl.DateTimeFormat('en-u-ca-chinese', { month: 'numeric', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(date),
  );

// 《全国年节及纪念日放假办法》第二条（国务院令第795号）
describe('the days that the law gives to everybody', () => {
  test('each festival has its own number of days, thirteen in all', () => {
    for (let year = knownYears.first; year <= knownYears.last; year++) {
      const days = statutoryHolidays(year);
      expect(Object.keys(days), `${year}`).toEqual([...festivals]);
      expect(
        festivals.map((festival) => days[festival].length),
        `${year}`,
      ).toEqual([1, 4, 1, 2, 1, 1, 3]);
      expect(Object.values(days).flat(), `${year}`).toHaveLength(statutoryDays);
    }
  });

  test('those of the solar calendar stand on the same days every year, one after the other', () => {
    const { 元旦, 劳动节, 国庆节 } = statutoryHolidays(2026);
    expect([元旦, 劳动节, 国庆节]).toEqual([
      ['2026-01-01'],
      ['2026-05-01', '2026-05-02'],
      ['2026-10-01', '2026-10-02', '2026-10-03'],
    ]);
  });

  test('the lunar year begins with its eve and three days; the fifth of the fifth month and the fifteenth of the eighth are off', () => {
    // In 2026 Node’s lunar calendar is the published one.
    const { 春节, 端午节, 中秋节 } = statutoryHolidays(2026);
    expect(春节.slice(1).map(lunar)).toEqual(['1/1', '1/2', '1/3']);
    expect(春节[0]).toBe(addDays(春节[1] as string, -1));
    expect([...端午节, ...中秋节].map(lunar)).toEqual(['5/5', '8/15']);
  });

  test('every one of them is off in the State Council’s arrangement, or lies on a weekend', () => {
    for (const { year, off } of publishedArrangements.filter(({ year }) => year >= knownYears.first)) {
      for (const day of Object.values(statutoryHolidays(year)).flat()) {
        expect(off.includes(day) || [0, 6].includes(new Date(day).getUTCDay()), day).toBe(true);
      }
    }
  });

  test('the sweeping of graves is on the fourth or the fifth of April', () => {
    for (let year = knownYears.first; year <= knownYears.last; year++) {
      expect([`${year}-04-04`, `${year}-04-05`]).toContain(statutoryHolidays(year).清明节[0]);
    }
  });

  test('a year whose lunar calendar is not known has none', () => {
    for (const year of [knownYears.first - 1, knownYears.last + 1]) {
      expect(() => statutoryHolidays(year)).toThrow(`no lunar calendar of ${year}`);
    }
  });
});
