import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addDays } from './dates.ts';
import { CalendarError } from './errors.ts';
import { publishedArrangements } from './published.ts';
import { addWorkingDays, calendarOf, daysCovered, isWorkingDay, noticeEnd } from './working-days.ts';

const calendar = calendarOf(publishedArrangements);
const worked = (date: string): boolean => isWorkingDay(calendar, date);
const endOf = (from: string, days: number): string => noticeEnd(calendar, from, days);

const range = (from: string, to: string): string[] => {
  const dates = [from];
  for (let date = from; date < to; ) {
    date = addDays(date, 1);
    dates.push(date);
  }
  return dates;
};

describe('the State Council’s arrangement for 2026', () => {
  test.each([
    ['元旦', '2026-01-01', '2026-01-03'],
    ['春节', '2026-02-15', '2026-02-23'],
    ['清明节', '2026-04-04', '2026-04-06'],
    ['劳动节', '2026-05-01', '2026-05-05'],
    ['端午节', '2026-06-19', '2026-06-21'],
    ['中秋节', '2026-09-25', '2026-09-27'],
    ['国庆节', '2026-10-01', '2026-10-07'],
  ])('no notice day is counted in %s', (_name, from, to) => {
    expect(range(from, to).filter(worked)).toEqual([]);
  });

  test('weekend days to be worked count as working days', () => {
    const weekends = ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'];
    expect(range('2026-01-01', '2026-12-31').filter((date) => worked(date) && [0, 6].includes(weekday(date)))) //
      .toEqual(weekends);
  });

  test('every other weekday is a working day', () => {
    const off = range('2026-01-01', '2026-12-31').filter((date) => !worked(date) && ![0, 6].includes(weekday(date)));
    // 元旦 1、2；春节 16 至 20、23；清明 6；劳动节 1、4、5；端午 19；中秋 25；国庆 1、2、5、6、7
    expect(off).toHaveLength(2 + 6 + 1 + 3 + 1 + 1 + 5);
  });

  const weekday = (date: string) => new Date(date).getUTCDay();
});

test('the stored arrangement is the published one on every day that the package knows', () => {
  for (const date of range('2024-01-01', '2026-12-31')) {
    expect([date, worked(date)]).toEqual([date, chineseDays.isWorkday(date)]);
  }
});

describe('the days of a notice are working days', () => {
  test('the opening day does not count', () => {
    expect(endOf('2026-11-23', 5)).toBe('2026-11-30');
  });

  test('a notice over the Spring Festival skips nine days off and counts the Saturday worked', () => {
    // 13 Friday; 14 Saturday is worked (1); 15 to 23 off; 24, 25, 26, 27 (5)
    expect(endOf('2026-02-13', 5)).toBe('2026-02-27');
    // 28 Saturday is worked too
    expect(endOf('2026-02-13', 6)).toBe('2026-02-28');
  });

  test('a notice opened on a Saturday counts from Monday', () => {
    expect(endOf('2026-11-21', 1)).toBe('2026-11-23');
  });
});

describe('beyond the calendar nothing is guessed', () => {
  test('a notice that would run past the last known year is refused, telling the operator what to do', () => {
    const beyond = () => endOf(addDays(calendar.until, -1), 5);
    expect(beyond).toThrow(CalendarError);
    expect(beyond).toThrow(/E1250.*涵盖 2024-01-01 至 2026-12-31，无法算到 2027-01-01.*录入下一年的节假日安排/);
    try {
      beyond();
    } catch (error) {
      expect((error as CalendarError).code).toBe(1250);
      expect((error as CalendarError).name).toBe('CalendarError');
    }
  });

  test('a notice that ends on the last known day is still allowed', () => {
    expect(worked('2026-12-31')).toBe(true);
    expect(endOf('2026-12-24', 5)).toBe('2026-12-31');
  });

  test('a day before the first known year is refused too', () => {
    expect(() => worked(addDays(calendar.from, -1))).toThrow(CalendarError);
  });

  test.each([0, -1, 1.5, Number.NaN])('%s working days is not a period', (days) => {
    expect(() => addWorkingDays(calendar, '2026-11-23', days)).toThrow(`not a number of working days: ${days}`);
  });
});

test('the days that the calendar still covers are counted to its last one, so that an alarm can come two months ahead', () => {
  expect(daysCovered(calendar, calendar.until)).toBe(0);
  expect(daysCovered(calendar, addDays(calendar.until, -60))).toBe(60);
  expect(daysCovered(calendar, addDays(calendar.until, 1))).toBe(-1);
});

describe('a calendar is made of the years’ arrangements', () => {
  const year = (year: number, off: string[]) => ({ year, off, work: [], source: '某文' });

  test('of one year the later arrangement counts, in whichever order they are given', () => {
    const corrected = calendarOf([year(2027, ['2027-05-03']), year(2026, []), year(2027, ['2027-05-04'])]);
    expect([corrected.from, corrected.until]).toEqual(['2026-01-01', '2027-12-31']);
    expect([isWorkingDay(corrected, '2027-05-03'), isWorkingDay(corrected, '2027-05-04')]).toEqual([true, false]);
  });

  test('of a New Year across two years, days of December stand in the next year’s arrangement', () => {
    const both = calendarOf([year(2026, []), { ...year(2027, ['2026-12-31']), work: ['2026-12-27'] }]);
    expect([isWorkingDay(both, '2026-12-31'), isWorkingDay(both, '2026-12-27')]).toEqual([false, true]);
  });

  test('with a year missing, or none at all, there is no calendar', () => {
    expect(() => calendarOf([year(2026, []), year(2028, [])])).toThrow('a calendar with a year left out');
    expect(() => calendarOf([])).toThrow('a calendar of no year');
  });

  test('the years stand in their order, whichever they are given in', () => {
    const calendar = calendarOf([2027, 2025, 2026].map((each) => year(each, [])));
    expect(calendar.arrangements.map(({ year }) => year)).toEqual([2025, 2026, 2027]);
    expect([calendar.from, calendar.until]).toEqual(['2025-01-01', '2027-12-31']);
  });
});
