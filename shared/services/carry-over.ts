import { dateInShanghai } from '../calendar/dates.ts';
import { yearOf } from '../registry/history-years.ts';
import { inLanes } from '../runtime/lanes.ts';
import type { Surroundings } from './app.ts';
import { divisions, historyYears } from './services.ts';

const LANES = 4;

/**
 * Begins each year with the last 历史行 of the one before, so that a figure reads no more than a year. It runs half an hour
 * into the year at the earliest, when whoever wrote a row of the old one has ended; what comes later finds the new year begun
 * and writes into that too (shared/registry/history-writer.ts). Harmless when repeated.
 */
export async function carryOverYears(app: Surroundings, now: Date): Promise<void> {
  const { first, opened } = await historyYears(app).span();
  if (first === undefined) return;
  for (let year = Number(yearOf(first)) + 1; year <= Number(yearOf(dateInShanghai(now))); year++) {
    if (opened.has(String(year))) continue;
    const before = String(year - 1);
    await inLanes(await divisions(app).entered(), LANES, (division) => historyYears(app).carryOver(division, before));
    await historyYears(app).markOpened(String(year));
  }
}
