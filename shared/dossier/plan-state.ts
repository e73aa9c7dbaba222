import type { DossierState } from './state.ts';

/** Most plans of one household, one after the other. */
export const mostPlans = 50;

/** How far ahead a household may be promised to be lifted out, in months. */
export const furthestDueMonths = 60;

/** Made, and its cards are neither issued nor declined: its workflow runs. */
export const awaitsCards = ({ standing, plan, issuedFor }: DossierState): boolean =>
  standing === 'onFile' && plan !== null && plan.declined === null && !issuedFor.includes(plan.plan);

/** Whether this plan is the one that waits for the worker's word. */
export const awaitsSignature = ({ plan }: Pick<DossierState, 'plan'>, number: number): boolean =>
  plan?.plan === number && plan.signedAt === null && plan.declined === null;
