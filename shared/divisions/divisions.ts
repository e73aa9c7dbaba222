import { unpack } from '#platform/unpack';
import { packed } from './data.ts';

/**
 * 行政区划代码 (GB/T 2260) with the years between which they are valid, of the whole country since the end of 1984, when
 * ID numbers began: every county-level code with its name, its first year where that is later, its last year, and for a
 * former one today's codes of its ground. Up to 2026-10. data.txt is the table for people: today's prefectures with
 * their counties and first years, former counties by prefecture and last year, former prefectures, old names. Where it
 * comes from is in tools/divisions/history.
 *
 * Years are those of 民政部's tables, as they stand on 31 December: a change counts for the whole year in which it was
 * first published. The year in which a code ended is valid for the old and the new code, since papers name either for
 * months. Not counted as successors: neighbours that took over single towns (乡镇) before or after. Not known: codes
 * that were gone before 1985, and anything below Hong Kong, Macao and Taiwan.
 */
interface Division {
  name: string;
  /** First and last year of validity; null where open, or 1984 or earlier. */
  from: number | null;
  to: number | null;
  successors: readonly string[];
}

/** Placeholders that the standard puts between a municipality or province and its counties: not part of an address. */
const placeholders = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

interface Table {
  /** The lines of a prefecture (four digits) or province (two), and what they say, once somebody asked. */
  lines: Map<string, Lines>;
  divisions: Map<string, Map<string, Division>>;
  /** Names that a code had until a year: renamed, or given to another division (430202 was 东区, now 荷塘区). */
  oldNames: Map<string, { name: string; until: number }[]>;
}

interface Lines {
  current?: string;
  former: string[];
  formerPrefecture?: string;
}

let table: Table | undefined;

/** Unpacked at the first question, so that a function that asks none does not pay for it. */
function readTable(): Table {
  if (table !== undefined) return table;
  const text = unpack(packed);
  const [current = [], former = [], prefectures = [], renamed = []] = text
    .split('\n\n')
    .map((part) => part.split('\n'));
  const lines: Table['lines'] = new Map();
  for (const line of current) lines.set(/^\d+/.exec(line)?.[0] ?? '', { current: line, former: [] });
  const at = (prefix: string) => {
    const known = lines.get(prefix) ?? { former: [] };
    lines.set(prefix, known);
    return known;
  };
  for (const line of former) at(line.slice(0, 4)).former.push(line);
  for (const line of prefectures) at(line.slice(0, 4)).formerPrefecture = line;
  const oldNames: Table['oldNames'] = new Map();
  for (const line of renamed) {
    const { digits, name, year } = entryOf(line);
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
    const [head = '', ...counties] = current.split(' ');
    const open = { to: null, successors: [] };
    const above = entryOf(head);
    found.set(prefix, { ...open, name: above.name, from: above.year });
    for (const county of counties) {
      const { digits, name, year } = entryOf(county);
      found.set(prefix + digits, { ...open, name, from: year ?? above.year });
    }
  }
  if (formerPrefecture !== undefined) {
    const { name, year } = entryOf(formerPrefecture);
    found.set(prefix, { name, from: null, to: year, successors: [] });
  }
  for (const line of former) {
    const [, to, ...counties] = line.split(' ');
    for (const county of counties) {
      const { digits, name, year, successors } = entryOf(county);
      found.set(prefix + digits, { name, from: year, to: Number(to), successors });
    }
  }
  return found;
}

/** 22平原县1985>371426: digits, name, a year, successors; the last two may be missing. */
function entryOf(text: string) {
  const [, digits = '', name = '', year = '', successors = ''] = /^(\d*)(\D+?)(\d*)(?:>(.*))?$/.exec(text) ?? [];
  return { digits, name, year: year === '' ? null : Number(year), successors: successors.split(',') };
}

const find = (code: string) => divisionsUnder(code.slice(0, 4)).get(code);
const oldNamesOf = (code: string) => readTable().oldNames.get(code) ?? [];

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
  const division = /^\d{6}$/.test(code) ? find(code) : undefined;
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

/**
 * The full name of a division, province first: 530102 → 云南省昆明市五华区. Takes two, four or six digits; four may be
 * written with zeros behind them (530100), as may two. A former division is called as in its last year and marked:
 * 山东省青岛市四方区（已撤销）. Null for a code that the table does not know.
 * @param date ISO date on which to call it so; without one, today. In the year of a change it has its new name.
 */
export function divisionName(code: string, date?: string): string | null {
  const found = namedOn(code, date);
  if (found === undefined) return null;
  const { short, division, year } = found;
  const parts = [short.slice(0, 2), ...(short.length > 2 ? [short.slice(0, 4)] : [])]
    .filter((prefix) => prefix !== short)
    .map((prefix) => nameIn(prefix, year) ?? '')
    .filter((name) => !placeholders.includes(name));
  const gone = division.to !== null && (date === undefined || division.to < Number(date.slice(0, 4)));
  return `${parts.join('')}${found.name}${gone ? '（已撤销）' : ''}`;
}

/** The name of a division by itself, 530102 → 五华区, for codes and dates as `divisionName` takes them. */
export function ownName(code: string, date?: string): string | null {
  return namedOn(code, date)?.name ?? null;
}

function namedOn(code: string, date: string | undefined) {
  const short = code.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1');
  const known = find(short) === undefined ? code : short;
  const division = find(known);
  if (division === undefined) return undefined;
  const lastYear = division.to === null ? Number.POSITIVE_INFINITY : division.to - 1;
  const year = date === undefined ? lastYear : Math.min(lastYear, Number(date.slice(0, 4)));
  return { short, division, year, name: nameIn(known, year) ?? '' };
}

function nameIn(code: string, year: number): string | undefined {
  return oldNamesOf(code).find(({ until }) => year < until)?.name ?? find(code)?.name;
}

/** Today's counties of a province (530000), under their cities, in the order of their codes. */
export function countiesOf(province: string): { name: string; divisions: { code: string; name: string }[] }[] {
  const groups: { name: string; divisions: { code: string; name: string }[] }[] = [];
  for (const [prefix, { current }] of readTable().lines) {
    if (current === undefined || prefix.length < 4 || !prefix.startsWith(province.slice(0, 2))) continue;
    const present = [...divisionsUnder(prefix)].filter(([, { to }]) => to === null);
    const city = find(prefix)?.name ?? '';
    groups.push({
      name: placeholders.includes(city) ? '直辖' : city,
      divisions: present.filter(([code]) => code !== prefix).map(([code, { name }]) => ({ code, name })),
    });
  }
  return groups;
}
