import type { DossierState } from './state.ts';

/** Made, and its cards are not issued yet: its workflow runs. */
export const awaitsCards = ({ standing, plan, issuedFor }: DossierState): boolean =>
  standing === 'onFile' && plan !== null && !issuedFor.includes(plan.plan);
