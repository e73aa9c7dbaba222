import * as z from 'zod/mini';
import { mostConsentsAtOnce } from '../consent/consent.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoDate } from './deed.ts';
import { isInCare } from './life.ts';
import { ended, withdrawalRefusal } from './opening.ts';
import type { DossierState } from './state.ts';
import { type ConsentHolder, consentHolders, hasWithdrawn } from './withdrawal-state.ts';

const holders = Object.keys(consentHolders) as [ConsentHolder, ...ConsentHolder[]];

/**
 * 撤回同意（个人信息保护法 15）: consent 为余下各人的，content 为谁、怎样说的。没有建档的就此终结；在册的由建档人答复
 */
export const withdrawConsent = deed('withdrawConsent', {
  title: '撤回同意',
  says: {
    withdrawal: z.int().check(z.minimum(1)),
    of: z.enum(holders),
    withdrawnOn: isoDate,
    consent: Sealed,
    content: Sealed,
  },
  place: 'alive',
  refuse: (state, { withdrawal }) => {
    if (withdrawal !== state.withdrawals.recorded + 1) return '撤回同意的编号不相接';
    if (state.withdrawals.open.length >= mostConsentsAtOnce) return '撤回同意的还没有答复，先答复';
    return isInCare(state) ? undefined : withdrawalRefusal(state);
  },
  evolve: (state, { withdrawal, of, withdrawnOn, consent, content }, { actor, on }) => {
    const { matter } = state.matter;
    const one = { withdrawal, of, withdrawnOn, by: actor.id, matter, content };
    return {
      consent: { version: state.version, content: consent },
      withdrawals: { recorded: withdrawal, open: [...state.withdrawals.open, one] },
      // 边缘名单 keeps a household to which everybody of it agrees.
      margin: null,
      // Nothing of a household is gone on with that does not agree to it.
      ...(isInCare(state) ? {} : ended(state, on)),
    };
  },
});

export const decideConsentWithdrawal = (
  state: DossierState,
  says: { of: ConsentHolder; withdrawnOn: string; consent: Sealed; content: Sealed },
) => decided(state, withdrawConsent, { withdrawal: state.withdrawals.recorded + 1, ...says });

/** 重新同意: whoever had withdrawn has changed their mind; consent 为到现在为止各人的 */
export const renewConsent = deed('renewConsent', {
  title: '重新同意',
  says: {
    settles: z.array(z.int().check(z.minimum(1))).check(z.minLength(1), z.maxLength(mostConsentsAtOnce)),
    consent: Sealed,
  },
  place: 'inCare',
  refuse: (state, { settles }) => {
    if (!hasWithdrawn(state)) return '没有人撤回过同意，不用另外登记';
    if (settles.length === 0) return '写的各人里没有撤回过同意的，请写撤回过的那一位';
    const open = new Set(state.withdrawals.open.map(({ withdrawal }) => withdrawal));
    return settles.every((each) => open.has(each)) ? undefined : '写的不是还没有答复的一次撤回';
  },
  evolve: ({ version, withdrawals }, { settles, consent }) => ({
    consent: { version, content: consent },
    withdrawals: { ...withdrawals, open: withdrawals.open.filter(({ withdrawal }) => !settles.includes(withdrawal)) },
  }),
});

export const decideConsentRenewal = (state: DossierState, says: { settles: number[]; consent: Sealed }) =>
  decided(state, renewConsent, says);
