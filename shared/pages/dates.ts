import { dateInShanghai, dateInWords, timeInShanghai } from '../calendar/dates.ts';

export { dateInWords };

/** 2027-06 as 2027年6月. */
export function monthInWords(isoMonth: string): string {
  const [year, month] = isoMonth.split('-').map(Number);
  return `${year}年${month}月`;
}

/** An instant (ISO, UTC) as people in Shanghai's zone say it: 2026年11月23日 14:05. */
export function momentInWords(isoInstant: string): string {
  return `${dateInWords(dateInShanghai(isoInstant))} ${timeInShanghai(isoInstant)}`;
}
