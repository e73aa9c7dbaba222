import { describe, expect, test } from 'vitest';
import { type SelfCheck, selfCheck } from './self-check.ts';
import type { Situation } from './situations.ts';
import { line700, smallStandard } from './standard.fixture.ts';
import type { ProvinceStandards, Standard } from './standard.ts';

const today = '2026-11-23';
const clause = (cel: string, category = '甲类'): Standard['clauses'][number] => ({
  id: category,
  category,
  title: `${category}的条文`,
  cel,
  source: '示例',
});
const of = (...clauses: Standard['clauses']): ProvinceStandards => ({
  standards: [smallStandard({ clauses })],
  subsistenceLines: [line700],
});
/** Three people with so much a month each. */
const three = (monthlyIncome: number, more: Partial<SelfCheck> = {}): SelfCheck => ({
  division: '530102',
  people: 3,
  monthlyIncome,
  situations: [],
  ...more,
});
const line = { fen: 70_000, from: '2026-01-01', invented: false };
const below = of(clause('annualHouseholdIncome < householdLine'));

describe('自测', () => {
  test('人均低于低保标准的，可能符合，说出是哪一级、哪一类、哪一条', () => {
    expect(selfCheck(below, three(69_999), today)).toEqual({
      outcome: 'may',
      category: '甲类',
      tier: 'national',
      clause: '甲类的条文',
      line,
    });
    expect(selfCheck(below, three(70_000), today)).toEqual({
      outcome: 'unlikely',
      category: null,
      tier: null,
      clause: null,
      line,
    });
  });

  test('下一级的标准收的，说是那一级的条文', () => {
    const county = smallStandard({ version: '县', tier: 'county', clauses: [clause('true', '丙类')] });
    const province = { ...below, standards: [...below.standards, county] };
    expect(selfCheck(province, three(90_000), today)).toMatchObject({ tier: 'county', clause: '丙类的条文' });
  });

  test('没有标准、没有低保标准的地方和日子，说看不出来', () => {
    const unknown = { outcome: 'unknown', category: null, tier: null, clause: null, line: null };
    expect(selfCheck(below, three(1, { division: '530103' }), today)).toEqual(unknown);
    expect(selfCheck(below, three(1), '2025-12-31')).toEqual(unknown);
    expect(selfCheck({ ...below, standards: [] }, three(1), today)).toEqual(unknown);
  });

  test('不是标准的毛病，不当作看不出来', () => {
    expect(() => selfCheck({} as ProvinceStandards, three(1), today)).toThrow(TypeError);
  });

  test('虚构的低保标准看得出', () => {
    const invented = { ...below, subsistenceLines: [{ ...line700, source: '虚构：演示' }] };
    expect(selfCheck(invented, three(1), today).line?.invented).toBe(true);
  });

  const costs = of(clause('annualHouseholdIncome - rigidMedical - rigidAccident - rigidEducation < householdLine'));
  const spending = three(80_000, { situations: ['illness'], spent: 360_001 });

  test('花费从收入里扣：够的可能符合，差一分的不', () => {
    expect(selfCheck(costs, spending, today).outcome).toBe('may');
    expect(selfCheck(costs, { ...spending, spent: 360_000 }, today).outcome).toBe('unlikely');
  });

  test('不知道花费的，有大病、残疾、上学、意外的，说花费大的可能符合；别的情况没有花费可说', () => {
    const counted = of(
      clause('annualHouseholdIncome - rigidMedical - rigidAccident - rigidEducation - rigidOther <= 0.0'),
    );
    const outcome = (situations: Situation[]) => selfCheck(counted, three(80_000, { situations }), today).outcome;
    for (const situation of ['illness', 'disability', 'student', 'suddenEvent'] as const)
      expect(outcome([situation]), situation).toBe('ifSpent');
    for (const situation of ['unemployed', 'singleParent', 'migrant'] as const)
      expect(outcome([situation]), situation).toBe('unlikely');
    expect(outcome([])).toBe('unlikely');
  });

  test.each<[string, Situation[], string]>([
    ['大病', ['illness'], 'rigidMedical'],
    ['意外', ['suddenEvent'], 'rigidAccident'],
    ['上学', ['student'], 'rigidEducation'],
    ['残疾', ['disability'], 'rigidOther'],
    ['大病又上学', ['student', 'illness'], 'rigidMedical'],
  ])('%s的花费，算在那一样上，不算两遍', (_what, situations, field) => {
    const names = ['rigidMedical', 'rigidAccident', 'rigidEducation', 'rigidOther'];
    const cel = names.map((name) => `${name} == ${name === field ? '500.0' : '0.0'}`).join(' && ');
    expect(selfCheck(of(clause(cel)), three(1, { situations, spent: 500 }), today).outcome).toBe('may');
  });

  test.each<[Situation[], string]>([
    [['illness'], 'primaryCause == "家庭成员患重大疾病" && anySeriousIllness && !anyDisabled'],
    [['suddenEvent'], 'primaryCause == "遭受意外事故" && !anySeriousIllness'],
    [['student'], 'primaryCause == "子女上学" && anyStudent'],
    [['unemployed'], 'primaryCause == "下岗失业" && !anyStudent'],
    [['disability'], 'primaryCause == "家庭成员无劳动能力" && anyDisabled'],
    [['singleParent'], 'singleParent && primaryCause == "其他"'],
    [['migrant'], 'migrantWorker && !singleParent'],
    [[], '!migrantWorker && primaryCause == "其他"'],
    [['student', 'illness'], 'primaryCause == "家庭成员患重大疾病" && secondaryCauses.all(each, each == "子女上学")'],
    [['student', 'illness'], 'secondaryCauses.exists(each, each == "子女上学")'],
  ])('说了 %s 的，标准照这样问到', (situations, cel) => {
    expect(selfCheck(of(clause(cel)), three(1, { situations }), today).outcome).toBe('may');
  });

  test('次要原因至多三样，同表上一样', () => {
    const situations: Situation[] = ['illness', 'suddenEvent', 'student', 'unemployed', 'disability'];
    const last = of(clause('secondaryCauses.exists(each, each == "家庭成员无劳动能力")'));
    expect(selfCheck(last, three(1, { situations }), today).outcome).toBe('unlikely');
  });

  test('没有问到的，都按对这一户有利的算：是会员、有合同、没有房子车子', () => {
    const favourable = [
      'unionMember && contractYears >= 1.0 && factualEmploymentYears >= 1.0 && sixMonthsBelowLine',
      'homes + shops + employees + vehicles + exemptVehicles + savings + investments == 0.0',
      '!hasAid && !privateSchool && !overseasStudy && !openEndedContract && !retired && majorEvent == ""',
      'otherAnnualIncome + rigidDisabilityCare + rigidEmployment + reimbursements + governmentAid == 0.0',
      'workerMonthlyIncome == 3.0 && annualHouseholdIncome == 36.0',
    ];
    for (const cel of favourable) expect(selfCheck(of(clause(cel)), three(1), today).outcome, cel).toBe('may');
  });
});
