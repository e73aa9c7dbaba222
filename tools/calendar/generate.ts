/**
 * Brings shared/calendar/arrangements.json up to the `chinese-days` package, which follows the State Council's yearly
 * notice: per year the weekdays off and the weekend days worked. The package itself carries lunar dates and much else
 * that no function needs. Run it when the package has a new year: node tools/calendar/generate.ts. A year entered by
 * hand because the package was late stays until the package has it.
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
