import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import { answerTo } from '../../shared/dossier/answers.ts';
import { id, journeys, stateAfter } from '../../shared/dossier/journeys.fixture.ts';
import { anyLife } from '../../shared/dossier/lives.fixture.ts';
import { type DossierState, reduce } from '../../shared/dossier/state.ts';
import { statusOf, underWay } from '../../shared/dossier/status.ts';
import { obligations } from '../../shared/tasks/obligations.ts';
import { awaitedBy, leftBehind, runsThatGoOn } from './left-behind.ts';

const terms = {
  deadlines: {
    surveyDays: 10,
    deliberationDays: 10,
    checkingDays: 30,
    resolutionDays: 7,
    triageDays: 3,
    planDays: 20,
    paperWorkingDays: 30,
    transferDays: 10,
    reverificationDays: 30,
    expiryDays: 15,
    lateAidDays: 90,
    applicationWorkingDays: 5,
  },
  afterLeaving: { keepsNumber: true, followUpMonths: { liftedOut: [6, 12, 24], relieved: [6], cancelled: [] } },
  drafts: { idleDays: 180, returnedDays: 365 },
  retention: {
    leftYears: 10,
    mergedYears: 9,
    rejectedYears: 8,
    withdrawnYears: 3,
    abandonedYears: 1,
    applicationYears: 1,
  },
};
const runsOf = (state: DossierState) => runsThatGoOn(state).map((each) => `${each.for}-${each.number}-${each.run}`);

describe('应当有流程在办的', () => {
  it.each([
    ['draft'],
    ['submitted', 'registration-1-1'],
    ['returned'],
    ['surveying', 'registration-1-1'],
    ['waitingForRuling', 'registration-1-1'],
    ['underNotice', 'registration-1-1'],
    ['awaitingApproval', 'registration-1-1'],
    ['sentBackForPaper'],
    ['registered'],
    ['planned', 'plan-1-1'],
    ['onFile'],
    ['reverifying', 'reverification-2-1'],
    ['exitRequested', 'exit-2-1'],
    ['withdrawn'],
  ] as [keyof typeof journeys, ...string[]][])('%s：%s', (journey, ...expected) => {
    expect(runsOf(stateAfter(...journeys[journey]))).toEqual(expected);
  });

  it('停滞的等人恢复，不算', () => {
    expect(runsOf(stateAfter(...journeys.surveying, an.stall()))).toEqual([]);
  });

  it('无论怎样经办，列得到：事项按状态，计划按待办', () => {
    fc.assert(
      fc.property(anyLife(40), (journal) => {
        for (let n = 1; n <= journal.length; n++) {
          const state = reduce(id, journal.slice(0, n)) as DossierState;
          for (const each of runsThatGoOn(state)) {
            if (each.for !== 'plan') expect(underWay).toContain(statusOf(state));
            else expect(obligations(state, terms).map(({ kind }) => kind)).toContain('issue');
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('无论怎样经办，它等的是还没有答复的；等的正是它等的，就什么也不缺', () => {
    fc.assert(
      fc.property(anyLife(40), (journal) => {
        const state = reduce(id, journal) as DossierState;
        const runs = runsThatGoOn(state);
        const awaited = runs.flatMap((each) => awaitedBy(state, each) ?? []);
        for (const each of awaited) expect(answerTo(each, state)).toBeUndefined();
        const waiting = awaited.map((each) => ({ pk: '', sk: '', awaited: each, token: '', since: '' }));
        const names = new Set(runs.map((each) => `${id}-${each.for}-${each.number}-${each.run}`));
        expect(leftBehind(state, waiting, names)).toEqual({ unanswered: 0, unseen: [], tokenless: [] });
      }),
      { numRuns: 100 },
    );
  });
});
