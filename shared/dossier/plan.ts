import * as z from 'zod';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed } from './deed.ts';
import type { DossierState } from './state.ts';

/** How far ahead a household may be promised to be lifted out, in months. */
export const furthestDueMonths = 60;

/** 制定帮扶计划 */
export const makePlan = deed('makePlan', {
  title: '制定帮扶计划',
  says: { plan: z.int().min(1), content: Sealed },
  place: 'onFile',
  refuse: ({ plan }, action) => {
    if (plan?.signedAt) return '帮扶计划已由困难职工签字确认';
    return action.plan === (plan?.plan ?? 0) + 1 ? undefined : '帮扶计划的编号不相接';
  },
  evolve: (_, { plan, content }, { on }) => ({
    plan: { plan, content, madeOn: on, signedAt: null, run: 1, overdue: null, stalled: null },
  }),
});

export const planToMake = ({ plan }: Pick<DossierState, 'plan'>): number => (plan?.plan ?? 0) + 1;

export const decidePlan = (state: DossierState, says: { content: Sealed }) =>
  decided(state, makePlan, { ...says, plan: planToMake(state) });

/** 困难职工签字确认 */
export const signPlan = deed('signPlan', {
  title: '签字确认',
  says: { plan: z.int().min(1), signature: Sealed },
  place: 'onFile',
  refuse: ({ plan }, action) => {
    if (plan?.plan !== action.plan) return '帮扶计划已有新的版本，请打开最近的链接';
    return plan.signedAt === null ? undefined : '帮扶计划已经签字确认';
  },
  evolve: ({ plan }, _, { at }) => ({ plan: plan && { ...plan, signedAt: at, overdue: null } }),
});

export const decideSignature = (state: DossierState, says: { plan: number; signature: Sealed }) =>
  decided(state, signPlan, says);

/** 发放联系卡 */
export const issueCards = deed('issueCards', {
  title: '发放联系卡',
  says: { documents: z.array(z.strictObject({ kind: z.string(), key: z.string(), sha256: z.string() })) },
  place: 'onFile',
  refuse: ({ plan }) => (plan?.signedAt ? undefined : '帮扶计划尚未签字，不得发卡'),
  evolve: (_, { documents }) => ({ documents }),
});

export const decideCards = (state: DossierState, says: Omit<z.infer<typeof issueCards.schema>, 'type'>) =>
  decided(state, issueCards, says);
