import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/standards/assess.ts';
import { compileStandard } from '../../../shared/standards/compile.ts';
import { standardsFor } from '../../../shared/standards/in-force.ts';
import type { AssessmentInput } from '../../../shared/standards/input.ts';
import type { Standard } from '../../../shared/standards/standard.ts';
import { assessTiers } from '../../../shared/standards/tiered.ts';
import { profiles } from '../index.ts';
import { anyHousehold, randomHouseholds } from './households.fixture.ts';
import { models } from './models.fixture.ts';

const HOUSEHOLDS = 100_000;
const standards = new Map<string, Standard>(
  Object.values(profiles).flatMap((profile) => profile.standards.map((each) => [each.version, each] as const)),
);
const nothingOwned = {
  homes: 1,
  shops: 0,
  employees: 0,
  vehicles: 0,
  exemptVehicles: 0,
  privateSchool: false,
  overseasStudy: false,
  retired: false,
};
const line = { division: '530102', from: '2026-01-01', fen: 700_00 };

// As many households take their time on a busy machine.
describe.each([...standards.values()])('$version', { timeout: 120_000 }, (standard) => {
  const compiled = compileStandard(standard);
  const model = models[standard.version];
  if (model === undefined) throw new Error(`no model of ${standard.version}`);

  test('CEL 条文与另写一遍的规则，十万户逐户一致', () => {
    const seen = new Map<string, number>();
    for (const household of randomHouseholds(HOUSEHOLDS, line.fen)) {
      const { category, outcome } = assess(compiled, household, line);
      const expected = model.category(household, line.fen);
      const excluded = expected !== null && model.isExcluded(household);
      if (category !== expected || (outcome === 'excluded') !== excluded)
        expect({ household, category, outcome }).toEqual({ household, category: expected, excluded });
      seen.set(category ?? '不符合', (seen.get(category ?? '不符合') ?? 0) + 1);
    }
    // Each verdict was met often enough for the comparison to mean something.
    for (const verdict of [...model.categories, '不符合']) expect(seen.get(verdict) ?? 0).toBeGreaterThan(300);
  });

  test('存下再读出来的数，认定结果一样', () => {
    fc.assert(
      fc.property(anyHousehold(line.fen), (input) => {
        const assessment = assess(compiled, input, line);
        expect(assess(compiled, JSON.parse(JSON.stringify(input)), line)).toEqual(assessment);
        expect(JSON.parse(JSON.stringify(assessment))).toEqual(assessment);
      }),
      { numRuns: 500 },
    );
  });
});

const places = [
  ['530000', '530102', '2026-09-07'],
  ['370000', '370203', '2026-09-07'],
  ['370000', '371002', '2026-09-07'],
  ['370000', '371602', '2019-06-01'],
  ['370000', '370203', '2019-06-01'],
  ['230000', '232722', '2026-09-07'],
] as const;

describe.each(places)('%s %s，%s', (province, division, date) => {
  const asked = standardsFor(profiles[province]?.standards ?? [], division, date);
  const compiled = asked.map(compileStandard);
  /** From the poorest of the national tier on; whoever no tier takes comes last. */
  const ranks = asked.flatMap(({ tier, version }) =>
    (models[version]?.categories ?? []).map((category) => `${tier} ${category}`),
  );

  test('收入增加，不会反而更困难，也不会升到上一级', () => {
    const rank = (input: AssessmentInput) => {
      // What a household owns does not change with its income.
      const { tier, category } = assessTiers(compiled, { ...input, ...nothingOwned }, line);
      return category === null ? ranks.length : ranks.indexOf(`${tier} ${category}`);
    };
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.nat({ max: 5_000_000 }), (input, raise) => {
        const raised = { ...input, annualHouseholdIncome: input.annualHouseholdIncome + raise };
        expect(rank(raised)).toBeGreaterThanOrEqual(rank(input));
      }),
      { numRuns: 2_000 },
    );
  });

  test('收入再低一些就会被排除的，收入高时也不收', () => {
    const taken = (input: AssessmentInput) => assessTiers(compiled, input, line).outcome === 'eligible';
    fc.assert(
      fc.property(anyHousehold(line.fen), fc.nat({ max: 5_000_000 }), (input, raise) => {
        const raised = { ...input, annualHouseholdIncome: input.annualHouseholdIncome + raise };
        if (taken(raised)) expect(taken(input)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
