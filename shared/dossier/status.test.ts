import { describe, expect, it } from 'vitest';
import { type Course, matterKinds, stages } from '../matters/course.ts';
import { endings, leavings, standings } from '../matters/standing.ts';
import { an } from './actions.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { isLive, isOver } from './life.ts';
import { type Matter, type MatterOutcome, newMatter } from './matter.ts';
import { type Status, statuses, statusOf, statusTitles } from './status.ts';

const expected: Record<keyof typeof journeys, Status> = {
  draft: 'draft',
  submitted: 'submitted',
  returned: 'returned',
  surveying: 'surveying',
  surveyReturnedForPaper: 'returned',
  surveyed: 'surveying',
  underNotice: 'underNotice',
  contested: 'contested',
  noticeOver: 'underNotice',
  awaitingApproval: 'awaitingApproval',
  sentBack: 'returned',
  sentBackForPaper: 'returned',
  halfApproved: 'awaitingApproval',
  untriaged: 'awaitingApproval',
  waitingForRuling: 'surveying',
  approved: 'awaitingApproval',
  rejected: 'rejected',
  withdrawn: 'withdrawn',
  abandoned: 'abandoned',
  merged: 'merged',
  deliberating: 'deliberating',
  notSupported: 'returned',
  checking: 'checking',
  authorized: 'checking',
  asked: 'checking',
  conflicting: 'checking',
  explained: 'checking',
  askedOfAll: 'checking',
  checked: 'surveying',
  registered: 'registered',
  transcribed: 'registered',
  planned: 'registered',
  papered: 'registered',
  signed: 'registered',
  onFile: 'registered',
  amending: 'amending',
  amendmentDrafted: 'amending',
  amendmentSubmitted: 'amending',
  amendmentFound: 'amending',
  amended: 'registered',
  amendmentReclassifies: 'amending',
  amendmentRequested: 'amending',
  amendmentSentBack: 'amending',
  amendmentRejected: 'amending',
  amendmentExcluded: 'amending',
  reverifying: 'reverifying',
  reviewDrafted: 'reverifying',
  reportedChanged: 'reverifying',
  changedReviewFound: 'reverifying',
  changedReviewKept: 'registered',
  changedReviewReclassifies: 'reverifying',
  changedReviewSentBack: 'reverifying',
  reviewExcluded: 'reverifying',
  reported: 'reverifying',
  unchanged: 'reverifying',
  kept: 'registered',
  reclassified: 'reverifying',
  reclassificationSentBack: 'reverifying',
  foundBetterOff: 'reverifying',
  leavingByRule: 'leaving',
  leaving: 'leaving',
  exitRequested: 'leaving',
  exitSentBack: 'leaving',
  exitSentBackForPaper: 'leaving',
  exitRejected: 'leaving',
  exitRefused: 'registered',
  exitAbandoned: 'registered',
  exitApproved: 'leaving',
  liftedOut: 'liftedOut',
  cancelled: 'cancelled',
  mergedOnFile: 'merged',
  temporarySurveyed: 'awaitingApproval',
  temporaryRequested: 'awaitingApproval',
  takenIn: 'temporary',
  converting: 'converting',
  conversionSubmitted: 'converting',
  conversionFound: 'converting',
  conversionRequested: 'converting',
  conversionRejected: 'converting',
  converted: 'registered',
  closing: 'leaving',
  temporaryClosed: 'cancelled',
  disposalListed: 'liftedOut',
  disposalConfirmed: 'liftedOut',
  disposalReleased: 'liftedOut',
  dark: 'liftedOut',
};
const journeyNames = Object.keys(expected) as (keyof typeof journeys)[];

describe('档案状态', () => {
  it.each(journeyNames)('%s', (journey) => {
    expect(statusOf(stateAfter(...journeys[journey]))).toBe(expected[journey]);
  });

  it('每一种状态都到得了，各有各的名字', () => {
    const exit = [an.proposeExit({ reason: 'difficultyOver' }), an.requestApproval({ request: 2 })];
    const relieved = stateAfter(...journeys.onFile, ...exit, an.decide({ request: 2 }), an.leave());
    expect(new Set([...Object.values(expected), statusOf(relieved)])).toEqual(new Set(statuses));
    expect(new Set(Object.values(statusTitles)).size).toBe(statuses.length);
  });

  it('在册情况、事项、环节的每一种搭配都说得出状态', () => {
    const outcomes: (MatterOutcome | null)[] = [
      null,
      'registered',
      'amended',
      'kept',
      'refused',
      'abandoned',
      'left',
      'rejected',
    ];
    const ends = [null, ...[...endings, ...leavings].map((as) => ({ as, on: '2026-11-01' }))];
    const course: Course = stages;
    // The day since when it stands there is nothing that a status is made of.
    const matters = stages.flatMap((stage) =>
      matterKinds.flatMap((kind) =>
        outcomes.flatMap((outcome) =>
          [null, 1].map((form) => ({ ...newMatter({ matter: 1, kind, course } as Matter), stage, outcome, form })),
        ),
      ),
    );
    for (const matter of matters) {
      for (const standing of standings) {
        for (const end of ends) {
          const status = statusOf({ standing, end, matter });
          expect(statuses).toContain(status);
          if (end !== null) expect(status).toBe(end.as);
          else expect([...endings, ...leavings] as Status[]).not.toContain(status);
        }
      }
    }
  });
});

describe('一户一档', () => {
  const states = journeyNames.map((journey) => ({ journey, state: stateAfter(...journeys[journey]) }));

  it('在办的和在册的占着名额，草稿和终结的不占', () => {
    const free = new Set(states.filter(({ state }) => !isLive(state)).map(({ journey }) => expected[journey]));
    expect(free).toEqual(new Set(['draft', 'rejected', 'withdrawn', 'abandoned', 'merged', 'liftedOut', 'cancelled']));
    for (const { journey, state } of states) expect(isLive(state), journey).toBe(!free.has(expected[journey]));
  });

  it('终结的就是有去向的', () => {
    for (const { journey, state } of states) expect(isOver(state), journey).toBe(state.end !== null);
  });
});
