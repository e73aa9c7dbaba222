import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/standards/assess.ts';
import { compileStandard } from '../../../shared/standards/compile.ts';
import type { AssessmentInput } from '../../../shared/standards/input.ts';
import { firstGeneration } from './first-generation.ts';
import { anyHousehold, household } from './households.ts';

const standard = compileStandard({ ...firstGeneration, from: '2016-06-06', to: null });
const line = { division: '530102', from: '2026-01-01', to: null, fen: 700_00, source: '样本' };
const yuan = (amount: number) => Math.round(amount * 100);

/** 云南第七条 and the national questions and answers; see the sources in the standard itself. */
const article7 = '云南省困难职工档案管理办法（试行）第七条';
const nationalAnswers = '工会全国级档案认定标准问答';

/**
 * 三口之家，低保标准每人每月 700 元：全家全年 25,200 元；1.5 倍为 37,800 元，3 倍为 75,600 元。
 * Situation, what is on the form, clause that decides (null: none), source.
 */
const situations: [string, Partial<AssessmentInput>, string | null, string][] = [
  ['没有任何收入', {}, 'unaided-below-line', article7],
  ['人均低于低保标准一分', { annualHouseholdIncome: yuan(25_199.99) }, 'unaided-below-line', article7],
  [
    '人均低于低保标准，虽有致困支出仍是低保户',
    { annualHouseholdIncome: yuan(20_000), rigidMedical: yuan(9_000) },
    'unaided-below-line',
    article7,
  ],
  ['人均正好等于低保标准，没有支出', { annualHouseholdIncome: yuan(25_200) }, 'near-line-expenses', nationalAnswers],
  ['人均高出低保标准一分，没有支出，没有特殊原因', { annualHouseholdIncome: yuan(25_200.01) }, null, article7],
  [
    '高出低保标准一分，支出也是一分',
    { annualHouseholdIncome: yuan(25_200.01), rigidOther: 1 },
    'near-line-expenses',
    nationalAnswers,
  ],
  [
    '经政府救助后仍低一分',
    { annualHouseholdIncome: yuan(20_000), governmentAid: yuan(5_199.99) },
    'aided-below-line',
    article7,
  ],
  [
    '经政府救助后正好达到低保标准，不再是低保户',
    { annualHouseholdIncome: yuan(20_000), governmentAid: yuan(5_200), hasAid: true },
    'near-line-expenses',
    nationalAnswers,
  ],
  [
    '经政府救助后高出一分，没有特殊原因',
    { annualHouseholdIncome: yuan(20_000), governmentAid: yuan(5_200.01) },
    null,
    article7,
  ],
  [
    '经政府救助后高出一分，女儿上学',
    { annualHouseholdIncome: yuan(20_000), governmentAid: yuan(5_200.01), anyStudent: true },
    'near-line-special',
    article7,
  ],
  [
    '注明经政府救助而未填金额，收入低一分',
    { annualHouseholdIncome: yuan(25_199.99), hasAid: true },
    'aided-below-line',
    article7,
  ],
  [
    '正好 1.5 倍，家里有残疾人',
    { annualHouseholdIncome: yuan(37_800), anyDisabled: true },
    'near-line-special',
    article7,
  ],
  [
    '正好 1.5 倍，有人患病',
    { annualHouseholdIncome: yuan(37_800), anySeriousIllness: true },
    'near-line-special',
    article7,
  ],
  ['正好 1.5 倍，子女上学', { annualHouseholdIncome: yuan(37_800), anyStudent: true }, 'near-line-special', article7],
  ['正好 1.5 倍，单亲', { annualHouseholdIncome: yuan(37_800), singleParent: true }, 'near-line-special', article7],
  [
    '正好 1.5 倍，主要致困原因为子女上学',
    { annualHouseholdIncome: yuan(37_800), primaryCause: '子女上学' },
    'near-line-special',
    article7,
  ],
  [
    '正好 1.5 倍，次要致困原因有患重大疾病',
    { annualHouseholdIncome: yuan(37_800), secondaryCauses: ['下岗失业', '家庭成员患重大疾病'] },
    'near-line-special',
    article7,
  ],
  ['高出 1.5 倍一分，子女上学', { annualHouseholdIncome: yuan(37_800.01), anyStudent: true }, null, article7],
  ['正好 1.5 倍，没有特殊原因和支出', { annualHouseholdIncome: yuan(37_800) }, null, article7],
  [
    '正好 1.5 倍，扣减支出后正好等于低保标准',
    { annualHouseholdIncome: yuan(37_800), rigidEducation: yuan(12_000), rigidEmployment: yuan(600) },
    'near-line-expenses',
    nationalAnswers,
  ],
  [
    '正好 1.5 倍，扣减支出后高出一分',
    { annualHouseholdIncome: yuan(37_800), rigidEducation: yuan(12_599.99) },
    null,
    nationalAnswers,
  ],
  [
    '正好 1.5 倍，支出够了但报销了一分',
    { annualHouseholdIncome: yuan(37_800), rigidEducation: yuan(12_600), reimbursements: 1 },
    null,
    nationalAnswers,
  ],
  [
    '高出 1.5 倍一分，教育支出再多也不算边缘户',
    { annualHouseholdIncome: yuan(37_800.01), rigidEducation: yuan(30_000) },
    null,
    nationalAnswers,
  ],
  [
    '正好 3 倍，意外支出后正好等于低保标准',
    { annualHouseholdIncome: yuan(75_600), rigidAccident: yuan(50_400), primaryCause: '遭受意外事故' },
    'sudden-within-three-lines',
    nationalAnswers,
  ],
  [
    '正好 3 倍，意外支出后高出一分',
    { annualHouseholdIncome: yuan(75_600), rigidAccident: yuan(50_399.99), primaryCause: '遭受意外事故' },
    null,
    nationalAnswers,
  ],
  [
    '正好 3 倍，保险赔了一分，意外支出不再够',
    {
      annualHouseholdIncome: yuan(75_600),
      rigidAccident: yuan(50_400),
      reimbursements: 1,
      primaryCause: '遭受意外事故',
    },
    null,
    nationalAnswers,
  ],
  [
    '正好 3 倍，大病支出后等于低保标准',
    { annualHouseholdIncome: yuan(75_600), rigidMedical: yuan(50_400), primaryCause: '家庭成员患重大疾病' },
    'sudden-within-three-lines',
    nationalAnswers,
  ],
  [
    '正好 3 倍，次要原因为大病，医疗加照料支出后等于低保标准',
    {
      annualHouseholdIncome: yuan(75_600),
      rigidMedical: yuan(40_000),
      rigidDisabilityCare: yuan(10_400),
      secondaryCauses: ['家庭成员患重大疾病'],
    },
    'sudden-within-three-lines',
    nationalAnswers,
  ],
  [
    '正好 3 倍，有医疗支出而并非重大疾病或意外',
    { annualHouseholdIncome: yuan(75_600), rigidMedical: yuan(60_000), primaryCause: '其他' },
    null,
    nationalAnswers,
  ],
  [
    '正好 3 倍，致困是教育支出，不算意外',
    { annualHouseholdIncome: yuan(75_600), rigidEducation: yuan(60_000), primaryCause: '遭受意外事故' },
    null,
    nationalAnswers,
  ],
  [
    '3 倍以内不计储蓄',
    {
      annualHouseholdIncome: yuan(75_600),
      rigidAccident: yuan(50_400),
      savings: yuan(500_000),
      primaryCause: '遭受自然灾害',
    },
    'sudden-within-three-lines',
    nationalAnswers,
  ],
  [
    '高出 3 倍一分，没有积蓄，意外支出后等于低保标准',
    { annualHouseholdIncome: yuan(75_600.01), rigidAccident: yuan(50_400.01), primaryCause: '遭受自然灾害' },
    'sudden-above-three-lines',
    nationalAnswers,
  ],
  [
    '高出 3 倍一分，还有一分储蓄',
    {
      annualHouseholdIncome: yuan(75_600.01),
      rigidAccident: yuan(50_400.01),
      savings: 1,
      primaryCause: '遭受自然灾害',
    },
    null,
    nationalAnswers,
  ],
  [
    '高出 3 倍，投资一分也要计入',
    {
      annualHouseholdIncome: yuan(75_600.01),
      rigidAccident: yuan(50_400.01),
      investments: 1,
      primaryCause: '遭受自然灾害',
    },
    null,
    nationalAnswers,
  ],
  ['高出 3 倍，没有意外', { annualHouseholdIncome: yuan(180_000), primaryCause: '其他' }, null, nationalAnswers],
  [
    '七口之家正好 1.5 倍（88,200 元），除不尽也不差一分',
    { householdSize: 7, annualHouseholdIncome: yuan(88_200), anyStudent: true },
    'near-line-special',
    article7,
  ],
  [
    '七口之家高出 1.5 倍一分',
    { householdSize: 7, annualHouseholdIncome: yuan(88_200.01), anyStudent: true },
    null,
    article7,
  ],
  ['单人户低一分', { householdSize: 1, annualHouseholdIncome: yuan(8_399.99) }, 'unaided-below-line', article7],
];

describe('困难职工标准（第一代）：情形、结论、依据', () => {
  test.each(situations)('%s', (_situation, changes, clause, _source) => {
    const { clauses, category, outcome } = assess(standard, household(changes), line);
    const decided = clauses.find(({ holds }) => holds) ?? null;
    expect(decided?.id ?? null).toBe(clause);
    expect(category).toBe(firstGeneration.clauses.find(({ id }) => id === clause)?.category ?? null);
    expect(outcome).toBe(clause === null ? 'ineligible' : 'eligible');
  });

  test('every clause decides at least one situation of the table', () => {
    const decided = new Set(situations.map(([, , clause]) => clause));
    expect(firstGeneration.clauses.map(({ id }) => id).filter((id) => !decided.has(id))).toEqual([]);
  });
});

describe('困难农民工：入会并签一年以上合同', () => {
  test.each([
    ['已入会、合同满一年', { unionMember: true, contractYears: 1 }, 'eligible'],
    ['未入会', { unionMember: false, contractYears: 2 }, 'ineligible'],
    ['合同不满一年', { unionMember: true, contractYears: 0.99 }, 'ineligible'],
    ['没有合同', { unionMember: true, contractYears: 0 }, 'ineligible'],
  ] as const)('%s', (_situation, changes, outcome) => {
    const verdict = assess(standard, household({ migrantWorker: true, ...changes }), line);
    expect(verdict.outcome).toBe(outcome);
    expect(verdict.category).toBe(outcome === 'eligible' ? '低保户' : null);
    expect(verdict.requirements).toEqual([{ id: 'migrant-worker', holds: outcome === 'eligible' }]);
  });

  test('a town worker needs neither', () => {
    expect(assess(standard, household({ unionMember: false }), line).outcome).toBe('eligible');
  });
});

describe('排除情形：命中即不予建档，举证豁免后方可', () => {
  test.each<[string, Partial<AssessmentInput>, string[]]>([
    ['一套住宅', { homes: 1 }, []],
    ['两套住宅', { homes: 2 }, ['second-home']],
    ['有店铺', { shops: 1 }, ['business']],
    ['雇佣他人', { employees: 1 }, ['business']],
    ['高收费私立学校', { privateSchool: true }, ['costly-schooling']],
    ['自费留学', { overseasStudy: true }, ['costly-schooling']],
    ['一辆汽车', { vehicles: 1 }, ['vehicle']],
    ['只有残疾人代步车', { vehicles: 1, exemptVehicles: 1 }, []],
    ['摩托车之外还有汽车', { vehicles: 2, exemptVehicles: 1 }, ['vehicle']],
    ['两套住宅、一辆汽车', { homes: 2, vehicles: 1 }, ['second-home', 'vehicle']],
  ])('%s', (_situation, changes, hits) => {
    const verdict = assess(standard, household(changes), line);
    expect(verdict.exclusions.map(({ id }) => id)).toEqual(hits);
    expect(verdict.outcome).toBe(hits.length === 0 ? 'eligible' : 'excluded');
    expect(verdict.category).toBe('低保户');
    expect(assess(standard, household(changes), line, hits).outcome).toBe('eligible');
  });

  test('an exemption for one exclusion does not lift another', () => {
    const verdict = assess(standard, household({ homes: 2, vehicles: 1 }), line, ['second-home']);
    expect(verdict.outcome).toBe('excluded');
    expect(verdict.exclusions.map(({ exempted }) => exempted)).toEqual([true, false]);
  });

  test('a household over every limit is ineligible, whatever it owns and whatever was exempted', () => {
    const rich = household({ annualHouseholdIncome: yuan(180_000), vehicles: 1, primaryCause: '其他' });
    expect(assess(standard, rich, line).outcome).toBe('ineligible');
    expect(assess(standard, rich, line, ['vehicle']).outcome).toBe('ineligible');
  });
});

/** The same rule written down a second time, in whole numbers: what the CEL text must agree with. */
function expectedCategory(h: AssessmentInput, fen: number): string | null {
  const limit = BigInt(fen) * 12n * BigInt(h.householdSize);
  const income = BigInt(h.annualHouseholdIncome);
  const aid = BigInt(h.governmentAid);
  const causes = [h.primaryCause, ...h.secondaryCauses];
  if (h.migrantWorker && !(h.unionMember && h.contractYears >= 1)) return null;

  const isAided = h.hasAid || aid > 0n;
  if (isAided ? income + aid < limit : income < limit) return '低保户';

  const ill = h.anySeriousIllness || causes.includes('家庭成员患重大疾病');
  const studying = h.anyStudent || causes.includes('子女上学');
  const all = [
    h.rigidMedical,
    h.rigidEducation,
    h.rigidDisabilityCare,
    h.rigidEmployment,
    h.rigidAccident,
    h.rigidOther,
  ];
  if (2n * income <= 3n * limit) {
    if (ill || studying || h.anyDisabled || h.singleParent) return '低保边缘户';
    if (income + aid - net(all, h.reimbursements) <= limit) return '低保边缘户';
  }

  const sudden = ['家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故'].some((cause) => causes.includes(cause));
  if (!sudden && h.rigidAccident === 0) return null;
  const left = income + aid - net([h.rigidMedical, h.rigidDisabilityCare, h.rigidAccident], h.reimbursements);
  const assets = income <= 3n * limit ? 0n : BigInt(h.savings) + BigInt(h.investments);
  return left + assets <= limit ? '意外致困户' : null;
}

function net(expenses: number[], reimbursements: number): bigint {
  const left = expenses.reduce((sum, fen) => sum + BigInt(fen), 0n) - BigInt(reimbursements);
  return left > 0n ? left : 0n;
}

describe('任意家庭', () => {
  test('the CEL text decides as the rule written in whole numbers does', () => {
    fc.assert(
      fc.property(anyHousehold(line.fen), (input) => {
        expect(assess(standard, input, line).category).toBe(expectedCategory(input, line.fen));
      }),
      { numRuns: 5_000 },
    );
  });

  test('more income never makes a household poorer', () => {
    const poorestFirst = ['低保户', '低保边缘户', '意外致困户', null];
    const rank = (input: AssessmentInput) => poorestFirst.indexOf(assess(standard, input, line).category);
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.nat({ max: yuan(50_000) }), (input, raise) => {
        const raised = { ...input, annualHouseholdIncome: input.annualHouseholdIncome + raise };
        expect(rank(raised)).toBeGreaterThanOrEqual(rank(input));
      }),
      { numRuns: 2_000 },
    );
  });

  test('a verdict is the same from inputs that were stored and read again', () => {
    fc.assert(
      fc.property(anyHousehold(line.fen), (input) => {
        const verdict = assess(standard, input, line);
        expect(assess(standard, JSON.parse(JSON.stringify(input)), line)).toEqual(verdict);
        expect(JSON.parse(JSON.stringify(verdict))).toEqual(verdict);
      }),
      { numRuns: 500 },
    );
  });
});
