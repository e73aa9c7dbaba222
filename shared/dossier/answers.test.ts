import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Action } from './actions.ts';
import { type Awaited, answerTo } from './answers.ts';
import { an, anyLife, id, journeys, stateAfter } from './journeys.fixture.ts';
import { type DossierState, reduce } from './state.ts';

const answer = (awaited: Awaited, ...journey: Action[]) => answerTo(awaited, stateAfter(...journey))?.outcome;

describe('等入户调查', () => {
  const survey: Awaited = { step: 'survey', round: 1 };

  it('没有调查就一直等，有了就答调查的结论', () => {
    expect(answer(survey, ...journeys.surveying)).toBeUndefined();
    for (const outcome of ['confirmed', 'return', 'reject'] as const) {
      expect(answer(survey, ...journeys.surveying, an.recordSurvey({ outcome }))).toBe(outcome);
    }
  });

  it('撤回了，或已是另一轮申报，就不再等', () => {
    expect(answer(survey, ...journeys.surveying, an.withdraw())).toBe('ended');
    const again = [an.recordSurvey({ outcome: 'return' }), an.submit({ round: 2 }), an.assess()];
    expect(answer(survey, ...journeys.surveying, ...again)).toBe('ended');
    expect(answer({ step: 'survey', round: 2 }, ...journeys.surveying, ...again)).toBeUndefined();
  });
});

describe('等异议处理', () => {
  const resolutions: Awaited = { step: 'resolutions', round: 1 };
  const contested = [...journeys.contested, an.closeNotice()];

  it('有一条未处理就一直等', () => {
    expect(answer(resolutions, ...contested)).toBeUndefined();
    const two = [...journeys.contested, an.raiseObjection({ objection: 2 }), an.closeNotice()];
    expect(answer(resolutions, ...two, an.resolveObjection())).toBeUndefined();
    expect(answer(resolutions, ...two, an.resolveObjection(), an.resolveObjection({ objection: 2 }))).toBe('dismissed');
  });

  it('一条成立就答成立，不等别的', () => {
    const two = [...journeys.contested, an.raiseObjection({ objection: 2 }), an.closeNotice()];
    expect(answer(resolutions, ...two, an.resolveObjection({ outcome: 'upheld' }))).toBe('upheld');
  });

  it('撤回了就不再等', () => {
    expect(answer(resolutions, ...contested, an.withdraw())).toBe('ended');
  });
});

describe('等审批决定', () => {
  const first: Awaited = { step: 'decision', request: 1 };

  it('没有决定就一直等，有了就答决定', () => {
    expect(answer(first, ...journeys.awaitingApproval)).toBeUndefined();
    for (const decision of ['approve', 'return', 'reject'] as const) {
      expect(answer(first, ...journeys.awaitingApproval, an.decide({ decision }))).toBe(decision);
    }
  });

  it('上提之后，原来的送审不再等，新的等着', () => {
    const escalated = [...journeys.awaitingApproval, an.requestApproval({ request: 2 })];
    expect(answer(first, ...escalated)).toBe('ended');
    expect(answer({ step: 'decision', request: 2 }, ...escalated)).toBeUndefined();
  });

  it('撤回了就不再等', () => {
    expect(answer(first, ...journeys.awaitingApproval, an.withdraw())).toBe('ended');
  });

  it('退出的审批同样等', () => {
    expect(answer({ step: 'decision', request: 2 }, ...journeys.exitRequested)).toBeUndefined();
    expect(answer({ step: 'decision', request: 2 }, ...journeys.exitRequested, an.decide({ request: 2 }))).toBe(
      'approve',
    );
  });
});

describe('等签字', () => {
  it('签了才答，重订计划不算', () => {
    expect(answer({ step: 'signature' }, ...journeys.registered)).toBeUndefined();
    expect(answer({ step: 'signature' }, ...journeys.planned, an.makePlan({ plan: 2 }))).toBeUndefined();
    expect(answer({ step: 'signature' }, ...journeys.signed)).toBe('signed');
  });

  it('没有签字就到了复核，仍然等：复核没有变化的，签了字还要发卡', () => {
    expect(answer({ step: 'signature' }, ...journeys.registered, an.openReverification())).toBeUndefined();
  });
});

describe('等复核', () => {
  const update: Awaited = { step: 'update', review: 1 };

  it('没有结果就一直等，有了就答结果', () => {
    expect(answer(update, ...journeys.reverifying)).toBeUndefined();
    expect(answer(update, ...journeys.reverifying, an.reverify())).toBe('unchanged');
    expect(answer(update, ...journeys.leaving)).toBe('leave');
  });

  it('已是下一年的复核，就不再等', () => {
    const next = [an.reverify(), an.setNextReview(), an.openReverification({ review: 2 })];
    expect(answer(update, ...journeys.reverifying, ...next)).toBe('ended');
  });
});

it('答过的不会变回没有答：先等后答与先答后等得到的一样多', () => {
  const questions: Awaited[] = [
    { step: 'survey', round: 1 },
    { step: 'resolutions', round: 1 },
    { step: 'update', review: 1 },
  ];
  /** A question is asked only from when its phase has begun. */
  const isAsked = ({ step }: Awaited, state: DossierState): boolean =>
    (step === 'survey' && state.round >= 1 && state.status !== 'submitted') ||
    (step === 'resolutions' && state.notice?.closed === true) ||
    (step === 'update' && state.review !== null);
  fc.assert(
    fc.property(anyLife(40), fc.constantFrom(...questions), (journal, awaited) => {
      let answered = false;
      for (let length = 1; length <= journal.length; length++) {
        const state = reduce(id, journal.slice(0, length)) as DossierState;
        if (!isAsked(awaited, state)) continue;
        const has = answerTo(awaited, state) !== undefined;
        expect(has || !answered).toBe(true);
        answered = has;
      }
    }),
  );
});
