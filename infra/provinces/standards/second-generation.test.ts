import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/standards/assess.ts';
import { compileStandard } from '../../../shared/standards/compile.ts';
import type { AssessmentInput } from '../../../shared/standards/input.ts';
import { anyHousehold, household } from './households.ts';
import { secondGeneration } from './second-generation.ts';

const standard = compileStandard({ ...secondGeneration, from: '2020-01-01', to: null });
const line = { division: '370203', from: '2026-01-01', to: null, fen: 1_000_00, source: '样本' };
const yuan = (amount: number) => Math.round(amount * 100);

const formula = '青岛市困难职工自测公式';
const province = '鲁会办〔2020〕58号';

/**
 * 两口之家，低保标准每人每月 1,000 元：全家全年 24,000 元；2 倍为 48,000 元。
 * Situation, what is on the form, clause that decides (null: none), source.
 */
const situations: [string, Partial<AssessmentInput>, string | null, string][] = [
  ['没有支出，低于低保标准一分', { annualHouseholdIncome: yuan(23_999.99) }, 'deep', formula],
  ['没有支出，正好等于低保标准', { annualHouseholdIncome: yuan(24_000) }, 'relative', formula],
  [
    '扣减医疗支出后低于低保标准一分',
    { annualHouseholdIncome: yuan(33_799.99), rigidMedical: yuan(9_800) },
    'deep',
    formula,
  ],
  [
    '扣减医疗支出后正好等于低保标准',
    { annualHouseholdIncome: yuan(33_800), rigidMedical: yuan(9_800) },
    'relative',
    formula,
  ],
  [
    '扣减教育、照料、就业成本和其他刚性支出后低一分',
    {
      annualHouseholdIncome: yuan(34_000),
      rigidEducation: yuan(6_000),
      rigidDisabilityCare: yuan(3_000),
      rigidEmployment: yuan(1_000),
      rigidOther: 1,
    },
    'deep',
    province,
  ],
  [
    '刚性支出报销了一分，正好等于低保标准',
    { annualHouseholdIncome: yuan(34_000), rigidMedical: yuan(10_000.01), reimbursements: 1 },
    'relative',
    province,
  ],
  [
    '已纳入低保，加上救助金再扣减刚性支出低一分',
    { annualHouseholdIncome: yuan(20_000), governmentAid: yuan(8_000), hasAid: true, rigidMedical: yuan(4_000.01) },
    'deep',
    province,
  ],
  ['低于 2 倍一分', { annualHouseholdIncome: yuan(47_999.99) }, 'relative', formula],
  ['正好 2 倍', { annualHouseholdIncome: yuan(48_000) }, null, formula],
  ['扣减刚性支出后正好 2 倍', { annualHouseholdIncome: yuan(60_000), rigidEducation: yuan(12_000) }, null, formula],
  [
    '意外损失超过家庭年收入的 80% 一分',
    { annualHouseholdIncome: yuan(100_000), rigidAccident: yuan(80_000.01), primaryCause: '遭受意外事故' },
    'sudden-loss',
    formula,
  ],
  [
    '意外损失正好 80%',
    { annualHouseholdIncome: yuan(100_000), rigidAccident: yuan(80_000), primaryCause: '遭受意外事故' },
    null,
    formula,
  ],
  [
    '意外损失超过 80%，赔付后正好 80%',
    {
      annualHouseholdIncome: yuan(100_000),
      rigidAccident: yuan(90_000),
      reimbursements: yuan(10_000),
      primaryCause: '遭受意外事故',
    },
    null,
    province,
  ],
  [
    '意外加治疗费用超过 80%',
    {
      annualHouseholdIncome: yuan(150_000),
      rigidAccident: yuan(40_000),
      rigidMedical: yuan(80_000.01),
      primaryCause: '遭受自然灾害',
    },
    'sudden-loss',
    formula,
  ],
  [
    '年收入 150,000 元，因事故致残，费用不到 80%',
    { annualHouseholdIncome: yuan(150_000), anyDisabled: true, primaryCause: '遭受意外事故' },
    'disabled-by-event',
    formula,
  ],
  [
    '残疾而非重大事件所致，收入高于 2 倍',
    { annualHouseholdIncome: yuan(150_000), anyDisabled: true, primaryCause: '子女上学' },
    null,
    formula,
  ],
  [
    '遇到事故而未致残，也没有损失',
    { annualHouseholdIncome: yuan(150_000), primaryCause: '遭受意外事故' },
    null,
    formula,
  ],
];

describe('困难职工标准（第二代）：情形、结论、依据', () => {
  test.each(situations)('%s', (_situation, changes, clause, _source) => {
    const { clauses, category, outcome } = assess(standard, household({ householdSize: 2, ...changes }), line);
    const decided = clauses.find(({ holds }) => holds) ?? null;
    expect(decided?.id ?? null).toBe(clause);
    expect(category).toBe(secondGeneration.clauses.find(({ id }) => id === clause)?.category ?? null);
    expect(outcome).toBe(clause === null ? 'ineligible' : 'eligible');
  });

  test('every clause decides at least one situation of the table', () => {
    const decided = new Set(situations.map(([, , clause]) => clause));
    expect(secondGeneration.clauses.map(({ id }) => id).filter((id) => !decided.has(id))).toEqual([]);
  });

  test('a migrant worker needs membership and a contract of one year', () => {
    const migrant = household({ migrantWorker: true, unionMember: true, contractYears: 1 });
    expect(assess(standard, migrant, line).outcome).toBe('eligible');
    expect(assess(standard, { ...migrant, contractYears: 0.99 }, line).outcome).toBe('ineligible');
    expect(assess(standard, { ...migrant, unionMember: false }, line).outcome).toBe('ineligible');
  });

  test.each<[string, Partial<AssessmentInput>]>([
    ['second-home', { homes: 2 }],
    ['business', { shops: 1 }],
    ['business', { employees: 1 }],
    ['costly-schooling', { privateSchool: true }],
    ['costly-schooling', { overseasStudy: true }],
    ['vehicle', { vehicles: 2, exemptVehicles: 1 }],
  ])('%s excludes until it is exempted', (id, changes) => {
    expect(assess(standard, household(changes), line).outcome).toBe('excluded');
    expect(assess(standard, household(changes), line, [id]).outcome).toBe('eligible');
  });
});

/** The same rule written down a second time, in whole numbers: what the CEL text must agree with. */
function expectedCategory(h: AssessmentInput, fen: number): string | null {
  if (h.migrantWorker && !(h.unionMember && h.contractYears >= 1)) return null;
  const limit = BigInt(fen) * 12n * BigInt(h.householdSize);
  const disposable = BigInt(h.annualHouseholdIncome) + BigInt(h.governmentAid);
  const rigid = [h.rigidMedical, h.rigidEducation, h.rigidDisabilityCare, h.rigidEmployment, h.rigidOther];
  const left = disposable - net(rigid, h.reimbursements);
  if (left < limit) return '深度困难职工';
  if (left < 2n * limit) return '相对困难职工';

  const causes = [h.primaryCause, ...h.secondaryCauses];
  const sudden = ['家庭成员患重大疾病', '遭受自然灾害', '遭受意外事故'].some((cause) => causes.includes(cause));
  const loss =
    sudden || h.rigidAccident > 0
      ? net([h.rigidAccident, h.rigidMedical, h.rigidDisabilityCare], h.reimbursements)
      : 0n;
  if (loss * 100n > disposable * 80n) return '意外致困职工';
  return h.anyDisabled && ['遭受自然灾害', '遭受意外事故'].includes(h.primaryCause) ? '意外致困职工' : null;
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
    const poorestFirst = ['深度困难职工', '相对困难职工', '意外致困职工', null];
    const rank = (input: AssessmentInput) => poorestFirst.indexOf(assess(standard, input, line).category);
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.nat({ max: yuan(50_000) }), (input, raise) => {
        const raised = { ...input, annualHouseholdIncome: input.annualHouseholdIncome + raise };
        expect(rank(raised)).toBeGreaterThanOrEqual(rank(input));
      }),
      { numRuns: 2_000 },
    );
  });
});
