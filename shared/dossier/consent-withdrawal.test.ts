import { describe, expect, it } from 'vitest';
import { mostConsentsAtOnce } from '../consent/consent.ts';
import { an, registrar, sealed } from './actions.fixture.ts';
import { decideConsentRenewal, decideConsentWithdrawal } from './consent-withdrawal.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { hasWithdrawn, withdrawnRefusal } from './withdrawal-state.ts';

const { onFile, surveying, approved, liftedOut, takenIn } = journeys;
const renewed = { iv: 'aXY=', text: 'bmV3' };
const withdrawing = (state: DossierState) =>
  decideConsentWithdrawal(state, { of: 'member', withdrawnOn: '2026-10-30', consent: renewed, content: sealed });
const renewing =
  (...settles: number[]) =>
  (state: DossierState) =>
    decideConsentRenewal(state, { settles, consent: renewed });
const withdrawals = (many: number) => Array.from({ length: many }, (_, i) => an.withdrawConsent({ withdrawal: i + 1 }));

describe('撤回同意', () => {
  it('在册的不因此终结：记着谁的、哪一天、谁接的、哪一件事项，等建档人答复', () => {
    const before = stateAfter(...onFile);
    const state = given(...onFile)
      .when(withdrawing)
      .records({ type: 'withdrawConsent', withdrawal: 1 });
    expect(state.withdrawals).toEqual({
      recorded: 1,
      open: [
        {
          ...{ withdrawal: 1, of: 'member', withdrawnOn: '2026-10-30' },
          ...{ by: registrar.id, matter: 1, content: sealed },
        },
      ],
    });
    expect(state.standing).toBe('onFile');
    expect(state.consent).toEqual({ version: before.version + 1, content: renewed });
    expect([hasWithdrawn(before), hasWithdrawn(state)]).toEqual([false, true]);
    expect([withdrawnRefusal(before), withdrawnRefusal(state)]).toEqual([undefined, '这一户有人撤回了同意，不再核对']);
  });

  it('临时救助中的也不终结；没有建档的就此终结', () => {
    expect(
      given(...takenIn)
        .when(withdrawing)
        .records().standing,
    ).toBe('temporary');
    const state = given(...surveying)
      .when(withdrawing)
      .records();
    expect([state.standing, state.end?.as]).toEqual(['ended', 'withdrawn']);
  });

  it('批准了的、离开了的不能撤回', () => {
    for (const journey of [approved, liftedOut]) {
      given(...journey)
        .when(withdrawing)
        .refuses(/./);
    }
  });

  it('编号接着走；没有答复的至多这么多', () => {
    given(...onFile, ...withdrawals(1))
      .when(withdrawing)
      .records({ withdrawal: 2 });
    given(...onFile)
      .when(an.withdrawConsent({ withdrawal: 2 }))
      .refuses(/^撤回同意的编号不相接$/);
    given(...onFile, ...withdrawals(mostConsentsAtOnce - 1))
      .when(withdrawing)
      .records();
    given(...onFile, ...withdrawals(mostConsentsAtOnce))
      .when(withdrawing)
      .refuses(/^撤回同意的还没有答复，先答复$/);
  });

  it('后来交上来的一份生效了，以前撤回的不用再答复；交上来以后撤回的还等着', () => {
    const open = (...happened: Parameters<typeof stateAfter>) => stateAfter(...happened).withdrawals.open;
    const opened = [an.openAmendment(), an.saveForm({ form: 2 })];
    const decided = [an.assess({ occasion: '2-1', form: 2 }), an.keep()];
    const submission = an.submit({ matter: 2, form: 2 });
    expect(open(...onFile, ...withdrawals(1), ...opened, submission, ...decided)).toEqual([]);
    expect(open(...onFile, ...opened, submission, ...withdrawals(1), ...decided)).toMatchObject([{ withdrawal: 1 }]);
  });

  it('差一点而在边缘名单上的，有人撤回就不再在名单上', () => {
    const nearly = an.assess({ outcome: 'ineligible', category: null, tier: null, nearly: true, marginPercent: 10 });
    const listed = [...journeys.submitted, nearly, an.joinMargin()];
    expect(stateAfter(...listed).margin).not.toBeNull();
    expect(
      given(...listed)
        .when(withdrawing)
        .records().margin,
    ).toBeNull();
  });
});

describe('重新同意', () => {
  it('答复的是哪几次，就去掉哪几次；各人的同意以这一次为准', () => {
    const before = stateAfter(...onFile, ...withdrawals(3));
    const state = given(...onFile, ...withdrawals(3))
      .when(renewing(1, 3))
      .records({ type: 'renewConsent', settles: [1, 3] });
    expect(state.withdrawals.open.map(({ withdrawal }) => withdrawal)).toEqual([2]);
    expect(state.withdrawals.recorded).toBe(3);
    expect(state.consent).toEqual({ version: before.version + 1, content: renewed });
  });

  it('没有人撤回过的不用；写的有一次不是等着的，不记', () => {
    given(...onFile)
      .when(renewing(1))
      .refuses(/^没有人撤回过同意，不用另外登记$/);
    given(...onFile, ...withdrawals(1))
      .when(renewing())
      .refuses(/^写的各人里没有撤回过同意的，请写撤回过的那一位$/);
    for (const settles of [[2], [1, 2]]) {
      given(...onFile, ...withdrawals(1))
        .when(renewing(...settles))
        .refuses(/^写的不是还没有答复的一次撤回$/);
    }
  });
});
