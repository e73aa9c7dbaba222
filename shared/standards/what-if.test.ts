import { describe, expect, it } from 'vitest';
import { directionOf, type Verdict } from './directions.ts';
import { line700, smallStandard, threePeople } from './standard.fixture.ts';
import { Tally } from './tally.ts';
import { type Change, ChangeFault, changedRules, Judge } from './what-if.ts';

const nothing: Change = { lines: [], linePercent: null, texts: [] };
const standard = { ...smallStandard(), requirements: [] };
const province = {
  standards: [standard],
  subsistenceLines: [line700, { ...line700, division: '530103' }, { ...line700, division: '532901' }],
};
const fens = (change: Partial<Change>) =>
  changedRules(province, { ...nothing, ...change }).subsistenceLines.map(({ fen }) => fen);
const verdict = (outcome: Verdict['outcome'], category: string | null = null, tier: Verdict['tier'] = 'national') => ({
  outcome,
  category,
  tier: category === null ? null : tier,
});

describe('改的是什么', () => {
  it('写明的县用写明的，写得长的算数；没有写明的照百分数；什么也没有改的不动', () => {
    expect(fens({})).toEqual([70_000, 70_000, 70_000]);
    const lines = [
      { division: '5301', fen: 72_000 },
      { division: '530103', fen: 75_000 },
    ];
    expect(fens({ lines })).toEqual([72_000, 75_000, 70_000]);
    expect(fens({ lines, linePercent: 10 })).toEqual([72_000, 75_000, 77_000]);
    expect(fens({ linePercent: -10 })).toEqual([63_000, 63_000, 63_000]);
  });

  it('原来的一个字不动', () => {
    const before = structuredClone(province);
    changedRules(province, { lines: [{ division: '53', fen: 1 }], linePercent: 5, texts: [] });
    expect(province).toEqual(before);
  });

  it.each([
    ['没有的县', { lines: [{ division: '110101', fen: 1 }] }, '/lines/0/division'],
    ['没有的标准', { texts: [{ standard: '没有', part: 'x', cel: 'true' }] }, '/texts/0/standard'],
    ['没有的一条', { texts: [{ standard: standard.version, part: '没有', cel: 'true' }] }, '/texts/0/part'],
    [
      '不认识的名称',
      { texts: [{ standard: standard.version, part: standard.clauses[0]?.id ?? '', cel: 'salary < 1.0' }] },
      '/texts/0/cel',
    ],
  ])('%s：说是哪一处', (_, change, pointer) => {
    try {
      changedRules(province, { ...nothing, ...change });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ChangeFault);
      expect((error as ChangeFault).pointer).toBe(pointer);
      expect((error as ChangeFault).message).toMatch(/[一-龥]/);
    }
  });
});

describe('一户怎样', () => {
  const at = '2026-09-07';
  const earning = (fen: number, division = line700.division) =>
    threePeople({ annualHouseholdIncome: fen * 36, householdSize: 3, division, homes: 1 });

  it('正好在线上的不符合，线高一分就符合；条文改了照改了的', () => {
    const now = new Judge(province, at);
    expect(now.of(earning(70_000), [])).toMatchObject({ outcome: 'ineligible' });
    const higher = new Judge(changedRules(province, { ...nothing, lines: [{ division: '530102', fen: 70_001 }] }), at);
    expect(higher.of(earning(70_000), [])).toMatchObject({ outcome: 'eligible', category: '甲类' });
    const { id = '' } = standard.clauses[0] ?? {};
    const cel = 'annualHouseholdIncome < householdLine * 2.0';
    const texts = [{ standard: standard.version, part: id, cel }];
    const doubled = new Judge(changedRules(province, { ...nothing, texts }), at);
    expect(doubled.of(earning(139_999), [])).toMatchObject({ outcome: 'eligible' });
    expect(doubled.of(earning(140_000), [])).toMatchObject({ outcome: 'ineligible' });
  });

  it('没有低保标准的地方、还没有施行的日子：谁也说不出', () => {
    expect(new Judge(province, at).of(earning(1, '110101'), []).outcome).toBe('none');
    expect(new Judge(province, '1999-01-01').of(earning(1), []).outcome).toBe('none');
  });

  it('豁免过的照样算数，情形变了的不算', () => {
    const two = { ...earning(1), homes: 2 };
    const exemption = { exclusion: 'home', facts: { homes: 2 } };
    const judge = new Judge(province, at);
    expect(judge.of(two, []).outcome).toBe('excluded');
    expect(judge.of(two, [exemption]).outcome).toBe('eligible');
    expect(judge.of({ ...two, homes: 3 }, [exemption]).outcome).toBe('excluded');
  });
});

describe('数起来', () => {
  const [poor, edge, no, out] = [
    verdict('eligible', '低保户'),
    verdict('eligible', '低保边缘户'),
    verdict('ineligible'),
    verdict('excluded', '低保户'),
  ];

  it('往哪边走：符合不符合为先，再看类别、级别；有排除情形的算不符合', () => {
    expect(directionOf(poor, poor)).toBe('stays');
    expect(directionOf(no, out)).toBe('stays');
    expect(directionOf(no, edge)).toBe('gains');
    expect(directionOf(poor, out)).toBe('loses');
    expect(directionOf(poor, edge)).toBe('moves');
    expect(directionOf(poor, verdict('eligible', '低保户', 'county'))).toBe('moves');
    expect(directionOf(poor, verdict('none'))).toBe('unknown');
  });

  it('各县的加起来等于一户一户数的，款到分', () => {
    const tally = new Tally([
      { category: '低保户', tier: 'national', fen: 300_001 },
      { category: '低保边缘户', tier: 'national', fen: 100_000 },
    ]);
    for (const [area, before, after, households] of [
      ['530102', no, poor, 1],
      ['530102', no, poor, 1],
      ['530102', poor, edge, 1],
      ['530103', poor, no, 1],
      ['530103', poor, poor, 1],
    ] as const)
      tally.add({ area, before, after, households });
    expect(tally.areas.get('530102')).toMatchObject({
      households: 3,
      directions: { gains: 2, moves: 1, loses: 0, stays: 0, unknown: 0 },
      costBefore: 300_001,
      costAfter: 700_002,
    });
    expect(tally.areas.get('530103')).toMatchObject({ households: 2, costBefore: 600_002, costAfter: 300_001 });
    expect([...tally.ways.values()]).toEqual([
      { area: '530102', before: no, after: poor, households: 2 },
      { area: '530102', before: poor, after: edge, households: 1 },
      { area: '530103', before: poor, after: no, households: 1 },
      { area: '530103', before: poor, after: poor, households: 1 },
    ]);
    // Counted together again it is the same.
    const again = new Tally([{ category: '低保户', tier: 'national', fen: 300_001 }]);
    for (const each of tally.ways.values()) again.add({ ...each, area: '530000' });
    expect(again.areas.get('530000')).toMatchObject({ households: 5, costBefore: 900_003, costAfter: 900_003 });
  });
});
