import type { DossierState } from '../dossier/state.ts';
import { pendingTransfer } from '../dossier/transfer-state.ts';
import { mayNot, type User } from './may.ts';

/** Whether the user's union is the one that is, or was last, to answer a transfer. */
export const isAsked = (user: User, { transfer }: DossierState): boolean =>
  transfer !== null && mayNot(user, 'answerTransfer', { orgPath: transfer.to }) === undefined;

export const answeredThere = '移交由接收的工会答复。';

/** Why this person does not accept what is proposed: they proposed it (E1504). */
export function ownProposal(user: User, state: DossierState): string | undefined {
  return pendingTransfer(state)?.by === user.id ? '提出和接收须由两个人办理，这一次移交是您提出的。' : undefined;
}
