import { addDays } from '../calendar/dates.ts';
import type { DossierState } from './state.ts';

// What is asked of a draft that nobody submits, apart from the deeds and their schemas, which whoever only asks need not carry.

/** Since when nobody has saved the form, and when somebody was last warned of what comes of that. ISO dates. */
export interface Idle {
  since: string;
  warnedOn: string | null;
}

/** So many days before its end somebody is warned. */
export const DAYS_WARNED = 30;

/** Somebody is at work on it. */
export const touched = (on: string): { idle: Idle } => ({ idle: { since: on, warnedOn: null } });

/** Whether it was never submitted: nobody was asked for consent, and nothing but the draft is there. */
export const isDraft = ({ standing, matter }: Pick<DossierState, 'standing' | 'matter'>): boolean =>
  standing === 'applying' && matter.form === null;

/**
 * What comes next of a draft that nobody saves, and on which ISO date: a warning, then the end. However late the warning
 * came, so many days are left after it.
 *
 * @param days without a save, after which it ends
 */
export function nextOfIdle({ since, warnedOn }: Idle, days: number): { step: 'warn' | 'end'; due: string } {
  if (warnedOn === null) return { step: 'warn', due: addDays(since, days - DAYS_WARNED) };
  return { step: 'end', due: addDays(warnedOn, DAYS_WARNED) };
}
