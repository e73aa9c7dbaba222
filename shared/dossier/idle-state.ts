import { addDays } from '../calendar/dates.ts';
import type { DossierState } from './state.ts';

// What is asked of an application that nobody hands in, apart from the deeds and their schemas, which whoever only asks need not carry.

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

/** Whether an application is with whoever fills it in: a draft, or what was sent back. */
export const isBeingFilled = ({ standing, matter }: Pick<DossierState, 'standing' | 'matter'>): boolean =>
  standing === 'applying' && matter.stage === 'form';

/**
 * What comes next of an application that nobody fills in, and on which ISO date: a warning, then the end. However late the
 * warning came, so many days are left after it.
 *
 * @param terms after so many days a draft ends, and what was sent back: since then, or since somebody saved it
 */
export function nextOfIdle(
  state: Pick<DossierState, 'standing' | 'matter' | 'idle'>,
  { idleDays, returnedDays }: { idleDays: number; returnedDays: number },
): { step: 'warn' | 'end'; due: string } {
  const { since, warnedOn } = state.idle;
  if (warnedOn !== null) return { step: 'end', due: addDays(warnedOn, DAYS_WARNED) };
  if (isDraft(state)) return { step: 'warn', due: addDays(since, idleDays - DAYS_WARNED) };
  const sentBack = state.matter.since;
  return { step: 'warn', due: addDays(sentBack > since ? sentBack : since, returnedDays - DAYS_WARNED) };
}
