import { describe, expect, test } from 'vitest';
import { assess } from '../../../shared/standards/assess.ts';
import { compileStandard } from '../../../shared/standards/compile.ts';
import type { Standard } from '../../../shared/standards/standard.ts';
import { profiles } from '../index.ts';
import { readSituations } from './situations.fixture.ts';

const standards = new Map<string, Standard>(
  Object.values(profiles).flatMap((profile) => profile.standards.map((each) => [each.version, each] as const)),
);
const tables = readSituations();

describe.each(tables)('认定情形表：$version', ({ version, line: fen, situations }) => {
  const standard = standards.get(version);
  if (standard === undefined) throw new Error(`no standard ${version}`);
  const compiled = compileStandard(standard);
  const line = { division: '530102', from: '2026-01-01', fen };

  test.each(situations)('$situation：$category', ({ input, outcome, category, clause }) => {
    const assessment = assess(compiled, input, line);
    const decided = assessment.clauses.find(({ holds }) => holds) ?? null;
    expect({ outcome: assessment.outcome, category: assessment.category, clause: decided?.id ?? null }).toEqual({
      outcome,
      category,
      clause,
    });
  });

  test('每一条都有决定结论的情形，没有一条因为前面的条款而永远轮不到', () => {
    const decided = new Set(situations.map(({ clause }) => clause));
    expect(standard.clauses.map(({ id }) => id).filter((id) => !decided.has(id))).toEqual([]);
  });

  test('每一种排除情形、每一个前提都有命中的情形', () => {
    const hit = new Set(
      situations.flatMap(({ input }) => {
        const { exclusions, requirements } = assess(compiled, input, line);
        return [...exclusions, ...requirements.filter(({ holds }) => !holds)].map(({ id }) => id);
      }),
    );
    const all = [...standard.exclusions, ...standard.requirements].map(({ id }) => id);
    expect(all.filter((id) => !hit.has(id))).toEqual([]);
  });

  test('裁定豁免之后，被排除的家庭符合', () => {
    for (const { input, category } of situations.filter(({ outcome }) => outcome === 'excluded')) {
      const hits = assess(compiled, input, line).exclusions.map(({ id }) => id);
      expect(assess(compiled, input, line, hits)).toMatchObject({ outcome: 'eligible', category });
    }
  });

  test('豁免一种，别的排除情形仍在', () => {
    const [one, other] = [{ homes: 2 }, { shops: 1, employees: 1, vehicles: 1 }];
    const eligible = situations.find(({ outcome }) => outcome === 'eligible');
    if (eligible === undefined) throw new Error('a table has somebody who is eligible');
    const assessment = assess(compiled, { ...eligible.input, ...one, ...other }, line, ['second-home']);
    expect(assessment.outcome).toBe('excluded');
    expect(assessment.exclusions.find(({ id }) => id === 'second-home')?.exempted).toBe(true);
  });

  test('每一行都写着依据', () => {
    expect(situations.filter(({ source }) => source === '')).toEqual([]);
  });
});

test('每一个省用到的每一个标准都有情形表，全表不少于六十行', () => {
  expect([...standards.keys()].toSorted()).toEqual(tables.map(({ version }) => version).toSorted());
  expect(tables.flatMap(({ situations }) => situations).length).toBeGreaterThanOrEqual(60);
});
