import { describe, expect, it } from 'vitest';
import type { DeliberationOutcome } from '../matters/outcomes.ts';
import { an, sealed } from './actions.fixture.ts';
import { decideDeliberation } from './deliberating.ts';
import { given } from './given.fixture.ts';
import { journeys } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const { deliberating, notSupported } = journeys;
const deliberate =
  (outcome: DeliberationOutcome = 'supported', more: { heldOn?: string; minutes?: string } = {}) =>
  (state: DossierState) =>
    decideDeliberation(state, { heldOn: '2026-11-03', outcome, minutes: 'a1', content: sealed, ...more });

describe('评议', () => {
  it('通过的往下走，记着是哪一份记录', () => {
    const state = given(...deliberating)
      .when(deliberate())
      .records({ type: 'deliberate', minutes: 'a1' });
    expect(state.matter).toMatchObject({ stage: 'checking', deliberation: { outcome: 'supported', minutes: 'a1' } });
  });

  it('没有通过的退回补正；再交的从头评议', () => {
    const state = given(...deliberating)
      .when(deliberate('notSupported'))
      .records();
    expect(state.matter).toMatchObject({ stage: 'form', returned: { from: 'deliberation', paperOnly: false } });
    const again = given(...notSupported, an.saveForm({ form: 2 }), an.submit({ form: 2, run: 2 }))
      .when(an.assess({ form: 2, occasion: '1-2' }))
      .records();
    expect(again.matter.deliberation).toBeNull();
  });

  it('没有签了字的记录、早于入户调查的、轮不到评议的，不收', () => {
    given(...deliberating)
      .when(deliberate('supported', { minutes: 'a9' }))
      .refuses(/没有这份评议记录/);
    given(...deliberating)
      .when(deliberate('supported', { heldOn: '2026-11-01' }))
      .refuses(/早于入户调查/);
    given(...journeys.surveying)
      .when(deliberate())
      .refuses(/不能登记评议/);
  });
});
