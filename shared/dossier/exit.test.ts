import { describe, expect, it } from 'vitest';
import type { Courses } from '../matters/course.ts';
import type { LeavingReason } from '../matters/standing.ts';
import {
  an,
  basis,
  byHand,
  byRule,
  calendar,
  county,
  courses,
  nextYearsBasis,
  province,
  registrar,
  sealed,
  surveyor,
  wholeExit,
} from './actions.fixture.ts';
import { decideAbandonment, decideExit, factDayRefusal, proposalOf } from './exit.ts';
import { given } from './given.fixture.ts';
import { journeys, reassess, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const looking: Courses = { ...province, exit: { ...province.exit, betterOff: ['survey', 'notice', 'approval'] } };
const exit =
  (reason: LeavingReason = 'death', said: typeof byHand | typeof byRule = byHand) =>
  (state: DossierState) =>
    decideExit(state, looking, { reason, ...said });
const abandonment =
  (today = '2027-03-01') =>
  (state: DossierState) =>
    decideAbandonment(state, { opinion: sealed }, today);

describe('提出退出', () => {
  it('在册的随时可以提出，走哪些环节看原因', () => {
    const state = given(...journeys.onFile)
      .when(exit())
      .records({ type: 'proposeExit', matter: 2, run: 1 });
    expect(state.matter).toMatchObject({
      ...{ kind: 'exit', matter: 2, run: 1, reason: 'death', stage: 'approval', course: courses.exit },
      ...{ form: 1, basis, registrars: [registrar.id], surveyors: [], deciders: [], approval: null },
    });
    expect([state.standing, statusOf(state)]).toEqual(['onFile', 'leaving']);
    const looked = given(...journeys.onFile)
      .when(exit('betterOff'))
      .records({ course: wholeExit });
    expect(looked.matter).toMatchObject({ stage: 'survey', survey: null, notice: null });
  });

  it('没有在册的、已经退出的，没有什么可以退出', () => {
    const { draft, surveying, awaitingApproval, approved, rejected, liftedOut, mergedOnFile } = journeys;
    for (const journey of [draft, surveying, awaitingApproval, approved, rejected, liftedOut, mergedOnFile]) {
      given(...journey)
        .when(exit())
        .refuses(/不能提出退出/);
    }
  });

  it('已有一件正在办的，不能再提一件', () => {
    for (const journey of [journeys.leaving, journeys.exitRequested, journeys.exitApproved, journeys.leavingByRule]) {
      given(...journey)
        .when(exit())
        .refuses(/已有一件退出/);
    }
  });

  it('正在移交的，由人提出的等对方答复；职工死亡的、规则提出的不等', () => {
    const moving = [...journeys.onFile, an.proposeTransfer()];
    given(...moving)
      .when(exit('betterOff'))
      .refuses(/正在移交/);
    given(...moving)
      .when(exit('death'))
      .records();
    given(...moving)
      .when(exit('betterOff', byRule))
      .records();
  });

  it('编号不相接的不算：两个人同时提出，只有一件', () => {
    for (const numbers of [{ matter: 3 }, { run: 2 }]) {
      given(...journeys.onFile)
        .when(an.proposeExit(numbers))
        .refuses(/不相接/);
    }
    given(...journeys.exitSentBack)
      .when(an.proposeExit({ matter: 3, run: 1 }))
      .refuses(/不相接/);
    for (const numbers of [{ run: 3 }, { matter: 3, run: 2 }]) {
      given(...journeys.exitSentBack)
        .when(an.proposeExit(numbers))
        .refuses(/不相接/);
    }
    given(...journeys.exitRefused)
      .when(exit())
      .records({ matter: 3, run: 1 });
  });

  it('提出之前就说得出是哪一件、哪一趟：意见按它封存', () => {
    for (const journey of [journeys.onFile, journeys.foundBetterOff, journeys.exitSentBack, journeys.exitRefused]) {
      given(...journey)
        .when(exit())
        .records(proposalOf(stateAfter(...journey)));
    }
  });

  it('下次复核的日子先不动：退不成的，还要复核', () => {
    expect(
      given(...journeys.onFile)
        .when(exit())
        .records().nextReviewOn,
    ).toBe('2027-11-12');
  });
});

describe('退出凭什么', () => {
  it('哪一天的事、依据、说了什么，都在事项里', () => {
    const state = given(...journeys.onFile, an.addAttachment({ attachment: 'a7' }))
      .when((before) => decideExit(before, looking, { ...byHand, reason: 'retired', evidence: ['a7'] }))
      .records({ reason: 'retired', happenedOn: '2026-11-01', evidence: ['a7'], statement: sealed });
    expect(state.matter.proposed).toEqual({
      ...{ run: 1, happenedOn: '2026-11-01', evidence: ['a7'], inPlaceOf: null, statement: sealed },
    });
  });

  it('早于建档的日子不算：那是当初就不符合，按查明的日子提', () => {
    given(...journeys.onFile)
      .when(an.proposeExit({ reason: 'death', happenedOn: '2026-10-31' }))
      .refuses(/2026-10-31 早于建档的日期 2026-11-01；.*经核查不符合建档条件/);
  });

  it('还没有建档的，说不上早于建档的日子', () => {
    expect(factDayRefusal(stateAfter(...journeys.surveying), '2020-01-01')).toBeUndefined();
  });

  it('依据须是收下的附件，各写一次', () => {
    for (const evidence of [['a9'], ['a7', 'a7']]) {
      given(...journeys.onFile, an.addAttachment({ attachment: 'a7' }))
        .when(an.proposeExit({ evidence }))
        .refuses(/依据须为本档案中通过检查的附件/);
    }
  });

  it('由人提出的须写哪一天；由规则提出的没有', () => {
    for (const half of [{ happenedOn: null }, { statement: null }]) {
      given(...journeys.onFile)
        .when(an.proposeExit(half))
        .refuses(/须写明是哪一天的事/);
    }
  });

  it('退回以后再提的，凭的是再提的那些', () => {
    const { matter } = given(...journeys.exitSentBack)
      .when(an.proposeExit({ run: 2, reason: 'retired' }))
      .records();
    expect(matter.proposed).toMatchObject({ run: 2, happenedOn: '2026-11-01' });
  });
});

describe('复核时提出的退出', () => {
  it('由规则提出的，接着那次复核的认定；报告过的、调查过的都算经手', () => {
    const { matter } = given(...journeys.foundBetterOff)
      .when(exit('betterOff', byRule))
      .records({ matter: 3, ...byRule });
    expect(matter).toMatchObject({
      ...{ kind: 'exit', form: 1, basis: nextYearsBasis, registrars: [registrar.id] },
      assessment: { occasion: '2-1', outcome: 'ineligible', reason: 'betterOff' },
    });
    const course = ['form', 'assessment', 'survey', 'conclusion'] as const;
    const visited = [
      ...[...journeys.onFile, an.openReverification(), an.reverify({ course: [...course] })],
      ...[reassess({ outcome: 'ineligible', category: null, tier: null }), an.recordSurvey()],
    ];
    expect(
      given(...visited)
        .when(exit('death', byRule))
        .records().matter.surveyors,
    ).toEqual([surveyor.id]);
  });

  it('还没有报告就提出的，取代那次复核，按据以在册的判', () => {
    const { matter } = given(...journeys.reverifying)
      .when(exit())
      .records({ matter: 3 });
    expect(matter).toMatchObject({ kind: 'exit', basis, assessment: null, registrars: [registrar.id] });
  });

  it('按报告时的认定退出，看的还是据以在册的一份：复核中间换过电话的，是换了的', () => {
    const paper = { due: '2027-01-14', calendar };
    const { matter } = given(...journeys.foundBetterOff, an.updateContact({ form: 2, paper }))
      .when(exit('betterOff', byRule))
      .records({ matter: 3 });
    expect(matter).toMatchObject({ form: 2, assessment: { occasion: '2-1' } });
  });

  it('报了有变化、还没有认定的一份不算：提出退出按据以在册的一份', () => {
    const { matter } = given(...journeys.reportedChanged)
      .when(exit())
      .records({ matter: 3 });
    expect(matter).toMatchObject({ form: 1, basis, assessment: null });
    const found = given(...journeys.reportedChanged, an.assess({ occasion: '2-1', form: 2, tier: 'provincial' }))
      .when(exit())
      .records();
    expect(found.matter).toMatchObject({ form: 2, assessment: { form: 2 } });
  });

  it('审批人对复核的变动已有决定的，先办结那次复核：决定不会被退出冲掉', () => {
    for (const decision of ['approve', 'reject'] as const) {
      given(...journeys.reclassified, an.requestApproval({ request: 2 }), an.decide({ request: 2, decision }))
        .when(exit())
        .refuses(/复核已有审批决定/);
    }
    given(...journeys.reclassified, an.requestApproval({ request: 2 }))
      .when(exit())
      .records({ matter: 3 });
  });

  it('办完的复核里批准过的，不算退出的批准；那时经手的，也不必避开', () => {
    const kept = [
      ...[...journeys.reclassified, an.requestApproval({ request: 2 }), an.decide({ request: 2 })],
      an.keep({ tier: 'provincial' }),
    ];
    const { matter } = given(...kept)
      .when(exit('death', byRule))
      .records({ matter: 3 });
    expect(matter).toMatchObject({ approval: null, deciders: [], registrars: [], assessment: null });
  });
});

describe('退回的退出', () => {
  it('在同一件里重新提出，从头走，先前的决定不算；原因可以改', () => {
    const { matter } = given(...journeys.exitSentBack)
      .when(exit('retired'))
      .records({ matter: 2, run: 2 });
    expect(matter).toMatchObject({
      ...{ matter: 2, run: 2, reason: 'retired', stage: 'approval', returned: null },
      ...{ approval: null, registrars: [registrar.id] },
    });
  });

  it('从头走的，先前的调查和公示不算：退回重提的还要再调查、再公示', () => {
    const looked = [
      ...[...journeys.onFile, an.proposeExit({ course: wholeExit }), an.recordSurvey()],
      ...[an.openNotice(), an.closeNotice(), an.requestApproval({ request: 2 })],
    ];
    const back = [...looked, an.decide({ request: 2, decision: 'return' })];
    const { matter } = given(...back)
      .when(exit('betterOff'))
      .records();
    expect(matter).toMatchObject({ stage: 'survey', survey: null, notice: null, surveyors: [surveyor.id] });
    const paper = [...looked, an.decide({ request: 2, decision: 'returnForPaper' })];
    const kept = given(...paper)
      .when(exit('betterOff'))
      .records();
    expect(kept.matter).toMatchObject({
      stage: 'approval',
      survey: { outcome: 'confirmed' },
      notice: { closed: true },
    });
  });

  it('复核的认定不因退回而丢', () => {
    const back = [
      ...[...journeys.leavingByRule, an.requestApproval({ request: 2 })],
      an.decide({ request: 2, decision: 'return' }),
    ];
    const { matter } = given(...back)
      .when(exit('betterOff'))
      .records({ matter: 3, run: 2 });
    expect(matter.assessment).toMatchObject({ occasion: '2-1' });
    expect(matter.registrars).toEqual([registrar.id]);
  });

  it('只缺材料的，补上以后回到要材料的那一级；换了原因的从头走', () => {
    const first = [an.requestApproval({ request: 2, last: false }), an.decide({ request: 2 })];
    const second = [
      an.requestApproval({ request: 3, level: 2, approver: 'city' }),
      an.decide({ request: 3, approver: 'city', decision: 'returnForPaper' }),
    ];
    const paper = [...journeys.onFile, an.proposeExit({ reason: 'death' }), ...first, ...second];
    const deciders = [
      { approver: county, level: 1 },
      { approver: 'city', level: 2 },
    ];
    const { matter } = given(...paper)
      .when(exit('death'))
      .records({ matter: 2, run: 2 });
    expect(matter).toMatchObject({ stage: 'approval', deciders, approval: { level: 2 }, returned: null });
    const other = given(...paper)
      .when(exit('moved'))
      .records();
    expect(other.matter).toMatchObject({ stage: 'approval', deciders, approval: null });
  });

  it('逾期和停滞是上一趟的', () => {
    const of = { for: 'exit', number: 2, run: 1 } as const;
    const late = [...journeys.exitSentBack, an.markOverdue(of), an.stall(of)];
    expect(
      given(...late)
        .when(exit())
        .records().matter,
    ).toMatchObject({ overdue: null, stalled: null });
  });
});

describe('取消退出', () => {
  it('户仍在册，还按原来的日子复核；已经到了的，当晚就看', () => {
    const state = given(...journeys.leaving)
      .when(abandonment())
      .records({ matter: 2, nextReviewOn: '2027-11-12' });
    expect(state).toMatchObject({ standing: 'onFile', end: null, matter: { outcome: 'abandoned' } });
    expect(statusOf(state)).toBe('registered');
    given(...journeys.leaving)
      .when(abandonment('2027-11-12'))
      .records({ nextReviewOn: '2027-11-12' });
    given(...journeys.leaving)
      .when(abandonment('2027-12-01'))
      .records({ nextReviewOn: '2027-12-01' });
  });

  it('批准以前随时可以取消，退回的也可以；批准以后不能', () => {
    const { exitRequested, exitSentBack, exitSentBackForPaper } = journeys;
    for (const journey of [exitRequested, exitSentBack, exitSentBackForPaper]) {
      given(...journey)
        .when(abandonment())
        .records({ type: 'abandon' });
    }
    given(...journeys.exitApproved)
      .when(abandonment())
      .refuses(/已经批准/);
    given(...journeys.exitRejected)
      .when(abandonment())
      .refuses(/没有获得批准/);
    given(...journeys.leaving)
      .when(an.abandon({ matter: 3 }))
      .refuses(/不是正在办理的一件/);
  });

  it('复核按标准提出的，报复核的人不能自己取消；别人退回过才可以，从头再复核一次', () => {
    const { leavingByRule } = journeys;
    given(...leavingByRule)
      .when(abandonment('2027-12-01'))
      .refuses(/按标准认定不再符合.*由审批人决定/);
    const byAmendment = an.proposeExit({ matter: 3, reason: 'excluded', ...byRule });
    given(...journeys.amendmentExcluded, byAmendment)
      .when(abandonment())
      .refuses(/按标准认定不再符合.*由审批人决定/);
    const asked = [...leavingByRule, an.requestApproval({ request: 2 })];
    given(...asked)
      .when(abandonment('2027-12-01'))
      .refuses(/由审批人决定/);
    const sentBack = [...asked, an.decide({ request: 2, decision: 'return' })];
    given(...sentBack)
      .when(abandonment('2027-12-01'))
      .records({ type: 'abandon', matter: 3, nextReviewOn: '2027-12-01' });
    // Proposed again, whatever for, the standards have said what they said.
    given(...sentBack, an.proposeExit({ matter: 3, run: 2, reason: 'death' }))
      .when(abandonment('2027-12-01'))
      .refuses(/由审批人决定/);
  });

  it('代替了年度复核的，提出的人也不能自己取消，不然一个人就能让谁也不看这一户；退回过才可以', () => {
    const instead = [...journeys.reverifying, an.proposeExit({ matter: 3 })];
    given(...instead)
      .when(abandonment('2027-12-11'))
      .refuses(/代替了正在办理的年度复核.*由审批人决定/);
    const sentBack = [...instead, an.requestApproval({ request: 2 }), an.decide({ request: 2, decision: 'return' })];
    given(...sentBack)
      .when(abandonment('2027-12-11'))
      .records({ type: 'abandon', matter: 3, nextReviewOn: '2027-12-11' });
    given(...sentBack, an.proposeExit({ matter: 3, run: 2, reason: 'moved' }))
      .when(abandonment('2027-12-11'))
      .refuses(/由审批人决定/);
  });

  it('复核报告过、认定仍符合的，由人提出退出，说的是它代替了那次复核，不说还没有报告', () => {
    given(...journeys.reclassified, an.proposeExit({ matter: 3 }))
      .when(abandonment('2027-12-11'))
      .refuses(/^这件退出代替了正在办理的年度复核，退不退由审批人决定/);
  });

  it('按标准提出的没有获得批准，此后由人另提的一件，随时可以取消', () => {
    const refused = [
      ...journeys.leavingByRule,
      ...[an.requestApproval({ request: 2 }), an.decide({ request: 2, decision: 'reject' }), an.keep({ matter: 3 })],
    ];
    given(...refused, an.proposeExit({ matter: 4 }))
      .when(abandonment('2027-12-01'))
      .records({ type: 'abandon', matter: 4 });
  });

  it('没有退出可以取消', () => {
    for (const journey of [journeys.onFile, journeys.reverifying, journeys.submitted, journeys.exitAbandoned]) {
      given(...journey)
        .when(abandonment())
        .refuses(/不能取消办理/);
    }
  });

  it('取消以后，审批人的决定不算；户不再算逾期', () => {
    given(...journeys.exitRequested, an.abandon())
      .when(an.decide({ request: 2 }))
      .refuses(/不能作出审批决定/);
    const late = an.markOverdue({ for: 'exit', number: 2, step: 'decision' });
    expect(
      given(...journeys.exitRequested, late)
        .when(abandonment())
        .records().matter.overdue,
    ).toBeNull();
  });

  it('取消的不占着：可以再提出，也可以复核', () => {
    expect(stateAfter(...journeys.exitAbandoned, an.openReverification({ matter: 3 })).matter.matter).toBe(3);
    given(...journeys.exitAbandoned)
      .when(exit())
      .records({ matter: 3, run: 1 });
  });
});
