import { describe, expect, it } from 'vitest';
import { an, sealed, surveyor, wholeExit } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { SurveyOutcome } from './matter.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';
import { decideSurvey } from './surveying.ts';

const { surveying } = journeys;
const survey =
  (outcome: SurveyOutcome = 'confirmed', more: Pick<Parameters<typeof decideSurvey>[1], 'reassessed'> = {}) =>
  (state: DossierState) =>
    decideSurvey(state, { surveyedOn: '2026-11-02', outcome, findings: sealed, ...more });
/** An exit that is looked into on the spot. */
const exitSurveying = [...journeys.onFile, an.proposeExit({ course: wholeExit })];

describe('入户调查', () => {
  it('属实的去公示，记着是谁调查的', () => {
    const state = given(...surveying)
      .when(survey())
      .records({ type: 'recordSurvey', outcome: 'confirmed' });
    expect(state.matter).toMatchObject({ stage: 'notice', surveyors: [surveyor.id], survey: { outcome: 'confirmed' } });
  });

  it('不属实的退回补正；只缺材料的也退回，补上以后回到入户调查', () => {
    const returned = given(...surveying)
      .when(survey('return'))
      .records();
    expect(returned.matter).toMatchObject({ stage: 'form', returned: { from: 'survey', paperOnly: false } });
    const paper = given(...surveying)
      .when(survey('returnForPaper'))
      .records();
    expect(paper.matter).toMatchObject({ stage: 'form', returned: { from: 'survey', paperOnly: true } });
    expect([statusOf(returned), statusOf(paper)]).toEqual(['returned', 'returned']);
    const again = given(...journeys.surveyReturnedForPaper, an.submit({ run: 2 }))
      .when(survey())
      .records();
    expect(again.matter.stage).toBe('notice');
  });

  it('不予通过的不予建档，自那天起终结', () => {
    const state = given(...surveying)
      .when(survey('reject'))
      .records();
    expect(state).toMatchObject({ standing: 'ended', end: { as: 'rejected', on: '2026-11-01' } });
    expect(state.matter.outcome).toBe('rejected');
  });

  it('有了结论，不能再写一份', () => {
    given(...journeys.waitingForRuling)
      .when(survey('reject'))
      .refuses(/已有结论/);
    given(...journeys.underNotice)
      .when(survey())
      .refuses(/不能登记入户调查/);
  });

  it('没有认定的、还没有提交的，轮不到入户调查', () => {
    for (const journey of [journeys.draft, journeys.submitted, journeys.returned]) {
      given(...journey)
        .when(survey())
        .refuses(/不能登记入户调查/);
    }
  });

  it('按调查的回答重新认定的，代替原来的，说得出是哪一条日志里的', () => {
    const reassessed = { category: '意外致困', tier: 'provincial', record: sealed } as const;
    const state = given(...surveying)
      .when(survey('confirmed', { reassessed }))
      .records();
    expect(state.matter.assessment).toMatchObject({
      ...{ category: '意外致困', tier: 'provincial', version: state.version, occasion: '1-1' },
    });
    const same = given(...surveying)
      .when(survey())
      .records();
    expect(same.matter.assessment).toMatchObject({ category: '困难职工', version: state.version - 1 });
  });

  it('办了的事不再算逾期', () => {
    const late = [...surveying, an.markOverdue()];
    expect(stateAfter(...late).matter.overdue).toEqual({ step: 'survey', times: 1 });
    expect(
      given(...late)
        .when(survey())
        .records().matter.overdue,
    ).toBeNull();
  });

  it('退出的入户调查：属实的接着办，不属实的退回，谁也不因此变成不予建档', () => {
    expect(
      given(...exitSurveying)
        .when(survey())
        .records().matter.stage,
    ).toBe('notice');
    expect(
      given(...exitSurveying)
        .when(survey('return'))
        .records(),
    ).toMatchObject({
      standing: 'onFile',
      matter: { stage: 'form', outcome: null },
    });
    given(...exitSurveying)
      .when(survey('reject'))
      .refuses(/只用于建档/);
  });
});
