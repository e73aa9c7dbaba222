import { describe, expect, it } from 'vitest';
import { wholeCourse } from '../matters/course.ts';
import { an, city, courses, province, registrar, sealed, surveyor } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decideDraft, decideReverification, decideWithdrawal, openingRefusal } from './opening.ts';
import { type DossierState, handlersOf } from './state.ts';
import { statusOf } from './status.ts';

const reverification = (state: DossierState) =>
  decideReverification(state, province, { dueBy: '2027-12-12', because: 'due' });
const withdrawal = (state: DossierState) => decideWithdrawal(state, { opinion: sealed });

describe('建立草稿', () => {
  const temporary = { course: ['assessment', 'survey', 'approval'] as const };
  const ofYunnan = { code: '530000', courses: province, temporary };

  it('本省的工会的，走本省写明的建档环节', () => {
    const orgPath = '530000/530100/530102/U0001';
    const course = wholeCourse(province.registration);
    const kind = 'registration';
    expect(decideDraft(ofYunnan, { orgPath, kind })).toEqual({ type: 'createDraft', orgPath, kind, course });
    expect(course).toEqual(courses.registration);
  });

  it('外省的不受理', () => {
    const refusal = { refused: '这里只受理本省的档案', code: 1502 };
    expect(decideDraft(ofYunnan, { orgPath: '370000/371600/371602/U0001', kind: 'registration' })).toEqual(refusal);
  });

  it('由职工的申请而来的，记着哪天申请、同意了什么', () => {
    const orgPath = '530000/530100/530102/U0001';
    const applied = { on: '2026-10-30', consent: sealed };
    const says = decideDraft(ofYunnan, { orgPath, kind: 'registration', applied });
    expect(says).toMatchObject({ type: 'createDraft', applied });
    const state = stateAfter(an.createDraft({ applied }));
    expect(state.consent).toEqual({ version: 1, content: sealed });
    expect(stateAfter(an.createDraft()).consent).toBeNull();
  });

  it('草稿是一件刚开始的建档，记着是谁建的', () => {
    const state = stateAfter(an.createDraft());
    expect(state).toMatchObject({ standing: 'applying', end: null, orgPath: '530000/530100/530102/U0001' });
    expect(state.matter).toMatchObject({
      ...{ matter: 1, kind: 'registration', stage: 'form', outcome: null, registrars: [registrar.id] },
      ...{ course: courses.registration, run: 0 },
    });
    expect(statusOf(state)).toBe('draft');
  });

  it('已有的档案不能再建一次', () => {
    for (const journey of [journeys.draft, journeys.registered, journeys.withdrawn]) {
      given(...journey)
        .when(an.createDraft())
        .refuses(/不能建立草稿/);
    }
  });
});

describe('开始年度复核', () => {
  it('在册的到日子开始，看据以在册的那一份表', () => {
    const state = given(...journeys.onFile)
      .when(reverification)
      .records({ type: 'openReverification', matter: 2, course: courses.reverification, dueBy: '2027-12-12' });
    expect(state.matter).toMatchObject({
      ...{ kind: 'reverification', stage: 'form', run: 1, form: 1, dueBy: '2027-12-12', registrars: [] },
      ...{ approval: null, assessment: null, notice: null, survey: null, deciders: [], surveyors: [] },
    });
    expect(statusOf(state)).toBe('reverifying');
    expect(state.nextReviewOn).toBe('2027-11-12');
  });

  it('集中清理的写明是哪一次，别的不写', () => {
    const state = given(...journeys.onFile)
      .when((before) =>
        decideReverification(before, province, { dueBy: '2027-03-31', because: 'campaign', campaign: 'c1' }),
      )
      .records({ campaign: 'c1' });
    expect(state.matter).toMatchObject({ because: 'campaign', campaign: 'c1', dueBy: '2027-03-31' });
    for (const half of [
      { because: 'campaign' },
      { because: 'due', campaign: 'c1' },
      { because: 'rules', campaign: 'c1' },
    ] as const) {
      given(...journeys.onFile)
        .when(an.openReverification(half))
        .refuses(/集中清理的须写明是哪一次/);
    }
    expect(stateAfter(...journeys.reverifying).matter).toMatchObject({ because: 'due', campaign: null });
  });

  it('有一件事项正在办的，办结以后再开始：一户不同时办两件', () => {
    for (const journey of [journeys.reverifying, journeys.leaving, journeys.exitSentBack, journeys.unchanged]) {
      given(...journey)
        .when(reverification)
        .refuses(/办结或取消以后再开始/);
    }
    expect(openingRefusal(stateAfter(...journeys.leaving), 3)).toMatch(/正在办理第 2 件事项（退出）/);
  });

  it('事项的编号一件接一件，不重来', () => {
    given(...journeys.onFile)
      .when(an.openReverification({ matter: 3 }))
      .refuses(/不相接/);
    given(...journeys.kept)
      .when(an.openReverification({ matter: 2 }))
      .refuses(/不相接/);
    given(...journeys.kept)
      .when(reverification)
      .records({ matter: 3 });
    given(...journeys.exitRefused)
      .when(reverification)
      .records({ matter: 3 });
  });

  it('不在册的没有复核', () => {
    for (const journey of [journeys.draft, journeys.approved, journeys.liftedOut, journeys.withdrawn]) {
      given(...journey)
        .when(reverification)
        .refuses(/不能开始复核/);
    }
  });
});

it('谁不能决定，看的是正在办的这一件：去年经手的，今年可以', () => {
  const handled = { registrars: [registrar.id], surveyors: [surveyor.id] };
  expect(handlersOf(stateAfter(...journeys.awaitingApproval))).toMatchObject(handled);
  expect(handlersOf(stateAfter(...journeys.reverifying))).toMatchObject({ registrars: [], surveyors: [] });
  // And whoever wrote down the 银行账户 that waits, until somebody has answered it.
  expect(handlersOf(stateAfter(...journeys.onFile, an.proposeAccount())).accounts).toEqual([registrar.id]);
  expect(handlersOf(stateAfter(...journeys.onFile, an.proposeAccount(), an.refuseAccount())).accounts).toEqual([]);
  expect(handlersOf(stateAfter(...journeys.onFile)).accounts).toEqual([]);
});

describe('撤回申请', () => {
  it('审批通过之前都可以撤回，自那天起终结', () => {
    const second = [...journeys.halfApproved, an.requestApproval({ request: 2, level: 2, approver: city })];
    const { draft, submitted, returned, surveying, waitingForRuling, contested, awaitingApproval } = journeys;
    for (const journey of [
      draft,
      submitted,
      returned,
      surveying,
      waitingForRuling,
      contested,
      awaitingApproval,
      second,
    ]) {
      const state = given(...journey)
        .when(withdrawal)
        .records({ type: 'withdraw' });
      expect(state).toMatchObject({ standing: 'ended', end: { as: 'withdrawn' }, matter: { outcome: 'withdrawn' } });
    }
  });

  it('裁定为同一户的，可以撤回', () => {
    given(...journeys.waitingForRuling, an.ruleDuplicate({ ruling: 'same' }))
      .when(withdrawal)
      .records();
  });

  it('最后一级通过之后撤不掉已作的审批；建档之后要走退出', () => {
    given(...journeys.approved)
      .when(withdrawal)
      .refuses(/审批已经通过.*建档完成以后.*办理退出/);
    const { registered, reverifying, leaving, exitApproved, liftedOut, rejected, withdrawn } = journeys;
    for (const journey of [registered, reverifying, leaving, exitApproved, liftedOut, rejected, withdrawn]) {
      given(...journey)
        .when(withdrawal)
        .refuses(/不能撤回申请/);
    }
  });

  it('撤回了的不再算逾期', () => {
    expect(
      given(...journeys.surveying, an.markOverdue())
        .when(withdrawal)
        .records().matter.overdue,
    ).toBeNull();
  });
});
