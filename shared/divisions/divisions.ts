import { packedNames } from '#platform/division-names';
import { unpack } from '#platform/unpack';
import { find, oldNamesOf, presentBelow, shortened } from './codes.ts';

/** Placeholders that the standard puts between a municipality or province and its counties: not part of an address. */
const placeholders = ['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划'];

/** Unpacked at the first question for a name. */
let names: string[] | undefined;

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
  const short = shortened(code);
  const known = find(short) === undefined ? code : short;
  const division = find(known);
  if (division === undefined) return undefined;
  const lastYear = division.to === null ? Number.POSITIVE_INFINITY : division.to - 1;
  const year = date === undefined ? lastYear : Math.min(lastYear, Number(date.slice(0, 4)));
  return { short, division, year, name: nameIn(known, year) ?? '' };
}

function nameIn(code: string, year: number): string | undefined {
  const index = oldNamesOf(code).find(({ until }) => year < until)?.name ?? find(code)?.name;
  // In a browser they may be on their way; until then nothing has a name.
  names ??= packedNames === '' ? undefined : unpack(packedNames).split('\n');
  return index === undefined ? undefined : names?.[index];
}

/** Today's counties of a province (530000), under their cities, in the order of their codes. */
export function countiesOf(province: string): { name: string; divisions: { code: string; name: string }[] }[] {
  return presentBelow(province.slice(0, 2)).map(({ prefecture, counties }) => {
    const city = ownName(prefecture) ?? '';
    return {
      name: placeholders.includes(city) ? '直辖' : city,
      divisions: counties.map((code) => ({ code, name: ownName(code) ?? '' })),
    };
  });
}
