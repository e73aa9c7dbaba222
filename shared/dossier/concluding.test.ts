import { describe, expect, it } from 'vitest';
import { type LeavingReason, leavingReasonCodes, leavingReasons } from '../matters/standing.ts';
import { an, byRule, city, courses, nextYearsBasis, province, wholeExit } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { type ConcludingFacts, decideConclusion } from './concluding.ts';
import { given } from './given.fixture.ts';
import { journeys, reassess, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const concluding =
  (today = '2027-11-12', more: Partial<ConcludingFacts> = {}) =>
  (state: DossierState) =>
    decideConclusion(state, {
      ...{ today, everyMonths: 12, courses: province, dossierNumber: '530102202600001', ...more },
    });
const approvedAs = (outcome: 'approve' | 'reject') => [
  ...[...journeys.reclassified, an.requestApproval({ request: 2 }), an.decide({ request: 2, decision: outcome })],
];

describe('建档', () => {
  it('审批通过的建档，据以在册的就是批准的那一份', () => {
    const state = given(...journeys.approved)
      .when(concluding('2026-11-01'))
      .records({ type: 'register', category: '困难职工', tier: 'national', nextReviewOn: '2027-11-01' });
    expect(state).toMatchObject({
      standing: 'onFile',
      registration: { dossierNumber: '530102202600001', registeredOn: '2026-11-01' },
      nextReviewOn: '2027-11-01',
    });
    const { form, basis, assessment } = state.matter;
    expect(state.inForce).toEqual({ matter: 1, form, basis, assessment });
    expect(state.matter.outcome).toBe('registered');
  });

  it('审批尚未通过，不得建档；上一级还没有决定的也不得建档', () => {
    const waiting = [...journeys.halfApproved, an.requestApproval({ request: 2, level: 2, approver: city })];
    for (const journey of [journeys.awaitingApproval, journeys.halfApproved, waiting]) {
      given(...journey)
        .when(an.register())
        .refuses(/不能建档/);
    }
    given(...waiting, an.decide({ request: 2, approver: city }))
      .when(concluding())
      .records({ type: 'register' });
    const unasked = [an.createDraft({ course: ['form', 'assessment', 'conclusion'] }), an.saveForm(), an.submit()];
    given(...unasked, an.assess())
      .when(an.register())
      .refuses(/审批尚未通过/);
  });

  it('没有认定出类别和级别的，谁也不能让它在册', () => {
    const unassessed = [an.createDraft({ course: ['form', 'approval', 'conclusion'] }), an.saveForm(), an.submit()];
    const approved = [...unassessed, an.requestApproval(), an.decide()];
    given(...approved)
      .when(concluding())
      .refuses(/没有认定出/);
    given(...approved)
      .when(an.register())
      .refuses(/没有认定为符合标准/);
    const blank = [...journeys.submitted, an.assess({ category: null, tier: null }), an.recordSurvey()];
    const past = [...blank, an.openNotice(), an.closeNotice(), an.requestApproval(), an.decide()];
    given(...past)
      .when(concluding())
      .refuses(/没有认定出/);
  });

  it('类别、级别缺了哪一样，都不建档、不继续在册、不转正', () => {
    for (const missing of [{ category: null }, { tier: null }]) {
      const past = [an.recordSurvey(), an.openNotice(), an.closeNotice()];
      given(...journeys.submitted, an.assess(missing), ...past, an.requestApproval(), an.decide())
        .when(concluding())
        .refuses(/没有认定出类别和档案级别/);
      const asked = [an.requestApproval({ request: 2 }), an.decide({ request: 2 })];
      given(...journeys.reported, reassess(missing), ...asked)
        .when(concluding())
        .refuses(/没有类别和档案级别/);
      const found = an.assess({ occasion: '2-1', form: 2, ...missing });
      given(...journeys.conversionSubmitted, found, ...past, ...asked)
        .when(concluding())
        .refuses(/没有认定出类别和档案级别/);
    }
  });

  it('只建档一次', () => {
    given(...journeys.registered)
      .when(an.register())
      .refuses(/不能建档/);
  });
});

describe('复核办结', () => {
  it('没有变化的继续在册，一年以后再看，此后以这一次的认定为据', () => {
    const state = given(...journeys.unchanged)
      .when(concluding())
      .records({ type: 'keep', matter: 2, category: '困难职工', tier: 'national', nextReviewOn: '2028-11-12' });
    expect(state).toMatchObject({
      ...{ standing: 'onFile', nextReviewOn: '2028-11-12' },
      inForce: { matter: 2, form: 1, basis: nextYearsBasis, assessment: { occasion: '2-1' } },
    });
    expect(state.matter.outcome).toBe('kept');
  });

  it('审批人同意变更的，改类别和级别', () => {
    const state = given(...approvedAs('approve'))
      .when(concluding())
      .records({ tier: 'provincial' });
    expect(state.registration).toMatchObject({ dossierNumber: '530102202600001', tier: 'provincial' });
    expect(state.inForce).toMatchObject({ matter: 2, assessment: { tier: 'provincial' } });
  });

  it('审批人不同意变更的，照旧在册，仍以原来批准的为据', () => {
    const state = given(...approvedAs('reject'))
      .when(concluding())
      .records({ type: 'keep', tier: 'national' });
    expect(state.registration).toMatchObject({ tier: 'national' });
    expect(state.inForce).toMatchObject({ matter: 1, assessment: { occasion: '1-1' } });
  });

  it('没有审批过，规则不能改类别、级别', () => {
    for (const change of [{ tier: 'provincial' }, { category: '意外致困' }] as const) {
      given(...journeys.unchanged)
        .when(an.keep(change))
        .refuses(/须经审批/);
      given(...approvedAs('reject'))
        .when(an.keep(change))
        .refuses(/须经审批/);
    }
  });

  it('不再符合的，规则只提出退出，不撤档；为什么不符合就是退出的原因', () => {
    given(...journeys.foundBetterOff)
      .when(concluding())
      .records({ type: 'proposeExit', matter: 3, run: 1, reason: 'betterOff', ...byRule, course: courses.exit });
    for (const reason of ['excluded', 'standardChanged', 'lineChanged'] as const) {
      const found = reassess({ outcome: 'ineligible', category: null, tier: null, reason });
      given(...journeys.reported, found)
        .when(concluding())
        .records({ type: 'proposeExit', reason });
    }
    const unexplained = reassess({ outcome: 'ineligible', category: null, tier: null });
    given(...journeys.reported, unexplained)
      .when(concluding())
      .records({ reason: 'notACase' });
    given(...journeys.foundBetterOff)
      .when(an.leave())
      .refuses(/不能撤档/);
    given(...journeys.foundBetterOff)
      .when(an.keep())
      .refuses(/不再符合标准，不能继续在册/);
  });

  it('另一件事项的结论不算', () => {
    given(...journeys.unchanged)
      .when(an.keep({ matter: 3 }))
      .refuses(/不是正在办理的一件/);
    given(...journeys.kept)
      .when(an.keep())
      .refuses(/不能继续在册/);
    given(...journeys.reverifying)
      .when(an.keep())
      .refuses(/不能继续在册/);
  });
});

describe('换了据以在册的一份，纸质档案要跟上', () => {
  const paper = { due: '2028-01-04', calendar: [] };
  const concluded = (...journey: Action[]) =>
    given(...journey)
      .when(concluding('2027-11-12', { paper }))
      .records();

  it('变更、报告有变化的复核，从新的一份起，到哪一天为止', () => {
    for (const journey of [journeys.amendmentFound, journeys.changedReviewFound]) {
      expect(concluded(...journey).paper).toEqual({ form: 2, since: '2026-11-01', due: '2028-01-04' });
    }
  });

  it('没有换的不用跟：没有变化的复核，没有获准的变更、退出', () => {
    for (const journey of [journeys.unchanged, journeys.amendmentRejected, journeys.exitRejected]) {
      expect(concluded(...journey).paper).toBeNull();
      expect(concluding('2027-11-12', { paper })(stateAfter(...journey))).not.toHaveProperty('paper');
    }
  });
});

describe('变更办结', () => {
  it('获准的为据以在册，没有获准的照旧；哪一样都不动下一次复核的日子', () => {
    for (const [journey, outcome, form] of [
      [journeys.amendmentFound, 'amended', 2],
      [journeys.amendmentRejected, 'refused', 1],
    ] as const) {
      const state = given(...journey)
        .when(concluding('2027-03-01'))
        .records({ type: 'keep', matter: 2, tier: 'national' });
      expect(state).toMatchObject({ matter: { outcome }, inForce: { form }, nextReviewOn: '2027-11-12' });
    }
  });

  it('办着办着到了复核的日子的，当夜就看', () => {
    for (const today of ['2027-11-12', '2027-12-20']) {
      given(...journeys.amendmentFound)
        .when(concluding(today))
        .records({ nextReviewOn: today });
    }
  });

  it('不再符合的，不能当作变更了继续在册', () => {
    given(...journeys.amendmentExcluded)
      .when(an.keep())
      .refuses(/不再符合标准，不能继续在册/);
    given(...journeys.amendmentExcluded)
      .when(concluding())
      .records({ type: 'proposeExit', matter: 3, reason: 'excluded' });
  });
});

describe('退出办结', () => {
  it('批准了的撤档，自那天起保管，不再复核', () => {
    const state = given(...journeys.exitApproved)
      .when(concluding())
      .records({ type: 'leave', matter: 2 });
    expect(state).toMatchObject({
      ...{ standing: 'left', end: { as: 'liftedOut', on: '2026-11-01' }, nextReviewOn: null },
      matter: { outcome: 'left' },
    });
  });

  it('去向由原因决定：收入好了的才是脱困，标准变了、命中排除情形的不是', () => {
    const left = (reason: LeavingReason) => {
      const exit = [an.proposeExit({ reason }), an.requestApproval({ request: 2 }), an.decide({ request: 2 })];
      return given(...journeys.onFile, ...exit)
        .when(concluding())
        .records().end?.as;
    };
    // A household that was taken in for a time has a reason of its own (temporary.test.ts).
    const regular = leavingReasonCodes.filter((reason) => reason !== 'temporaryOver');
    const went = Object.fromEntries(regular.map((reason) => [reason, left(reason)]));
    expect(went).toEqual({
      ...{ betterOff: 'liftedOut', difficultyOver: 'relieved', excluded: 'cancelled', standardChanged: 'cancelled' },
      ...{ lineChanged: 'cancelled', notACase: 'cancelled', falseStatement: 'cancelled', death: 'cancelled' },
      ...{ retired: 'cancelled', moved: 'cancelled', ownWish: 'cancelled' },
    });
    const titles = Object.values(leavingReasons).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('没有获得批准，不得撤档', () => {
    for (const journey of [journeys.leaving, journeys.exitRequested]) {
      given(...journey)
        .when(an.leave())
        .refuses(/不能撤档/);
    }
    given(...journeys.exitRejected)
      .when(an.leave())
      .refuses(/尚未获得批准/);
    given(...journeys.exitApproved)
      .when(an.leave({ matter: 3 }))
      .refuses(/不是正在办理的一件/);
    const first = [an.requestApproval({ request: 2, last: false }), an.decide({ request: 2 })];
    given(...journeys.leaving, ...first)
      .when(an.leave())
      .refuses(/不能撤档/);
    const unapproved = an.proposeExit({ course: ['form', 'conclusion'] });
    given(...journeys.onFile, unapproved)
      .when(an.leave())
      .refuses(/尚未获得批准/);
  });

  it('没有获准的继续在册，类别、级别和据以在册的都不变；年中的还按原来的日子复核', () => {
    const before = stateAfter(...journeys.onFile);
    const state = given(...journeys.exitRejected)
      .when(concluding('2027-03-01'))
      .records({ type: 'keep', matter: 2, nextReviewOn: '2027-11-12' });
    const { standing, end, registration, inForce } = before;
    expect(state).toMatchObject({ standing, end, registration, inForce, matter: { outcome: 'refused' } });
    given(...journeys.exitRejected)
      .when(an.keep({ tier: 'provincial' }))
      .refuses(/须经审批/);
  });

  it('年中提出、办着办着到了复核的日子的，当夜就看：那次复核没有人做过', () => {
    for (const today of ['2027-11-12', '2027-12-20']) {
      given(...journeys.exitRejected)
        .when(concluding(today))
        .records({ nextReviewOn: today });
    }
  });

  it('代替了复核而没有获准的，就是那次复核的结论：一年以后再看', () => {
    const rejected = (...journey: Action[]) =>
      [...journey, an.requestApproval({ request: 2 }), an.decide({ request: 2, decision: 'reject' })] as const;
    for (const journey of [journeys.leavingByRule, [...journeys.reverifying, an.proposeExit({ matter: 3 })]]) {
      given(...rejected(...journey))
        .when(concluding('2027-12-20'))
        .records({ nextReviewOn: '2028-12-20' });
    }
  });

  it('批准了的退出，不能当作没有批准', () => {
    given(...journeys.exitApproved)
      .when(an.keep())
      .refuses(/退出已经批准/);
    given(...journeys.exitApproved)
      .when(an.keep({ tier: 'provincial' }))
      .refuses(/退出已经批准/);
  });

  it('还没有到办结的，办不结', () => {
    for (const journey of [journeys.leaving, journeys.exitSentBack]) {
      given(...journey)
        .when(concluding())
        .refuses(/不能继续在册/);
    }
    given(...journeys.onFile, an.proposeExit({ course: wholeExit }))
      .when(concluding())
      .refuses(/不能继续在册/);
  });
});

it('办结了就不再算逾期', () => {
  const late = (matter: number, kind: 'reverification' | 'exit') => an.markOverdue({ for: kind, number: matter });
  const kept = given(...journeys.unchanged, late(2, 'reverification'))
    .when(concluding())
    .records();
  const left = given(...journeys.exitApproved, late(2, 'exit'))
    .when(concluding())
    .records();
  const registered = given(...journeys.approved, an.markOverdue())
    .when(concluding())
    .records();
  for (const { matter } of [kept, left, registered]) expect(matter.overdue).toBeNull();
});
