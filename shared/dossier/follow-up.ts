import { addDays, addMonths } from '../calendar/dates.ts';
import type { FollowUpFinding } from '../ledger/visit.ts';
import type { End, FollowUpMonths, leavings } from '../matters/standing.ts';
import type { DossierState } from './state.ts';
import { isTemporary } from './temporary-state.ts';

/** 回访: what a dossier's state knows of the visits to its household since it has left. ISO dates. */
export interface FollowUpState {
  /** The day of the latest, whether or not anybody was met. */
  last: string | null;
  /** Since when it is back in hardship, as far as anybody has found; null where it is not. */
  hardAgainOn: string | null;
}

export const noFollowUps: FollowUpState = { last: null, hardAgainOn: null };

/** So many days before it is due a visit counts for it. */
const EARLY_DAYS = 30;

/** What a follow-up adds: entered late, an earlier one says nothing of how the household is now. */
export function followedUp(
  { last, hardAgainOn }: FollowUpState,
  visitedOn: string,
  finding: FollowUpFinding,
): FollowUpState {
  if (last !== null && visitedOn < last) return { last, hardAgainOn };
  const found = { hardAgain: visitedOn, stable: null, notMet: hardAgainOn };
  return { last: visitedOn, hardAgainOn: found[finding] };
}

/**
 * The follow-up that is due next: which of them, and its day. One visit does for all that were due by then; none is due
 * of a household that is on file again, that has come to nothing more, or that was taken in for a time alone.
 */
export function nextFollowUp(state: DossierState, months: FollowUpMonths): { n: number; due: string } | undefined {
  const { standing, end, successor, followUps } = state;
  if (isTemporary(state)) return undefined;
  if (standing !== 'left' || end === null || successor !== null || !hasLeftBy(end.as, months)) return undefined;
  const due = months[end.as].map((each) => addMonths(end.on, each));
  const next = due.findIndex((day) => followUps.last === null || addDays(day, -EARLY_DAYS) > followUps.last);
  return next < 0 ? undefined : { n: next + 1, due: due[next] as string };
}

const hasLeftBy = (as: End, months: FollowUpMonths): as is (typeof leavings)[number] => Object.hasOwn(months, as);
