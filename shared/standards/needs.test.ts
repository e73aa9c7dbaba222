import { describe, expect, test } from 'vitest';
import { CelCompiler } from './cel.ts';
import type { Facts } from './facts.ts';
import { needsFor } from './needs.ts';

const titles = new Map([
  ['homes', '住宅套数'],
  ['shops', '店铺数'],
  ['member', '工会会员'],
  ['migrant', '农民工'],
  ['savings', '储蓄'],
  ['spent', '花费'],
]);

/** What must change for a text to hold (or, `wanted` false, not to hold) of a household with these values. */
function needs(text: string, known: Record<string, unknown>, wanted = true): string[] | undefined {
  const compiler = new CelCompiler([]);
  compiler.declare('cause', 'string');
  for (const name of ['annualHouseholdIncome', 'householdLine', 'homes', 'shops', 'savings', 'spent'])
    compiler.declare(name, 'double');
  for (const name of ['member', 'migrant']) compiler.declare(name, 'bool');
  const facts: Facts = {
    line: 70_000,
    householdSize: 1,
    values: new Map(Object.entries(known)),
    titles,
    sealed: new Set(),
  };
  return needsFor(compiler.compile(text).ast, facts, wanted);
}

describe('两个数相比，差什么', () => {
  // [写法, 一套时合不合, 两套时合不合, 三套时合不合]
  test.each([
    ['<', '低于', [true, false, false]],
    ['<=', '不高于', [true, true, false]],
    ['>', '高于', [false, false, true]],
    ['>=', '不低于', [false, true, true]],
    ['==', '等于', [false, true, false]],
    ['!=', '不等于', [true, false, true]],
  ] as const)('住宅套数 %s 2：须%s 2', (operator, words, holds) => {
    for (const [index, holding] of holds.entries()) {
      const homes = index + 1;
      expect(needs(`homes ${operator} 2.0`, { homes }), `${homes}`).toEqual(
        holding ? [] : [`住宅套数须${words} 2，现为 ${homes}`],
      );
    }
  });

  test.each([
    ['<', '不低于', 1],
    ['<=', '高于', 2],
    ['>', '不高于', 3],
    ['>=', '低于', 2],
    ['==', '不等于', 2],
    ['!=', '等于', 1],
  ] as const)('要使 住宅套数 %s 2 不成立：须%s 2', (operator, words, homes) => {
    expect(needs(`homes ${operator} 2.0`, { homes }, false)).toEqual([`住宅套数须${words} 2，现为 ${homes}`]);
    expect(needs(`!(homes ${operator} 2.0)`, { homes })).toEqual([`住宅套数须${words} 2，现为 ${homes}`]);
  });

  test('两边都乘了的，乘过再比', () => {
    const most = 'spent * 5.0 > savings * 4.0';
    expect(needs(most, { spent: 90_000, savings: 100_000 })).toEqual([]);
    expect(needs(most, { spent: 70_000, savings: 100_000 })).toEqual([
      '花费须高于储蓄的 80%（800.00 元），现为 700.00 元',
    ]);
    expect(needs('spent > savings', { spent: 70_000, savings: 100_000 })).toEqual([
      '花费须高于储蓄（1,000.00 元），现为 700.00 元',
    ]);
  });

  test('几样加减乘除的，照样说', () => {
    expect(needs('homes + shops < 2.0', { homes: 2, shops: 1 })).toEqual(['住宅套数加店铺数须低于 2，现为 3']);
    expect(needs('homes - shops < 1.0', { homes: 2, shops: 1 })).toEqual(['住宅套数减店铺数须低于 1，现为 1']);
    expect(needs('homes * shops < 1.0', { homes: 2, shops: 1 })).toEqual(['住宅套数乘店铺数须低于 1，现为 2']);
    expect(needs('homes / 2.0 < 1.0', { homes: 2 })).toEqual(['住宅套数除以2须低于 1，现为 1']);
  });

  test('问原因、问名单的，说不出差什么', () => {
    expect(needs('cause in ["其他"]', { cause: '下岗失业' })).toBeUndefined();
  });

  test('不知道的数，说不出差什么', () => {
    expect(needs('homes < 2.0', {})).toBeUndefined();
    expect(needs('homes < shops', { homes: 1 })).toBeUndefined();
    expect(needs('annualHouseholdIncome < householdLine', {})).toBeUndefined();
  });
});

describe('与低保线相比，差什么', () => {
  const line = 70_000 * 12;

  test('低于线的，说低多少、全家全年差多少', () => {
    expect(needs('annualHouseholdIncome > householdLine', { annualHouseholdIncome: line - 12_000 })).toEqual([
      '人均月收入须高于低保标准（700.00 元），现低 10.00 元（全家全年 120.00 元）',
    ]);
  });

  test('要使它不成立，正好相等也算说', () => {
    expect(needs('annualHouseholdIncome <= householdLine', { annualHouseholdIncome: line }, false)).toEqual([
      '人均月收入须高于低保标准（700.00 元），现正好相等',
    ]);
    expect(needs('annualHouseholdIncome == householdLine', { annualHouseholdIncome: line })).toEqual([]);
    expect(needs('annualHouseholdIncome != householdLine', { annualHouseholdIncome: line })).toEqual([
      '人均月收入须不等于低保标准（700.00 元），现正好相等',
    ]);
  });
});

describe('情形', () => {
  test('缺的须符合；要没有的而有，不是可以要人改的', () => {
    expect(needs('member', { member: false })).toEqual(['须符合“工会会员”']);
    expect(needs('member', { member: true })).toEqual([]);
    expect(needs('!migrant', { migrant: false })).toEqual([]);
    expect(needs('!migrant', { migrant: true })).toBeUndefined();
    expect(needs('member', {})).toBeUndefined();
  });

  test('都要的，一样一样说；有一样说不出，全都说不出', () => {
    const both = 'member && homes < 2.0';
    expect(needs(both, { member: false, homes: 3 })).toEqual(['须符合“工会会员”', '住宅套数须低于 2，现为 3']);
    expect(needs(both, { homes: 3 })).toBeUndefined();
  });

  test('几样里有一样就行的，说要改得最少的一样；说不出的不算', () => {
    const either = '(member && homes < 2.0) || shops < 1.0';
    expect(needs(either, { member: false, homes: 3, shops: 1 })).toEqual(['店铺数须低于 1，现为 1']);
    expect(needs(either, { member: false, homes: 3 })).toHaveLength(2);
    expect(needs(either, { member: true, homes: 1, shops: 1 })).toEqual([]);
    expect(needs(either, {})).toBeUndefined();
  });

  test('要都不成立的，几样里的每一样都要改；要有一样不成立的，改最少的一样', () => {
    expect(needs('!(homes < 2.0 || shops < 1.0)', { homes: 1, shops: 0 })).toHaveLength(2);
    expect(needs('!(homes < 2.0 && shops < 1.0)', { homes: 1, shops: 0 })).toHaveLength(1);
  });
});
