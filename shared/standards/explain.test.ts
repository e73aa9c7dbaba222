import { describe, expect, test } from 'vitest';
import type { Standard } from '../province/profile.ts';
import { assess } from './assess.ts';
import { compileStandard } from './compile.ts';
import { explain } from './explain.ts';
import type { AssessmentInput } from './input.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';

function explained(changes: Partial<AssessmentInput>, standard: Standard = smallStandard(), exempted: string[] = []) {
  const compiled = compileStandard(standard);
  return explain(assess(compiled, threePeople(changes), line700, exempted), compiled);
}

/** What is said of one clause with this text. */
function clauseWith(cel: string, changes: Partial<AssessmentInput>): string {
  const clause = { id: 'only', category: '甲类', title: '示例', cel, source: '示例' };
  const sentence = explained(changes, smallStandard({ clauses: [clause] })).find((text) => text.startsWith('甲类：'));
  return sentence?.replace(/^甲类：示例：(不?符合)。/, '').replace(/依据：示例。$/, '') ?? '';
}

describe('认定说明', () => {
  test('every requirement and clause is told with its numbers, outcome and source', () => {
    // 43,500 ÷ 12 ÷ 3 = 1,208.33…; 1.5 lines are 1,050; after 6,000 of medical expenses 37,500 ÷ 36 = 1,041.66…
    expect(explained({ annualHouseholdIncome: 4_350_000, rigidMedical: 600_000, anyStudent: true })).toEqual([
      '适用标准：示例标准（1）；低保标准：行政区划 530102，2026-01-01 起每人每月 700.00 元。',
      '家庭月人均收入：43,500.00 元 ÷ 12 个月 ÷ 3 人 = 1,208.33 元（不足一分的舍去）。',
      '前提：须为工会会员：符合。工会会员：是。依据：示例第一条。',
      '甲类：低于低保标准：不符合。扣减医疗支出后的家庭收入人均每月 1,041.66 元，高出低保标准（700.00 元）341.66 元。依据：示例第二条。',
      '乙类：不超过 1.5 倍且子女上学：不符合。人均月收入 1,208.33 元，高出低保标准的 1.5 倍（1,050.00 元）158.33 元；家庭成员在学：是。依据：示例第三条。',
      '认定结果：不符合，各条均未达到。',
    ]);
  });

  test('the result of an eligible household is its category', () => {
    expect(explained({}).at(-1)).toBe('认定结果：符合，困难类别为甲类。');
  });

  test('a hit exclusion is told with what was found, and what can be done', () => {
    const sentences = explained({ homes: 2 });
    expect(sentences.at(-2)).toBe('排除情形：两套住宅：命中。住宅套数 2。依据：示例第四条。');
    expect(sentences.at(-1)).toBe('认定结果：收入和支出符合甲类的条件，但命中排除情形；举证并裁定豁免后方可建档。');
  });

  test('an exempted one is told as exempted', () => {
    const sentences = explained({ homes: 2 }, smallStandard(), ['home']);
    expect(sentences.at(-2)).toMatch(/^排除情形：两套住宅：命中，已裁定豁免。/);
    expect(sentences.at(-1)).toBe('认定结果：符合，困难类别为甲类。');
  });

  test('a household that lacks only a requirement is told which', () => {
    expect(explained({ unionMember: false }).at(-1)).toBe(
      '认定结果：不符合。收入和支出达到条件，但未满足前提：须为工会会员。',
    );
  });

  test('an exclusion that is not hit is not mentioned', () => {
    expect(explained({ homes: 1 }).join('')).not.toContain('住宅');
  });
});

describe('差距', () => {
  test('equal to the line is told as equal', () => {
    expect(clauseWith('annualHouseholdIncome < householdLine', { annualHouseholdIncome: 2_520_000 })).toBe(
      '人均月收入 700.00 元，等于低保标准（700.00 元）。',
    );
  });

  test('a fen a year over the line is not told as no difference', () => {
    expect(clauseWith('annualHouseholdIncome <= householdLine', { annualHouseholdIncome: 2_520_001 })).toBe(
      '人均月收入 700.00 元，高出低保标准（700.00 元）不足 0.01 元。',
    );
  });

  test('1.2 lines, which no double holds exactly, are compared by multiplying both sides', () => {
    const cel = 'annualHouseholdIncome * 5.0 <= householdLine * 6.0';
    expect(clauseWith(cel, { annualHouseholdIncome: 3_024_000 })).toBe(
      '人均月收入 840.00 元，等于低保标准的 1.2 倍（840.00 元）。',
    );
  });

  test('expenses above the income leave less than nothing', () => {
    expect(clauseWith('incomeLeft < householdLine', { rigidMedical: 3_600 })).toBe(
      '扣减医疗支出后的家庭收入人均每月 -1.00 元，低于低保标准（700.00 元）701.00 元。',
    );
  });

  test('the line may stand on either side, and an amount may be a sum', () => {
    expect(clauseWith('householdLine * 2.0 >= annualHouseholdIncome + savings', { savings: 3_600_000 })).toBe(
      '家庭年度总收入加储蓄人均每月 1,000.00 元，低于低保标准的 2 倍（1,400.00 元）400.00 元。',
    );
  });

  test('what is not measured by the line is told with its own numbers', () => {
    expect(clauseWith('contractYears >= 1.0 && medicalNet * 5.0 > annualHouseholdIncome * 4.0', {})).toBe(
      '劳动合同年限 0；自付医疗支出 0.00 元，家庭年度总收入 0.00 元。',
    );
  });

  test('what is about health or causes is not told', () => {
    expect(clauseWith('anyDisabled || primaryCause == "其他" || !singleParent', { anyDisabled: true })).toBe(
      '单亲：否。',
    );
  });
});

test('an assessment is not explained by a standard that did not make it', () => {
  const assessment = assess(compileStandard(smallStandard()), threePeople(), line700);
  expect(() => explain(assessment, compileStandard(smallStandard({ version: '2' })))).toThrow();
});
