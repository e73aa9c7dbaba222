import type { Sealed } from '../sealing/sealed.ts';
import type { DossierState } from './state.ts';

/** Whose consent: the worker's, on which all of it rests, or a member's. */
export const consentHolders = { worker: '困难职工本人', member: '家庭成员' } as const;
export type ConsentHolder = keyof typeof consentHolders;

/** 撤回同意 of somebody whose household is on file, and nothing has come of it yet. */
export interface ConsentWithdrawal {
  withdrawal: number;
  of: ConsentHolder;
  /** ISO date. */
  withdrawnOn: string;
  /** Who took it. */
  by: string;
  /** The matter that was open then, or was last: what is handed in later asks everybody anew. */
  matter: number;
  content: Sealed;
}

/** `recorded` counts all of them; `open`: those of which nothing has come yet. */
export interface WithdrawalState {
  recorded: number;
  open: ConsentWithdrawal[];
}

export const noWithdrawals: WithdrawalState = { recorded: 0, open: [] };

export const hasWithdrawn = ({ withdrawals }: Pick<DossierState, 'withdrawals'>): boolean =>
  withdrawals.open.length > 0;

export const withdrawnRefusal = (state: Pick<DossierState, 'withdrawals'>): string | undefined =>
  hasWithdrawn(state) ? '这一户有人撤回了同意，不再核对' : undefined;
