import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../calendar/dates.ts';
import {
  assessmentsRefusal,
  type FoundBefore,
  type IncomeFacts,
  judgeIncomes,
  type MonthIncome,
} from './lifted-out.ts';

const terms = { by: 'incomes', months: 6, percentOfLine: 150 } as const;
const facts: IncomeFacts = {
  householdSize: 3,
  registeredOn: '2026-11-17',
  today: '2027-08-10',
  lineOn: (date: string) => (date < '2027-07-01' ? 70_000 : 76_000),
};
/** 700 元 × 150% × 3 人 = 3,150.00 元; from July on 3,420.00 元. */
const enough = (month: string) => (month < '2027-07' ? 315_001 : 342_001);
const months = ['2027-02', '2027-03', '2027-04', '2027-05', '2027-06', '2027-07'];
const all: MonthIncome[] = months.map((month) => ({ month, amount: enough(month) }));
const judged = (incomes: readonly MonthIncome[], more: Partial<typeof facts> = {}) =>
  judgeIncomes(incomes, terms, { ...facts, ...more });
const faultsOf = (incomes: readonly MonthIncome[], more: Partial<typeof facts> = {}) =>
  judged(incomes, more).faults.map(({ pointer, message }) => [pointer, message]);
const at = (index: number, change: Partial<MonthIncome>) =>
  all.map((each, n) => (n === index ? { ...each, ...change } : each));

describe('脱困看连续六个月的收入', () => {
  it('个个月超过的才算，各比当月的低保标准', () => {
    expect(judged(all)).toEqual({
      faults: [],
      judged: all.map((each) => ({ ...each, line: each.month < '2027-07' ? 70_000 : 76_000 })),
    });
  });

  it('差一分的不算，哪一个月、差在哪里都说：平均超过、最后一个月超过都不够', () => {
    expect(faultsOf(at(2, { amount: 315_000 }))).toEqual([
      ['/incomes/2/amount', '2027-04 家庭收入 3,150.00 元，人均 1,050.00 元，没有超过低保标准 700.00 元的 150%'],
    ]);
    const onlyLast = all.map((each, n) => ({ ...each, amount: n === 5 ? 90_000_000 : 100_000 }));
    expect(faultsOf(onlyLast).map(([pointer]) => pointer)).toEqual([0, 1, 2, 3, 4].map((n) => `/incomes/${n}/amount`));
    // The line rose in July: what was enough in June is not.
    expect(faultsOf(at(5, { amount: 342_000 }))).toMatchObject([
      ['/incomes/5/amount', expect.stringContaining('2027-07')],
    ]);
  });

  it('少一个月、重一个月、次序颠倒的，指明应当是哪一个月', () => {
    expect(judged([]).judged).toEqual([]);
    expect(faultsOf([])).toEqual([['/incomes', '按本省的规定，脱困须写连续 6 个月的家庭收入（incomes）']]);
    expect(faultsOf(all.slice(1))).toMatchObject([['/incomes', expect.stringContaining('写了 5 个月')]]);
    expect(faultsOf(at(3, { month: '2027-04' }))).toEqual([
      ['/incomes/3/month', '2027-04 之后应为 2027-05，不是 2027-04：须按月连续，各写一次'],
      ['/incomes/4/month', '2027-04 之后应为 2027-05，不是 2027-06：须按月连续，各写一次'],
    ]);
    expect(faultsOf([...all].reverse()).length).toBeGreaterThan(4);
  });

  it('没有过完的月份、建档以前的月份、太久以前的，不算', () => {
    expect(faultsOf(all, { today: '2027-07-31' })).toEqual([
      ['/incomes/5/month', '2027-07 还没有过完，今天是 2027-07-31'],
    ]);
    expect(faultsOf(all, { registeredOn: '2027-03-01' })).toMatchObject([
      ['/incomes/0/month', '2027-02 早于建档的月份 2027-03'],
    ]);
    expect(faultsOf(all, { today: '2027-10-31' })).toEqual([]);
    expect(faultsOf(all, { today: '2027-11-01' })).toEqual([['/incomes', '最近的一个月是 2027-07，须不早于 2027-08']]);
  });

  it('那个月的低保标准没有的，说是哪一个月', () => {
    const lineOn = (date: string) => (date === '2027-05-31' ? undefined : 70_000);
    expect(faultsOf(all, { lineOn: lineOn })).toEqual([
      ['/incomes/3/month', '2027-05 当地的低保标准没有录入，无从比较'],
    ]);
  });

  it('跨年、闰年二月照样：看的是那个月最后一天的低保标准', () => {
    const asked: string[] = [];
    const leap = ['2027-10', '2027-11', '2027-12', '2028-01', '2028-02', '2028-03'];
    const lineOn = (date: string) => {
      asked.push(date);
      return 70_000;
    };
    expect(
      faultsOf(
        leap.map((month) => ({ month, amount: 400_000 })),
        { today: '2028-04-01', lineOn },
      ),
    ).toEqual([]);
    expect(asked).toEqual(['2027-10-31', '2027-11-30', '2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31']);
  });

  it('任凭写什么：通过的，一定正好六个月、连续、个个超过', () => {
    const income = fc.record({
      month: fc.constantFrom('2027-01', ...months, '2027-08'),
      amount: fc.constantFrom(0, 315_000, 315_001, 342_000, 342_001, 90_000_000),
    });
    const anyList = fc.oneof(
      fc.array(income, { maxLength: 8 }),
      fc
        .array(income, { minLength: 6, maxLength: 6 })
        .map((list) => list.map((each, n) => ({ ...each, month: months[n] as string }))),
    );
    fc.assert(
      fc.property(anyList, (incomes) => {
        if (judged(incomes).faults.length > 0) return;
        expect(incomes.map(({ month }) => month)).toEqual(months);
        for (const { month, amount } of incomes) expect(amount).toBeGreaterThanOrEqual(enough(month));
      }),
    );
  });
});

describe('脱困看最近几次认定', () => {
  const twice = { by: 'assessments', times: 2, monthsApart: 6 } as const;
  const found = (on: string, outcome: FoundBefore['outcome'], reason: FoundBefore['reason'] = null): FoundBefore => ({
    on,
    outcome,
    reason,
  });
  const first = found('2027-03-01', 'ineligible', 'notACase');

  it('一次不够，两次相隔够久的才够', () => {
    expect(assessmentsRefusal([], twice)).toContain('一次也没有');
    expect(assessmentsRefusal([first], twice)).toContain('有 1 次（2027-03-01）');
    expect(assessmentsRefusal([first, found('2027-08-31', 'ineligible', 'notACase')], twice)).toContain(
      '相隔至少 6 个月',
    );
    expect(assessmentsRefusal([first, found('2027-09-01', 'ineligible', 'notACase')], twice)).toBeUndefined();
    expect(
      assessmentsRefusal(
        [found('2028-02-29', 'ineligible', 'betterOff'), found(addMonths('2028-02-29', 6), 'ineligible', 'betterOff')],
        twice,
      ),
    ).toBeUndefined();
  });

  it('要三次的，两次相隔再久也不够；看的是头一次和末一次', () => {
    const thrice = { ...twice, times: 3 };
    const [second, third] = [
      found('2027-08-01', 'ineligible', 'betterOff'),
      found('2027-09-01', 'ineligible', 'notACase'),
    ];
    expect(assessmentsRefusal([first, third], thrice)).toContain('有 2 次（2027-03-01、2027-09-01）');
    expect(assessmentsRefusal([first, second, third], thrice)).toBeUndefined();
    expect(assessmentsRefusal([first, second, found('2027-08-31', 'ineligible', 'notACase')], thrice)).toBeDefined();
  });

  it('中间又符合过的、因为标准变了或命中排除情形的，不算家里好了', () => {
    const last = found('2028-03-01', 'ineligible', 'notACase');
    for (const between of [
      found('2027-09-01', 'eligible'),
      found('2027-09-01', 'ineligible', 'lineChanged'),
      found('2027-09-01', 'excluded', 'excluded'),
    ]) {
      expect(assessmentsRefusal([first, between, last], twice)).toContain('有 1 次（2028-03-01）');
    }
  });
});
