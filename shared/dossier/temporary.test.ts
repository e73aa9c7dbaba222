import { describe, expect, it } from 'vitest';
import { an, courses, province, sealed } from './actions.fixture.ts';
import { dayRefusal } from './aid.ts';
import { type ConcludingFacts, decideConclusion } from './concluding.ts';
import { decideAbandonment } from './exit.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { isInCare, isLive, isOnFile } from './life.ts';
import { decideDraft } from './opening.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';
import { decideExpiryReminder, decideOpeningConversion } from './temporary.ts';
import { inCareSince, isPast, isTemporary, nextReminder, tierOn } from './temporary-state.ts';

const terms = { months: 6, tier: 'county' } as const;
const concluded =
  (more: Partial<ConcludingFacts> = {}) =>
  (state: DossierState) =>
    decideConclusion(state, {
      ...{ today: '2026-11-20', everyMonths: 12, courses: province, temporary: terms },
      ...{ dossierNumber: '530102202600007' },
      ...more,
    });
const approvedTemporary = [...journeys.temporaryRequested, an.decide()];

describe('申请临时救助', () => {
  it('走本省写的短的环节；本省不建的，不受理', () => {
    const orgPath = '530000/530100/530102/U0001';
    const asked = { orgPath, kind: 'temporary' as const };
    const short = { course: ['assessment', 'survey', 'approval'] as const };
    expect(decideDraft({ code: '530000', courses: province, temporary: short }, asked)).toEqual({
      ...{ type: 'createDraft', orgPath, kind: 'temporary' },
      course: ['form', 'assessment', 'survey', 'approval', 'conclusion'],
    });
    expect(decideDraft({ code: '530000', courses: province, temporary: null }, asked)).toMatchObject({
      refused: expect.stringContaining('本省不建临时救助档案'),
    });
  });

  it('按标准不符合的不退回：看的是突然遇到的困难，入户、审批照走', () => {
    const found = stateAfter(...journeys.temporarySurveyed);
    expect(found.matter).toMatchObject({ kind: 'temporary', stage: 'approval', returned: null });
    expect(found.matter.assessment?.outcome).toBe('ineligible');
  });

  it('不予通过的终结，可以撤回，与建档一样', () => {
    expect(stateAfter(...journeys.temporaryRequested, an.decide({ decision: 'reject' }))).toMatchObject({
      standing: 'ended',
      end: { as: 'rejected' },
    });
    given(...journeys.temporaryRequested)
      .when(an.withdraw())
      .records();
  });

  it('办着办着本省不再建的，办结不了', () => {
    for (const temporary of [null, undefined]) {
      given(...approvedTemporary)
        .when(concluded({ temporary }))
        .refuses(/本省不建临时救助档案/);
    }
  });

  it('审批通过才办结：是临时救助，不是在册，没有复核的日子，有编号和到哪一天为止', () => {
    given(...journeys.temporaryRequested)
      .when(an.takeIn())
      .refuses(/不能临时建档/);
    const state = given(...approvedTemporary)
      .when(concluded())
      .records({ type: 'takeIn', tier: 'county', until: '2027-05-20' });
    expect(state).toMatchObject({
      ...{ standing: 'temporary', nextReviewOn: null, end: null },
      registration: { dossierNumber: '530102202600007', category: '临时救助', tier: 'county' },
      temporary: { since: '2026-11-01', until: '2027-05-20', tier: 'county', convertedOn: null, reminded: 0 },
      ...{ matter: { outcome: 'registered' }, inForce: { matter: 1, form: 1 } },
    });
    expect([state.registration?.registeredOn, inCareSince(state)]).toEqual(['2026-11-01', '2026-11-01']);
    expect(statusOf(state)).toBe('temporary');
    expect([isOnFile(state), isInCare(state), isLive(state), isTemporary(state)]).toEqual([false, true, true, true]);
  });

  it.each([
    ['2027-08-31', '2028-02-29', '闰年的二月没有三十一日，到最后一天'],
    ['2026-08-31', '2027-02-28', '平年的二月'],
    ['2026-10-31', '2027-04-30', '小月'],
    ['2026-11-20', '2027-05-20', '跨年'],
  ])('%s 起六个月，到 %s：%s', (today, until) => {
    given(...approvedTemporary)
      .when(concluded({ today }))
      .records({ until });
  });
});

describe('临时救助的一户', () => {
  it('申请临时救助的，还没有建档也是临时救助；申请建档的不是；转正了的不再是', () => {
    const { temporaryRequested, closing, temporaryClosed, submitted, onFile, converted } = journeys;
    for (const journey of [temporaryRequested, takenIn, closing, temporaryClosed])
      expect(isTemporary(stateAfter(...journey))).toBe(true);
    for (const journey of [submitted, onFile, converted]) expect(isTemporary(stateAfter(...journey))).toBe(false);
  });

  it('那一天按哪一级帮：从来不是临时救助的，按建档的级别；没有建档的没有', () => {
    expect(tierOn(stateAfter(...journeys.onFile), '2026-11-01')).toBe('national');
    expect(tierOn(stateAfter(...takenIn), '2026-11-02')).toBe('county');
    expect(tierOn(stateAfter(...journeys.submitted), '2026-11-01')).toBeUndefined();
  });

  it('从哪天起在帮：转正以后仍从临时救助那天起；直接建档的从建档那天起；没有建档的没有那一天', () => {
    const { converted, onFile, draft } = journeys;
    const later = { ...stateAfter(...converted), registration: null };
    expect(inCareSince(later)).toBe('2026-11-01');
    expect(inCareSince(stateAfter(...onFile))).toBe('2026-11-01');
    expect(inCareSince(stateAfter(...draft))).toBeUndefined();
  });

  const { takenIn } = journeys;

  it('不制定计划、不变更、不复核；更新资料、走访、移交照办', () => {
    for (const not of [an.makePlan(), an.openAmendment(), an.openReverification(), an.register()]) {
      given(...takenIn)
        .when(not)
        .refuses(/档案现为“临时救助”/);
    }
    for (const may of [an.updateContact(), an.proposeTransfer(), an.recordVisit()]) {
      given(...takenIn)
        .when(may)
        .records();
    }
  });

  it('帮扶从批准的那天到最后一天，两头以外的不能登记；走访可以', () => {
    const aid = (givenOn: string) => given(...takenIn).when(an.recordAid({ givenOn }));
    aid('2026-10-31').refuses(/早于建档的日期 2026-11-01/);
    aid('2026-11-01').records();
    aid('2027-05-01').records();
    aid('2027-05-02').refuses(/晚于临时救助的最后一天 2027-05-01/);
    given(...takenIn)
      .when(an.recordVisit({ visitedOn: '2027-05-02', nextOn: null }))
      .records();
  });

  it('更正也一样，不能改到最后一天以后', () => {
    given(...takenIn, an.recordAid())
      .when(an.correctAid({ givenOn: '2027-05-02' }))
      .refuses(/晚于临时救助的最后一天/);
  });
});

describe('转正', () => {
  const { takenIn, converting, conversionRequested } = journeys;
  const open = (state: DossierState) => decideOpeningConversion(state, province, { opinion: sealed });

  it('在同一份档案上开始，走建档的全部环节', () => {
    const state = given(...takenIn)
      .when(open)
      .records({ type: 'openConversion', matter: 2, course: courses.registration });
    expect(state.matter).toMatchObject({ kind: 'conversion', since: '2026-11-01', registrars: ['registrar-1'] });
    expect(statusOf(state)).toBe('converting');
    expect(isTemporary(state)).toBe(true);
  });

  it('在册的、退出了的、正在转正的、正在注销的、移交中的，不能开始', () => {
    given(...journeys.registered)
      .when(an.openConversion())
      .refuses(/档案现为“在册”，不能开始转正/);
    given(...journeys.temporaryClosed)
      .when(an.openConversion({ matter: 3 }))
      .refuses(/档案现为“注销”/);
    given(...converting)
      .when(an.openConversion({ matter: 3 }))
      .refuses(/正在办理第 2 件事项（临时档案转正）/);
    given(...journeys.closing)
      .when(an.openConversion({ matter: 3 }))
      .refuses(/正在办理第 2 件事项（退出）/);
    given(...takenIn, an.proposeTransfer())
      .when(an.openConversion())
      .refuses(/正在移交/);
    given(...journeys.converted)
      .when(an.openConversion({ matter: 3 }))
      .refuses(/档案现为“在册”/);
  });

  it('按标准不符合的退回补正，与建档一样', () => {
    const found = stateAfter(
      ...journeys.conversionSubmitted,
      an.assess({ occasion: '2-1', form: 2, outcome: 'ineligible', category: null, tier: null }),
    );
    expect(found.matter).toMatchObject({ stage: 'form', returned: { from: 'assessment' } });
    expect(found.standing).toBe('temporary');
  });

  it('批准了就在册：编号不变，类别级别是认定的，从此复核，从头记着曾是临时救助', () => {
    const before = stateAfter(...takenIn);
    const state = given(...conversionRequested, an.decide({ request: 2 }))
      .when(concluded())
      .records({ type: 'convert', category: '困难职工', tier: 'national', nextReviewOn: '2027-11-20' });
    expect(state).toMatchObject({
      ...{ standing: 'onFile', nextReviewOn: '2027-11-20' },
      registration: { dossierNumber: before.registration?.dossierNumber, category: '困难职工', tier: 'national' },
      temporary: { since: before.temporary?.since, until: before.temporary?.until },
      inForce: { form: 2, matter: 2 },
      paper: { form: 2, since: '2026-11-01', due: null },
    });
    expect([state.registration?.registeredOn, state.temporary?.convertedOn]).toEqual(['2026-11-01', '2026-11-01']);
    expect(state.matter.outcome).toBe('converted');
    const paper = { due: '2027-01-14', calendar: [] };
    given(...conversionRequested, an.decide({ request: 2 }))
      .when(concluded({ paper }))
      .records({ paper });
    expect(isTemporary(state)).toBe(false);
    expect(statusOf(state)).toBe('registered');
  });

  it('另一件事项的、没有认定为符合的、没有批准的，不得转正；批准了的不当作没有批准', () => {
    const approved = [...conversionRequested, an.decide({ request: 2 })];
    given(...approved)
      .when(an.convert({ matter: 3 }))
      .refuses(/不是正在办理的一件/);
    given(...journeys.conversionRejected)
      .when(an.convert())
      .refuses(/审批尚未通过，不得转正/);
    const unassessed = an.openConversion({ course: ['form', 'approval', 'conclusion'] });
    const submitted = [an.saveForm({ form: 2 }), an.submit({ matter: 2, form: 2 })];
    given(...takenIn, unassessed, ...submitted, an.requestApproval({ request: 2 }), an.decide({ request: 2 }))
      .when(an.convert())
      .refuses(/没有认定为符合标准，不得转正/);
    given(...approved)
      .when(an.stayTemporary())
      .refuses(/审批已经通过/);
    given(...journeys.conversionRejected)
      .when(an.stayTemporary({ matter: 3 }))
      .refuses(/不是正在办理的一件/);
    given(...journeys.exitRejected)
      .when(an.stayTemporary())
      .refuses(/不是临时救助的档案/);
  });

  it('没有获得批准的仍是临时救助，到原来的那一天；可以再办', () => {
    const state = given(...journeys.conversionRejected)
      .when(concluded())
      .records({ type: 'stayTemporary', matter: 2 });
    expect(state).toMatchObject({ standing: 'temporary', temporary: stateAfter(...takenIn).temporary });
    expect(state.inForce?.form).toBe(1);
    given(...journeys.conversionRejected, an.stayTemporary())
      .when(an.openConversion({ matter: 3 }))
      .records();
  });

  it('建档人可以取消，仍是临时救助，没有下一次复核', () => {
    given(...converting)
      .when(an.abandon({ nextReviewOn: '2027-11-12' }))
      .refuses(/在册的须写明/);
    const state = given(...converting)
      .when(an.abandon({ nextReviewOn: null }))
      .records();
    expect(state).toMatchObject({ standing: 'temporary', nextReviewOn: null });
    for (const journey of [journeys.conversionSubmitted, journeys.conversionFound, conversionRequested]) {
      given(...journey)
        .when(an.abandon({ nextReviewOn: null }))
        .records();
    }
    const ineligible = { outcome: 'ineligible', category: null, tier: null } as const;
    given(...journeys.conversionSubmitted, an.assess({ occasion: '2-1', form: 2, ...ineligible }))
      .when((before) => decideAbandonment(before, { opinion: sealed }, '2027-03-01'))
      .records({ nextReviewOn: null });
  });

  it('转正办到期满以后的：期满到转正之间的帮扶不能登记，以前的、转正以后的可以；那时的资金按那时的级别', () => {
    const state = stateAfter(...journeys.converted);
    const temporary = { since: '2026-11-20', until: '2027-05-20', tier: 'county', reminded: 3 } as const;
    const late = { ...state, temporary: { ...temporary, remindedOn: '2027-06-04', convertedOn: '2027-06-10' } };
    const refused = ['2026-11-19', '2026-11-20', '2027-05-20', '2027-05-21', '2027-06-09', '2027-06-10'].filter(
      (day) => dayRefusal(late, day) !== undefined,
    );
    expect(refused).toEqual(['2026-11-19', '2027-05-21', '2027-06-09']);
    expect(dayRefusal(late, '2027-05-21')).toContain('早于转正的日期 2027-06-10');
    expect([tierOn(late, '2027-05-20'), tierOn(late, '2027-06-10')]).toEqual(['county', 'national']);
  });
});

describe('注销', () => {
  it('期满或困难已经过去是它自己的原因，别的档案不能用；脱困、解困、标准变了不能用', () => {
    const exit = (reason: 'betterOff' | 'difficultyOver' | 'lineChanged' | 'temporaryOver' | 'death') =>
      given(...journeys.takenIn).when(an.proposeExit({ reason }));
    for (const reason of ['betterOff', 'difficultyOver', 'lineChanged'] as const) {
      exit(reason).refuses(/临时救助的档案不能以/);
    }
    exit('betterOff').refuses(
      /不能以“收入超过标准，稳定脱困”退出，可以是“临时救助期满或困难已经过去”、“经核查不符合建档条件”、/,
    );
    exit('temporaryOver').records();
    exit('death').records();
    given(...journeys.registered)
      .when(an.proposeExit({ reason: 'temporaryOver' }))
      .refuses(/只用于临时救助的档案/);
  });

  it('批准了就注销，列表上仍看得出是临时救助；没有批准的仍是临时救助', () => {
    const closed = stateAfter(...journeys.temporaryClosed);
    expect(closed).toMatchObject({ standing: 'left', end: { as: 'cancelled' } });
    expect(isTemporary(closed)).toBe(true);
    given(...journeys.closing, an.requestApproval({ request: 2 }), an.decide({ request: 2, decision: 'reject' }))
      .when(concluded())
      .records({ type: 'stayTemporary' });
  });

  it('正在转正的，先取消；职工死亡的当即代替', () => {
    given(...journeys.conversionSubmitted)
      .when(an.proposeExit({ matter: 3, reason: 'temporaryOver' }))
      .refuses(/临时档案转正正在办理/);
    const ineligible = an.assess({ occasion: '2-1', form: 2, outcome: 'ineligible', category: null, tier: null });
    given(...journeys.conversionSubmitted, ineligible)
      .when(an.proposeExit({ matter: 3, reason: 'temporaryOver' }))
      .refuses(/临时档案转正正在办理/);
    given(...journeys.conversionSubmitted)
      .when(an.proposeExit({ matter: 3, reason: 'death', inPlaceOf: 2 }))
      .records();
  });

  it('没有转正就注销的，再建档不是返困', () => {
    given(...journeys.temporaryClosed)
      .when(an.comeBack())
      .refuses(/不是返困/);
  });
});

describe('催办', () => {
  const due = (more: object) =>
    nextReminder(
      { since: '', until: '2028-02-29', tier: 'county', convertedOn: null, reminded: 0, remindedOn: null, ...more },
      15,
    );

  it('期满以前十五天一次，当天一次，以后每十五天一次，跨闰日照数', () => {
    expect(due({})).toEqual({ n: 1, due: '2028-02-14' });
    expect(due({ reminded: 1, remindedOn: '2028-02-14' })).toEqual({ n: 2, due: '2028-02-29' });
    expect(due({ reminded: 2, remindedOn: '2028-02-29' })).toEqual({ n: 3, due: '2028-03-15' });
    expect(due({ reminded: 3, remindedOn: '2028-03-20' })).toEqual({ n: 4, due: '2028-04-04' });
    // Both before the end, as the first came late: the next is counted from the end.
    expect(due({ reminded: 2, remindedOn: '2028-02-28' })).toEqual({ n: 3, due: '2028-03-15' });
  });

  it('记着第几次、哪一天；两次以后还没有下文的，才告诉上一级', () => {
    const state = stateAfter(...journeys.takenIn, an.remindExpiry());
    expect(state.temporary).toMatchObject({ reminded: 1, remindedOn: '2026-11-01', until: '2027-05-01' });
    expect([0, 1, 2, 3, 4].map((reminded) => isPast({ reminded }))).toEqual([false, false, false, true, true]);
  });

  it('一次一次地记，同一次不记两回；正在认定、审批的等办结，没有交上来的照催', () => {
    given(...journeys.takenIn, an.remindExpiry())
      .when(an.remindExpiry())
      .refuses(/已经催办过/);
    given(...journeys.takenIn)
      .when(decideExpiryReminder)
      .records({ times: 1 });
    given(...journeys.takenIn, an.remindExpiry())
      .when(decideExpiryReminder)
      .records({ times: 2 });
    given(...journeys.converting)
      .when(an.remindExpiry())
      .records();
    given(...journeys.conversionFound)
      .when(an.remindExpiry())
      .refuses(/等它办结/);
    given(...journeys.registered)
      .when(an.remindExpiry())
      .refuses(/档案现为“在册”/);
  });

  it('从不自己注销：催过多少次，都还是临时救助', () => {
    const many = Array.from({ length: 12 }, (_, n) => an.remindExpiry({ times: n + 1 }));
    expect(stateAfter(...journeys.takenIn, ...many)).toMatchObject({ standing: 'temporary', end: null });
  });
});
