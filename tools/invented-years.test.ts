import { expect, it } from 'vitest';
import { knownYears } from '../shared/calendar/holidays.ts';
import { readArrangement } from '../shared/gazette/arrangement-csv.ts';
import { isInvented } from '../shared/standards/invented.ts';
import { inventedYear } from './invented-years.ts';

it('虚构的每一年都经得起对真实安排的检查，也都看得出是虚构的', () => {
  for (let year = knownYears.first; year <= knownYears.last; year++) {
    const { file, document } = inventedYear(year);
    const { arrangement, faults } = readArrangement(Buffer.from(file), document);
    expect([year, faults, arrangement?.year, arrangement && isInvented(arrangement)]).toEqual([year, [], year, true]);
  }
});
