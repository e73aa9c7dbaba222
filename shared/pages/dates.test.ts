import { describe, expect, it } from 'vitest';
import { dateInWords, momentInWords, monthInWords } from './dates.ts';

describe('日期和时间的写法', () => {
  it('日期写成年月日，不补零', () => {
    expect(dateInWords('2026-03-05')).toBe('2026年3月5日');
    expect(monthInWords('2027-06')).toBe('2027年6月');
  });

  it('时间按北京时间写：世界时晚上八点已是第二天凌晨四点', () => {
    expect(momentInWords('2026-12-31T20:05:00.000Z')).toBe('2027年1月1日 04:05');
  });

  it('午夜是 00:00，不是 24:00', () => {
    expect(momentInWords('2026-11-27T16:00:00Z')).toBe('2026年11月28日 00:00');
  });
});
