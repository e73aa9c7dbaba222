import { expect, it } from 'vitest';
import { an, otherId } from './actions.fixture.ts';
import { decideComingBack, mayComeBack } from './coming-back.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const { onFile, liftedOut, cancelled, mergedOnFile, temporaryClosed, rejected, disposalConfirmed } = journeys;
const returning = (state: DossierState) => decideComingBack(state, { dossier: otherId });

it('离开了的，另一份档案在册时登记返困，只登记一次；离开的还是离开', () => {
  for (const journey of [liftedOut, cancelled]) {
    const before = stateAfter(...journey);
    const state = given(...journey)
      .when(returning)
      .records({ type: 'comeBack', dossier: otherId });
    expect(state.successor).toEqual({ dossier: otherId, on: '2026-11-01' });
    expect([state.standing, state.end]).toEqual([before.standing, before.end]);
    expect([mayComeBack(before), mayComeBack(state)]).toEqual([true, false]);
  }
  given(...liftedOut, an.comeBack())
    .when(returning)
    .refuses(/^这一户返困以后已经另立了一份档案$/);
});

it('没有离开的、并入别的、临时救助没有转正的，不是返困', () => {
  given(...onFile)
    .when(returning)
    .refuses(/不能登记返困/);
  given(...rejected)
    .when(returning)
    .refuses(/不能登记返困/);
  given(...mergedOnFile)
    .when(returning)
    .refuses(/并入另一份/);
  given(...temporaryClosed)
    .when(returning)
    .refuses(/^临时救助没有转正就注销的，不是返困$/);
  for (const journey of [onFile, rejected, mergedOnFile, temporaryClosed, disposalConfirmed]) {
    expect(mayComeBack(stateAfter(...journey))).toBe(false);
  }
});
