import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/dates.ts';
import { lastPeriod, periodOf, periodsBefore } from './period.ts';

const terms = { yearEnds: '10-31' };

describe('一期', () => {
  it('年度从上一年截止的第二天起，到这一年截止的那一天', () => {
    expect(periodOf('2026', terms)).toEqual({
      ...{ id: '2026', kind: 'year', from: '2025-11-01', day: '2026-10-31' },
      ...{ before: '2025', previous: '2025', title: '2026年度' },
    });
  });

  it('季度、月度照日历，与上一年同一季、同一月比较，接着上一季、上一月', () => {
    expect(periodOf('2027-Q1', terms)).toMatchObject({
      ...{ from: '2027-01-01', day: '2027-03-31', before: '2026-Q1', previous: '2026-Q4', title: '2027年第一季度' },
    });
    expect(periodOf('2028-02', terms)).toMatchObject({
      ...{ from: '2028-02-01', day: '2028-02-29', before: '2027-02', previous: '2028-01', title: '2028年2月' },
    });
    expect(periodOf('2026-12', terms)).toMatchObject({ from: '2026-12-01', day: '2026-12-31' });
  });

  it('各种的各期一天不漏、一天不重', () => {
    for (const id of ['2027', '2027-Q1', '2027-Q3', '2027-01', '2027-03']) {
      const period = periodOf(id, terms);
      expect(periodOf(period?.previous as string, terms)?.day).toBe(addDays(period?.from as string, -1));
    }
  });

  it.each(['', '2026-13', '2026-00', '2026-Q5', '26', '2026-1', '2026-09-01', '1999'])('%s 不是一期', (id) => {
    expect(periodOf(id, terms)).toBeUndefined();
  });

  it('截止的那一天还没有过完，最近的是上一期', () => {
    expect(lastPeriod('year', '2026-10-31', terms).id).toBe('2025');
    expect(lastPeriod('year', '2026-11-01', terms).id).toBe('2026');
    expect(lastPeriod('quarter', '2027-01-01', terms).id).toBe('2026-Q4');
    expect(lastPeriod('month', '2027-01-31', terms).id).toBe('2026-12');
  });

  it('列出的都已经过完，各不相同，各种里近的在前', () => {
    const periods = periodsBefore('2026-11-29', terms);
    expect(periods.every(({ day }) => day < '2026-11-29')).toBe(true);
    expect(new Set(periods.map(({ id }) => id)).size).toBe(periods.length);
    const months = periods.filter(({ kind }) => kind === 'month').map(({ id }) => id);
    expect(months).toEqual(months.toSorted().reverse());
    expect(months[0]).toBe('2026-10');
  });
});
