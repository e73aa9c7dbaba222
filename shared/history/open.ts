import { fewest } from '../few/few.ts';
import type { Counts } from './figures.ts';

/** 公开的月表: households on file by county and category on a month's last day. Null of a county: fewer than five, none included. */
export interface OpenTable {
  /** 2026-11, and its last day (ISO date). */
  month: string;
  day: string;
  /** The anchor of that day: its number and root. */
  anchor: { number: number; root: string };
  categories: string[];
  counties: { name: string; cells: (number | null)[] }[];
  /** Of each category, over all counties; null where a county has fewer than five, whom a sum could tell. */
  whole: (number | null)[];
}

const STEP = 5;
const rounded = (households: number): number | null =>
  households < fewest ? null : Math.round(households / STEP) * STEP;

/**
 * Every number is rounded by itself. What is listed depends on what is shown alone: a county or a category that is fewer
 * than five everywhere is left out, so that its appearing does not tell of one household.
 *
 * @param categoriesOf of each county that has any dossier, in the order in which they are listed
 */
export function openCells(
  categoriesOf: ReadonlyMap<string, Counts>,
): Pick<OpenTable, 'categories' | 'whole'> & { cells: Map<string, (number | null)[]> } {
  const all = [...categoriesOf.values()];
  const of = (counts: Counts, category: string) => counts[category] ?? 0;
  const categories = [...new Set(all.flatMap((counts) => Object.keys(counts)))]
    .filter((category) => all.some((counts) => rounded(of(counts, category)) !== null))
    .sort();
  const rows = [...categoriesOf].map(
    ([county, counts]) => [county, categories.map((category) => rounded(of(counts, category)))] as const,
  );
  return {
    categories,
    cells: new Map(rows.filter(([, cells]) => cells.some((cell) => cell !== null))),
    whole: categories.map((category, n) =>
      rows.some(([, cells]) => cells[n] === null)
        ? null
        : rounded(all.reduce((sum, counts) => sum + of(counts, category), 0)),
    ),
  };
}
