/** Beijing time has been eight hours ahead of UTC, without summer time, since 1992. */
const shanghaiOffset = 8 * 3_600_000;
const day = 86_400_000;

/** The ISO date in Asia/Shanghai at an instant (an ISO instant or a Date). @throws RangeError when it is none */
export function dateInShanghai(instant: string | Date): string {
  const time = new Date(instant).getTime();
  return new Date(time + shanghaiOffset).toISOString().slice(0, 10);
}

/** Hours and minutes in Asia/Shanghai at an ISO instant: 14:05. @throws RangeError when it is none */
export function timeInShanghai(instant: string): string {
  return new Date(new Date(instant).getTime() + shanghaiOffset).toISOString().slice(11, 16);
}

/** The last millisecond of an ISO date in Asia/Shanghai, as an ISO instant. @throws RangeError when it is no date */
export function endOfDay(date: string): string {
  return new Date(midnight(date) + day - 1 - shanghaiOffset).toISOString();
}

/** The ISO date so many days later, or earlier when negative. @throws RangeError when it is no date */
export function addDays(date: string, days: number): string {
  return isoDate(midnight(date) + days * day);
}

/** Calendar days from one ISO date to another, negative when it lies before. @throws RangeError when one is no date */
export function daysBetween(from: string, to: string): number {
  return (midnight(to) - midnight(from)) / day;
}

/** The ISO date so many months later; from the 31st of a month to the last day of a shorter one. @throws RangeError when it is no date */
export function addMonths(date: string, months: number): string {
  const from = new Date(midnight(date));
  const first = Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  return isoDate(first + (Math.min(from.getUTCDate(), lastDay) - 1) * day);
}

/** The last day (ISO date) of a month (YYYY-MM). @throws RangeError when it is none */
export const lastDayOf = (month: string): string => addDays(addMonths(`${month}-01`, 1), -1);

/** Midnight of an ISO date as if it were in UTC: dates are counted there, where every day has 24 hours. */
function midnight(date: string): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(time) || isoDate(time) !== date)
    throw new RangeError(`not an ISO date: ${date}`);
  return time;
}

function isoDate(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** 2026-11-23 as 2026年11月23日. */
export function dateInWords(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${year}年${month}月${day}日`;
}
