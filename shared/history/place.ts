import type { Report } from './report.ts';

/** Where a number stands in a report, as a path: `categories/深度困难职工`, `left/cancelled%2Fdeath`. */
export const place = (...path: string[]): string => path.map(encodeURIComponent).join('/');

const shapes = [
  'onFile|temporary|people|unchangedForAYear|neverHelped|unknown|unknownAid|aid',
  'coverage/(helpers|plans|signed|cards)',
  '(statuses|categories|tiers|causes|workerKinds|ages|happened|left)/[^/,]*',
  'aidBy/(kind|project|source)/[^/,]*',
  'tasks/[^/,]+/(count|late|bands/[^/,]+)',
];
/** A place, or several of which the sum is meant: what is between two of them, no name of one holds. */
export const placesShape = new RegExp(`^(${shapes.join('|')})(,(${shapes.join('|')}))*$`);
/** Whether each name in it can be read. */
export function isEncoded(places: string): boolean {
  try {
    decodeURIComponent(places);
    return true;
  } catch {
    return false;
  }
}

/** In characters: some dozens of places. */
export const longestFigure = 2000;

/** How much somebody's report has at a place; of aid also what it comes to, in fen. */
export interface Amount {
  count: number;
  fen: number | null;
  /** Whether there is any: what was given and taken back again comes to nothing, and is some. */
  some: boolean;
}

/** What stands at a place of a report in which everything is shown; nothing of it where there is none. */
export function amountAt(report: Report, where: string): Amount {
  const found = where
    .split('/')
    .map(decodeURIComponent)
    .reduce<unknown>((of, step) => (isShelf(of) && Object.hasOwn(of, step) ? of[step] : undefined), report);
  if (typeof found === 'number') return { count: found, fen: null, some: found !== 0 };
  if (!isShelf(found)) return { count: 0, fen: null, some: false };
  const { times, fen, households } = found as { times: number; fen: number; households: number };
  return { count: times, fen, some: households !== 0 };
}

const isShelf = (of: unknown): of is Record<string, unknown> => typeof of === 'object' && of !== null;

export type Share = Omit<Amount, 'some'>;

/** What shares come to together; of none, nothing, which is no money. */
export const sumOf = (shares: readonly Share[]): Share => ({
  count: shares.reduce((sum, { count }) => sum + count, 0),
  fen:
    shares.length === 0
      ? null
      : shares.reduce<number | null>((sum, { fen }) => (sum === null || fen === null ? null : sum + fen), 0),
});
