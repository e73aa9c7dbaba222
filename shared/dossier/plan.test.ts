import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decideCards, decideDecline, decidePlan, decideSignature } from './plan.ts';
import { mostPlans } from './plan-state.ts';
import type { DossierState } from './state.ts';

const { registered, planned, signed } = journeys;
const plan = (state: DossierState) => decidePlan(state, { dueMonth: '2027-06', content: sealed });
const signature =
  (number = 1) =>
  (state: DossierState) =>
    decideSignature(state, { plan: number, signature: sealed, shownBy: null });

describe('帮扶计划', () => {
  it('建档以后制定；没有签字以前可以再订，编号一版接一版', () => {
    const state = given(...registered)
      .when(plan)
      .records({ type: 'makePlan', plan: 1 });
    expect(state.plan).toMatchObject({ plan: 1, signedAt: null, run: 1, overdue: null, stalled: null });
    given(...planned)
      .when(plan)
      .records({ plan: 2 });
    given(...planned)
      .when(an.makePlan({ plan: 1 }))
      .refuses(/不相接/);
    given(...planned)
      .when(an.makePlan({ plan: 3 }))
      .refuses(/不相接/);
  });

  it('复核、退出正在办理时照样可以制定和签字', () => {
    for (const opened of [an.openReverification(), an.proposeExit()]) {
      given(...registered, opened)
        .when(plan)
        .records();
      given(...planned, opened)
        .when(signature())
        .records();
    }
  });

  it('没有建档的、已经退出的没有帮扶计划', () => {
    for (const journey of [journeys.draft, journeys.approved, journeys.liftedOut, journeys.rejected]) {
      given(...journey)
        .when(plan)
        .refuses(/不能制定帮扶计划/);
    }
  });

  it('签过字的可以修订：另有编号，重新签字；没有签以前，现行的仍是原来那一版', () => {
    const state = given(...signed)
      .when(plan)
      .records({ type: 'makePlan', plan: 2 });
    expect(state).toMatchObject({ planInForce: { plan: 1 }, plan: { plan: 2, signedAt: null, run: 1 } });
    const again = stateAfter(...signed, an.makePlan({ plan: 2 }), an.signPlan({ plan: 2 }));
    expect(again.planInForce).toEqual({ plan: 2, dueMonth: '2027-06', extensions: 0, settled: null });
  });

  it('一份档案的计划有个头', () => {
    const many = Array.from({ length: mostPlans }, (_, n) => an.makePlan({ plan: n + 1 }));
    given(...registered, ...many)
      .when(plan)
      .refuses(/最多制定 50 版/);
  });
});

describe('签字确认', () => {
  it('签了字就记着时刻，不再算逾期', () => {
    const late = [...planned, an.markOverdue({ for: 'plan', step: 'signature' })];
    const state = given(...late)
      .when(signature())
      .records({ type: 'signPlan', plan: 1 });
    expect(state.plan).toMatchObject({ signedAt: '2026-11-01T02:12:00.000Z', overdue: null });
  });

  it('只能在最近一版计划上签字', () => {
    const replanned = [...planned, an.makePlan({ plan: 2 })];
    given(...replanned)
      .when(signature(1))
      .refuses(/新的版本/);
    given(...replanned)
      .when(signature(2))
      .records();
    given(...registered)
      .when(signature())
      .refuses(/还没有制定/);
  });

  it('签过字的不能再签', () => {
    given(...signed)
      .when(signature())
      .refuses(/已经签字/);
  });

  it('已经退出的不再签字', () => {
    const left = [
      ...[...planned, an.proposeExit(), an.requestApproval({ request: 2 })],
      ...[an.decide({ request: 2 }), an.leave()],
    ];
    given(...left)
      .when(signature())
      .refuses(/不能签字确认/);
  });
});

describe('不同意', () => {
  const decline = (state: DossierState) => decideDecline(state, { plan: 1, reason: sealed });

  it('记下哪一天、为什么；说过的不再签，要另订一版', () => {
    const state = given(...planned)
      .when(decline)
      .records({ type: 'declinePlan', plan: 1 });
    expect(state.plan).toMatchObject({ signedAt: null, declined: { on: '2026-11-01', reason: sealed } });
    const declined = [...planned, an.declinePlan()];
    given(...declined)
      .when(signature())
      .refuses(/不同意这一版/);
    given(...declined)
      .when(decline)
      .refuses(/不同意这一版/);
    given(...declined, an.makePlan({ plan: 2 }))
      .when(signature(2))
      .records();
  });

  it('签过字的、已有新的一版的，不再说不同意', () => {
    given(...signed)
      .when(decline)
      .refuses(/已经签字/);
    given(...planned, an.makePlan({ plan: 2 }))
      .when(decline)
      .refuses(/新的版本/);
  });

  it('不同意修订的，现行的仍是原来那一版', () => {
    const state = stateAfter(...signed, an.issueCards(), an.makePlan({ plan: 2 }), an.declinePlan({ plan: 2 }));
    expect(state).toMatchObject({ planInForce: { plan: 1 }, issuedFor: [1] });
  });
});

describe('联系卡', () => {
  const documents = [{ kind: 'workerCard', key: 'k', sha256: 'f' }];
  const cards = (state: DossierState) => decideCards(state, { plan: state.plan?.plan ?? 1, documents });

  it('没有签字，不得发卡；签了的，发的就是这几份', () => {
    given(...registered)
      .when(cards)
      .refuses(/不得发卡/);
    given(...planned)
      .when(cards)
      .refuses(/不得发卡/);
    const state = given(...signed)
      .when(cards)
      .records({ type: 'issueCards', plan: 1, documents });
    expect(state).toMatchObject({ documents, issuedFor: [1] });
    expect(stateAfter(...signed).documents).toEqual([]);
  });

  it('同一版的不发两次；修订的签了字才换发，没有换发以前，算数的还是原来的卡', () => {
    const issued = [...signed, an.issueCards({ documents })];
    given(...issued)
      .when(cards)
      .refuses(/已经发放/);
    const revised = [...issued, an.makePlan({ plan: 2 })];
    expect(stateAfter(...revised)).toMatchObject({ documents, issuedFor: [1] });
    given(...revised)
      .when(an.issueCards({ plan: 1 }))
      .refuses(/尚未签字/);
    const state = given(...revised, an.signPlan({ plan: 2 }))
      .when(cards)
      .records({ plan: 2 });
    expect(state.issuedFor).toEqual([1, 2]);
  });

  it('订了新的一版，要重新签字才发卡', () => {
    given(...planned, an.makePlan({ plan: 2 }))
      .when(cards)
      .refuses(/不得发卡/);
  });
});
