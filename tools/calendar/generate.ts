/**
 * Brings shared/calendar/arrangements.json up to the `chinese-days` package, which follows the State Council's yearly
 * notice: per year the weekdays off and the weekend days worked. Run it when the package has a new year, so that new
 * provinces begin with it: node tools/calendar/generate.ts. Running ones have it entered by their administrators.
 *
 * And writes shared/calendar/festivals.json, 春节、清明、端午、中秋 of the years for which an arrangement can be checked.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import chineseDays from 'chinese-days';

interface Arrangement {
  source: string;
  /** MM-DD */
  off: string[];
  work: string[];
}

const firstYear = 2024;
const target = new URL('../../shared/calendar/arrangements.json', import.meta.url);

const arrangements: Record<string, Arrangement> = JSON.parse(readFileSync(target, 'utf8'));
for (let year = firstYear; hasArrangement(year); year += 1) arrangements[year] = arrangementOf(year);
writeFileSync(target, `${JSON.stringify(arrangements, null, 2)}\n`);

const festivals = Array.from({ length: 36 }, (_, n) => lunarFestivals(2025 + n));
writeFileSync(
  new URL('../../shared/calendar/festivals.json', import.meta.url),
  `${JSON.stringify(festivals, null, 2)}\n`,
);
console.log(`${firstYear} to ${Object.keys(arrangements).at(-1)}`);

/** A year is arranged when its National Day is: the last holiday that every yearly notice names. */
function hasArrangement(year: number): boolean {
  return chineseDays.getHolidaysInRange(`${year}-10-01`, `${year}-10-03`, false).length > 0;
}

function arrangementOf(year: number): Arrangement {
  const arrangement: Arrangement = { source: `国务院办公厅关于${year}年部分节假日安排的通知`, off: [], work: [] };
  for (let time = Date.UTC(year, 0, 1); time < Date.UTC(year + 1, 0, 1); time += 86_400_000) {
    const date = new Date(time).toISOString().slice(0, 10);
    const weekend = [0, 6].includes(new Date(time).getUTCDay());
    if (chineseDays.isWorkday(date) === weekend) arrangement[weekend ? 'work' : 'off'].push(date.slice(5));
  }
  return arrangement;
}

/** 正月初一、清明、五月初五、八月十五, MM-DD. */
function lunarFestivals(year: number): string {
  const lunar = (day: string) => chineseDays.getSolarDateFromLunar(`${year}-${day}`).date;
  const brightness = chineseDays
    .getSolarTerms(`${year}-04-01`, `${year}-04-10`)
    .find(({ term }) => term === 'pure_brightness')?.date;
  if (brightness === undefined) throw new Error(`no 清明 in ${year}`);
  return [lunar('1-1'), brightness, lunar('5-5'), lunar('8-15')].map((date) => date.slice(5)).join(' ');
}
