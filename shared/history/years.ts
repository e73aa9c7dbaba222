/**
 * Which years' rows say how dossiers stand on a day, and what happened since another: from the year of the earlier day on,
 * or, where that was not begun with the last rows of the one before, from the last year before it that was, or the first.
 *
 * @param from ISO dates, both included
 * @param span the day of the first row there is, and the years that begin with the last rows of the year before
 */
export function yearsToRead(
  { from, day }: { from: string; day: string },
  { first, opened }: { first: string; opened: ReadonlySet<string> },
): string[] {
  const [earliest, last] = [yearIn(first), yearIn(day)];
  let year = Math.max(Math.min(yearIn(from), last), earliest);
  while (year > earliest && !opened.has(String(year))) year--;
  return Array.from({ length: last - year + 1 }, (_, n) => String(year + n));
}

const yearIn = (day: string): number => Number(day.slice(0, 4));
