import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { mostSpotChecks, openRemedies, type SpotChecked, spotCheckIn, withSpotCheck } from './spot-check-state.ts';
import { decideFinding, decideRemedy } from './spot-checking.ts';
import type { DossierState } from './state.ts';

type Finding = Parameters<typeof decideFinding>[1]['finding'];
type How = Parameters<typeof decideRemedy>[1]['how'];
const finding = (found: Finding) => an.recordFinding({ finding: found });
const remedy = (how: How) => (state: DossierState) => decideRemedy(state, { check: 'c1', how, content: sealed });
const { onFile } = journeys;

it('两个人的结论一样就定下；不一样的由第三个人定', () => {
  expect(spotCheckIn(stateAfter(...onFile, finding('true')), 'c1')?.settled).toBeNull();
  expect(spotCheckIn(stateAfter(...onFile, finding('true'), finding('true')), 'c1')?.settled).toBe('true');
  const differing = [...onFile, finding('true'), finding('wronglyRegistered')];
  expect(spotCheckIn(stateAfter(...differing), 'c1')?.settled).toBeNull();
  expect(spotCheckIn(stateAfter(...differing, finding('mismatch')), 'c1')?.settled).toBe('mismatch');
});

it('有了结论的不再登记；别的一次抽查另算', () => {
  const settled = [...onFile, finding('true'), finding('true')];
  given(...settled)
    .when(finding('true'))
    .refuses(/已有结论/);
  given(...settled)
    .when(an.recordFinding({ check: 'c2' }))
    .records();
});

it('结论只能是从那个抽样框里抽到的会有的；佐证须是收下的附件', () => {
  const says = { check: 'c1', content: sealed, remedyBy: '2026-12-01', evidence: [] as string[] };
  given(...onFile)
    .when((state: DossierState) => decideFinding(state, { ...says, frame: 'onFile', finding: 'wronglyLeft' }))
    .refuses(/从“在册”里抽到的，结论只能是属实、错评（当时就不符合）、应退未退（已经不再符合）、信息不符.*、无法核实$/);
  given(...onFile)
    .when((state: DossierState) =>
      decideFinding(state, { ...says, frame: 'onFile', finding: 'true', evidence: ['none'] }),
    )
    .refuses(/没有收下附件/);
  given(...onFile, an.addAttachment())
    .when(an.recordFinding({ evidence: ['a1', 'a2'] }))
    .refuses(/没有收下附件“a2”/);
});

it('不属实的欠一件整改，到登记为止；属实、无法核实的不欠', () => {
  const found = [...onFile, finding('overdueExit'), finding('overdueExit')];
  expect(openRemedies(stateAfter(...found)).map((each) => each.remedy?.by)).toEqual(['2026-12-01']);
  expect(openRemedies(stateAfter(...found, an.recordRemedy()))).toEqual([]);
  for (const each of ['true', 'unverifiable'] as const) {
    expect(openRemedies(stateAfter(...onFile, finding(each), finding(each)))).toEqual([]);
  }
  expect(openRemedies(stateAfter(...onFile, finding('overdueExit')))).toEqual([]);
});

it('写已经退出、已经重新建档的，须真是这样', () => {
  const found = [finding('overdueExit'), finding('overdueExit')];
  given(...onFile, ...found)
    .when(remedy('left'))
    .refuses(/还在册/);
  given(...journeys.liftedOut, ...found)
    .when(remedy('left'))
    .records();
  given(...journeys.liftedOut, ...found)
    .when(remedy('registered'))
    .refuses(/还没有重新建档/);
  given(...onFile, ...found)
    .when(remedy('explained'))
    .records();
  given(...onFile)
    .when(remedy('explained'))
    .refuses(/没有要整改的/);
  given(...onFile, ...found, an.recordRemedy())
    .when(remedy('explained'))
    .refuses(/已经登记过/);
});

it('每一看记着谁、哪天、看出什么、哪些佐证；整改记着怎样改的、谁登记的', () => {
  const state = stateAfter(
    ...[...onFile, an.addAttachment()],
    ...[an.recordFinding({ finding: 'overdueExit', evidence: ['a1'] }), finding('overdueExit'), an.recordRemedy()],
  );
  const { version } = state;
  const look = { by: 'reviewer-1', on: '2026-11-01', finding: 'overdueExit' };
  expect(state.spotChecks).toEqual([
    {
      ...{ check: 'c1', frame: 'onFile', settled: 'overdueExit' },
      looks: [
        { ...look, version: version - 2, evidence: ['a1'] },
        { ...look, version: version - 1, evidence: [] },
      ],
      remedy: { by: '2026-12-01', done: { on: '2026-11-01', by: 'registrar-1', how: 'explained', version } },
    },
  ]);
});

it('临时救助的也在册，不能写已经退出；重新在册的、由另一份档案重新建档的，才写得已经重新建档', () => {
  const found = [finding('overdueExit'), finding('overdueExit')];
  given(...journeys.takenIn, ...found)
    .when(remedy('left'))
    .refuses(/还在册/);
  given(...journeys.takenIn, ...found)
    .when(remedy('registered'))
    .refuses(/还没有重新建档/);
  given(...onFile, ...found)
    .when(remedy('registered'))
    .records();
  const back = an.recordVisit({ visit: 1, visitedOn: '2027-05-02', nextOn: null, finding: 'hardAgain' });
  given(...journeys.liftedOut, back, an.comeBack(), ...found)
    .when(remedy('registered'))
    .records();
});

describe('档案只记得住最近几次抽查', () => {
  const one = (n: number, more: Partial<SpotChecked> = {}): SpotChecked => ({
    ...{ check: `c${n}`, frame: 'onFile', looks: [], settled: 'true', remedy: null },
    ...more,
  });
  const full = (first: Partial<SpotChecked>[]) => Array.from({ length: mostSpotChecks }, (_, n) => one(n, first[n]));
  const kept = (spotChecks: SpotChecked[], added = one(99)) =>
    withSpotCheck({ spotChecks }, added).map(({ check }) => check);
  const owed = { settled: 'mismatch', remedy: { by: '2026-12-01', done: null } } as const;
  const mended = {
    settled: 'mismatch',
    remedy: { by: '2026-12-01', done: { on: '2026-11-20', by: 'x', how: 'amended', version: 9 } },
  } as const;

  it('没有满的都记着；登记过的一次在原来的地方', () => {
    expect(kept(full([]).slice(1))).toHaveLength(mostSpotChecks);
    expect(kept(full([]).slice(1))).toContain('c1');
    expect(withSpotCheck({ spotChecks: [one(1), one(2), one(3)] }, one(2, owed))).toEqual([
      one(1),
      one(2, owed),
      one(3),
    ]);
  });

  it.each([
    ['都了了的，去最早的', [], 'c0'],
    ['还没有结论的留着', [{ settled: null }, {}], 'c1'],
    ['还欠整改的留着', [owed, owed, {}], 'c2'],
    ['整改过的了了', [owed, mended], 'c1'],
    ['没有一次了了，才去最早的', Array.from({ length: mostSpotChecks }, () => owed), 'c0'],
  ])('满了，%s', (_, first, gone) => {
    const left = kept(full(first));
    expect(left).toHaveLength(mostSpotChecks);
    expect(left).not.toContain(gone);
    expect(left.at(-1)).toBe('c99');
  });
});
