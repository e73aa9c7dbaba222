import type { DossierState } from './state.ts';

/** Made, and its cards are not issued yet: its workflow runs. Of a signed plan no other is made, so there are cards of one. */
export const awaitsCards = ({ standing, plan, documents }: DossierState): boolean =>
  standing === 'onFile' && plan !== null && documents.length === 0;
