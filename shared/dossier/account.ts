import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { anew, anewRefusal, type FilledAnew, inForceAnew } from './contact.ts';
import { decided, deed } from './deed.ts';
import type { DossierState } from './state.ts';

const account = z.int().check(z.minimum(1));

/** 更换银行账户: aid goes to the one in force until somebody else has confirmed it. */
export const proposeAccount = deed('proposeAccount', {
  title: '更换银行账户',
  says: { account, content: Sealed },
  place: 'inCare',
  refuse: ({ account: { proposed, pending } }, { account }) => {
    if (pending !== null) return '已有一个新的银行账户等着确认，先确认或不采用';
    return account === proposed + 1 ? undefined : '银行账户的编号不相接';
  },
  evolve: (_, { account, content }, { actor, on }) => ({
    account: { proposed: account, pending: { account, by: actor.id, on, content } },
  }),
});

export const decideAccount = (state: DossierState, says: { content: Sealed }) =>
  decided(state, proposeAccount, { account: state.account.proposed + 1, ...says });

/** 确认银行账户: the form in force is filled in with it anew, and so is what an open matter proposes. */
export const confirmAccount = deed('confirmAccount', {
  title: '确认银行账户',
  says: { account, ...anew },
  place: 'inCare',
  refuse: (state, { account, ...says }) => otherAccount(state, account) ?? anewRefusal(state, says),
  evolve: (state, says, told) => ({
    ...inForceAnew(state, says, told),
    account: { ...state.account, pending: null },
  }),
});

export const decideAccountConfirmed = (state: DossierState, says: { account: number } & FilledAnew) =>
  decided(state, confirmAccount, { ...says, form: state.form + 1 });

/** 不采用新的银行账户: the one in force stays. */
export const refuseAccount = deed('refuseAccount', {
  title: '不采用新的银行账户',
  says: { account, reason: Sealed },
  place: 'inCare',
  refuse: (state, { account }) => otherAccount(state, account),
  evolve: (state) => ({ account: { ...state.account, pending: null } }),
});

export const decideAccountRefused = (state: DossierState, says: { account: number; reason: Sealed }) =>
  decided(state, refuseAccount, says);

/** Whoever confirms says which they have seen. */
function otherAccount({ account: { pending } }: DossierState, account: number): string | undefined {
  if (pending === null) return '没有等着确认的银行账户';
  return pending.account === account
    ? undefined
    : `等着确认的是第 ${pending.account} 次登记的银行账户，不是您看到的第 ${account} 次，请看过再办`;
}
