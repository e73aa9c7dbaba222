import { createContext, type ReactNode, useContext } from 'react';
import { linkTo, paths, useRoute } from '../../route.ts';
import { type Asked, filtersOf } from './asked.ts';
import { moneyIn, numberIn } from './words.ts';

/** Of what the figures are that are shown, for whoever may open the households behind them; undefined for the others. */
export const Opening = createContext<Asked | undefined>(undefined);

/**
 * A figure, which opens its households.
 *
 * @param of where it stands in the report; several whose sum it is
 * @param org where it is another area's than what is shown
 */
export function Figure({
  value,
  of,
  org,
  isMoney,
}: {
  value: number | null;
  of: readonly string[];
  org?: string;
  isMoney?: boolean;
}): ReactNode {
  const asked = useContext(Opening);
  const text = isMoney ? moneyIn(value) : numberIn(value);
  if (asked === undefined || value === null || value === 0 || of.length === 0) return text;
  const at = filtersOf(org === undefined ? asked : { ...asked, org }, of);
  return (
    <a href={linkTo(paths.figureHouseholdsBy(at))} title="是哪几户">
      {text}
    </a>
  );
}

/** The same for whoever points at a picture; undefined for whoever may not. */
export function useOpen(): ((of: readonly string[]) => void) | undefined {
  const asked = useContext(Opening);
  const [, go] = useRoute();
  return asked && ((of) => go(paths.figureHouseholdsBy(filtersOf(asked, of))));
}
