import arrangements from './arrangements.json' with { type: 'json' };
import { addDays, daysBetween } from './dates.ts';
import { CalendarError } from './errors.ts';

const years = Object.keys(arrangements).sort();

/** First and last ISO date of the years whose arrangement by the State Council is known. */
export const coveredFrom = `${years[0]}-01-01`;
export const coveredUntil = `${years.at(-1)}-12-31`;

const off = new Set(Object.entries(arrangements).flatMap(([year, { off }]) => off.map((date) => `${year}-${date}`)));
const work = new Set(Object.entries(arrangements).flatMap(([year, { work }]) => work.map((date) => `${year}-${date}`)));

/**
 * Whether an ISO date is a working day: a weekday that is no holiday, or a weekend day to be worked (调休).
 *
 * @throws CalendarError E1250 outside `coveredFrom` to `coveredUntil`
 */
export function isWorkingDay(date: string): boolean {
  const weekday = new Date(date).getUTCDay();
  if (date < coveredFrom || date > coveredUntil) throw new CalendarError(date, coveredFrom, coveredUntil);
  return weekday === 0 || weekday === 6 ? work.has(date) : !off.has(date);
}

/**
 * Calendar days after an ISO date for which it is known whether they are worked: 0 on the last one, negative behind it.
 * @throws RangeError when it is no date
 */
export function daysCovered(today: string): number {
  return daysBetween(today, coveredUntil);
}

/**
 * The n-th working day after an ISO date; the date itself does not count (民法典第二百零一条).
 *
 * @param n whole working days, at least 1
 * @throws CalendarError E1250 when it would lie outside the known years
 */
export function addWorkingDays(date: string, n: number): string {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  let current = date;
  for (let left = n; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current)) left -= 1;
  }
  return current;
}

/**
 * The last day of a public notice opened on an ISO date: so many whole working days, the opening day not counted, so
 * that nobody loses the hours before it was opened. The notice stays up until `endOfDay` of it.
 *
 * @throws CalendarError E1250 when it would lie outside the known years
 */
export function noticeEnd(from: string, workingDays: number): string {
  return addWorkingDays(from, workingDays);
}
