import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { duplicateRefusal } from './duplicate-state.ts';
import { an, anyLife, id, journeys, registrar, stateAfter, surveyor } from './journeys.fixture.ts';
import { apply, type DossierState, type Recorded, reduce } from './state.ts';
import { liveStatuses, type Status, statuses } from './status.ts';

const lives = anyLife(40);

/** Every state on the way, the first after one action. */
function states(journal: readonly Recorded[]): DossierState[] {
  return journal.map((_, index) => reduce(id, journal.slice(0, index + 1)) as DossierState);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

describe('状态是日志的函数', () => {
  it('一条一条地推，与从头推到尾，得到同一个状态', () => {
    fc.assert(
      fc.property(lives, (journal) => {
        let state: DossierState | null = null;
        for (const each of journal) state = apply(id, state, each);
        expect(state).toEqual(reduce(id, journal));
      }),
    );
  });

  it('推状态不改动已有的状态和日志', () => {
    fc.assert(
      fc.property(lives, (journal) => {
        let state: DossierState | null = null;
        for (const each of deepFreeze(journal)) state = deepFreeze(apply(id, state, each));
      }),
    );
  });

  it('版本就是日志的条数', () => {
    fc.assert(fc.property(lives, (journal) => reduce(id, journal)?.version === journal.length));
  });

  it('没有日志就没有档案', () => {
    expect(reduce(id, [])).toBeNull();
  });
});

describe('无论怎样经办，都不会', () => {
  const never = (what: string, holds: (state: DossierState, before: DossierState | undefined) => boolean) =>
    it(what, () => {
      fc.assert(
        fc.property(lives, (journal) => {
          const all = states(journal);
          for (const [index, state] of all.entries()) expect(holds(state, all[index - 1])).toBe(true);
        }),
        { numRuns: 200 },
      );
    });

  const past: Status[] = ['awaitingApproval', 'registered', 'reverifying', 'leaving'];

  never('未经公示期满就进入审批', ({ status, notice }) => !past.includes(status) || notice?.closed === true);
  never(
    '公示期满时带着未处理的异议送审',
    (state, before) => before?.status !== 'contested' || state.status !== 'awaitingApproval',
  );
  never(
    '带着受理了、验证了而没有处理完的异议建档',
    ({ registration, objections }) =>
      registration === null || objections.every(({ outcome }) => outcome !== 'open' && outcome !== 'upheld'),
  );
  never(
    '没有受理、也没有验证的异议挡住一户',
    ({ status, objections }) => status !== 'contested' || objections.some(({ outcome }) => outcome === 'open'),
  );
  never('把没有看过的异议丢掉', (state, before) => {
    const waiting = before?.objections.filter(({ outcome }) => outcome === 'untriaged') ?? [];
    return waiting.every(({ objection }) => state.objections.some((each) => each.objection === objection));
  });
  never('未经入户调查确认就公示', ({ notice, survey }) => notice === null || survey?.outcome === 'confirmed');
  never(
    '带着没有裁定、或裁定为同一户的疑似重复公示',
    (state) => !['underNotice', 'contested', ...past].includes(state.status) || duplicateRefusal(state) === undefined,
  );
  never('有了成立的异议而不拒绝', ({ objections, status }) => {
    const upheld = objections.some(({ outcome }) => outcome === 'upheld');
    return !upheld || !liveStatuses.has(status);
  });
  never(
    '未经批准就建档',
    ({ registration }, before) =>
      registration === null || before?.registration !== null || before.approval?.decision?.decision === 'approve',
  );
  never('未经批准就撤档', ({ status }, before) => {
    const left =
      status === 'liftedOut' || status === 'relieved' || (status === 'closed' && before?.status === 'leaving');
    if (!left || before === undefined || !liveStatuses.has(before.status)) return true;
    return before.approval?.purpose === 'exit' && before.approval.decision?.decision === 'approve';
  });
  never('终结之后又活过来', ({ status }, before) => {
    if (before === undefined || before.status === 'draft' || liveStatuses.has(before.status)) return true;
    return status === before.status;
  });
  never('在册而没有职工编号', ({ status, registration }) => status !== 'registered' || registration !== null);
  never('撤档而没有保管期限', ({ status, retainUntil, registration }) => {
    const left: Status[] = ['liftedOut', 'relieved'];
    return (!left.includes(status) && !(status === 'closed' && registration !== null)) || retainUntil !== null;
  });
  never('把用过的送审编号再给一次：旧链接打不开新的送审', ({ requests, approval }, before) => {
    const isNew = approval !== null && approval.request !== before?.approval?.request;
    return !isNew || before === undefined || requests > before.requests;
  });
  never('已签字的计划被改动', ({ plan }, before) => {
    return before?.plan?.signedAt == null || JSON.stringify(plan) === JSON.stringify(before.plan);
  });
});

describe('每一步之后的状态', () => {
  const expected: Record<keyof typeof journeys, Status> = {
    draft: 'draft',
    submitted: 'submitted',
    returned: 'returned',
    surveying: 'surveying',
    surveyed: 'surveying',
    underNotice: 'underNotice',
    contested: 'contested',
    noticeOver: 'underNotice',
    awaitingApproval: 'awaitingApproval',
    approved: 'awaitingApproval',
    registered: 'registered',
    planned: 'registered',
    signed: 'registered',
    reverifying: 'reverifying',
    leaving: 'leaving',
    exitRequested: 'leaving',
    rejected: 'rejected',
    liftedOut: 'liftedOut',
    closed: 'closed',
  };

  it.each(Object.entries(expected) as [keyof typeof journeys, Status][])('%s → %s', (journey, status) => {
    expect(stateAfter(...journeys[journey]).status).toBe(status);
  });

  it('每一种状态都到得了', () => {
    const leftAs = (as: 'relieved') =>
      stateAfter(...journeys.exitRequested, an.decide({ request: 2 }), { ...an.leave(), as } as never).status;
    expect(new Set([...Object.values(expected), leftAs('relieved')])).toEqual(new Set(statuses));
  });

  it('排除情形命中的退回补正，等候豁免裁定，不直接拒绝', () => {
    expect(stateAfter(...journeys.submitted, an.assess({ outcome: 'excluded' })).status).toBe('returned');
  });

  it('复核时的认定只记结果，去留由下一步决定', () => {
    const state = stateAfter(
      ...journeys.reverifying,
      an.assess({ occasion: 'reverification-1', outcome: 'ineligible' }),
    );
    expect(state.status).toBe('reverifying');
    expect(state.assessment?.outcome).toBe('ineligible');
  });

  it('审批退回的退回补正，不予通过的不予建档', () => {
    expect(stateAfter(...journeys.awaitingApproval, an.decide({ decision: 'return' })).status).toBe('returned');
    expect(stateAfter(...journeys.awaitingApproval, an.decide({ decision: 'reject' })).status).toBe('rejected');
  });

  it('退出未获批准的仍在办理中，由下一步定回在册', () => {
    const refused = stateAfter(...journeys.exitRequested, an.decide({ request: 2, decision: 'reject' }));
    expect(refused.status).toBe('leaving');
    expect(
      stateAfter(...journeys.exitRequested, an.decide({ request: 2, decision: 'reject' }), an.setNextReview()).status,
    ).toBe('registered');
  });

  it('一条异议不成立、另一条尚未处理，仍是异议处理中；都不成立才回到公示', () => {
    const two = [...journeys.contested, an.raiseObjection({ objection: 2 }), an.resolveObjection({ objection: 1 })];
    expect(stateAfter(...two).status).toBe('contested');
    expect(stateAfter(...two, an.resolveObjection({ objection: 2 })).status).toBe('underNotice');
  });

  it('一条异议成立即不予建档，不论别的异议如何', () => {
    const upheld = an.resolveObjection({ objection: 2, outcome: 'upheld' });
    expect(stateAfter(...journeys.contested, an.raiseObjection({ objection: 2 }), upheld).status).toBe('rejected');
  });

  it('重新申报从头开始：上一轮的调查、公示、异议和审批不带到这一轮', () => {
    const state = stateAfter(
      ...journeys.contested,
      an.resolveObjection(),
      an.closeNotice(),
      an.requestApproval(),
      an.decide({ decision: 'return' }),
      an.saveForm({ form: 2 }),
      an.submit({ form: 2, round: 2 }),
    );
    expect(state).toMatchObject({
      round: 2,
      submittedForm: 2,
      survey: null,
      notice: null,
      objections: [],
      approval: null,
    });
  });

  it('经手过这一户的人都记着，重新申报也不忘，审批时要避开', () => {
    const again = [an.recordSurvey({ outcome: 'return' }), an.saveForm({ form: 2 }), an.submit({ form: 2, round: 2 })];
    const state = stateAfter(...journeys.surveying, ...again);
    expect(state.registrars).toEqual([registrar.id]);
    expect(state.surveyors).toEqual([surveyor.id]);
  });

  it('每次复核的退出都要重新审批，上一次的决定不算', () => {
    const state = stateAfter(
      ...journeys.exitRequested,
      an.decide({ request: 2, decision: 'reject' }),
      an.setNextReview(),
      an.openReverification({ review: 2 }),
    );
    expect(state.approval).toBeNull();
  });

  it('办了的事不再算逾期', () => {
    expect(stateAfter(...journeys.surveying, an.markOverdue()).overdue).toEqual({ step: 'survey', times: 1 });
    expect(stateAfter(...journeys.surveying, an.markOverdue(), an.recordSurvey()).overdue).toBeNull();
  });

  it('停滞的流程恢复后，不再显示停滞，并记得恢复过几次', () => {
    expect(stateAfter(...journeys.submitted, an.stall()).stalled).toEqual({
      step: 'Assess',
      error: 'States.TaskFailed',
    });
    expect(stateAfter(...journeys.submitted, an.stall(), an.resume())).toMatchObject({ stalled: null, resumed: 1 });
  });

  it('在办和在册的占着一户一档的名额，草稿和终结的不占', () => {
    expect(statuses.filter((status) => !liveStatuses.has(status))).toEqual([
      'draft',
      'rejected',
      'liftedOut',
      'relieved',
      'closed',
    ]);
  });
});
