import * as z from 'zod/mini';
import { matterTitles } from '../matters/course.ts';
import { orgPathShape } from '../organisation/org-path.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed } from './deed.ts';
import type { DossierState } from './state.ts';
import { isBeingDecided, pendingTransfer, type TransferAnswer } from './transfer-state.ts';

/** So often one dossier may be proposed to another union. */
const mostTransfers = 200;

const number = z.int().check(z.minimum(1), z.maximum(mostTransfers));

/** 提出移交：给另一个工会，为什么；接收以前，一切照旧 */
export const proposeTransfer = deed('proposeTransfer', {
  title: '提出移交',
  says: { transfer: number, to: z.string().check(z.regex(orgPathShape)), reason: Sealed },
  place: 'inCare',
  refuse: (state, { transfer, to }) => {
    if (pendingTransfer(state)) return '已经提出移交，等对方答复；要移交给别的工会，先撤回';
    if (to === state.orgPath) return '这份档案就在这个工会，不用移交';
    return beingDecided(state) ?? (transfer === transferToPropose(state) ? undefined : '移交的编号不相接');
  },
  evolve: ({ orgPath }, { transfer, to, reason }, { actor, on }) => ({
    transfer: {
      ...{ transfer, from: orgPath, to, by: actor.id, proposedOn: on },
      ...{ reason, reminded: 0, since: on, answer: null },
    },
  }),
});

/** 接收移交：从此归接收的工会，连同全部日志、台账、待办 */
export const acceptTransfer = deed('acceptTransfer', {
  title: '接收移交',
  says: { transfer: number },
  place: 'inCare',
  refuse: (state, says) => notPending(state, says) ?? beingDecided(state),
  evolve: (state, _, { on }) => ({ ...answered(state, 'accepted', on), orgPath: state.transfer?.to ?? state.orgPath }),
});

/** 退回移交：接收的工会不收，为什么 */
export const refuseTransfer = deed('refuseTransfer', {
  title: '退回移交',
  says: { transfer: number, reason: Sealed },
  place: 'inCare',
  refuse: notPending,
  evolve: (state, { reason }, { on }) => answered(state, 'refused', on, reason),
});

/** 撤回移交：提出的一方不移交了 */
export const withdrawTransfer = deed('withdrawTransfer', {
  title: '撤回移交',
  says: { transfer: number, reason: Sealed },
  place: 'inCare',
  refuse: notPending,
  evolve: (state, { reason }, { on }) => answered(state, 'withdrawn', on, reason),
});

/** 催办移交：没有按期答复的，一次比一次告诉更上一级；从不因此算作接收 */
export const remindTransfer = deed('remindTransfer', {
  title: '催办移交',
  says: { transfer: number, times: z.int().check(z.minimum(1)) },
  place: 'inCare',
  refuse: (state, says) => {
    const pending = pendingTransfer(state);
    return notPending(state, says) ?? (says.times === Number(pending?.reminded) + 1 ? undefined : '这一次已经催办过');
  },
  evolve: ({ transfer }, { times }, { on }) => ({ transfer: transfer && { ...transfer, reminded: times, since: on } }),
});

export const transferToPropose = ({ transfer }: Pick<DossierState, 'transfer'>): number =>
  (transfer?.transfer ?? 0) + 1;

export const decideTransfer = (state: DossierState, says: { to: string; reason: Sealed }) =>
  decided(state, proposeTransfer, { ...says, transfer: transferToPropose(state) });

export const decideAcceptance = (state: DossierState, says: { transfer: number }) =>
  decided(state, acceptTransfer, says);

export const decideTransferRefusal = (state: DossierState, says: { transfer: number; reason: Sealed }) =>
  decided(state, refuseTransfer, says);

export const decideTransferWithdrawal = (state: DossierState, says: { transfer: number; reason: Sealed }) =>
  decided(state, withdrawTransfer, says);

/** @param transfer the one that was found late: another may wait by now */
export function decideReminder(state: DossierState, transfer: number) {
  const times = (pendingTransfer(state)?.reminded ?? 0) + 1;
  return decided(state, remindTransfer, { transfer, times });
}

function notPending(state: DossierState, { transfer }: { transfer: number }): string | undefined {
  const pending = pendingTransfer(state);
  if (pending === null) return '没有等待答复的移交';
  if (pending.transfer === transfer) return undefined;
  return `等待答复的是第 ${pending.transfer} 次移交，不是您看到的第 ${transfer} 次，请看过再办`;
}

function beingDecided(state: DossierState): string | undefined {
  if (!isBeingDecided(state)) return undefined;
  const { matter } = state;
  return `正在办理第 ${matter.matter} 件事项（${matterTitles[matter.kind]}），办结或取消以后再移交`;
}

function answered(
  { transfer }: DossierState,
  outcome: TransferAnswer,
  on: string,
  reason: Sealed | null = null,
): Pick<DossierState, 'transfer'> {
  return { transfer: transfer && { ...transfer, answer: { outcome, on, reason } } };
}
