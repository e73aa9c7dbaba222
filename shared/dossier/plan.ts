import * as z from 'zod';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoMonth } from './deed.ts';
import { newlyInForce } from './evaluation.ts';
import { planNumber } from './plan-number.ts';
import { mostPlans } from './plan-state.ts';
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
  evolve: (_, { plan, dueMonth, content }, { on }) => ({
    plan: { plan, dueMonth, content, madeOn: on, signedAt: null, declined: null, run: 1, overdue: null, stalled: null },
  }),
});

export const planToMake = ({ plan }: Pick<DossierState, 'plan'>): number => (plan?.plan ?? 0) + 1;

export const decidePlan = (state: DossierState, says: { dueMonth: string; content: Sealed }) =>
  decided(state, makePlan, { ...says, plan: planToMake(state) });

/** 签字确认: from now on this plan is in force, and none before it. */
export const signPlan = deed('signPlan', {
  title: '签字确认',
  says: { plan: planNumber, signature: Sealed },
  place: 'onFile',
  refuse: ({ plan }, action) => {
    if (plan?.plan !== action.plan) return '帮扶计划已有新的版本，请打开最近的链接';
    if (plan.declined) return '困难职工不同意这一版帮扶计划，请另订一版';
    return plan.signedAt === null ? undefined : '帮扶计划已经签字确认';
  },
  evolve: ({ plan }, _, { at }) => ({
    plan: plan && { ...plan, signedAt: at, overdue: null },
    planInForce: plan && newlyInForce(plan),
  }),
});

export const decideSignature = (state: DossierState, says: { plan: number; signature: Sealed }) =>
  decided(state, signPlan, says);

/** 不同意: the worker does not sign this plan, and says why; another is made. One that is in force stays so. */
export const declinePlan = deed('declinePlan', {
  title: '不同意帮扶计划',
  says: { plan: planNumber, reason: Sealed },
  place: 'onFile',
  refuse: (state, action) => signPlan.refuse(state, { type: 'signPlan', plan: action.plan, signature: action.reason }),
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
