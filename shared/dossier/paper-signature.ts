import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoDate, type Refusal } from './deed.ts';
import { signPlan } from './plan.ts';
import { planNumber } from './plan-number.ts';
import { notToSign, otherPaper } from './plan-state.ts';
import type { DossierState } from './state.ts';

/** What the two of the staff have before them: which paper, of which plan. */
interface Paper {
  plan: number;
  attachment: string;
}

/** 登记纸质签字: the worker has signed a paper, of which this attachment is the picture. It counts when it is confirmed. */
export const recordPaper = deed('recordPaper', {
  title: '登记纸质签字',
  says: { plan: planNumber, attachment: z.string(), signedOn: isoDate },
  place: 'onFile',
  refuse: (state, { plan, attachment, signedOn }) => {
    const refused = notToSignOnPaper(state, plan);
    if (refused !== undefined || state.plan === null) return refused;
    if (signedOn < state.plan.madeOn) return `签字的日期不能早于制定这一版计划的 ${state.plan.madeOn}`;
    // What was signed before is another plan's.
    const isOfThis = state.attachments.slice(state.plan.papersBefore).some(({ id }) => id === attachment);
    return isOfThis ? undefined : '签字的纸须在制定这一版计划以后上传，并且已经收下';
  },
  evolve: ({ plan }, { attachment, signedOn }, { actor }) => ({
    plan: plan && { ...plan, onPaper: { attachment, signedOn, by: actor.id } },
  }),
});

/** Why no paper is recorded for this plan, whichever paper it is; undefined when one can be. */
export const notToSignOnPaper = (state: DossierState, plan: number): string | undefined =>
  notToSign(state, plan) ?? (state.plan?.onPaper ? '这一版的纸质签字已经登记，等另一位工作人员核对' : undefined);

export const decidePaperSignature = (state: DossierState, says: Paper & { signedOn: string }) =>
  decided(state, recordPaper, says);

/** Confirmed by somebody else: then the plan is signed. */
export const decidePaperConfirmed = (state: DossierState, { plan, attachment }: Paper, by: string, signature: Sealed) =>
  ownPaper(state, by) ?? decided(state, signPlan, { plan, signature, shownBy: null, paper: { attachment, by } });

/** 不采用纸质签字: the picture does not show what was recorded, or whoever recorded it takes it back. */
export const refusePaper = deed('refusePaper', {
  title: '不采用纸质签字',
  says: { plan: planNumber, attachment: z.string(), reason: Sealed },
  place: 'onFile',
  refuse: (state, { plan, attachment }) => notToSign(state, plan) ?? otherPaper(state, attachment),
  evolve: ({ plan }) => ({ plan: plan && { ...plan, onPaper: null } }),
});

export const decidePaperRefused = (state: DossierState, says: Paper & { reason: Sealed }) =>
  decided(state, refusePaper, says);

/** Two people stand for a signature on paper (E1504). */
function ownPaper({ plan }: DossierState, by: string): Refusal | undefined {
  if (plan?.onPaper?.by !== by) return undefined;
  return { refused: '登记和核对纸质签字须由两个人办理，这一份是您登记的', code: 1504 };
}
