import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/dates.ts';
import { isApplication } from '../matters/course.ts';
import { leavingReasons } from '../matters/standing.ts';
import { registrar } from './actions.fixture.ts';
import { isApproved } from './approval-state.ts';
import { isGoing, isGone } from './disposal-state.ts';
import { duplicateRefusal } from './duplicate-state.ts';
import { id } from './journeys.fixture.ts';
import { isInCare, isLive, isOver } from './life.ts';
import { anyLife, attempts } from './lives.fixture.ts';
import { isOpen } from './matter.ts';
import { isChangedReview, submittedForm } from './proposed.ts';
import { refusal } from './rules.ts';
import { apply, type DossierState, type Recorded, reduce } from './state.ts';
import { statuses, statusOf } from './status.ts';
import { isTemporary } from './temporary-state.ts';

/** One action of a life: the state before it, what was done, and the state after it. */
interface Step extends Recorded {
  before: DossierState | null;
  after: DossierState;
}

function steps(journal: readonly Recorded[]): Step[] {
  let before: DossierState | null = null;
  return journal.map((recorded) => {
    const step: Step = { ...recorded, before, after: apply(id, before, recorded) };
    before = step.after;
    return step;
  });
}

/** Lives with one action a day, made once for all that is said of them; a failure names the seed that makes them again; RUNS makes more of them. */
const seed = fc.readConfigureGlobal().seed as number;
const lives = fc
  .sample(anyLife(40), { seed, numRuns: Number(process.env.RUNS ?? 400) })
  .map((journal) => journal.map((each, index) => ({ ...each, on: addDays('2026-11-01', index) })));
/** Worked out anew by each rule: of a change of the sources only those tests are asked that pass through it themselves. */
const allSteps = () => lives.map(steps);

/** Holds for every step of any life. */
function always(what: string, holds: (step: Step) => boolean): void {
  it(what, () => {
    for (const life of allSteps()) {
      for (const [index, step] of life.entries()) {
        if (holds(step)) continue;
        const types = life.slice(0, index + 1).map(({ action }) => action.type);
        expect.fail(`种子 ${seed}：${types.join('、')}`);
      }
    }
  });
}

/** Whoever signed for what is looked at has signed for the same with other contact data. */
function signedFor(before: DossierState | null, after: DossierState): DossierState['authorization'] | undefined {
  const signed = before?.authorization;
  const follows = before && signed && signed.form === submittedForm(before);
  return follows ? { ...signed, form: submittedForm(after) as number } : signed;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

const isIn = (list: readonly { objection: number }[], { objection }: { objection: number }) =>
  list.some((each) => each.objection === objection);

describe('状态是日志的函数', () => {
  it('一条一条地推，与从头推到尾，得到同一个状态；推几遍都一样，版本就是条数', () => {
    for (const journal of lives) {
      const last = steps(journal).at(-1)?.after;
      expect(reduce(id, structuredClone(journal)), `种子 ${seed}`).toEqual(last);
      expect(last?.version).toBe(journal.length);
    }
  });

  it('推状态不改动已有的状态和日志', () => {
    for (const journal of lives) {
      let state: DossierState | null = null;
      for (const each of deepFreeze(structuredClone(journal))) state = deepFreeze(apply(id, state, each));
    }
  });

  it('准办的事，没有一件推不出状态', () => {
    const told = { actor: registrar, at: '2026-12-01T00:00:00.000Z', on: '2026-12-01' };
    for (const life of allSteps()) {
      const { after } = life.at(-1) as Step;
      for (const action of attempts(after)) {
        if (refusal(after, action) !== undefined) continue;
        expect(statuses, `种子 ${seed}`).toContain(statusOf(apply(id, after, { action, ...told })));
      }
    }
  });

  it('没有日志就没有档案', () => {
    expect(reduce(id, [])).toBeNull();
  });
});

describe('无论怎样经办，事项', () => {
  always('一件接一件，编号不重来；办结的不再打开', ({ before, after }) => {
    if (before === null) return after.matter.matter === 1;
    if (after.matter.matter === before.matter.matter)
      return before.matter.outcome === null || after.matter.outcome !== null;
    return after.matter.matter === before.matter.matter + 1;
  });
  always(
    '同时只有一件在办：新的一件只在前一件办结以后开始，或由复核、不再符合的变更变成退出，或职工死亡代替变更、转正，或没有提交的变更让给复核',
    ({ before, after }) => {
      if (before === null || after.matter.matter === before.matter.matter || before.matter.outcome !== null)
        return true;
      const { kind, stage, assessment } = before.matter;
      const turned = `${kind}→${after.matter.kind}`;
      if (turned === 'amendment→exit') {
        const found = stage === 'conclusion' && assessment?.outcome !== 'eligible';
        return found || after.matter.reason === 'death';
      }
      if (turned === 'conversion→exit') return after.matter.reason === 'death';
      if (turned === 'amendment→reverification') return stage === 'form';
      return turned === 'reverification→exit';
    },
  );
  always('一趟接一趟，不往回数', ({ before, after }) => {
    if (before === null || after.matter.matter !== before.matter.matter) return true;
    return [0, 1].includes(after.matter.run - before.matter.run);
  });
  always('记着从哪一天起在这一环节', ({ before, after: { matter }, on }) => {
    const was = before?.matter;
    const stays = was?.matter === matter.matter && was.stage === matter.stage && was.run === matter.run;
    return matter.since === (stays ? was.since : on);
  });
  always('办结在原来的环节，不再往下走', ({ before, after: { matter } }) => {
    if (before === null || before.matter.matter !== matter.matter || matter.outcome === null) return true;
    return matter.stage === before.matter.stage;
  });
  always('还在办的才挡着，终结了的没有什么还在办', ({ after }) => !isOver(after) || after.matter.outcome !== null);
  always('未入册的办的是申请，在册的不再办申请；临时救助的只办转正、退出', ({ after }) => {
    if (after.standing === 'applying') return isApplication(after.matter);
    if (after.standing === 'temporary' && isOpen(after.matter))
      return ['conversion', 'exit'].includes(after.matter.kind);
    return !isOpen(after.matter) || !isApplication(after.matter);
  });
  always('送审、异议、计划的编号从不重来', ({ before, after, action }) => {
    if (before === null) return true;
    if (after.requests < before.requests || after.objectionsRaised < before.objectionsRaised) return false;
    const counted = after.requests === before.requests + (action.type === 'requestApproval' ? 1 : 0);
    return counted && (after.plan?.plan ?? 0) - (before.plan?.plan ?? 0) === (action.type === 'makePlan' ? 1 : 0);
  });
});

describe('无论怎样经办，都不会', () => {
  it('由同一人决定一件事项的两级，退回、重新申报、并入了另一份也一样', () => {
    for (const life of allSteps()) {
      const decided: { matter: number; approver: string; level: number }[] = [];
      for (const { before, action } of life) {
        const { matter = 1, approval = null } = before?.matter ?? {};
        if (action.type === 'absorb') decided.push(...action.deciders.map((each) => ({ matter, ...each })));
        if (action.type !== 'decide' || approval === null) continue;
        const now = { matter, approver: action.approver, level: approval.level };
        const own = decided.filter((each) => each.matter === matter && each.approver === now.approver);
        expect(new Set([...own, now].map(({ level }) => level)).size, `种子 ${seed}`).toBe(1);
        decided.push(now);
      }
    }
  });
  always('由经手过的人决定', ({ before, action }) => {
    if (action.type !== 'decide' || before === null) return true;
    const { registrars, surveyors } = before.matter;
    return ![...registrars, ...surveyors].includes(action.approver);
  });
  always('终结之后又活过来，或换一种终结', ({ before, after }) => {
    if (before === null || !isOver(before)) return true;
    return after.standing === before.standing && after.end === before.end && after.registration === before.registration;
  });
  always(
    '记错终结的那一天',
    ({ before, after: { end }, on }) => end === null || (before?.end ?? null) !== null || end.on === on,
  );
  always('终结之后还办别的事', ({ before, action }) => {
    const late = ['addAttachment', 'refuseAttachment', 'markOverdue', 'stall', 'resume'];
    late.push(
      'recordFinding',
      'recordRemedy',
      'listDisposal',
      'keepLonger',
      'confirmDisposal',
      'releaseDisposal',
      'darken',
    );
    if (before?.standing === 'left' && before.end?.as !== 'merged')
      late.push('recordAid', 'correctAid', 'recordVisit', 'comeBack');
    // Whoever nearly qualified may be put on the list after the dossier ended, and is asked from there.
    if (before?.end?.as !== 'merged') late.push('joinMargin', 'askMargin', 'answerMargin');
    return before === null || !isOver(before) || late.includes(action.type);
  });
  always('确认处置以后还办别的事，批准以后还停得下来', ({ before, action }) => {
    if (before === null || !isGoing(before)) return true;
    return isGone(before) ? action.type === 'darken' : ['keepLonger', 'releaseDisposal'].includes(action.type);
  });
  always('把一份凭证算两次，或更正同一条两次', ({ after: { aid } }) => {
    const receipts = aid.receipts.map(({ receipt }) => receipt);
    const counts = aid.receipts.every((each) => !aid.corrected.includes(each.aid));
    return counts && [receipts, aid.corrected].every((list) => new Set<unknown>(list).size === list.length);
  });
  always('在册过的当作没有在册过的终结，或反过来', ({ before, after }) => {
    if (after.standing === 'left') return after.registration !== null;
    return after.standing !== 'ended' || (after.registration === null && (before === null || !isInCare(before)));
  });
  always('不经这件事项里的审批就撤档', ({ before, after }) => {
    if (before === null || !isInCare(before) || after.standing !== 'left' || after.end?.as === 'merged') return true;
    const { kind, approval } = before.matter;
    return kind === 'exit' && isApproved(before) && approval?.decision?.approver !== undefined;
  });
  always('不经这件事项里的审批就改类别、级别', ({ before, after }) => {
    const [was, is] = [before?.registration, after.registration];
    if (was === undefined || was === null || is === null) return true;
    return (was.category === is.category && was.tier === is.tier) || (before !== null && isApproved(before));
  });
  always(
    '未经批准就建档',
    ({ before, after }) =>
      before === null || after.standing === before.standing || !isInCare(after) || isApproved(before),
  );
  always('不经转正就由临时救助变成在册，或在册以后又变成临时救助', ({ before, after, action }) => {
    if (before?.standing === 'onFile') return after.standing !== 'temporary';
    return before?.standing !== 'temporary' || after.standing !== 'onFile' || action.type === 'convert';
  });
  always('登记临时救助最后一天以后的帮扶', ({ before, action }) => {
    const isAid = action.type === 'recordAid' || action.type === 'correctAid';
    if (!isAid || action.givenOn === null || before?.temporary == null || before.temporary.convertedOn !== null)
      return true;
    return action.givenOn <= before.temporary.until;
  });
  always(
    '把没有获准的退出当作不予建档',
    ({ before, after }) => after.end?.as !== 'rejected' || before?.end !== null || !isInCare(before),
  );
  always('把标准变了、线变了、命中排除情形当作脱困', ({ after: { end, matter } }) => {
    if (end === null || matter.outcome !== 'left' || matter.reason === null) return true;
    return end.as === leavingReasons[matter.reason].as && (end.as !== 'liftedOut' || matter.reason === 'betterOff');
  });
  always('在册而没有职工编号、没有据以在册的一份', ({ after: { standing, registration, inForce } }) =>
    isInCare({ standing }) ? registration !== null && inForce !== null : standing !== 'applying' || inForce === null,
  );
  always(
    '除了建档、转正、复核办结、更新资料和确认银行账户，动据以在册的一份',
    ({ before, after, action }) =>
      before === null ||
      after.inForce === before.inForce ||
      ['register', 'takeIn', 'convert', 'keep', 'updateContact', 'confirmAccount'].includes(action.type),
  );
  always(
    '更新资料动了表的编号以外的什么',
    ({ before, after, action }) =>
      action.type !== 'updateContact' ||
      isDeepStrictEqual(after, {
        ...before,
        version: after.version,
        form: action.proposed?.form ?? action.form,
        paper: after.paper,
        inForce: { ...before?.inForce, form: action.form },
        authorization: signedFor(before, after),
        matter: { ...before?.matter, ...(action.proposed ? { withContact: action.proposed.form } : {}) },
      }),
  );
  always(
    '没有等着确认的就换了银行账户，或确认了另一次登记的',
    ({ before, action }) => action.type !== 'confirmAccount' || before?.account.pending?.account === action.account,
  );
  always('有人撤回了同意还送核对、记核对结果', ({ before, action }) => {
    const isOpen = (before?.withdrawals.open.length ?? 0) > 0;
    return !isOpen || (action.type !== 'askCheck' && action.type !== 'answerCheck');
  });
  always(
    '有人撤回了同意，没有建档的还往下办',
    ({ after }) => after.withdrawals.open.length === 0 || after.standing !== 'applying',
  );
  always('撤回同意没有了下文而不再欠着', ({ before, after, action }) => {
    const [was, is] = [before?.withdrawals.open.length ?? 0, after.withdrawals.open.length];
    return is >= was || ['renewConsent', 'keep', 'convert'].includes(action.type);
  });
  always(
    '登记新的银行账户动了据以在册的一份',
    ({ before, after, action }) =>
      action.type !== 'proposeAccount' ||
      isDeepStrictEqual({ ...after, account: null }, { ...before, version: after.version, account: null }),
  );
  always(
    '据以在册的一份，不是认定的那一份，也不是后来更新的',
    ({ after: { inForce, form, ...state } }) =>
      inForce === null ||
      (inForce.assessment.form <= inForce.form &&
        inForce.form <= form &&
        // What was taken over is on file until its first review, whatever the standards say of it.
        (isTemporary(state) ||
          inForce.assessment.outcome === 'eligible' ||
          (state.transcribed !== null && inForce.matter === 1))),
  );
  always('把用过的编号给另一份档案表', ({ before, after }) => before === null || after.form >= before.form);
  always(
    '改动提交了的档案表',
    ({ before, action }) =>
      action.type !== 'saveForm' || before?.matter.form == null || action.form > before.matter.form,
  );
  always('没有复核的日子而在册，或离开了还要复核', ({ after: { standing, nextReviewOn } }) =>
    standing === 'onFile' ? nextReviewOn !== null : nextReviewOn === null,
  );
  always(
    '没有签字的修订顶替签了字的计划',
    ({ before, after, action }) =>
      before?.planInForce == null ||
      after.planInForce?.plan === (action.type === 'signPlan' ? action.plan : before.planInForce.plan),
  );
  always('终结了还占着一户一档的名额', ({ after }) => !isOver(after) || !isLive(after));
});

describe('建档无论怎样办，都不会', () => {
  const registers = ({ matter }: DossierState) => matter.kind === 'registration' && matter.outcome === null;
  const past = (state: DossierState) => registers(state) && ['approval', 'conclusion'].includes(state.matter.stage);

  always('未经公示期满就进入审批', ({ after }) => !past(after) || after.matter.notice?.closed === true);
  always(
    '公示期满时带着未处理的异议送审',
    ({ before, after }) =>
      before === null || statusOf(before) !== 'contested' || statusOf(after) !== 'awaitingApproval',
  );
  always(
    '带着受理了、验证了而没有处理完的异议建档',
    ({ action, after: { matter } }) =>
      action.type !== 'register' ||
      matter.objections.every(({ outcome }) => outcome !== 'open' && outcome !== 'upheld'),
  );
  always(
    '被没有受理、也没有验证的异议挡住',
    ({ after }) => statusOf(after) !== 'contested' || after.matter.objections.some(({ outcome }) => outcome === 'open'),
  );
  always('把没有看过的异议丢掉', ({ before, after }) => {
    const waiting = before?.matter.objections.filter(({ outcome }) => outcome === 'untriaged') ?? [];
    return waiting.every((each) => isIn(after.matter.objections, each));
  });
  always(
    '未经入户调查确认就公示',
    ({ after: { matter } }) => matter.notice === null || matter.survey?.outcome === 'confirmed',
  );
  always('带着没有裁定、或裁定为同一户的疑似重复公示', ({ after }) => {
    const reached = registers(after) && ['notice', 'approval', 'conclusion'].includes(after.matter.stage);
    return !reached || duplicateRefusal(after) === undefined;
  });
  always('有了成立的异议而不拒绝', ({ after }) => {
    // An exit, or a conversion, is sent back to whoever registered.
    const upheld = isApplication(after.matter) && after.matter.objections.some(({ outcome }) => outcome === 'upheld');
    return !upheld || after.end?.as === 'rejected';
  });
  always('未经认定符合就入户、公示、审批', ({ after: { matter } }) => {
    const later = registers({ matter } as DossierState) && !['form', 'assessment'].includes(matter.stage);
    return !later || matter.assessment?.outcome === 'eligible';
  });
});

describe('只缺材料退回的', () => {
  always('补上以后回到要材料的那一环节，已办的都在', ({ before, after, action }) => {
    const hands = ['submit', 'proposeExit', 'reverify'].includes(action.type);
    const returned = before?.matter.returned;
    if (!hands || !before || !returned?.paperOnly || after.matter.matter !== before.matter.matter) return true;
    // What was handed in as changed is reported as unchanged after all.
    if (action.type === 'reverify' && isChangedReview(before.matter)) return true;
    if (before.form !== before.matter.form || after.matter.reason !== before.matter.reason) return true;
    const { stage, survey, notice, assessment } = after.matter;
    const was = before.matter;
    expect({ survey, notice, assessment }).toEqual({
      ...{ survey: was.survey, notice: was.notice, assessment: was.assessment },
    });
    return stage === returned.from;
  });
  always('没有说只缺材料的，从头办', ({ before, after, action }) => {
    const hands = ['submit', 'proposeExit', 'reverify'].includes(action.type);
    if (!hands || !before?.matter.returned || before.matter.returned.paperOnly) return true;
    const { survey, notice, approval } = after.matter;
    return survey === null && notice === null && approval === null;
  });
});
