import { describe, expect, it } from 'vitest';
import { an, calendar, courses, wholeExit } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys } from './journeys.fixture.ts';
import { decideClosing, decideNotice } from './notice.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { surveyed, underNotice, contested } = journeys;
const opening = (state: DossierState) =>
  decideNotice(state, { notice: 'n1', from: '2026-11-03', until: '2026-11-10', workingDays: 5, calendar });

describe('公示', () => {
  it('入户调查属实的才公示', () => {
    const state = given(...surveyed)
      .when(opening)
      .records({ type: 'openNotice', notice: 'n1' });
    expect(state.matter.notice).toEqual({ id: 'n1', from: '2026-11-03', until: '2026-11-10', closed: false });
    expect(statusOf(state)).toBe('underNotice');
    for (const journey of [journeys.submitted, journeys.surveying, journeys.waitingForRuling]) {
      given(...journey)
        .when(opening)
        .refuses(/不能开始公示/);
    }
  });

  it('一趟只公示一次，只结束一次，结束的就是这一次', () => {
    given(...underNotice)
      .when(opening)
      .refuses(/已经公示过/);
    given(...underNotice)
      .when(decideClosing)
      .records({ type: 'closeNotice', notice: 'n1' });
    given(...surveyed)
      .when(decideClosing)
      .refuses(/没有这次公示/);
    given(...underNotice)
      .when(an.closeNotice({ notice: 'n0' }))
      .refuses(/没有这次公示/);
    given(...contested, an.closeNotice())
      .when(decideClosing)
      .refuses(/已经结束/);
    given(...journeys.noticeOver)
      .when(decideClosing)
      .refuses(/不能结束公示/);
  });

  it('期满而没有未处理的异议，去审批；公示期没有满，不得进入审批', () => {
    expect(
      given(...underNotice)
        .when(decideClosing)
        .records().matter.stage,
    ).toBe('approval');
    given(...underNotice)
      .when(an.requestApproval())
      .refuses(/不能送审/);
  });

  it('期满时有未处理的异议的，处理完才进入审批', () => {
    const over = [...contested, an.closeNotice()];
    given(...over)
      .when(an.requestApproval())
      .refuses(/异议处理中.*不能送审/);
    expect(
      given(...over)
        .when(an.resolveObjection())
        .records().matter.stage,
    ).toBe('approval');
  });

  it('先处理完异议、后期满的，期满以前还在公示', () => {
    const state = given(...contested)
      .when(an.resolveObjection())
      .records();
    expect([state.matter.stage, statusOf(state)]).toEqual(['notice', 'underNotice']);
  });

  it('退出要公示的，同样公示到期满', () => {
    const exit = [...journeys.onFile, an.proposeExit({ course: wholeExit }), an.recordSurvey()];
    expect(
      given(...exit, an.openNotice())
        .when(an.closeNotice())
        .records().matter.stage,
    ).toBe('approval');
    given(...journeys.onFile, an.proposeExit({ course: courses.exit }))
      .when(opening)
      .refuses(/不能开始公示/);
  });
});
