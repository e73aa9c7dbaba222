import { describe, expect, it } from 'vitest';
import { an, calendar, city, county, registrar, surveyor } from './actions.fixture.ts';
import { type Asked, decideApproval, decideRequest } from './approval.ts';
import { isApproved, levelDue, pendingApproval } from './approval-state.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { Decision } from './matter.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { noticeOver, awaitingApproval, halfApproved, approved, exitRequested } = journeys;
const oneLevel = [{ unionLevel: 'county' }] as const;
const twoLevels = [{ unionLevel: 'county' }, { unionLevel: 'municipal' }] as const;
const threeLevels = [...twoLevels, { unionLevel: 'provincial' }] as const;

const asking =
  (levels: Parameters<typeof decideRequest>[1], who: Partial<Asked> = {}) =>
  (state: DossierState) =>
    decideRequest(state, levels, {
      ...{ approver: county, unionLevel: 'county', deadline: '2026-11-18T15:59:59.999Z' },
      ...{ calendar, passedOn: null, ...who },
    });
const deciding =
  (decision: Decision = 'approve', more: { request?: number; approver?: string } = {}) =>
  (state: DossierState) =>
    decideApproval(state, { request: 1, approver: county, opinion: null, how: 'link', decision, ...more });
const ofCity = { approver: city, unionLevel: 'municipal' } as const;
/** Who decides the first level. */
const first = { approver: county, level: 1 };
/** The county approved, the city sent it back, and it came through everything again. */
const handedInAgain = [
  ...[...halfApproved, an.requestApproval({ request: 2, level: 2, approver: city })],
  ...[an.decide({ request: 2, approver: city, decision: 'return' }), an.submit({ run: 2 })],
  ...[an.assess({ occasion: '1-2' }), an.recordSurvey(), an.openNotice({ notice: 'n2' })],
  an.closeNotice({ notice: 'n2' }),
];

describe('送审', () => {
  it('公示期满、没有异议的才送审', () => {
    const state = given(...noticeOver)
      .when(asking(oneLevel))
      .records({ type: 'requestApproval', request: 1, level: 1 });
    expect(statusOf(state)).toBe('awaitingApproval');
    expect(pendingApproval(state)).toMatchObject({ request: 1, approver: county, decision: null });
    for (const journey of [journeys.surveyed, journeys.underNotice, journeys.contested, journeys.reverifying]) {
      given(...journey)
        .when(asking(oneLevel))
        .refuses(/不能送审/);
    }
  });

  it('一级一级审：不是最后一级的，通过了还有下一级', () => {
    given(...noticeOver)
      .when(asking(twoLevels))
      .records({ level: 1, last: false });
    given(...noticeOver)
      .when(asking(oneLevel))
      .records({ level: 1, last: true });
    given(...halfApproved)
      .when(asking(twoLevels, ofCity))
      .records({ request: 2, level: 2, last: true });
  });

  it('送审的编号从不重来：旧链接打不开新的送审', () => {
    given(...awaitingApproval)
      .when(an.requestApproval({ request: 1 }))
      .refuses(/不相接/);
    given(...awaitingApproval)
      .when(an.requestApproval({ request: 3 }))
      .refuses(/不相接/);
    const again = [...journeys.sentBack, an.submit({ run: 2 }), an.assess({ occasion: '1-2' }), an.recordSurvey()];
    const noticed = [...again, an.openNotice({ notice: 'n2' }), an.closeNotice({ notice: 'n2' })];
    given(...noticed)
      .when(asking(oneLevel))
      .records({ request: 2, level: 1 });
    given(...journeys.leaving)
      .when(asking(oneLevel))
      .records({ request: 2, level: 1 });
  });

  it('已经批准的一级不再送审，都批准了的更不送', () => {
    given(...halfApproved)
      .when(an.requestApproval({ request: 2, level: 1, approver: city }))
      .refuses(/这一级已有决定/);
    given(...approved)
      .when(asking(oneLevel, { approver: city }))
      .refuses(/不能送审/);
  });

  it('逾期上提到上一级工会的，由它代替本级和本级到它的各级决定，不再问它第二次', () => {
    given(...awaitingApproval)
      .when(asking(twoLevels, ofCity))
      .records({ level: 2, last: true });
    given(...awaitingApproval)
      .when(asking(threeLevels, ofCity))
      .records({ level: 2, last: false });
    const ofProvince = { approver: 'province', unionLevel: 'provincial' } as const;
    given(...awaitingApproval)
      .when(asking(threeLevels, ofProvince))
      .records({ level: 3, last: true });
    given(...awaitingApproval)
      .when(asking(oneLevel, ofCity))
      .records({ level: 1, last: true });
  });

  it('两级都该由同一人审的，第二级另找人', () => {
    given(...halfApproved)
      .when(asking(twoLevels))
      .refuses(/已经决定过另一级/);
  });

  it('退回重新申报的还是这一件事项：决定过县级的，再决定县级可以；提拔到市里的，市级另请别人', () => {
    given(...handedInAgain)
      .when(asking(twoLevels))
      .records({ request: 3, level: 1, approver: county });
    const countyDecides = [an.requestApproval({ request: 3, last: false, approver: 'county-2' })];
    const again = [...handedInAgain, ...countyDecides, an.decide({ request: 3, approver: 'county-2' })];
    given(...again)
      .when(asking(twoLevels, { approver: county, unionLevel: 'municipal' }))
      .refuses(/已经决定过另一级/);
    given(...again)
      .when(asking(twoLevels, ofCity))
      .records({ request: 4, level: 2 });
    // Nor in place of the county, whose level theirs then is not any more.
    given(...handedInAgain)
      .when(asking(twoLevels, { approver: county, unionLevel: 'municipal' }))
      .refuses(/已经决定过另一级/);
  });

  it('退回、不予通过也是决定：退回过县级的，提拔以后不再决定市级', () => {
    const resubmitted = [...journeys.sentBackForPaper, an.submit({ run: 2 })];
    given(...resubmitted)
      .when(asking(oneLevel))
      .records({ request: 2, level: 1 });
    given(...resubmitted)
      .when(asking(twoLevels, { approver: county, unionLevel: 'municipal' }))
      .refuses(/已经决定过另一级/);
  });

  it('并入的一份由谁决定过哪一级，也随之算作这一份的', () => {
    const absorbed = [...halfApproved, an.absorb({ deciders: [{ approver: 'promoted', level: 1 }] })];
    given(...absorbed)
      .when(asking(twoLevels, { approver: 'promoted', unionLevel: 'municipal' }))
      .refuses(/已经决定过另一级/);
    given(...absorbed)
      .when(asking(twoLevels, ofCity))
      .records({ level: 2 });
  });

  it('填过、调查过这件事项的人不能审批；别的事项里经手过的可以', () => {
    for (const { id } of [registrar, surveyor]) {
      given(...noticeOver)
        .when(asking(oneLevel, { approver: id }))
        .refuses(/经手过/);
    }
    given(...journeys.leaving)
      .when(asking(oneLevel, { approver: surveyor.id }))
      .records();
    given(...journeys.leaving)
      .when(asking(oneLevel, { approver: registrar.id }))
      .refuses(/经手过/);
  });
});

describe('审批决定', () => {
  it('同意的去办结，记着谁决定的', () => {
    const state = given(...awaitingApproval)
      .when(deciding())
      .records({ type: 'decide', decision: 'approve' });
    expect(state.matter).toMatchObject({ stage: 'conclusion', deciders: [first], outcome: null });
    expect(isApproved(state)).toBe(true);
    expect(state.matter.approval?.decision).toMatchObject({ approver: county, at: '2026-11-01T02:08:00.000Z' });
  });

  it('第一级同意的还没有通过，等第二级', () => {
    const state = stateAfter(...halfApproved);
    expect([isApproved(state), state.matter.stage, levelDue(state.matter)]).toEqual([false, 'approval', 2]);
    expect(pendingApproval(state)).toBeNull();
    const second = [an.requestApproval({ request: 2, level: 2, approver: city })];
    const both = given(...halfApproved, ...second)
      .when(deciding('approve', { request: 2, approver: city }))
      .records();
    expect(both.matter).toMatchObject({ stage: 'conclusion', deciders: [first, { approver: city, level: 2 }] });
    expect(levelDue(both.matter)).toBeUndefined();
  });

  it('退回的从头再报，只缺材料的补上以后还到这一级', () => {
    const back = given(...awaitingApproval)
      .when(deciding('return'))
      .records();
    expect(back.matter).toMatchObject({ stage: 'form', returned: { from: 'approval', paperOnly: false } });
    const paper = given(...awaitingApproval)
      .when(deciding('returnForPaper'))
      .records();
    expect(paper.matter).toMatchObject({ stage: 'form', returned: { from: 'approval', paperOnly: true } });
    const again = [...journeys.sentBackForPaper, an.submit({ run: 2 })];
    given(...again)
      .when(asking(oneLevel))
      .records({ request: 2, level: 1 });
    given(...again)
      .when(deciding())
      .refuses(/已有决定/);
  });

  it('不予通过的建档就是不予建档', () => {
    const state = given(...awaitingApproval)
      .when(deciding('reject'))
      .records();
    expect(state).toMatchObject({ standing: 'ended', end: { as: 'rejected', on: '2026-11-01' } });
    expect(state.matter).toMatchObject({ outcome: 'rejected', deciders: [first] });
  });

  it('不予通过的退出不是不予建档：户还在册，只是不退出', () => {
    const state = given(...exitRequested)
      .when(deciding('reject', { request: 2 }))
      .records();
    expect(state).toMatchObject({ standing: 'onFile', end: null });
    expect(state.matter).toMatchObject({ stage: 'conclusion', outcome: null });
    expect(isApproved(state)).toBe(false);
  });

  it('一次送审只有一个决定，第二个不算', () => {
    given(...halfApproved)
      .when(deciding('reject'))
      .refuses(/已有决定/);
    given(...approved)
      .when(deciding('reject'))
      .refuses(/不能作出审批决定/);
  });

  it('逾期上提之后，原审批人的链接不能再作决定', () => {
    const escalated = [...awaitingApproval, an.requestApproval({ request: 2, approver: city })];
    given(...escalated)
      .when(deciding())
      .refuses(/已被取代/);
    given(...escalated)
      .when(deciding('approve', { request: 2, approver: city }))
      .records();
  });

  it('没有送审，谁也不能决定；当年批准建档的决定，不能拿来批准退出', () => {
    given(...noticeOver)
      .when(deciding())
      .refuses(/已被取代/);
    given(...journeys.leaving)
      .when(deciding())
      .refuses(/已被取代/);
    given(...journeys.registered)
      .when(deciding())
      .refuses(/不能作出审批决定/);
  });

  it('谁替谁决定，也不能替到自己经手过、决定过的', () => {
    for (const { id } of [registrar, surveyor]) {
      given(...awaitingApproval)
        .when(deciding('approve', { approver: id }))
        .refuses(/经手过/);
      given(...awaitingApproval)
        .when(deciding('return', { approver: id }))
        .refuses(/经手过/);
    }
    const second = [...halfApproved, an.requestApproval({ request: 2, level: 2, approver: city })];
    given(...second)
      .when(deciding('approve', { request: 2 }))
      .refuses(/已经决定过另一级/);
  });

  it('送审以后并入了审批人经手过的一份，那位审批人也要避开', () => {
    const absorbed = [...awaitingApproval, an.absorb({ surveyors: [county] })];
    given(...absorbed)
      .when(deciding())
      .refuses(/经手过/);
    given(...absorbed)
      .when(asking(oneLevel, { approver: city, passedOn: { from: county, because: 'deadline' } }))
      .records();
  });

  it('并入的一份由他决定过另一级的，也要避开；决定过同一级的不必', () => {
    const absorbing = (level: number) => [...awaitingApproval, an.absorb({ deciders: [{ approver: county, level }] })];
    given(...absorbing(2))
      .when(deciding())
      .refuses(/已经决定过另一级/);
    given(...absorbing(1))
      .when(deciding())
      .records();
  });

  it('撤回、合并以后才决定的，不算', () => {
    given(...awaitingApproval, an.withdraw())
      .when(deciding())
      .refuses(/已撤回.*不能作出审批决定/);
    given(...awaitingApproval, an.mergeInto())
      .when(deciding())
      .refuses(/已合并.*不能作出审批决定/);
    expect(pendingApproval(stateAfter(...awaitingApproval, an.withdraw()))).toBeNull();
  });

  it('决定了就不再算逾期', () => {
    const late = [...awaitingApproval, an.markOverdue({ step: 'decision' })];
    for (const decision of ['approve', 'return', 'reject'] as const) {
      expect(
        given(...late)
          .when(deciding(decision))
          .records().matter.overdue,
      ).toBeNull();
    }
  });
});
