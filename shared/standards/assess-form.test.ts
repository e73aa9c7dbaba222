import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { validForm } from '../../test/support/form-arbitrary.ts';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import type { ProvinceProfile, SubsistenceLine } from '../province/profile.ts';
import { assessForm } from './assess-form.ts';
import { basisOf } from './basis-of.ts';
import { line700, smallStandard } from './standard.fixture.ts';

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
      standards: ['1'],
      line: { division: '530102', fen: 70_000, from: '2026-01-01' },
    });
    const corrected = { ...today, subsistenceLines: lines.map((each) => ({ ...each, fen: 1_000 })) };
    expect(asked(corrected, form, basis)).toEqual(asked(today, form, basis));
  });

  test('标准从配置里删掉了：说出是哪一个，不改用别的', () => {
    const basis = { ...basisOf(today, form, '2026-11-23'), standards: ['0'] };
    expect(() => asked(today, form, basis)).toThrow(
      expect.objectContaining({ code: 1200, detail: '0：提交时适用的标准已不在本省配置里。' }),
    );
  });
});
