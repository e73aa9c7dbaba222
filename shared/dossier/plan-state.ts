import * as z from 'zod';
import type { DossierState } from './state.ts';

/** Most plans of one household, one after the other. */
export const mostPlans = 50;
export const planNumber = z.int().min(1).max(mostPlans);

/** How far ahead a household may be promised to be lifted out, in months. */
export const furthestDueMonths = 60;

/** Made, and its cards are not issued yet: its workflow runs. */
export const awaitsCards = ({ standing, plan, issuedFor }: DossierState): boolean =>
  standing === 'onFile' && plan !== null && !issuedFor.includes(plan.plan);
