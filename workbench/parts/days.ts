const DAY_MS = 86_400_000;

/** How far a last day is, for people: 今天到期, 还有 3 天, 已过 2 天. @param today ISO date */
export function daysLeft(due: string, today: string): string {
  const days = Math.round((Date.parse(due) - Date.parse(today)) / DAY_MS);
  if (days === 0) return '今天到期';
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`;
}
