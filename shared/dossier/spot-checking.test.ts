import { expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { openRemedies, spotCheckIn } from './spot-check-state.ts';
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
    .refuses(/从“在册”里抽到的，结论只能是属实/);
  given(...onFile)
    .when((state: DossierState) =>
      decideFinding(state, { ...says, frame: 'onFile', finding: 'true', evidence: ['none'] }),
    )
    .refuses(/没有收下附件/);
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
