import { sha256 } from '#platform/sha256';
import { addDays, endOfDay } from '../calendar/dates.ts';
import { addWorkingDays, type Calendar } from '../calendar/working-days.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import type { Timed } from './steps.ts';

// All that the workflow waits for is reckoned here: people's days in calendar days, approvals and notices in working days.

type Deadlines = ProvinceProfile['deadlines'];

const DAY_SECONDS = 24 * 3600;

/** So long an execution may last at AWS; it never does, because it is handed over before. */
export const EXECUTION_SECONDS = 365 * DAY_SECONDS;

/** An execution that has waited for somebody so long hands over to the next run: the longest single wait still fits. */
export const HANDOVER_SECONDS = 200 * DAY_SECONDS;
/** What is left of its year then, in days: nobody is given longer for one thing (infra/provinces/check.ts). */
export const longestWaitDays = 150;

/** A step that waits for nobody: as long as the slowest of its functions may take (infra/functions.ts). */
export const STEP_SECONDS = 60;

/** Step Functions refuses a wait of no seconds; this short it is when the time has passed, or when nothing is awaited. */
export const SHORTEST_WAIT_SECONDS = 60;

function daysFor(awaited: Timed, deadlines: Deadlines): number {
  const days: Record<Timed, number> = {
    survey: deadlines.surveyDays,
    deliberation: deadlines.deliberationDays,
    checking: deadlines.checkingDays,
    resolutions: deadlines.resolutionDays,
    signature: deadlines.planDays,
    update: deadlines.reverificationDays,
  };
  return days[awaited];
}

/** How many seconds it may take before it counts as overdue, to the second from when the wait begins. */
export function secondsFor(awaited: Timed, deadlines: Deadlines): number {
  return daysFor(awaited, deadlines) * DAY_SECONDS;
}

/** The last day for it, as people are told: an ISO date, reckoned from the ISO date on which it became theirs to do. */
export function lastDayFor(awaited: Timed, from: string, deadlines: Deadlines): string {
  return addDays(from, daysFor(awaited, deadlines));
}

/**
 * The last day for the approver of a level (from 1) who is asked on an ISO date: the level's working days, that date not
 * counted. They have until `endOfDay` of it.
 *
 * @throws CalendarError E1250 when it would lie outside the known years
 */
export function lastDayToDecide(
  calendar: Calendar,
  today: string,
  level: number,
  { levels }: Pick<ProvinceProfile['approval'], 'levels'>,
): string {
  return addWorkingDays(calendar, today, levels[level - 1]?.workingDays ?? 5);
}

/** Over so long what ends with a day is spread: the first hours of the next, when nobody is kept waiting by it. */
export const SPREAD_SECONDS = 6 * 3600;

/**
 * How many seconds after the end of a day a dossier's turn comes, always the same for one dossier and for all of them
 * evenly from none to `SPREAD_SECONDS`: thousands of executions that wait for one midnight wake one after the other. Never
 * early; that the day is over is told by whoever shows it, by the day itself.
 */
function turnOf(dossierId: string): number {
  return Math.floor((Number.parseInt(sha256(`turn/${dossierId}`).slice(0, 8), 16) / 2 ** 32) * SPREAD_SECONDS);
}

/** How many seconds it is until a dossier's turn after an approval's deadline (ISO instant), rounded up. */
export function secondsToDecide(dossierId: string, deadline: string, now: Date): number {
  const left = Math.ceil((Date.parse(deadline) - now.getTime()) / 1000);
  return Math.max(SHORTEST_WAIT_SECONDS, left + turnOf(dossierId));
}

/** The instant, ISO, at which a dossier's notice is closed: its turn after the end of the notice's last day (`noticeEnd`). */
export function noticeClosesAt(dossierId: string, lastDay: string): string {
  return new Date(Date.parse(endOfDay(lastDay)) + turnOf(dossierId) * 1000).toISOString();
}
