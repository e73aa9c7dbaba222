import { describe, expect, it } from 'vitest';
import { an, duplicate, nextYearsBasis } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { id, journeys, reassess, recorded, stateAfter } from './journeys.fixture.ts';
import { occasionOf, settled, staysAsItIs } from './settled.ts';
import { apply } from './state.ts';

const stageAfter = (...journey: Action[]) => stateAfter(...journey).matter.stage;

describe('一个环节办完，去下一个', () => {
  it('办完了的几个环节一起走过去：事项停在头一个还没有办完的', () => {
    expect(stageAfter(...journeys.submitted)).toBe('assessment');
    expect(stageAfter(...journeys.surveying)).toBe('survey');
    expect(stageAfter(...journeys.waitingForRuling)).toBe('survey');
    expect(stageAfter(...journeys.waitingForRuling, an.ruleDuplicate())).toBe('notice');
    expect(stageAfter(...journeys.deliberating)).toBe('deliberation');
    expect(stageAfter(...journeys.checking)).toBe('checking');
    expect(stageAfter(...journeys.checked)).toBe('notice');
    expect(stageAfter(...journeys.approved)).toBe('conclusion');
    expect(stageAfter(...journeys.exitRejected)).toBe('conclusion');
  });

  it('终结了的停在终结时的环节', () => {
    const rejected = [...journeys.awaitingApproval, an.decide({ decision: 'reject' })];
    expect([stateAfter(...rejected).matter.outcome, stageAfter(...rejected)]).toEqual(['rejected', 'approval']);
    expect(stageAfter(...journeys.surveying, an.withdraw())).toBe('survey');
    expect(stageAfter(...journeys.rejected)).toBe('survey');
  });

  it('上一趟的认定不算这一趟的', () => {
    const again = stateAfter(...journeys.returned, an.submit({ run: 2 }));
    expect(again.matter.stage).toBe('assessment');
    const { matter } = stateAfter(...journeys.surveying);
    const older = { ...again, matter: { ...again.matter, assessment: matter.assessment } };
    expect(settled(again, older, '2027-01-01').matter.stage).toBe('assessment');
    expect([occasionOf(matter), occasionOf(again.matter)]).toEqual(['1-1', '1-2']);
  });
});

describe('复核、变更认定以后', () => {
  it('类别、级别没有变的办结，变了的须审批；不再符合的办结为提出退出', () => {
    expect(stageAfter(...journeys.unchanged)).toBe('conclusion');
    expect(stageAfter(...journeys.reclassified)).toBe('approval');
    expect(stageAfter(...journeys.reported, reassess({ category: '意外致困' }))).toBe('approval');
    expect(stageAfter(...journeys.foundBetterOff)).toBe('conclusion');
    expect(stageAfter(...journeys.amendmentFound)).toBe('conclusion');
    expect(stageAfter(...journeys.amendmentReclassifies)).toBe('approval');
    expect(stageAfter(...journeys.amendmentExcluded)).toBe('conclusion');
    expect(stageAfter(...journeys.changedReviewReclassifies)).toBe('approval');
  });

  it('变更里进来的人可能是别的一户的，先入户；没有换表的复核不用', () => {
    const doubtful = an.findDuplicates({ form: 2 });
    const submitted = [an.submit({ matter: 2, form: 2 }), an.assess({ occasion: '2-1', form: 2 })];
    expect(stageAfter(...journeys.amendmentDrafted, doubtful, ...submitted)).toBe('survey');
    const taken = [an.transcribe({ found: [duplicate()] }), an.openReverification(), an.reverify()];
    const found = { occasion: '2-1', basis: nextYearsBasis, category: '困难职工', tier: 'national' } as const;
    expect(stageAfter(...taken, an.assess(found))).toBe('conclusion');
  });

  it('与在册的一样，是认定为符合，类别、级别都不变', () => {
    const { registration, inForce } = stateAfter(...journeys.onFile);
    const assessment = inForce?.assessment ?? null;
    if (assessment === null) throw new Error('on file by no assessment');
    const stays = (change: Partial<typeof assessment>) =>
      staysAsItIs({ registration }, { assessment: { ...assessment, ...change } });
    expect(stays({})).toBe(true);
    expect(stays({ category: '意外致困' })).toBe(false);
    expect(stays({ tier: 'provincial' })).toBe(false);
    expect(stays({ outcome: 'excluded' })).toBe(false);
    expect(staysAsItIs({ registration }, { assessment: null })).toBe(false);
  });
});

it('从哪一天起在这一环节：走了一步、另起一趟，从那天算起；别的事不动它', () => {
  const before = stateAfter(...journeys.surveying);
  const since = (action: Action) => apply(id, before, { ...recorded(action), on: '2027-01-01' }).matter.since;
  expect(since(an.recordSurvey())).toBe('2027-01-01');
  expect(since(an.renew())).toBe('2027-01-01');
  expect(since(an.addAttachment())).toBe(before.matter.since);
});
