import { describe, expect, test } from 'vitest';
import { checkPeriods, isDate, type Period } from './periods.ts';

const period = (from: string, to: string | null): Period => ({ from, to });
const first = period('2026-01-01', '2026-06-30');
const second = period('2026-07-01', '2026-12-31');
const open = period('2027-01-01', null);

describe('periods that follow one another', () => {
  test('without overlap and without a gap are right, whatever their order, and so are one alone and none', () => {
    expect(checkPeriods([first, second, open])).toEqual([]);
    expect(checkPeriods([open, first, second])).toEqual([]);
    expect(checkPeriods([open])).toEqual([]);
    expect(checkPeriods([])).toEqual([]);
  });

  test('a period of one day is one', () => {
    expect(checkPeriods([period('2026-01-01', '2026-01-01'), period('2026-01-02', null)])).toEqual([]);
  });

  test('that share a day overlap, from the day on which the later one begins', () => {
    const early = period('2026-06-30', '2026-12-31');
    expect(checkPeriods([early, first])).toEqual([{ period: early, other: first, message: '2026-06-30 起有效期重叠' }]);
  });

  test('nothing comes after one without an end', () => {
    const endless = period('2026-01-01', null);
    expect(checkPeriods([endless, second])).toEqual([
      { period: second, other: endless, message: '2026-07-01 起有效期重叠' },
    ]);
  });

  test('the same twice is said to be the same, and not to overlap', () => {
    const again = period(first.from, first.to);
    expect(checkPeriods([first, again])).toEqual([{ period: again, other: first, message: '重复' }]);
    const [endless, twice] = [period('2026-01-01', null), period('2026-01-01', null)];
    expect(checkPeriods([endless, twice])).toEqual([{ period: twice, other: endless, message: '重复' }]);
  });

  test('that begin or end together are not the same for it: they overlap', () => {
    const shorter = period(first.from, '2026-03-31');
    expect(checkPeriods([first, shorter]).map(({ message }) => message)).toEqual(['2026-01-01 起有效期重叠']);
    const later = period('2026-02-01', first.to);
    expect(checkPeriods([first, later]).map(({ message }) => message)).toEqual(['2026-02-01 起有效期重叠']);
  });

  test('a gap is named by its first and last day', () => {
    const late = period('2026-07-03', null);
    expect(checkPeriods([first, late])).toEqual([
      { period: late, message: '2026-07-01 至 2026-07-02 之间没有任何一条有效' },
    ]);
    const laterByOne = period('2026-07-02', null);
    expect(checkPeriods([first, laterByOne]).map(({ message }) => message)).toEqual([
      '2026-07-01 至 2026-07-01 之间没有任何一条有效',
    ]);
  });

  test('of several faults each is told, in the order of the days', () => {
    const [gap, overlap] = [period('2026-07-10', '2026-12-31'), period('2026-12-31', null)];
    expect(checkPeriods([overlap, gap, first]).map(({ message }) => message)).toEqual([
      '2026-07-01 至 2026-07-09 之间没有任何一条有效',
      '2026-12-31 起有效期重叠',
    ]);
  });
});

describe('dates of a period', () => {
  test('that are none are named, both, before anything is said of their order', () => {
    const wrong = period('2026-02-30', '2026-1-1');
    expect(checkPeriods([wrong, first, first])).toEqual([
      { period: wrong, message: '不是日期：2026-02-30' },
      { period: wrong, message: '不是日期：2026-1-1' },
    ]);
    const disorder = period('x', '2026-13-01');
    expect(checkPeriods([disorder]).map(({ message }) => message)).toEqual(['不是日期：x', '不是日期：2026-13-01']);
    const half = period('2026-01-01', 'x');
    expect(checkPeriods([half])).toEqual([{ period: half, message: '不是日期：x' }]);
  });

  test('an end before the beginning is named', () => {
    const turned = period('2026-06-30', '2026-06-29');
    expect(checkPeriods([turned])).toEqual([{ period: turned, message: '止期 2026-06-29 早于起期 2026-06-30' }]);
  });

  test('a date is one that the calendar has', () => {
    expect(['2028-02-29', '2026-12-31'].map(isDate)).toEqual([true, true]);
    expect(['2026-02-29', '2026-1-1', ''].map(isDate)).toEqual([false, false, false]);
  });
});
