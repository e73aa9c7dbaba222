import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { addDays } from '../calendar/dates.ts';
import { knownYears, statutoryDays, statutoryHolidays } from '../calendar/holidays.ts';
import { publishedArrangements } from '../calendar/published.ts';
import { arrangementColumns, readArrangement } from './arrangement-csv.ts';

const heading = arrangementColumns.join();
/** 国务院办公厅关于2026年部分节假日安排的通知, row by row. */
const of2026 = {
  元旦: '元旦,2026-01-01,2026-01-03,3,2026-01-04',
  春节: '春节,2026-02-15,2026-02-23,9,2026-02-14、2026-02-28',
  清明: '清明节,2026-04-04,2026-04-06,3,',
  劳动: '劳动节,2026-05-01,2026-05-05,5,2026-05-09',
  端午: '端午节,2026-06-19,2026-06-21,3,',
  中秋: '中秋节,2026-09-25,2026-09-27,3,',
  国庆: '国庆节,2026/10/1,2026/10/7,7,2026/9/20、2026/10/10',
};
const of2025 = [
  '元旦,2025-01-01,2025-01-01,1',
  '春节,2025-01-28,2025-02-04,8,2025-01-26 2025-02-08',
  '清明节,2025-04-04,2025-04-06,3',
  '劳动节,2025-05-01,2025-05-05,5,2025-04-27',
  '端午节,2025-05-31,2025-06-02,3',
  '国庆节、中秋节,2025-10-01,2025-10-08,8,2025-09-28；2025-10-11',
];

const read = (...rows: string[]) => readArrangement(Buffer.from([heading, ...rows].join('\r\n')), '某文');
const faultsOf = (change: Partial<typeof of2026>): string[] =>
  read(...Object.values({ ...of2026, ...change }).filter((row) => row !== '-')).faults.map(
    ({ row, message }) => `${row} ${message}`,
  );

describe('照通知写的一年', () => {
  test.each([
    [2025, of2025],
    [2026, Object.values(of2026)],
  ])('%i 年的，与公布过的一天不差', (year, rows) => {
    const published = publishedArrangements.find((each) => each.year === year);
    expect(read(...rows)).toEqual({ arrangement: { ...published, source: '某文' }, faults: [] });
  });

  test('GB18030 的、带 BOM 的也读', () => {
    const text = `\ufeff${[heading, ...Object.values(of2026)].join('\n')}`;
    expect(readArrangement(Buffer.from(text), '某文').arrangement?.year).toBe(2026);
  });

  test('元旦放在上一年十二月的日子也收', () => {
    const { arrangement } = read(...Object.values({ ...of2026, 元旦: '元旦,2025-12-31,2026-01-01,2,2025-12-28' }));
    expect([arrangement?.off[0], arrangement?.work[0]]).toEqual(['2025-12-31', '2025-12-28']);
  });

  test('另有文件加放一天的，节日写明就收', () => {
    expect(read(...Object.values(of2026), '抗战胜利纪念日,2026-09-03,2026-09-03,1,').faults).toEqual([]);
  });
});

describe('写错了的，指出是哪一行、怎么错', () => {
  test.each<[string, Partial<typeof of2026>, RegExp]>([
    ['没有的日子', { 端午: '端午节,2026-06-31,2026-06-21,3,' }, /^6 放假第一天不是日期：2026-06-31/],
    ['日期空着', { 端午: '端午节,,2026-06-21,3,' }, /^6 放假第一天为空/],
    ['全角数字', { 端午: '端午节,２０２６-06-19,2026-06-21,3,' }, /^6 放假第一天含全角字符/],
    ['首尾颠倒', { 端午: '端午节,2026-06-21,2026-06-19,3,' }, /^6 放假最后一天 2026-06-19 早于第一天/],
    [
      '天数与起止不符',
      { 端午: '端午节,2026-06-19,2026-06-20,3,' },
      /^6 2026-06-19 至 2026-06-20 是 2 天，天数写的是 3/,
    ],
    ['天数空着', { 端午: '端午节,2026-06-19,2026-06-21,,' }, /^6 天数须为数字/],
    ['写错了月份，一放两个月', { 国庆: '国庆节,2026-10-01,2026-12-07,68,' }, /^8 放假 68 天/],
    ['上班日不是周末', { 元旦: '元旦,2026-01-01,2026-01-03,3,2026-01-05' }, /^2 上班日 2026-01-05 不是周六、周日/],
    ['上班日在假期里', { 元旦: '元旦,2026-01-01,2026-01-03,3,2026-01-03' }, /^2 2026-01-03 既放假又上班/],
    ['上班日离得太远', { 元旦: '元旦,2026-01-01,2026-01-03,3,2026-03-01' }, /^2 上班日 2026-03-01 离这个节日 57 天/],
    ['上班日写成几格', { 春节: `${of2026.春节.replace('、', ',')}` }, /^3 多出 1 格/],
    ['漏了一个节日', { 端午: '-' }, /^7 没有端午节/],
    ['节日写了两次', { 端午: of2026.清明.replace('04-04', '06-13').replace('04-06', '06-15') }, /^6 清明节写了两次/],
    ['没有国庆，不知哪一年', { 国庆: '-' }, /^7 没有国庆节一行/],
    ['法定假日不放', { 端午: '端午节,2026-06-20,2026-06-22,3,' }, /^6 端午节的法定假日 2026-06-19 不在/],
    ['除夕不放', { 春节: '春节,2026-02-17,2026-02-23,7,2026-02-28' }, /^3 春节的法定假日 2026-02-16 不在/],
    ['两行有同一天', { 中秋: '中秋节,2026-09-25,2026-10-01,7,' }, /^8 2026-10-01 在第 7 行已经写过/],
    ['别的年份混了进来', { 元旦: '元旦,2027-01-01,2027-01-03,3,' }, /^2 2027-01-01 不是 2026 年或上一年十二月的/],
    [
      '漏了一个上班日',
      { 元旦: '元旦,2026-01-01,2026-01-03,3,' },
      /^8 放假的周一至周五 19 天，上班的周六、周日 5 天，相差 14 天/,
    ],
  ])('%s', (_what, change, message) => {
    expect(faultsOf(change)[0]).toMatch(message);
  });

  test('几处错误一次说完，照行的次序', () => {
    const rows = faultsOf({ 元旦: '元旦,2026-01-01,2026-01-03,2,2026-01-05', 端午: '端午节,2026-06-19,,3,' });
    expect(rows.map((fault) => fault[0])).toEqual(['2', '2', '6']);
  });

  test('不是这样的表', () => {
    expect(readArrangement(Buffer.from('日期,放假\n2027-01-01,是'), '某文').faults[0]?.message).toContain(
      '首行须依次为',
    );
    expect(readArrangement(Buffer.from([0xff, 0xfe, 0x00]), '某文').faults[0]?.message).toContain('CSV UTF-8');
  });
});

describe('法定假日', () => {
  test('农历节日和清明，每年都与软件包的一天不差', () => {
    for (let year = knownYears.first; year <= knownYears.last; year++) {
      const { 春节, 清明节, 端午节, 中秋节 } = statutoryHolidays(year);
      const lunar = (date = '') => {
        const { lunarMon, lunarDay, isLeap } = chineseDays.getLunarDate(date);
        return isLeap ? 'leap' : `${lunarMon}-${lunarDay}`;
      };
      expect([year, lunar(春节[1]), lunar(端午节[0]), lunar(中秋节[0])]).toEqual([year, '1-1', '5-5', '8-15']);
      const terms = chineseDays.getSolarTerms(清明节[0] as string, 清明节[0] as string);
      expect([year, terms[0]?.name]).toEqual([year, '清明']);
      expect(Object.values(statutoryHolidays(year)).flat()).toHaveLength(statutoryDays);
    }
  });

  // 香港天文台《公历与农历日期对照表》
  test.each([
    [2025, '01-29'],
    [2026, '02-17'],
    [2027, '02-06'],
    [2028, '01-26'],
    [2029, '02-13'],
    [2030, '02-03'],
    [2031, '01-23'],
    [2032, '02-11'],
    [2033, '01-31'],
    [2034, '02-19'],
  ])('%i 年的正月初一是 %s，除夕在它前一天', (year, day) => {
    const { 春节 } = statutoryHolidays(year);
    expect(春节[1]).toBe(`${year}-${day}`);
    expect(春节[0]).toBe(addDays(`${year}-${day}`, -1));
  });

  test('不知道的年份不猜', () => {
    expect(() => statutoryHolidays(2024)).toThrow(RangeError);
    expect(() => statutoryHolidays(2099)).toThrow(RangeError);
  });
});
