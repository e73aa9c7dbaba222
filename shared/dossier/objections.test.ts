import { describe, expect, it } from 'vitest';
import { an, courses, sealed, wholeExit } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { openObjections, untriagedObjections } from './objection-list.ts';
import { decideObjection, decideResolution, decideTriage, decideVerification } from './objections.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { underNotice, contested, noticeOver, untriaged } = journeys;
const anonymous = (objection = 1) => an.raiseObjection({ objection, sender: 'anonymous' });
const statusAfter = (...actions: Action[]) => statusOf(stateAfter(...actions));

const raising =
  (objection = 1, sender: 'anonymous' | 'named' | 'verified' = 'verified') =>
  (state: DossierState) =>
    decideObjection(state, { objection, sender, receiptDigest: 'r', statement: sealed });
const verifying =
  (objection = 1) =>
  (state: DossierState) =>
    decideVerification(state, { objection });
const triage =
  (outcome: 'takenUp' | 'setAside', ...objections: number[]) =>
  (state: DossierState) =>
    decideTriage(state, { objections, outcome, opinion: sealed });
const resolution =
  (outcome: 'dismissed' | 'upheld', objection = 1) =>
  (state: DossierState) =>
    decideResolution(state, { objection, outcome, opinion: sealed });

describe('提出异议', () => {
  it('公示期内谁都可以提，已有异议的也一样；期满以后不再受理', () => {
    given(...underNotice)
      .when(raising())
      .records({ type: 'raiseObjection', objection: 1 });
    given(...contested)
      .when(raising(2))
      .records();
    given(...noticeOver)
      .when(raising())
      .refuses(/不能提出异议/);
    given(...contested, an.closeNotice())
      .when(raising(2))
      .refuses(/公示已结束/);
    given(...journeys.surveyed)
      .when(raising())
      .refuses(/公示已结束/);
  });

  it('编号一条接一条，不重复', () => {
    given(...contested)
      .when(raising(1))
      .refuses(/不相接/);
    given(...contested)
      .when(raising(3))
      .refuses(/不相接/);
  });
});

describe('退出公示期间的异议', () => {
  const exit = [...journeys.onFile, an.proposeExit({ course: wholeExit }), an.recordSurvey(), an.openNotice()];
  const exitContested = [...exit, an.raiseObjection()];

  it('挡住退出的审批，不成立的处理完接着送审', () => {
    const state = given(...exitContested, an.closeNotice())
      .when(resolution('dismissed'))
      .records();
    expect([state.matter.stage, state.standing]).toEqual(['approval', 'onFile']);
    expect(stateAfter(...exitContested, an.closeNotice()).matter.stage).toBe('notice');
    const taken = [...exit, anonymous(), an.closeNotice(), an.requestApproval({ request: 2 }), an.triageObjections()];
    given(...taken)
      .when(an.decide({ request: 2 }))
      .refuses(/处理完才能同意/);
    given(...taken)
      .when(an.decide({ request: 2, decision: 'reject' }))
      .records();
  });

  it('成立的，退回建档人，公示撤下；这一户仍然在册，规则不替人取消，也不替人撤档', () => {
    const { matter, standing, end } = given(...exitContested)
      .when(resolution('upheld'))
      .records();
    expect([standing, end]).toEqual(['onFile', null]);
    expect(matter).toMatchObject({
      ...{ kind: 'exit', outcome: null, stage: 'form', returned: { from: 'notice', paperOnly: false } },
      notice: { closed: true },
    });
    const back = [...exitContested, an.resolveObjection({ outcome: 'upheld' })];
    given(...back)
      .when(an.abandon())
      .records();
    const again = given(...back)
      .when(an.proposeExit({ run: 2, course: wholeExit }))
      .records();
    expect(again.matter).toMatchObject({ stage: 'survey', notice: null, survey: null });
  });

  it('退出取消以后还没有处理的，照样答复，不挡住、也不改变后来的事项', () => {
    const abandoned = [...exitContested, an.abandon()];
    const answered = given(...abandoned)
      .when(resolution('upheld'))
      .records();
    expect([statusOf(answered), answered.end]).toEqual(['registered', null]);
    expect(answered.matter).toMatchObject({ outcome: 'abandoned', stage: 'notice', returned: null });
    const later = [...abandoned, an.proposeExit({ matter: 3, course: wholeExit }), an.recordSurvey()];
    expect(openObjections(stateAfter(...later).matter)).toHaveLength(1);
    expect(stateAfter(...later, an.openNotice({ notice: 'n2' }), an.closeNotice({ notice: 'n2' })).matter.stage).toBe(
      'approval',
    );
    const resolved = given(...later)
      .when(resolution('upheld'))
      .records();
    expect(resolved.matter).toMatchObject({ matter: 3, stage: 'notice', returned: null });
    const beside = given(...later, an.openNotice({ notice: 'n2' }), an.raiseObjection({ objection: 2 }))
      .when(resolution('upheld', 1))
      .records();
    expect(beside.matter).toMatchObject({ matter: 3, stage: 'notice', returned: null });
  });

  it('建档时没有初核的，退出时受理不了：它说的不是退出', () => {
    const old = [...untriaged, an.decide(), an.register(), an.proposeExit({ course: courses.exit })];
    given(...old)
      .when(triage('takenUp', 1))
      .refuses(/不能再挡住建档/);
    given(...old)
      .when(triage('setAside', 1))
      .records();
    const gone = [...exit, anonymous(), an.abandon()];
    given(...gone)
      .when(triage('takenUp', 1))
      .refuses(/那件事项已经有了结果/);
  });

  it('建档时没有初核的还留着，不妨碍受理退出公示的；两条一起受理，不行', () => {
    const exitNoticed = [
      ...[...untriaged, an.decide(), an.register(), an.proposeExit({ course: wholeExit })],
      ...[an.recordSurvey(), an.openNotice(), anonymous(2)],
    ];
    const taken = given(...exitNoticed)
      .when(triage('takenUp', 2))
      .records();
    expect(openObjections(taken.matter).map(({ objection }) => objection)).toEqual([2]);
    for (const both of [
      [1, 2],
      [2, 1],
    ]) {
      given(...exitNoticed)
        .when(triage('takenUp', ...both))
        .refuses(/不能再挡住建档/);
    }
  });
});

describe('没有署名、没有验证的异议', () => {
  it('一封匿名信不使公示成为有异议，也不挡住送审和审批', () => {
    expect(statusAfter(...underNotice, anonymous())).toBe('underNotice');
    given(...untriaged)
      .when(an.decide())
      .records();
  });

  it('不能未经初核就处理', () => {
    given(...underNotice, anonymous())
      .when(resolution('dismissed'))
      .refuses(/没有这条异议/);
  });

  it('受理了的挡住，处理完才送审', () => {
    const taken = given(...underNotice, anonymous())
      .when(triage('takenUp', 1))
      .records();
    expect(statusOf(taken)).toBe('contested');
    const over = [...underNotice, anonymous(), an.triageObjections(), an.closeNotice()];
    expect(stateAfter(...over).matter.stage).toBe('notice');
    expect(
      given(...over)
        .when(resolution('dismissed'))
        .records().matter.stage,
    ).toBe('approval');
  });

  it('几条可以一起不予受理；其中有一条不能初核的，一条也不算', () => {
    const three = [...underNotice, anonymous(1), anonymous(2), anonymous(3)];
    const state = given(...three)
      .when(triage('setAside', 1, 3))
      .records();
    expect(untriagedObjections(state.matter).map(({ objection }) => objection)).toEqual([2]);
    expect(state.matter.objections[0]).toMatchObject({ outcome: 'setAside', closedIn: state.version });
    const aside = an.triageObjections({ objections: [1, 3], outcome: 'setAside' });
    given(...three, aside)
      .when(triage('setAside', 2, 3))
      .refuses(/初核过：3$/);
    given(...three, aside)
      .when(triage('takenUp', 1, 2, 3))
      .refuses(/初核过：1、3$/);
  });

  it('期满没有初核的，送审以后仍能受理：受理了就不能同意，可以退回、不予通过，查实的不予建档', () => {
    const late = [...untriaged, an.triageObjections()];
    expect(statusAfter(...late)).toBe('awaitingApproval');
    given(...late)
      .when(an.decide())
      .refuses(/处理完才能同意/);
    given(...late)
      .when(an.decide({ decision: 'return' }))
      .records();
    given(...late)
      .when(an.decide({ decision: 'returnForPaper' }))
      .records();
    given(...late)
      .when(an.decide({ decision: 'reject' }))
      .records();
    given(...late, an.resolveObjection())
      .when(an.decide())
      .records();
    expect(
      given(...late)
        .when(resolution('upheld'))
        .records().end?.as,
    ).toBe('rejected');
  });

  it('期满、还没有送审的那一刻受理的，照样送审，只是不能同意', () => {
    const between = [...underNotice, anonymous(), an.closeNotice(), an.triageObjections()];
    given(...between)
      .when(an.requestApproval())
      .records();
    given(...between, an.requestApproval())
      .when(an.decide())
      .refuses(/处理完才能同意/);
  });

  it('审批通过以后不能再受理，还能写明意见不予受理，建档以后、复核、退出时也能', () => {
    const approved = [...untriaged, an.decide()];
    const registered = [...approved, an.register()];
    const reverifying = [...registered, an.openReverification()];
    const leaving = [...registered, an.proposeExit()];
    for (const journey of [approved, registered, reverifying, leaving]) {
      given(...journey)
        .when(triage('takenUp', 1))
        .refuses(/提出退出/);
      given(...journey)
        .when(triage('setAside', 1))
        .records();
    }
  });
});

describe('验证过姓名的异议', () => {
  it('当即挡住，不必初核', () => {
    const state = given(...underNotice)
      .when(raising())
      .records();
    expect(statusOf(state)).toBe('contested');
    expect(state.matter.objections).toMatchObject([
      { objection: 1, outcome: 'open', raisedOn: '2026-11-01', raisedIn: state.version, closedIn: null, joined: 0 },
    ]);
  });

  it('先提出、后验证的，从验证起挡住；已不予受理的也重新受理', () => {
    const named = [...underNotice, an.raiseObjection({ sender: 'named' })];
    expect(statusAfter(...named)).toBe('underNotice');
    expect(
      statusOf(
        given(...named)
          .when(verifying())
          .records(),
      ),
    ).toBe('contested');
    const aside = [...named, an.triageObjections({ outcome: 'setAside' })];
    const reopened = given(...aside)
      .when(verifying())
      .records({ type: 'verifyObjection', objection: 1 });
    expect(reopened.matter.objections).toMatchObject([{ sender: 'verified', outcome: 'open', closedIn: null }]);
  });

  it('已有结论的，验证以后结论还在', () => {
    const named = [...underNotice, an.raiseObjection({ sender: 'named' }), an.triageObjections()];
    const state = given(...named, an.resolveObjection())
      .when(verifying())
      .records();
    expect(state.matter.objections).toMatchObject([{ sender: 'verified', outcome: 'dismissed' }]);
  });

  it('匿名的、验证过的、没有提出过的不能验证；审批通过以后也不能', () => {
    const named = an.raiseObjection({ sender: 'named' });
    given(...underNotice, anonymous())
      .when(verifying())
      .refuses(/验证过/);
    given(...underNotice, named, an.verifyObjection())
      .when(verifying())
      .refuses(/验证过/);
    given(...underNotice, named)
      .when(verifying(2))
      .refuses(/没有这条异议/);
    const requested = [...underNotice, named, an.closeNotice(), an.requestApproval()];
    given(...requested)
      .when(verifying())
      .records();
    given(...requested, an.decide())
      .when(verifying())
      .refuses(/审批已经通过/);
  });
});

describe('处理异议', () => {
  it('一条不成立、另一条尚未处理，仍是异议处理中；都不成立才回到公示', () => {
    const one = given(...contested, an.raiseObjection({ objection: 2 }))
      .when(resolution('dismissed', 1))
      .records();
    expect(statusOf(one)).toBe('contested');
    const both = [...contested, an.raiseObjection({ objection: 2 }), an.resolveObjection()];
    expect(
      statusOf(
        given(...both)
          .when(resolution('dismissed', 2))
          .records(),
      ),
    ).toBe('underNotice');
  });

  it('一条成立即不予建档，不论别的异议如何，不能再送审', () => {
    const two = [...contested, an.raiseObjection({ objection: 2 })];
    const state = given(...two)
      .when(resolution('upheld', 2))
      .records();
    expect(state).toMatchObject({ standing: 'ended', end: { as: 'rejected', on: '2026-11-01' } });
    expect(state.matter.outcome).toBe('rejected');
    const upheld = an.resolveObjection({ outcome: 'upheld' });
    given(...contested, upheld)
      .when(an.requestApproval())
      .refuses(/不予建档/);
    given(...contested, upheld)
      .when(an.closeNotice())
      .refuses(/不予建档/);
  });

  it('一条异议只处理一次，没有提出过的不能处理', () => {
    const both = [...contested, an.raiseObjection({ objection: 2 })];
    given(...both, an.resolveObjection())
      .when(resolution('upheld', 1))
      .refuses(/处理过/);
    given(...both)
      .when(resolution('dismissed', 3))
      .refuses(/没有这条异议/);
  });

  it('逾期的异议都处理完才不算逾期', () => {
    const late = an.markOverdue({ step: 'resolutions' });
    const two = [...contested, an.raiseObjection({ objection: 2 }), late];
    expect(
      given(...two)
        .when(resolution('dismissed', 1))
        .records().matter.overdue,
    ).not.toBeNull();
    const last = given(...two, an.resolveObjection())
      .when(resolution('dismissed', 2))
      .records();
    expect(last.matter.overdue).toBeNull();
  });
});

describe('没有办完的异议不会丢', () => {
  it('退回再报，没有看过的、没有处理完的都还在，编号不重来；没有处理完的从下一次公示的第一天起就算有异议', () => {
    const again = [
      ...[an.raiseObjection({ objection: 2 }), an.triageObjections({ outcome: 'setAside' })],
      ...[an.resolveObjection({ objection: 2 }), anonymous(3), anonymous(4), an.closeNotice(), an.requestApproval()],
      ...[an.triageObjections({ objections: [3] }), an.decide({ decision: 'return' }), an.submit({ run: 2 })],
    ];
    const { matter } = stateAfter(...underNotice, anonymous(), ...again);
    expect(matter.objections.map(({ objection, outcome }) => [objection, outcome])).toEqual([
      [3, 'open'],
      [4, 'untriaged'],
    ]);
    const visited = [an.assess({ occasion: '1-2' }), an.recordSurvey()];
    const noticed = [...underNotice, anonymous(), ...again, ...visited, an.openNotice({ notice: 'n2' })];
    expect(statusAfter(...noticed)).toBe('contested');
    given(...noticed)
      .when(raising(3))
      .refuses(/不相接/);
    given(...noticed)
      .when(raising(5))
      .records();
  });

  it('没有看过的，随下一件事项带走，还能写明意见不予受理', () => {
    const registered = [...untriaged, an.decide(), an.register()];
    for (const next of [an.openReverification(), an.proposeExit({ course: courses.exit })]) {
      expect(untriagedObjections(stateAfter(...registered, next).matter)).toHaveLength(1);
      expect(openObjections(stateAfter(...registered, next).matter)).toHaveLength(0);
    }
  });
});
