import * as z from 'zod/mini';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoMonth } from './deed.ts';
import { newlyInForce } from './evaluation.ts';
import { planNumber } from './plan-number.ts';
import { mostPlans, notToSign, otherPaper } from './plan-state.ts';
import type { DossierState } from './state.ts';

/**
 * 制定帮扶计划: the first, another in the place of one that is not signed yet, or the revision of one that is. Until that
 * is signed, too, the one before stays in force.
 */
export const makePlan = deed('makePlan', {
  title: '制定帮扶计划',
  says: { plan: planNumber, dueMonth: isoMonth, content: Sealed },
  place: 'onFile',
  refuse: (state, { plan }) => {
    if (planToMake(state) > mostPlans) return `一份档案最多制定 ${mostPlans} 版帮扶计划，已经满了`;
    return plan === planToMake(state) ? undefined : '帮扶计划的编号不相接';
  },
  evolve: ({ attachments }, { plan, dueMonth, content }, { on }) => ({
    plan: {
      ...{ plan, dueMonth, content, madeOn: on, signedAt: null, declined: null },
      ...{ papersBefore: attachments.length, onPaper: null },
      ...{ run: 1, overdue: null, stalled: null },
    },
  }),
});

export const planToMake = ({ plan }: Pick<DossierState, 'plan'>): number => (plan?.plan ?? 0) + 1;

export const decidePlan = (state: DossierState, says: { dueMonth: string; content: Sealed }) =>
  decided(state, makePlan, { ...says, plan: planToMake(state) });

/**
 * 签字确认: from now on this plan is in force, and none before it. `shownBy`: signed in presence, by a link that this
 * person of the staff showed; `paper`: on this paper, as `by` confirms, who is another than recorded it.
 */
export const signPlan = deed('signPlan', {
  title: '签字确认',
  says: {
    plan: planNumber,
    signature: Sealed,
    shownBy: z.nullable(z.string()),
    paper: z.nullable(z.strictObject({ attachment: z.string(), by: z.string() })),
  },
  place: 'onFile',
  refuse: (state, { plan, paper }) =>
    notToSign(state, plan) ?? (paper === null ? undefined : otherPaper(state, paper.attachment, paper.by)),
  evolve: ({ plan }, _, { at }) => ({
    plan: plan && { ...plan, signedAt: at, overdue: null },
    planInForce: plan && newlyInForce(plan),
  }),
});

export const decideSignature = (
  state: DossierState,
  says: { plan: number; signature: Sealed; shownBy: string | null },
) => decided(state, signPlan, { ...says, paper: null });

/** 不同意: the worker does not sign this plan, and says why; another is made. One that is in force stays so. */
export const declinePlan = deed('declinePlan', {
  title: '不同意帮扶计划',
  says: { plan: planNumber, reason: Sealed },
  place: 'onFile',
  refuse: (state, { plan }) => notToSign(state, plan),
  evolve: ({ plan }, { reason }, { on }) => ({ plan: plan && { ...plan, declined: { on, reason }, overdue: null } }),
});

export const decideDecline = (state: DossierState, says: { plan: number; reason: Sealed }) =>
  decided(state, declinePlan, says);

/** 发放联系卡: those of an earlier plan are replaced by these (换发), and stay where they are. */
export const issueCards = deed('issueCards', {
  title: '发放联系卡',
  says: {
    plan: planNumber,
    documents: z.array(z.strictObject({ kind: z.string(), key: z.string(), sha256: z.string() })),
  },
  place: 'onFile',
  refuse: ({ plan, issuedFor }, action) => {
    if (plan?.plan !== action.plan || plan.signedAt === null) return '帮扶计划尚未签字，不得发卡';
    return issuedFor.includes(action.plan) ? '这一版帮扶计划的联系卡已经发放' : undefined;
  },
  evolve: ({ issuedFor }, { plan, documents }) => ({ documents, issuedFor: [...issuedFor, plan] }),
});

export const decideCards = (state: DossierState, says: Omit<z.infer<typeof issueCards.schema>, 'type'>) =>
  decided(state, issueCards, says);
