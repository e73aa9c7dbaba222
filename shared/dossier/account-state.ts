import type { Sealed } from '../sealing/sealed.ts';
import { isInCare } from './life.ts';
import type { DossierState } from './state.ts';

/**
 * 银行账户: the one in force stands in the form in force. Another that somebody has written down waits until somebody else
 * confirms it; `proposed` counts them, so that nobody confirms another than they saw.
 */
export interface AccountState {
  proposed: number;
  pending: { account: number; by: string; on: string; content: Sealed } | null;
}

export const noAccountChange: AccountState = { proposed: 0, pending: null };

/** What waits to be confirmed; nobody confirms anything of a household that has left. */
export const pendingAccount = (state: Pick<DossierState, 'account' | 'standing'>): AccountState['pending'] =>
  isInCare(state) ? state.account.pending : null;
