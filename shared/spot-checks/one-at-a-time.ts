import { addDays } from '../calendar/dates.ts';

/** Of a public draw that did not take place there are no numbers: so many days after it another may be named. */
const NO_NUMBERS_AFTER = 30;

/**
 * Until when a 抽查 keeps others of its area and kind from being prepared. Who could prepare several for one public draw
 * could have only the pleasing one drawn. Before the day of that draw nobody knows the numbers, and another may take its
 * place. But what a union above has prepared, those who are looked at do not call off.
 *
 * @param on ISO date of its public draw
 * @param by whether it was prepared `above` the union of whoever prepares the next
 * @param today ISO date
 * @returns ISO date, the last day on which nothing else is prepared; undefined where another may take its place
 */
export function toDrawUntil(on: string, by: 'above' | 'own', today: string): string | undefined {
  const last = addDays(on, NO_NUMBERS_AFTER);
  return today > last || (today < on && by === 'own') ? undefined : last;
}
