import { describe, expect, test } from 'vitest';
import { compileStandard } from './compile.ts';
import type { AssessmentInput } from './input.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
import { assessTiers, decisive } from './tiered.ts';

const upTo = (lines: number, version: string, exclusions = smallStandard().exclusions) => ({
  version,
  requirements: [],
  clauses: [
    {
      id: 'within',
      category: version,
      title: `不超过 ${lines} 倍`,
      cel: `annualHouseholdIncome <= householdLine * ${lines}.0`,
      source: '示例',
    },
  ],
  exclusions,
});
const tiers = [
  smallStandard({ ...upTo(1, '国'), tier: 'national' }),
  smallStandard({ ...upTo(2, '市'), tier: 'municipal' }),
  smallStandard({ ...upTo(3, '基', []), tier: 'grassroots' }),
].map(compileStandard);

const assessed = (changes: Partial<AssessmentInput>, exempted: string[] = []) =>
  assessTiers(tiers, threePeople(changes), line700, exempted);

describe('由全国级往下，第一个符合的级别', () => {
  test.each([
    [2_520_000, 'national', '国', 1],
    [2_520_001, 'municipal', '市', 2],
    [5_040_001, 'grassroots', '基', 3],
    [7_560_001, null, null, 3],
  ])('全家全年 %i 分：%s', (annualHouseholdIncome, tier, category, asked) => {
    const result = assessed({ annualHouseholdIncome });
    expect(result).toMatchObject({ tier, category, outcome: tier === null ? 'ineligible' : 'eligible' });
    expect(result.assessments).toHaveLength(asked);
  });

  test('上级排除而下级不排除的，归下级；裁定豁免之后归上级', () => {
    expect(assessed({ homes: 2 })).toMatchObject({ outcome: 'eligible', tier: 'grassroots' });
    expect(assessed({ homes: 2 }, ['home'])).toMatchObject({ outcome: 'eligible', tier: 'national' });
  });

  test('处处排除的，是排除，不是不符合：可以举证', () => {
    const result = assessTiers(tiers.slice(0, 2), threePeople({ homes: 2, annualHouseholdIncome: 2_520_001 }), line700);
    expect(result).toMatchObject({ outcome: 'excluded', tier: 'municipal', category: '市' });
    expect(decisive(result).standard.version).toBe('市');
  });

  test('一个标准也没有的，没有认定可说', () => {
    const none = { outcome: 'ineligible', category: null, tier: null, assessments: [] } as const;
    expect(() => decisive({ ...none, assessments: [] })).toThrow('an assessment under no standard');
  });

  test('哪一级都不符合的，以全国级的认定为准来说明', () => {
    expect(decisive(assessed({ annualHouseholdIncome: 7_560_001 })).standard.tier).toBe('national');
  });
});
