import { expect, it } from 'vitest';
import type { FollowUpFinding } from '../ledger/visit.ts';
import { an, sealed } from './actions.fixture.ts';
import { nextFollowUp } from './follow-up.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { decideVisit } from './visiting.ts';

const months = { liftedOut: [6, 12, 24], relieved: [6], cancelled: [] };
const { liftedOut, cancelled } = journeys;
const visited = (n: number, visitedOn: string, finding: FollowUpFinding) =>
  an.recordVisit({ visit: n, visitedOn, nextOn: null, finding });
const due = (...actions: Parameters<typeof stateAfter>) => nextFollowUp(stateAfter(...actions), months);

it('脱困以后照本省的月数一次接一次；注销的、合并的、在册的不回访', () => {
  expect(due(...liftedOut)).toEqual({ n: 1, due: '2027-05-01' });
  for (const journey of [cancelled, journeys.mergedOnFile, journeys.onFile, journeys.rejected]) {
    expect(due(...journey)).toBeUndefined();
  }
});

it('到期以前三十天之内的算数，更早的不算；一次抵到那时为止的各次；联系不上的也算去过；回访完了就没有了', () => {
  const after = (visitedOn: string, finding: FollowUpFinding = 'stable') =>
    due(...liftedOut, visited(1, visitedOn, finding));
  expect(after('2027-03-31')).toEqual({ n: 1, due: '2027-05-01' });
  expect(after('2027-04-01')).toEqual({ n: 2, due: '2027-11-01' });
  expect(after('2027-12-31', 'notMet')).toEqual({ n: 3, due: '2028-11-01' });
  expect(after('2028-11-01')).toBeUndefined();
});

it('闰年二月末退出的，月数落在没有的那一天的，取那个月的末日', () => {
  const left = (on: string) => ({ ...stateAfter(...liftedOut), end: { as: 'liftedOut' as const, on } });
  expect(nextFollowUp(left('2028-02-29'), { ...months, liftedOut: [12] })?.due).toBe('2029-02-28');
  expect(nextFollowUp(left('2027-08-31'), { ...months, liftedOut: [6] })?.due).toBe('2028-02-29');
});

it('回访须写明结果，退出以前的走访不写；回访到返困的记着，后来稳定了的不再记着，补登更早的不改它，同一天的以后登记的为准', () => {
  const visit = (visitedOn: string, finding?: FollowUpFinding) => (state: DossierState) =>
    decideVisit(state, { visitedOn, nextOn: null, finding, content: sealed });
  given(...liftedOut)
    .when(visit('2026-11-02'))
    .refuses(/退出以后的回访须写明结果，只能是 stable（没有返困）、hardAgain（返困）、notMet（没有联系上）/);
  given(...liftedOut)
    .when(visit('2026-11-01', 'stable'))
    .refuses(/只在退出以后的走访里写/);
  given(...journeys.onFile)
    .when(visit('2026-11-01', 'stable'))
    .refuses(/只在退出以后的走访里写/);
  const hard = [...liftedOut, visited(1, '2027-05-01', 'hardAgain')];
  expect(stateAfter(...hard).followUps).toEqual({ last: '2027-05-01', hardAgainOn: '2027-05-01' });
  expect(stateAfter(...hard, visited(2, '2027-04-01', 'stable')).followUps.hardAgainOn).toBe('2027-05-01');
  expect(stateAfter(...hard, visited(2, '2027-05-01', 'stable')).followUps.hardAgainOn).toBeNull();
  expect(stateAfter(...hard, visited(2, '2027-06-01', 'notMet')).followUps.hardAgainOn).toBe('2027-05-01');
  expect(stateAfter(...hard, visited(2, '2027-06-01', 'stable')).followUps.hardAgainOn).toBeNull();
});

it('返困另立了档案的，不再回访，也不再登记第二次', () => {
  const back = [...liftedOut, an.comeBack()];
  expect(due(...back)).toBeUndefined();
  given(...back)
    .when(an.comeBack())
    .refuses(/已经另立/);
  for (const journey of [journeys.mergedOnFile, journeys.onFile, journeys.withdrawn]) {
    given(...journey)
      .when(an.comeBack())
      .refuses(/不能登记返困|已并入另一份/);
  }
});
