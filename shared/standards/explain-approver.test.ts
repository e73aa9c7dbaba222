import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import { explain } from './explain.ts';
import type { AssessmentInput } from './input.ts';
import { sentences } from './sentences.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
import type { Standard } from './standard.ts';
import { assessTiers } from './tiered.ts';

describe('给审批人的说明：链接打开不要验证码，看不到谁患病、花了多少', () => {
  const standard = smallStandard({
    requirements: [],
    figures: [
      { name: 'medicalNet', title: '自付医疗支出', cel: 'max(rigidMedical - reimbursements, 0.0)' },
      { name: 'incomeLeft', title: '扣减医疗支出后的家庭收入', cel: 'annualHouseholdIncome - medicalNet' },
      { name: 'ill', title: '有人患病', cel: 'anySeriousIllness' },
      { name: 'costOfIllness', title: '治病的费用', cel: 'ill ? rigidMedical : 0.0' },
      { name: 'special', title: '有患病、上学等特殊原因', cel: 'anySeriousIllness || anyStudent', general: true },
    ],
    clauses: [
      { id: 'ill', category: '甲类', title: '患病', cel: 'ill && homes < 9.0', source: '患病的条' },
      {
        id: 'costly',
        category: '甲类',
        title: '治病花费大',
        cel: 'costOfIllness > annualHouseholdIncome',
        source: '花费的条',
      },
      {
        id: 'left',
        category: '乙类',
        title: '扣减之后低于低保标准',
        cel: 'incomeLeft < householdLine',
        source: '扣减的条',
      },
      { id: 'special', category: '丙类', title: '有特殊原因', cel: 'special && homes < 9.0', source: '特殊的条' },
    ],
    exclusions: [],
  });
  const explainedTo = (reader: 'staff' | 'approver', changes: Partial<AssessmentInput>, by = standard) => {
    const compiled = [compileStandard(by)];
    const assessment = assessTiers(compiled, threePeople(changes), line700);
    return explain(assessment, compiled, reader);
  };
  const saidTo = (reader: 'staff' | 'approver', changes: Partial<AssessmentInput>) => {
    const compiled = [compileStandard(standard)];
    const assessment = assessTiers(compiled, threePeople(changes), line700);
    return sentences(assessment, explain(assessment, compiled, reader)).slice(2, -1);
  };
  const sick = { anySeriousIllness: true, annualHouseholdIncome: 3_600_000, rigidMedical: 1_234_567 };

  test('涉及健康的条款合为一条，不说条文、数字和依据；扣减出的数不说；混在一起的情形照说', () => {
    expect(saidTo('approver', sick)).toEqual([
      '适用的全国级标准：示例标准（1）。',
      '甲类：涉及健康或致困原因的条款，本页不列：符合。',
      '乙类：扣减之后低于低保标准：符合。依据：扣减的条。',
      '丙类：有特殊原因：符合。有患病、上学等特殊原因：是；住宅套数 0。依据：特殊的条。',
    ]);
  });

  test('合为一条的，有一条符合就是符合；谁也不说还差什么', () => {
    // 治病花费大的一条符合，前面患病的一条不符合。
    const changes = { ...sick, homes: 9, rigidMedical: 3_600_001 };
    const { standards, others } = explainedTo('approver', changes);
    expect(standards[0]?.clauses.map(({ id, category, holds }) => [id, category, holds])).toEqual([
      ['discreet', '甲类', true],
      ['left', '乙类', true],
      ['special', '丙类', false],
    ]);
    expect(others).toEqual([]);
    expect(explainedTo('staff', changes).others).not.toEqual([]);
  });

  test('两类都涉及健康的，各合为一条', () => {
    const [ill, costly, ...rest] = standard.clauses as [Standard['clauses'][number], Standard['clauses'][number]];
    const by = { ...standard, clauses: [ill, { ...costly, category: '乙类' }, ...rest] };
    const { standards } = explainedTo('approver', sick, by);
    expect(standards[0]?.clauses.map(({ category }) => category)).toEqual(['甲类', '乙类', '乙类', '丙类']);
  });

  test('封存的栏，是不是、有几个都不说；同别的比的，也不说', () => {
    const only = { id: 'only', category: '甲类', title: '示例', source: '示例' };
    const numbers = (reader: 'staff' | 'approver', cel: string) =>
      explainedTo(reader, {}, { ...standard, figures: [], clauses: [{ ...only, cel }] }).standards[0]?.clauses[0]
        ?.numbers;
    for (const cel of ['retired', 'vehicles < 1.0', 'homes > vehicles', 'savings + rigidMedical < householdLine']) {
      expect(numbers('staff', cel), cel).toHaveLength(1);
      expect(numbers('approver', cel), cel).toEqual([]);
    }
    expect(numbers('approver', 'unionMember && homes < 1.0')).toHaveLength(2);
  });

  test('办理人员看得到全部', () => {
    expect(saidTo('staff', sick).join('')).toContain('有人患病：是');
    expect(saidTo('staff', sick).join('')).toContain('治病的费用 12,345.67 元');
  });

  test('不患病而花费相同的，给审批人的说明里没有花费', () => {
    expect(saidTo('approver', { ...sick, anySeriousIllness: false }).join('')).not.toMatch(/12,345|患病：|653\.46/);
  });
});
