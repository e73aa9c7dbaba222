import { addDays } from '../shared/calendar/dates.ts';
import { festivals, statutoryHolidays } from '../shared/calendar/holidays.ts';
import { publishedArrangements } from '../shared/calendar/published.ts';
import { type Calendar, calendarOf, isWeekend } from '../shared/calendar/working-days.ts';
import { arrangementColumns, readArrangement } from '../shared/gazette/arrangement-csv.ts';
import { inventedSource } from '../shared/standards/invented.ts';
import type { RunningSystem } from './client.ts';

/** The last year that a demonstration knows the working days of. */
const inventedUntil = 2030;

/** The calendar of a demonstration: published years, and invented ones up to a year (`inventedUntil` unless told otherwise). */
export function demonstrationCalendar(until = inventedUntil): Calendar {
  const first = (publishedArrangements.at(-1)?.year ?? 0) + 1;
  const years = Array.from({ length: Math.max(0, until - first + 1) }, (_, n) => inventedYear(first + n));
  const invented = years.flatMap(
    ({ file, document }) => readArrangement(Buffer.from(file), document).arrangement ?? [],
  );
  return calendarOf([...publishedArrangements, ...invented]);
}

/** What POST /v1/proposals takes for a year whose arrangement nobody has published: marked as invented wherever it counts. */
export function inventedYear(year: number) {
  return {
    kind: 'arrangement',
    file: [arrangementColumns.join(), ...rowsOf(year)].join('\n'),
    document: inventedSource(`${year} 年的放假安排，仅供演示和测试，不是国务院办公厅公布的`),
    url: null,
  } as const;
}

/** The days that the law gives, moved to weekdays where they fall on a weekend, and no weekend day worked. */
function rowsOf(year: number): string[] {
  const statutory = statutoryHolidays(year);
  const groups = festivals.map((name) => ({ name: name as string, days: statutory[name] }));
  // 中秋 may fall within the days of 国庆: then the State Council makes one holiday of them.
  const [autumn, national] = [groups.at(-2), groups.at(-1)];
  if (autumn && national && (autumn.days[0] as string) >= addDays(national.days[0] as string, -1)) {
    const days = [...new Set([...autumn.days, ...national.days])].sort();
    groups.splice(-2, 2, { name: '国庆节、中秋节', days });
    return groups.map(({ name, days: own }, i) => row(name, own, i === groups.length - 1 ? 4 : own.length));
  }
  return groups.map(({ name, days }) => row(name, days, days.length));
}

/** From the first of the days until so many weekdays are off. */
function row(name: string, days: string[], weekdaysOff: number): string {
  const first = days[0] as string;
  let last = first;
  for (let left = weekdaysOff - weekday(first); left > 0 || last < (days.at(-1) as string); ) {
    last = addDays(last, 1);
    left -= weekday(last);
  }
  const length = (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
  return `${name},${first},${last},${length}`;
}

const weekday = (date: string): number => (isWeekend(date) ? 0 : 1);

/**
 * Enters invented years up to and including one (`inventedUntil` unless told otherwise), as two administrators do it; those that are known already stay. For
 * demonstrations and tests that go on, or begin, after the last year that was published.
 */
export async function enterInventedYears(
  system: RunningSystem,
  province: string,
  until = inventedUntil,
): Promise<void> {
  const [first, second] = [1, 2].map((n) => system.as(`administrator-${province}-${n}`));
  if (!first || !second) throw new Error('two administrators are needed');
  const { body: known } = await first.call('getGazette');
  for (let year = (known.years.at(-1)?.year ?? 0) + 1; year <= until; year++) {
    const { body } = await first.call('propose', { body: inventedYear(year) });
    const params = { number: String(body.number) };
    await second.call('confirmProposal', { params, body: { digest: body.digest } });
  }
}
