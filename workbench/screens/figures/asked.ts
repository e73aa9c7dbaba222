import type { Figures } from '../../../shared/contract/ask-figures.ts';
import type { CountiesOf } from '../../../shared/history/counties-of.ts';

export type Report = Figures['whole'];

/** What figures are asked for: of where, up to which day and since which (ISO dates). */
export interface Asked {
  org: string;
  day: string;
  from: string;
  counties: CountiesOf;
}

/** What an address asks for, the rest as usual; and what of it nobody can make anything of. @param today ISO date */
export function askedAt(
  at: string,
  { orgPath, today }: { orgPath: string; today: string },
): { asked: Asked; figure: string; unknown: string[] } {
  const { figure = '', ...given } = Object.fromEntries(new URLSearchParams(at));
  const { day = today } = given;
  const usual: Asked = { org: orgPath, day, from: `${day.slice(0, 4)}-01-01`, counties: 'asThen' };
  const known = Object.entries(given).filter(([name]) => Object.hasOwn(usual, name));
  return {
    asked: { ...usual, ...Object.fromEntries(known) },
    figure,
    unknown: Object.entries(given).flatMap(([name, value]) => (Object.hasOwn(usual, name) ? [] : `${name}=${value}`)),
  };
}

/** The same for an address; `figure` where the households behind some figures are meant (shared/history/place.ts). */
export const filtersOf = (asked: Asked, figure?: readonly string[]): URLSearchParams =>
  new URLSearchParams({ ...asked, ...(figure === undefined ? {} : { figure: figure.join(',') }) });
