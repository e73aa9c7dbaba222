const DAY_MS = 86_400_000;

/** What is due later than this waits its time, and pushes nothing. */
export const SOON_DAYS = 60;

/** Whether something is to be thought of now: due within SOON_DAYS, late, or without a day. @param today ISO date */
export const isSoon = (due: string | null, today: string): boolean =>
  due === null || Date.parse(due) - Date.parse(today) <= SOON_DAYS * DAY_MS;

/** How far a last day is, for people: 今天到期, 还有 3 天, 已过 2 天. @param today ISO date */
export function daysLeft(due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
  if (days === 0) return '今天到期';
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`;
}
