import { expect, it } from 'vitest';
import { mostVisits } from '../ledger/visit.ts';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { decideVisit } from './visiting.ts';

const { onFile, liftedOut } = journeys;
const visit =
  (visitedOn = '2026-11-01', nextOn: string | null = null, finding?: 'stable') =>
  (state: DossierState) =>
    decideVisit(state, { visitedOn, nextOn, finding, content: sealed });

it('在册的随时登记，一次接一次；记着最近的一次，补登更早的不改它', () => {
  const state = given(...journeys.leaving)
    .when(visit('2026-11-05', '2027-01-01'))
    .records({ type: 'recordVisit', visit: 1 });
  const last = { visit: 1, visitedOn: '2026-11-05', nextOn: '2027-01-01' };
  expect(state.visits).toEqual({ count: 1, last });
  // Nobody asks how it is since it has left.
  expect(state.followUps).toEqual({ last: null, hardAgainOn: null });
  const visited = [...onFile, an.recordVisit({ visitedOn: '2026-11-05', nextOn: '2027-01-01' })];
  expect(stateAfter(...visited, an.recordVisit({ visit: 2, visitedOn: '2026-11-04' })).visits).toEqual({
    count: 2,
    last,
  });
  expect(stateAfter(...visited, an.recordVisit({ visit: 2, visitedOn: '2026-11-05' })).visits.last?.visit).toBe(2);
  for (const n of [1, 3]) {
    given(...visited)
      .when(an.recordVisit({ visit: n }))
      .refuses(/不相接/);
  }
});

it('没有建档的、并入别的不登记；退出以后的回访登记，不再约定下一次', () => {
  given(...journeys.approved)
    .when(visit())
    .refuses(/不能登记走访/);
  given(...onFile)
    .when(visit('2026-10-31'))
    .refuses(/早于建档/);
  given(...journeys.mergedOnFile)
    .when(visit())
    .refuses(/并入另一份/);
  given(...liftedOut)
    .when(visit('2027-03-01', null, 'stable'))
    .records();
  given(...liftedOut)
    .when(visit('2027-03-01', '2027-04-01'))
    .refuses(/已经退出/);
});

it('下一次晚于这一次，至多两年以后', () => {
  for (const nextOn of ['2026-11-01', '2026-10-01', '2028-11-02']) {
    given(...onFile)
      .when(visit('2026-11-01', nextOn))
      .refuses(/须晚于这一次 2026-11-01，不晚于 2028-11-01/);
  }
  given(...onFile)
    .when(visit('2026-11-01', '2028-11-01'))
    .records();
});

it(`一份档案 ${mostVisits} 次`, () => {
  const most = Array.from({ length: mostVisits }, (_, index) => an.recordVisit({ visit: index + 1 }));
  given(...onFile, ...most)
    .when(visit())
    .refuses(/最多登记 300 次/);
});
