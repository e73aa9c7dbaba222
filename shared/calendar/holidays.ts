import { addDays } from './dates.ts';
import lunar from './festivals.json' with { type: 'json' };

/** Festivals of which everybody has days off, in the words of the State Council's yearly notice, in the order of the year. */
export const festivals = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;
export type Festival = (typeof festivals)[number];

/** How many days a year the law gives to everybody since 2025. */
export const statutoryDays = 13;

/** The years of which the lunar calendar's days are known here. Node's own (Intl) is a day off in 2027 and 2030. */
export const knownYears = { first: 2025, last: 2025 + lunar.length - 1 };

/**
 * The days that the law gives, ISO dates by festival: 《全国年节及纪念日放假办法》第二条 as of 2025-01-01 (国务院令第795号).
 *
 * @param year one of `knownYears`; RangeError otherwise
 */
export function statutoryHolidays(year: number): Record<Festival, string[]> {
  const days = lunar[year - knownYears.first]?.split(' ').map((day) => `${year}-${day}`);
  if (days === undefined) throw new RangeError(`no lunar calendar of ${year}`);
  const [newYear = '', brightness = '', dragonBoat = '', midAutumn = ''] = days;
  const run = (from: string, days: number) => Array.from({ length: days }, (_, n) => addDays(from, n));
  return {
    元旦: run(`${year}-01-01`, 1),
    春节: run(addDays(newYear, -1), 4),
    清明节: [brightness],
    劳动节: run(`${year}-05-01`, 2),
    端午节: [dragonBoat],
    中秋节: [midAutumn],
    国庆节: run(`${year}-10-01`, 3),
  };
}
