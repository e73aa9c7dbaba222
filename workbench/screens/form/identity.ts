import { allCounties } from '../../../shared/divisions/called.ts';
import { divisionName } from '../../../shared/divisions/divisions.ts';
import { ageOn, readIdNumber } from '../../../shared/identity/id-number.ts';
import { hasDivisionNames } from '../../platform/division-names.ts';

/**
 * What an ID number says of its holder, where it can be read: 女，52 周岁，籍贯 云南省昆明市五华区. Of the place nothing while
 * the names are not here.
 * @param today ISO date
 */
export function sayingOf(idNumber: string, today: string): string | undefined {
  const { value } = readIdNumber(idNumber);
  if (value === null) return undefined;
  const { sex, birthDate, division } = value;
  const age = ageOn(birthDate, today);
  const place = divisionInWords(division) || (hasDivisionNames() ? division : '');
  return [sex, age < 0 ? '' : `${age} 周岁`, place && `籍贯 ${place}`].filter(Boolean).join('，');
}

/** The name of a county; '' while names are on their way, and for a code that is none. */
export const divisionInWords = (code: string): string => divisionName(code) ?? '';

const MOST = 20;
let counties: { code: string; name: string }[] | undefined;

/** Counties of today in whose full names all the words stand, the first twenty; names must be here. */
export function divisionsLike(words: string): { code: string; name: string }[] {
  const asked = words.trim().split(/\s+/).filter(Boolean);
  if (asked.length === 0) return [];
  counties ??= allCounties();
  return counties.filter(({ name }) => asked.every((word) => name.includes(word))).slice(0, MOST);
}
