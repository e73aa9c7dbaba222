import { addDays } from '../calendar/dates.ts';
import { agreedNumbers, mostEntries } from './entries.ts';

/** Of a public draw that did not take place there are no numbers: so many days after it another may be named. */
const NO_NUMBERS_AFTER = 30;

/**
 * Until when a 抽查 must be drawn before another of its area and kind is prepared: whoever could prepare several for one
 * public draw could have only the pleasing one drawn. Before the day of the draw nobody knows the numbers, so that
 * another may take its place; so it may where no numbers can come into force any more.
 *
 * @param today ISO date
 * @returns ISO date, the last day on which nothing else is prepared; undefined where another may take its place
 */
export function toDrawUntil(
  { publicDraw, entries }: { publicDraw: { on: string }; entries: readonly { by: string; numbers: string }[] },
  today: string,
): string | undefined {
  const last = addDays(publicDraw.on, NO_NUMBERS_AFTER);
  const isStuck = entries.length >= mostEntries && agreedNumbers(entries) === null;
  return today < publicDraw.on || today > last || isStuck ? undefined : last;
}
