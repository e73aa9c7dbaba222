import type { Arrangement } from './arrangement.ts';
import arrangements from './arrangements.json' with { type: 'json' };

/** The years that were known when this was built; later ones are entered by a province's administrators. */
export const publishedArrangements: readonly Arrangement[] = Object.entries(arrangements).map(
  ([year, { source, off, work }]) => ({
    year: Number(year),
    off: off.map((day) => `${year}-${day}`),
    work: work.map((day) => `${year}-${day}`),
    source,
  }),
);
