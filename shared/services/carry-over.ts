import { dateInShanghai } from '../calendar/dates.ts';
import { yearOf } from '../registry/history-years.ts';
import { type Key, keys } from '../registry/keys.ts';
import { inLanesUntil } from '../runtime/lanes.ts';
import type { Surroundings } from './app.ts';
import { divisions, historyYears, table } from './services.ts';

const LANES = 4;

/** Which divisions have the year already that is being begun. */
interface Begun extends Key {
  year: string;
  divisions: string[];
}

/**
 * Begins each year with the last 历史行 of the one before, so that a figure reads no more than a year. It runs half an hour
 * into the year at the earliest, when whoever wrote a row of the old one has ended; what comes later finds the new year begun
 * and writes into that too (shared/registry/history-writer.ts). Of a large province it takes some nights, each of which goes on
 * with the divisions that are left; until the last of them figures read the year before, too. Harmless when repeated.
 *
 * @param end when no more division is begun (ms of `performance.now`)
 */
export async function carryOverYears(app: Surroundings, now: Date, end: number): Promise<void> {
  const { first, opened } = await historyYears(app).span();
  if (first === undefined) return;
  for (let each = Number(yearOf(first)) + 1; each <= Number(yearOf(dateInShanghai(now))); each++) {
    const year = String(each);
    if (opened.has(year)) continue;
    if (!(await beginYear(app, year, end))) return;
    await historyYears(app).markOpened(year);
  }
}

/** Answers whether every division has it. */
async function beginYear(app: Surroundings, year: string, end: number): Promise<boolean> {
  const place = keys.sweepCursor('history');
  const found = await table(app).find<Begun>(place);
  const done = new Set(found?.year === year ? found.divisions : []);
  const left = (await divisions(app).entered()).filter((division) => !done.has(division));
  return inLanesUntil(left, { lanes: LANES, until: end }, async (division) => {
    await historyYears(app).carryOver(division, String(Number(year) - 1));
    done.add(division);
    await table(app).put<Begun>({ ...place, year, divisions: [...done] });
  });
}
