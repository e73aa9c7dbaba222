import { unpack } from '#platform/unpack';
import { packedCodes } from './data.ts';

/**
 * 行政区划代码 (GB/T 2260) with the years between which they are valid, of the whole country since the end of 1984, when
 * ID numbers began: every county-level code with its name, its first year where that is later, its last year, and for a
 * former one today's codes of its ground. Up to 2026-10. data.txt is the table for people: today's prefectures with
 * their counties and first years, former counties by prefecture and last year, former prefectures, old names. Where it
 * comes from is in tools/divisions/history. Here are the codes with their years; the names, most of the table, are in
 * divisions.ts, and who asks for none does not carry them.
 *
 * Years are those of 民政部's tables, as they stand on 31 December: a change counts for the whole year in which it was
 * first published. The year in which a code ended is valid for the old and the new code, since papers name either for
 * months. Not counted as successors: neighbours that took over single towns (乡镇) before or after. Not known: codes
 * that were gone before 1985, and anything below Hong Kong, Macao and Taiwan.
 */
interface Division {
  /** Which of the names is its own, counted from 0 in the order of the table. */
  name: number;
  /** First and last year of validity; null where open, or 1984 or earlier. */
  from: number | null;
  to: number | null;
  successors: readonly string[];
}

interface Table {
  /** The lines of a prefecture (four digits) or province (two), and what they say, once somebody asked. */
  lines: Map<string, Lines>;
  divisions: Map<string, Map<string, Division>>;
  /** Names that a code had until a year: renamed, or given to another division (430202 was 东区, now 荷塘区). */
  oldNames: Map<string, { name: number; until: number }[]>;
}

interface Lines {
  current?: Line;
  former: Line[];
  formerPrefecture?: Line;
}

/** A line of the table, with a dot for each name, and which name its first dot stands for. */
interface Line {
  text: string;
  firstName: number;
}

let table: Table | undefined;

/** Unpacked at the first question, so that a function that asks none does not pay for it. */
function readTable(): Table {
  if (table !== undefined) return table;
  let names = 0;
  const [current = [], former = [], prefectures = [], renamed = []] = unpack(packedCodes)
    .split('\n\n')
    .map((part) =>
      part.split('\n').map((text): Line => {
        const firstName = names;
        names += text.split('.').length - 1;
        return { text, firstName };
      }),
    );
  const lines: Table['lines'] = new Map();
  for (const line of current) lines.set(/^\d+/.exec(line.text)?.[0] ?? '', { current: line, former: [] });
  const at = ({ text }: Line) => {
    const prefix = text.slice(0, 4);
    const known = lines.get(prefix) ?? { former: [] };
    lines.set(prefix, known);
    return known;
  };
  for (const line of former) at(line).former.push(line);
  for (const line of prefectures) at(line).formerPrefecture = line;
  const oldNames: Table['oldNames'] = new Map();
  for (const line of renamed) {
    const [entry] = entriesOf(line);
    if (entry === undefined) continue;
    const { digits, name, year } = entry;
    oldNames.set(digits, [...(oldNames.get(digits) ?? []), { name, until: year ?? 0 }]);
  }
  table = { lines, divisions: new Map(), oldNames };
  return table;
}

/** What there is and was under the first four digits, itself included; a function asks for few of them. */
function divisionsUnder(prefix: string): ReadonlyMap<string, Division> {
  const { lines, divisions } = readTable();
  const known = divisions.get(prefix);
  if (known !== undefined) return known;
  const own = lines.get(prefix);
  if (own === undefined) return new Map();
  const found = readLines(prefix, own);
  divisions.set(prefix, found);
  return found;
}

function readLines(prefix: string, { current, former, formerPrefecture }: Lines): Map<string, Division> {
  const found = new Map<string, Division>();
  if (current !== undefined) {
    const [above, ...counties] = entriesOf(current);
    const open = { to: null, successors: [] };
    if (above !== undefined) found.set(prefix, { ...open, name: above.name, from: above.year });
    for (const { digits, name, year } of counties) {
      found.set(prefix + digits, { ...open, name, from: year ?? above?.year ?? null });
    }
  }
  if (formerPrefecture !== undefined) {
    for (const { name, year } of entriesOf(formerPrefecture)) {
      found.set(prefix, { name, from: null, to: year, successors: [] });
    }
  }
  for (const line of former) {
    const to = Number(line.text.split(' ')[1]);
    for (const { digits, name, year, successors } of entriesOf(line)) {
      found.set(prefix + digits, { name, from: year, to, successors });
    }
  }
  return found;
}

/** 22.1985>371426: digits, a name, a year, successors; the last two may be missing. What has no name is no entry. */
function entriesOf({ text, firstName }: Line) {
  const entries = [...text.matchAll(/(\d*)\.(\d*)(?:>(\S*))?/g)];
  return entries.map(([, digits = '', year = '', successors = ''], index) => ({
    digits,
    name: firstName + index,
    year: year === '' ? null : Number(year),
    successors: successors.split(','),
  }));
}

/** A county-level division by its code, a prefecture by four digits, a province by two. */
export const find = (code: string) => divisionsUnder(code.slice(0, 4)).get(code);
export const oldNamesOf = (code: string) => readTable().oldNames.get(code) ?? [];

/** A code that ID numbers carry although no county stands behind it: 市辖区, and permits of Hong Kong, Macao, Taiwan. */
function isIssuersOwn(code: string): boolean {
  if (code === '810000' || code === '820000' || code === '830000') return true;
  return code.endsWith('01') && find(code.slice(0, 4)) !== undefined;
}

/**
 * Whether an ID number may begin with this code: a county-level division, now or ever. False is no proof of a wrong
 * number, only of one that this table does not know.
 */
export function isOrWasDivision(code: string): boolean {
  return /^\d{6}$/.test(code) && (find(code) !== undefined || isIssuersOwn(code));
}

/**
 * Whether a code is a county-level division on a date. The year of a change counts as valid for the old and the new
 * code.
 * @param date ISO date
 */
export function isDivisionOn(code: string, date: string): boolean {
  return /^\d{6}$/.test(code) && standsOn(code, date);
}

/** The same of a division of any level, with the zeros behind it: a city (530100) and a province (530000) too. */
export function isCodeOn(code: string, date: string): boolean {
  return /^\d{6}$/.test(code) && (standsOn(code, date) || standsOn(shortened(code), date));
}

function standsOn(code: string, date: string): boolean {
  const division = find(code);
  if (division === undefined) return false;
  const year = Number(date.slice(0, 4));
  const { from, to } = division;
  if ((from === null || from <= year) && (to === null || year <= to)) return true;
  // 410307 was 洛龙区 until 2007, nothing for years, and has been 偃师区 since 2021.
  return oldNamesOf(code).some(({ until }) => from !== null && until < from && year <= until);
}

/** Today's codes for the ground of a former county-level division, in their order; none where it is not former. */
export function successorsOf(code: string): readonly string[] {
  return find(code)?.successors ?? [];
}

/** A code without the zeros that may stand behind a prefecture's four digits and a province's two. */
export const shortened = (code: string): string => code.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1');

/** Whether there is or was a division of any level with this code, as `divisionName` takes them. */
export function isOrWasCode(code: string): boolean {
  return find(shortened(code)) !== undefined || find(code) !== undefined;
}

/** The prefectures of a province (53) that have counties today, with these, each by its code in their order. */
export function presentBelow(province: string): { prefecture: string; counties: string[] }[] {
  return [...readTable().lines]
    .filter(([prefix, { current }]) => current !== undefined && prefix.length > 2 && prefix.startsWith(province))
    .map(([prefecture]) => {
      const present = [...divisionsUnder(prefecture)].filter(([code, { to }]) => to === null && code !== prefecture);
      return { prefecture, counties: present.map(([code]) => code) };
    });
}
