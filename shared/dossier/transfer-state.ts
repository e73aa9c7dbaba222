import { addDays } from '../calendar/dates.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { isOpen, type Matter } from './matter.ts';
import type { DossierState } from './state.ts';

// What is asked of a transfer, apart from the deeds and their schemas, which whoever only asks need not carry.

/** What became of a transfer: `lapsed` when the household left before it was answered. */
export type TransferAnswer = 'accepted' | 'refused' | 'withdrawn' | 'lapsed';

/** 移交: from one union to another, the last that was proposed. Org paths and ISO dates. */
export interface Transfer {
  /** 1, 2, 3 … in the dossier. */
  transfer: number;
  from: string;
  to: string;
  /** Who proposed it. */
  by: string;
  proposedOn: string;
  reason: Sealed;
  /** How often the receiving union, and then those above it, were reminded; and since when it waits after that. */
  reminded: number;
  since: string;
  /** Null while it waits. */
  answer: { outcome: TransferAnswer; on: string; reason: Sealed | null } | null;
}

type Transferring = Pick<DossierState, 'transfer'>;

/** The transfer that waits for its answer; null where none does. */
export const pendingTransfer = ({ transfer }: Transferring): Transfer | null =>
  transfer !== null && transfer.answer === null ? transfer : null;

/** The last day on which a union answers that was asked on an ISO date, or reminded. */
export const transferDue = (asked: string, { transferDays }: { transferDays: number }): string =>
  addDays(asked, transferDays);

/**
 * Whether something is being decided about the household, which its union finishes first. A review that nobody has
 * reported yet goes along: where a union is no more, nobody would report it.
 */
export function isBeingDecided({ matter }: { matter: Matter }): boolean {
  const { kind, stage, returned } = matter;
  return isOpen(matter) && !(kind === 'reverification' && stage === 'form' && returned === null);
}

/** Why no matter is begun by a person while the household may go to another union. */
export const transferRefusal = (state: Transferring): string | undefined =>
  pendingTransfer(state) ? '正在移交给另一个工会，等对方答复，或先撤回移交' : undefined;

/** A transfer that nobody answered ends with the dossier's life. */
export function lapsed(state: Transferring, on: string): Transferring {
  const pending = pendingTransfer(state);
  return { transfer: pending ? { ...pending, answer: { outcome: 'lapsed', on, reason: null } } : state.transfer };
}
