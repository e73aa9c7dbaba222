import { describe, expect, it } from 'vitest';
import type { Evaluation } from '../matters/outcomes.ts';
import { an, sealed } from './actions.fixture.ts';
import { decideEvaluation, mostExtensions } from './evaluation.ts';
import { given } from './given.fixture.ts';
import { journeys } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const { registered, planned, onFile } = journeys;
const evaluation =
  (outcome: Evaluation, dueMonth: string | null = null, plan = 1) =>
  (state: DossierState) =>
    decideEvaluation(state, { plan, outcome, dueMonth, reason: sealed });

describe('考核问效', () => {
  it('做到了、没有做到的，记下哪一天；考核过的不再考核', () => {
    for (const outcome of ['done', 'notMet'] as const) {
      const state = given(...onFile)
        .when(evaluation(outcome))
        .records({ type: 'evaluatePlan', plan: 1, outcome });
      expect(state.planInForce).toMatchObject({ dueMonth: '2027-06', settled: { outcome, on: '2026-11-01' } });
      given(...onFile, an.evaluatePlan({ outcome }))
        .when(evaluation('done'))
        .refuses(/已经考核过/);
    }
  });

  it('延期的有了新的期限，还要考核；延到的须晚于现在的期限', () => {
    const state = given(...onFile)
      .when(evaluation('extended', '2027-12'))
      .records({ dueMonth: '2027-12' });
    expect(state.planInForce).toMatchObject({ dueMonth: '2027-12', extensions: 1, settled: null });
    for (const dueMonth of ['2027-06', '2027-01', null]) {
      given(...onFile)
        .when(evaluation('extended', dueMonth))
        .refuses(/须晚于现在的期限 2027-06/);
    }
    given(...onFile)
      .when(evaluation('done', '2027-12'))
      .refuses(/没有延期/);
  });

  it('延期有个头', () => {
    const often = Array.from({ length: mostExtensions }, (_, n) =>
      an.evaluatePlan({ outcome: 'extended', dueMonth: `${2028 + n}-01` }),
    );
    given(...onFile, ...often)
      .when(evaluation('extended', '2099-01'))
      .refuses(/最多延期 20 次/);
    given(...onFile, ...often)
      .when(evaluation('notMet'))
      .records();
  });

  it('考核的是看到的、签了字的那一版：修订等着签字的时候是原来的，签了字是新的', () => {
    given(...planned)
      .when(evaluation('done'))
      .refuses(/还没有签了字/);
    given(...registered)
      .when(evaluation('done'))
      .refuses(/还没有签了字/);
    const revised = [...onFile, an.makePlan({ plan: 2, dueMonth: '2028-01' })];
    given(...revised)
      .when(evaluation('done'))
      .records();
    const signed = [...revised, an.signPlan({ plan: 2 })];
    given(...signed)
      .when(evaluation('done'))
      .refuses(/现行的是第 2 版/);
    given(...signed)
      .when(evaluation('done', null, 2))
      .records();
  });

  it('修订签了字，考核的是它：原来的没有做到、延过期，不算它的', () => {
    const state = given(
      ...[...onFile, an.evaluatePlan({ outcome: 'notMet' }), an.makePlan({ plan: 2, dueMonth: '2028-01' })],
    )
      .when(an.signPlan({ plan: 2 }))
      .records();
    expect(state.planInForce).toEqual({ plan: 2, dueMonth: '2028-01', extensions: 0, settled: null });
  });

  it('已经退出的不再考核', () => {
    given(...journeys.liftedOut)
      .when(an.evaluatePlan())
      .refuses(/不能考核问效/);
  });
});
