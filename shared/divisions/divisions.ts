import { former, since } from './changes.ts';
import { current, formerElsewhere } from './data.ts';

/**
 * 行政区划代码 (GB/T 2260) with the dates between which they are valid. Complete for the provinces in `ownProvinces`
 * since 1984, when ID numbers began; elsewhere today's codes with names, and former codes without, as far as the
 * published editions go back.
 */
interface Division {
  /** Null for a former division of another province. */
  name: string | null;
  /** First and last year of validity; null where open, or unknown on the early side. */
  from: number | null;
  to: number | null;
  successors: readonly string[];
}

/** Placeholders that the standard puts between a municipality or province and its counties: not part of an address. */
const placeholders = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

const lines = (text: string) => text.trim().split('\n');

let table: Map<string, Division> | undefined;

/** Built at the first question, so that a function that asks none does not pay for it. */
function divisions(): Map<string, Division> {
  if (table === undefined) table = readTable();
  return table;
}

function readTable(): Map<string, Division> {
  const years = new Map<string, number>();
  for (const line of lines(since)) {
    const [year, ...codes] = line.split(' ');
    for (const code of codes) years.set(code, Number(year));
  }
  const found = new Map<string, Division>();
  for (const line of lines(current)) {
    const [head = '', ...counties] = line.split(' ');
    const prefix = /^\d+/.exec(head)?.[0] ?? '';
    const open = { from: null, to: null, successors: [] };
    found.set(prefix, { ...open, name: head.slice(prefix.length) });
    for (const county of counties) {
      const code = prefix + county.slice(0, 2);
      found.set(code, { ...open, name: county.slice(2), from: years.get(code) ?? years.get(prefix) ?? null });
    }
  }
  for (const line of lines(former)) {
    const [code = '', name = null, year, ...successors] = line.split(' ');
    found.set(code, { name, from: null, to: Number(year), successors });
  }
  for (const line of lines(formerElsewhere)) {
    const [year, ...cities] = line.split(' ');
    for (const city of cities) {
      for (const end of city.slice(5).match(/../g) ?? []) {
        found.set(city.slice(0, 4) + end, { name: null, from: null, to: Number(year), successors: [] });
      }
    }
  }
  return found;
}

/** A code that ID numbers carry although no county stands behind it: 市辖区, and permits of Hong Kong, Macao, Taiwan. */
function isIssuersOwn(code: string): boolean {
  if (code === '810000' || code === '820000' || code === '830000') return true;
  return code.endsWith('01') && divisions().has(code.slice(0, 4));
}

/**
 * Whether an ID number may begin with this code: a county-level division, now or ever. False is no proof of a wrong
 * number, only of one that this table does not know.
 */
export function isOrWasDivision(code: string): boolean {
  return /^\d{6}$/.test(code) && (divisions().has(code) || isIssuersOwn(code));
}

/**
 * Whether a code is a county-level division on a date. The year of a change counts as valid for the old and the new
 * code. In provinces other than `ownProvinces` former codes end with the first year whose published list lacks them.
 * @param date ISO date
 */
export function isDivisionOn(code: string, date: string): boolean {
  const division = /^\d{6}$/.test(code) ? divisions().get(code) : undefined;
  if (division === undefined) return false;
  const year = Number(date.slice(0, 4));
  return (division.from === null || division.from <= year) && (division.to === null || year <= division.to);
}

/** Today's codes for the ground of a former division; none where it is not former or its successors are not known. */
export function successorsOf(code: string): readonly string[] {
  return divisions().get(code)?.successors ?? [];
}

/**
 * The full name of a division, province first: 530102 → 云南省昆明市五华区. Takes two, four or six digits; four may be
 * written with zeros behind them (530100), as may two. A former division is marked: 山东省青岛市四方区（已撤销）.
 * Null for a code that the table does not know by name.
 */
export function divisionName(code: string): string | null {
  const short = code.replace(/^(\d{2})0000$/, '$1').replace(/^(\d{4})00$/, '$1');
  const division = divisions().get(short) ?? divisions().get(code);
  if (division?.name == null) return null;
  const parts = [short.slice(0, 2), ...(short.length > 2 ? [short.slice(0, 4)] : [])]
    .filter((prefix) => prefix !== short)
    .map((prefix) => divisions().get(prefix)?.name ?? '')
    .filter((name) => !placeholders.includes(name));
  return `${parts.join('')}${division.name}${division.to === null ? '' : '（已撤销）'}`;
}

/** Today's counties of a province (530000), under their cities, in the order of their codes. */
export function countiesOf(province: string): { name: string; divisions: { code: string; name: string }[] }[] {
  const groups: { name: string; divisions: { code: string; name: string }[] }[] = [];
  for (const [code, { name, to }] of divisions()) {
    if (!code.startsWith(province.slice(0, 2)) || name === null || to !== null) continue;
    if (code.length === 4) groups.push({ name: placeholders.includes(name) ? '直辖' : name, divisions: [] });
    if (code.length === 6) groups.at(-1)?.divisions.push({ code, name });
  }
  return groups.filter(({ divisions }) => divisions.length > 0);
}
