import type { Arrangement } from './arrangement.ts';
import { addDays, daysBetween } from './dates.ts';
import { CalendarError } from './errors.ts';

/** 工作日历: which days are worked, for the years whose arrangement is known. */
export interface Calendar {
  /** First and last ISO date of those years. */
  readonly from: string;
  readonly until: string;
  /** One a year, without a gap between them, oldest first. */
  readonly arrangements: readonly Arrangement[];
  readonly off: ReadonlySet<string>;
  readonly work: ReadonlySet<string>;
}

/**
 * The calendar of arrangements that follow one another; of several of one year the last counts.
 *
 * @throws RangeError when there is none, or a year between them has none
 */
export function calendarOf(all: readonly Arrangement[]): Calendar {
  const arrangements = [...new Map(all.map((each) => [each.year, each])).values()].sort((a, b) => a.year - b.year);
  const [first, last] = [arrangements[0], arrangements.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('a calendar of no year');
  if (last.year - first.year !== arrangements.length - 1) throw new RangeError('a calendar with a year left out');
  return {
    from: `${first.year}-01-01`,
    until: `${last.year}-12-31`,
    arrangements,
    off: new Set(arrangements.flatMap(({ off }) => off)),
    work: new Set(arrangements.flatMap(({ work }) => work)),
  };
}

/**
 * Whether an ISO date is a working day: a weekday that is no holiday, or a weekend day to be worked (调休).
 *
 * @throws CalendarError E1250 outside the calendar's years
 */
export function isWorkingDay({ from, until, off, work }: Calendar, date: string): boolean {
  if (date < from || date > until) throw new CalendarError(date, from, until);
  return isWeekend(date) ? work.has(date) : !off.has(date);
}

/** Whether an ISO date is a Saturday or a Sunday. */
export function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}

/**
 * Calendar days after an ISO date for which it is known whether they are worked: 0 on the last one, negative behind it.
 * @throws RangeError when it is no date
 */
export function daysCovered({ until }: Calendar, today: string): number {
  return daysBetween(today, until);
}

/**
 * The n-th working day after an ISO date; the date itself does not count (民法典第二百零一条).
 *
 * @param n whole working days, at least 1
 * @throws CalendarError E1250 when it would lie outside the known years
 */
export function addWorkingDays(calendar: Calendar, date: string, n: number): string {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of working days: ${n}`);
  let current = date;
  for (let left = n; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return current;
}

/**
 * The last day of a public notice opened on an ISO date: so many whole working days, the opening day not counted, so
 * that nobody loses the hours before it was opened. The notice stays up until `endOfDay` of it.
 *
 * @throws CalendarError E1250 when it would lie outside the known years
 */
export function noticeEnd(calendar: Calendar, from: string, workingDays: number): string {
  return addWorkingDays(calendar, from, workingDays);
}
