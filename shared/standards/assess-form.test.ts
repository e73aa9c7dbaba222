import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validForm } from '../../test/support/form-arbitrary.ts';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { assessForm } from './assess-form.ts';
import type { Basis } from './basis.ts';
import { basisOf } from './basis-of.ts';
import { line700, smallStandard } from './standard.fixture.ts';
import type { Standard, SubsistenceLine } from './standard.ts';

const lines = ['530102', '530111', '532901', '370203', '653101'].map(
  (division): SubsistenceLine => ({ ...line700, division }),
);
const today = {
  standards: [smallStandard({ divisions: ['53', '37', '65'], requirements: [] })],
  subsistenceLines: lines,
} as Partial<ProvinceProfile> as ProvinceProfile;

/** The same province after ten years: another standard, higher lines, the old ones ended. */
const inTenYears = {
  standards: [
    ...today.standards.map((each) => ({ ...each, to: '2030-12-31' })),
    smallStandard({ version: '2', from: '2031-01-01', divisions: ['53', '37', '65'], clauses: [] }),
  ],
  subsistenceLines: [
    ...lines.map((each) => ({ ...each, to: '2030-12-31' })),
    ...lines.map((each) => ({ ...each, from: '2031-01-01', fen: 190_000 })),
  ],
} as Partial<ProvinceProfile> as ProvinceProfile;

const asked = (profile: ProvinceProfile, form: Form, basis = basisOf(profile, form, '2026-11-23')) => {
  const { assessment, explanation, forApprover } = assessForm(profile, form, basis, []);
  return { assessment, explanation, forApprover };
};

describe('任意档案表', () => {
  test('家庭成员的次序不影响认定和说明', () => {
    const shuffled = validForm.chain((form) =>
      fc
        .shuffledSubarray(form.members, { minLength: form.members.length })
        .map((members) => [form, { ...form, members }] as const),
    );
    fc.assert(
      fc.property(shuffled, ([form, reordered]) => {
        expect(asked(today, reordered)).toEqual(asked(today, form));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  test('今天认定的，十年后从存下的表和依据再认定，结果和说明一字不差', () => {
    fc.assert(
      fc.property(validForm, (form) => {
        const basis = basisOf(today, form, '2026-11-23');
        const [storedForm, storedBasis] = JSON.parse(JSON.stringify([form, basis]));
        expect(asked(inTenYears, storedForm, storedBasis)).toEqual(asked(today, form, basis));
      }),
      { numRuns: 300, seed: 2 },
    );
  });
});

describe('豁免', () => {
  const form = { ...household(1), assets: { homes: 2 } };
  const outcomeWith = (homes: number, facts: Record<string, number>) => {
    const basis = basisOf(today, form, '2026-11-23');
    const changed = { ...form, household: { ...form.household, annualHouseholdIncome: 0 }, assets: { homes } };
    return assessForm(today, changed, basis, [{ exclusion: 'home', facts }]).assessment.outcome;
  };

  test('只对裁定时的情形算数：后来的表上住宅多了，照样是排除', () => {
    expect(outcomeWith(2, { homes: 2 })).toBe('eligible');
    expect(outcomeWith(12, { homes: 2 })).toBe('excluded');
  });
});

describe('依据', () => {
  const form = household(1);

  test('提交那天的标准和低保标准，后来改了金额也不变', () => {
    const basis = basisOf(today, form, '2026-11-23');
    expect(basis).toEqual({
      date: '2026-11-23',
      standards: [{ version: '1', digest: expect.stringMatching(/^[0-9a-f]{64}$/) }],
      line: {
        division: '530102',
        fen: 70_000,
        from: '2026-01-01',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        invented: false,
      },
    });
    const corrected = { ...today, subsistenceLines: lines.map((each) => ({ ...each, fen: 1_000 })) };
    expect(asked(corrected, form, basis)).toEqual(asked(today, form, basis));
  });

  test('标准从配置里删掉了：说出是哪一个，不改用别的', () => {
    const basis = { ...basisOf(today, form, '2026-11-23'), standards: [{ version: '0', digest: 'd' }] };
    expect(() => asked(today, form, basis)).toThrow(
      expect.objectContaining({ code: 1200, detail: '0：提交时适用的标准已不在本省配置里。' }),
    );
  });

  const [standard] = today.standards as [Standard];
  const asOf = (changed: Partial<Standard>): ProvinceProfile => ({
    ...today,
    standards: [{ ...standard, ...changed }],
  });

  test.each<[string, Partial<Standard>]>([
    ['条文', { clauses: standard.clauses.map((each) => ({ ...each, title: `${each.title}。` })) }],
    ['级别', { tier: 'county' }],
    ['范围', { divisions: ['53'] }],
    ['施行日', { from: '2016-06-07' }],
  ])('版本还叫这个而%s改了的，不按改了的认定', (_what, changed) => {
    const basis = basisOf(today, form, '2026-11-23');
    const [{ digest }] = basis.standards as [Basis['standards'][number]];
    expect(() => asked(asOf(changed), form, basis)).toThrow(
      expect.objectContaining({
        code: 1200,
        detail: `1：标准的条文与提交时的不一样（提交时的摘要为 ${digest}）。`,
      }),
    );
  });

  test('写上止期不算改', () => {
    const basis = basisOf(today, form, '2026-11-23');
    expect(asked(asOf({ to: '2026-12-31' }), form, basis)).toEqual(asked(today, form, basis));
  });

  test('低保标准的来源不同，摘要就不同；虚构的看得出', () => {
    const from = (source: string) => {
      const profile = { ...today, subsistenceLines: lines.map((each) => ({ ...each, source })) };
      return basisOf(profile, form, '2026-11-23').line;
    };
    expect(from('甲').digest).not.toBe(from('乙').digest);
    expect(from('甲').digest).toBe(from('甲').digest);
    expect([from('甲').invented, from('虚构：仅供演示').invented]).toEqual([false, true]);
  });
});

describe('入户调查须问明的', () => {
  const question = '是否已连续六个月低于低保标准';
  const [below, near] = smallStandard().clauses as [Standard['clauses'][number], Standard['clauses'][number]];
  const asking = {
    ...below,
    cel: `${below.cel} && sixMonthsBelowLine`,
    survey: { asks: 'sixMonthsBelowLine', question },
  };
  const wider = { ...near, cel: 'annualHouseholdIncome < householdLine * 2.0' };
  const standards = [
    smallStandard({ requirements: [], clauses: [asking as Standard['clauses'][number], wider] }),
    smallStandard({ version: '县', tier: 'county', requirements: [], clauses: [{ ...below, cel: 'true' }] }),
  ];
  const province = { standards, subsistenceLines: lines };
  const of = (annualHouseholdIncome: number, answers = {}, there: typeof province = province) => {
    const form: Form = { ...household(1), household: { ...household(1).household, annualHouseholdIncome } };
    return assessForm(there, form, basisOf(there, form, '2026-11-23'), [], answers);
  };
  const said = `入户调查须问明：${question}。`;

  test('作数的那一条要问的，说须问明；答了就不再说', () => {
    const open = of(100_000);
    expect(open.surveyQuestions).toEqual([asking.survey]);
    expect(open.explanation).toContain(said);
    const answered = of(100_000, { sixMonthsBelowLine: true });
    expect(answered.surveyQuestions).toEqual([asking.survey]);
    expect(answered.explanation).not.toContain(said);
  });

  test('别的条、别的级别的标准作数的，不必问', () => {
    const [second, county] = [of(100_000, { sixMonthsBelowLine: false }), of(9_000_000)];
    expect([second.assessment, county.assessment]).toMatchObject([{ category: '乙类' }, { tier: 'county' }]);
    expect([second.surveyQuestions, county.surveyQuestions]).toEqual([[], []]);
  });

  test('哪一级都不符合的，没有什么要问', () => {
    const unmet = standards.slice(0, 1).map((each) => ({ ...each, requirements: smallStandard().requirements }));
    const result = of(100_000, {}, { ...province, standards: unmet });
    expect([result.assessment.outcome, result.surveyQuestions]).toEqual(['ineligible', []]);
  });

  test('给审批人的说明，不说谁患病', () => {
    const ill = [{ ...below, title: '患重病', cel: 'anySeriousIllness || homes < 9.0' }];
    const there = { ...province, standards: [smallStandard({ requirements: [], clauses: ill })] };
    const { forApprover, explanation } = of(100_000, {}, there);
    expect(explanation.join('')).toContain('患重病');
    expect(forApprover.join('')).not.toContain('患重病');
    expect(forApprover.join('')).toContain('涉及健康或致困原因');
  });
});
