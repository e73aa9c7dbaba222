import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { ownForm, ownRefusal } from './own.ts';
import { decideContactRevocation, decideContactVerification } from './own-contact.ts';
import { contactRevocations, revocationTitles } from './own-contact-state.ts';
import type { DossierState } from './state.ts';

const verified = (by: 'mail' | 'message') => (state: DossierState) =>
  decideContactVerification(state, { by, contact: sealed });
const revoked = (state: DossierState) => decideContactRevocation(state, { because: 'lost' });

describe('本人看自己的档案', () => {
  it('看据以在册的那一份；还没有建档的，看交上来的那一份；没有交的没有可看的', () => {
    expect(ownForm(stateAfter(...journeys.draft))).toBeNull();
    expect(ownForm(stateAfter(...journeys.submitted))).toBe(1);
    // What is proposed is not yet what the household is on file by.
    expect(ownForm(stateAfter(...journeys.amendmentSubmitted))).toBe(1);
    expect(ownForm(stateAfter(...journeys.amended))).toBe(2);
    expect(ownRefusal(stateAfter(...journeys.draft))).toBe('档案表还没有提交，没有可看的');
    for (const name of ['submitted', 'onFile', 'takenIn', 'transcribed', 'leaving'] as const) {
      expect(ownRefusal(stateAfter(...journeys[name])), name).toBeUndefined();
    }
  });

  it('了结的档案不再给本人看', () => {
    for (const name of ['withdrawn', 'rejected', 'liftedOut', 'merged'] as const) {
      expect(ownRefusal(stateAfter(...journeys[name])), name).toBe('档案已经了结，不能再当面查询');
    }
  });
});

describe('核验联系方式', () => {
  it('记着是哪一种、哪一天、谁核验的；再核验一次，以后一次为准', () => {
    const first = given(...journeys.submitted)
      .when(verified('mail'))
      .records({ type: 'verifyContact' });
    const { version } = first;
    expect(first.ownContact).toEqual({
      ...{ version, by: 'mail', on: '2026-11-01', verifiedBy: 'registrar-1', contact: sealed },
    });
    const second = given(...journeys.submitted, an.verifyContact())
      .when(verified('message'))
      .records();
    expect(second.ownContact).toMatchObject({ by: 'message', version: second.version });
  });

  it('没有可看的、了结了的，不核验', () => {
    given(...journeys.draft)
      .when(verified('mail'))
      .refuses(/还没有提交/);
    given(...journeys.liftedOut)
      .when(verified('mail'))
      .refuses(/不能核验联系方式/);
  });

  it('停用了就没有；没有的停用不了；停用的各种原因各有说法', () => {
    const state = given(...journeys.submitted, an.verifyContact())
      .when(revoked)
      .records({ type: 'revokeContact', because: 'lost' });
    expect(state.ownContact).toBeNull();
    given(...journeys.submitted)
      .when(revoked)
      .refuses(/没有核验过的联系方式/);
    expect(new Set(contactRevocations.map((each) => revocationTitles[each])).size).toBe(contactRevocations.length);
  });
});
