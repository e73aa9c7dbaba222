import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { type Awaited, answerTo, goesOnAt } from './answers.ts';
import { id, journeys, reassess, stateAfter } from './journeys.fixture.ts';
import { isOver } from './life.ts';
import { anyLife } from './lives.fixture.ts';
import { apply, type DossierState } from './state.ts';

const answer = (awaited: Awaited, ...journey: Action[]) => answerTo(awaited, stateAfter(...journey))?.stage;

describe('等入户调查', () => {
  const survey: Awaited = { step: 'survey', matter: 1, run: 1 };
  const { surveying } = journeys;

  it('没有调查就一直等；属实的去公示，退回的、不予通过的，这一趟就完了', () => {
    expect(answer(survey, ...surveying)).toBeUndefined();
    expect(answer(survey, ...surveying, an.recordSurvey())).toBe('notice');
    for (const outcome of ['return', 'returnForPaper', 'reject'] as const) {
      expect(answer(survey, ...surveying, an.recordSurvey({ outcome }))).toBe('ended');
    }
  });

  it('撤回了、合并了，或已是另一趟，就不再等', () => {
    expect(answer(survey, ...surveying, an.withdraw())).toBe('ended');
    expect(answer(survey, ...surveying, an.mergeInto())).toBe('ended');
    const again = [an.recordSurvey({ outcome: 'return' }), an.submit({ run: 2 }), an.assess({ occasion: '1-2' })];
    expect(answer(survey, ...surveying, ...again)).toBe('ended');
    expect(answer({ ...survey, run: 2 }, ...surveying, ...again)).toBeUndefined();
  });

  it('属实而疑似重复没有裁定的，还要等；裁定了就去公示', () => {
    expect(answer(survey, ...journeys.waitingForRuling)).toBeUndefined();
    expect(answer(survey, ...journeys.waitingForRuling, an.ruleDuplicate())).toBe('notice');
    expect(answer(survey, ...journeys.waitingForRuling, an.withdraw())).toBe('ended');
  });
});

describe('等异议处理', () => {
  const resolutions: Awaited = { step: 'resolutions', matter: 1, run: 1 };
  const contested = [...journeys.contested, an.closeNotice()];

  it('有一条未处理就一直等', () => {
    expect(answer(resolutions, ...contested)).toBeUndefined();
    const two = [...journeys.contested, an.raiseObjection({ objection: 2 }), an.closeNotice()];
    expect(answer(resolutions, ...two, an.resolveObjection())).toBeUndefined();
    const both = [an.resolveObjection(), an.resolveObjection({ objection: 2 })];
    expect(answer(resolutions, ...two, ...both)).toBe('approval');
  });

  it('一条成立就不再办，不等别的；撤回了也是', () => {
    const two = [...journeys.contested, an.raiseObjection({ objection: 2 }), an.closeNotice()];
    expect(answer(resolutions, ...two, an.resolveObjection({ outcome: 'upheld' }))).toBe('ended');
    expect(answer(resolutions, ...contested, an.withdraw())).toBe('ended');
  });
});

describe('等审批决定', () => {
  const first: Awaited = { step: 'decision', matter: 1, run: 1, request: 1 };
  const { awaitingApproval } = journeys;

  it('没有决定就一直等，同意了去办结，退回的、不予通过的这一趟就完了', () => {
    expect(answer(first, ...awaitingApproval)).toBeUndefined();
    expect(answer(first, ...awaitingApproval, an.decide())).toBe('conclusion');
    for (const decision of ['return', 'returnForPaper', 'reject'] as const) {
      expect(answer(first, ...awaitingApproval, an.decide({ decision }))).toBe('ended');
    }
  });

  it('第一级同意的，还在审批：问下一级', () => {
    expect(answer(first, ...journeys.halfApproved)).toBe('approval');
    const second = [...journeys.halfApproved, an.requestApproval({ request: 2, level: 2, approver: 'city' })];
    expect(answer({ ...first, request: 2 }, ...second)).toBeUndefined();
  });

  it('转请之后，原来的送审不再等，回到送审等新的', () => {
    const escalated = [...awaitingApproval, an.requestApproval({ request: 2 })];
    expect(answer(first, ...escalated)).toBe('approval');
    expect(answer({ ...first, request: 2 }, ...escalated)).toBeUndefined();
  });

  it('停滞了的不再等：恢复另起一趟', () => {
    const stalled = [...awaitingApproval, an.stall()];
    expect(answer(first, ...stalled)).toBe('ended');
    expect(answer(first, ...stalled, an.resume())).toBe('ended');
    expect(answer({ ...first, run: 2 }, ...stalled, an.resume())).toBeUndefined();
  });

  it('撤回了就不再等', () => {
    expect(answer(first, ...awaitingApproval, an.withdraw())).toBe('ended');
  });

  it('退出的审批同样等；不同意的去办结：继续在册', () => {
    const exit: Awaited = { step: 'decision', matter: 2, run: 1, request: 2 };
    expect(answer(exit, ...journeys.exitRequested)).toBeUndefined();
    expect(answer(exit, ...journeys.exitApproved)).toBe('conclusion');
    expect(answer(exit, ...journeys.exitRejected)).toBe('conclusion');
    expect(answer(exit, ...journeys.exitRequested, an.abandon())).toBe('ended');
  });
});

describe('等签字', () => {
  const signature: Awaited = { step: 'signature', plan: 1, run: 1 };

  it('签了才答去发卡；已有新的一版，这一版不再等', () => {
    expect(answer(signature, ...journeys.planned)).toBeUndefined();
    expect(answer(signature, ...journeys.signed)).toBe('cards');
    expect(answer(signature, ...journeys.planned, an.makePlan({ plan: 2 }))).toBe('ended');
    expect(answer({ ...signature, plan: 2 }, ...journeys.planned, an.makePlan({ plan: 2 }))).toBeUndefined();
    expect(answer(signature, ...journeys.registered)).toBe('ended');
    expect(answer(signature, ...journeys.planned, an.declinePlan())).toBe('ended');
    // 交给了下一趟的，这一趟到此为止
    const handedOver = [...journeys.planned, an.renew({ for: 'plan' })];
    expect(answer(signature, ...handedOver)).toBe('ended');
    expect(answer({ ...signature, run: 2 }, ...handedOver)).toBeUndefined();
  });

  it('没有签字就到了复核、退出，仍然等；离开了才不等', () => {
    expect(answer(signature, ...journeys.planned, an.openReverification())).toBeUndefined();
    const leaving = [...journeys.planned, an.proposeExit()];
    expect(answer(signature, ...leaving)).toBeUndefined();
    const left = [an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.leave()];
    expect(answer(signature, ...leaving, ...left)).toBe('ended');
    expect(answer(signature, ...journeys.planned, an.mergeInto())).toBe('ended');
  });
});

describe('等复核', () => {
  const update: Awaited = { step: 'update', matter: 2, run: 1 };

  it('没有报告就一直等，报告了去认定；提出退出的，这一趟就完了', () => {
    expect(answer(update, ...journeys.reverifying)).toBeUndefined();
    expect(answer(update, ...journeys.reported)).toBe('assessment');
    expect(answer(update, ...journeys.reverifying, an.proposeExit({ matter: 3 }))).toBe('ended');
  });

  it('已是下一年的复核，或合并了，就不再等', () => {
    expect(answer(update, ...journeys.kept, an.openReverification({ matter: 3 }))).toBe('ended');
    expect(answer(update, ...journeys.reverifying, an.mergeInto())).toBe('ended');
  });

  it('认定以后从哪里接着走：没有变化的办结，变了的去审批，退回的等人再报告', () => {
    const at = (...journey: Action[]) => goesOnAt(stateAfter(...journey), { matter: 2, run: 1 }).stage;
    expect(at(...journeys.reported, reassess())).toBe('conclusion');
    expect(at(...journeys.reclassified)).toBe('approval');
    expect(at(...journeys.reclassificationSentBack)).toBe('ended');
    expect(at(...journeys.kept)).toBe('ended');
    expect(at(...journeys.leavingByRule)).toBe('ended');
  });
});

/** What a workflow that runs for this state waits for, if it waits. */
function awaitedIn({ matter, plan }: DossierState): Awaited[] {
  const of = { matter: matter.matter, run: matter.run };
  const awaited: Awaited[] = [];
  if (matter.outcome === null) {
    const { stage, kind, returned, approval } = matter;
    if (stage === 'form' && kind === 'reverification' && returned === null) awaited.push({ step: 'update', ...of });
    if (stage === 'survey') awaited.push({ step: 'survey', ...of });
    if (stage === 'notice') awaited.push({ step: 'resolutions', ...of });
    if (stage === 'approval' && approval?.decision === null) {
      awaited.push({ step: 'decision', ...of, request: approval.request });
    }
  }
  if (plan !== null && plan.signedAt === null) awaited.push({ step: 'signature', plan: plan.plan, run: plan.run });
  return awaited;
}

it('无论怎样经办，答过的不会变回没有答：先等后答与先答后等得到的一样多；终结了的，哪一步也不再等', () => {
  fc.assert(
    fc.property(anyLife(40), (journal) => {
      const waiting = new Map<string, { awaited: Awaited; answered: boolean }>();
      let state: DossierState | null = null;
      for (const recorded of journal) {
        state = apply(id, state, recorded);
        for (const awaited of awaitedIn(state)) {
          const key = JSON.stringify(awaited);
          if (!waiting.has(key)) waiting.set(key, { awaited, answered: false });
        }
        for (const each of waiting.values()) {
          const has = answerTo(each.awaited, state) !== undefined;
          if (each.answered || isOver(state)) expect(has, JSON.stringify(each.awaited)).toBe(true);
          each.answered = has;
        }
      }
    }),
    { numRuns: 200 },
  );
});
