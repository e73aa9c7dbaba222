import { isOnFile } from './life.ts';
import type { DossierState } from './state.ts';

/** Most plans of one household, one after the other. */
export const mostPlans = 50;

/** How far ahead a household may be promised to be lifted out, in months. */
export const furthestDueMonths = 60;

/** Made, and its cards are neither issued nor declined: its workflow runs. */
export const awaitsCards = ({ standing, plan, issuedFor }: DossierState): boolean =>
  isOnFile({ standing }) && plan !== null && plan.declined === null && !issuedFor.includes(plan.plan);

/** Whether this plan is the one that waits for the worker's word. */
export const awaitsSignature = ({ plan }: Pick<DossierState, 'plan'>, number: number): boolean =>
  plan?.plan === number && plan.signedAt === null && plan.declined === null;

/** Why the worker cannot say a word on this plan (any more), as a Chinese sentence; undefined when they can. */
export function notToSign({ plan }: Pick<DossierState, 'plan'>, number: number): string | undefined {
  if (plan === null) return '还没有制定帮扶计划';
  if (plan.plan !== number) return '帮扶计划已有新的版本，请打开最近的链接';
  if (plan.declined) return '困难职工不同意这一版帮扶计划，请另订一版';
  return plan.signedAt === null ? undefined : '帮扶计划已经签字确认';
}

/** Why this plan is not shown to be signed in presence; undefined when it is. */
export const notToShow = (state: DossierState, number: number): string | undefined =>
  isOnFile(state) ? notToSign(state, number) : '这一户没有在册，不用签字';

/** Why this is not the paper that waits to be confirmed, or `by` is not who may; undefined when it is. */
export function otherPaper({ plan }: Pick<DossierState, 'plan'>, attachment: string, by?: string): string | undefined {
  if (plan?.onPaper == null) return '这一版没有等着核对的纸质签字';
  if (plan.onPaper.attachment !== attachment) return '登记的纸质签字是另一份附件，请看过再办';
  return plan.onPaper.by === by ? '登记和核对纸质签字须由两个人办理' : undefined;
}
