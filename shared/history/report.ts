import { type AidDimension, coverageOf, daysOf, dueBands, type Figures, isLate } from './figures.ts';

/** A number, or null where it is not shown because it is few households' (withheld.ts). */
type Shown = number | null;
type ShownCounts = Record<string, Shown>;
interface ShownAid {
  times: Shown;
  fen: Shown;
  households: Shown;
}

/** Figures as they are told: what they add up to, and nothing of how. docs/figures.md says of each what it counts. */
export interface Report {
  onFile: Shown;
  temporary: Shown;
  people: Shown;
  unchangedForAYear: Shown;
  neverHelped: Shown;
  unknown: Shown;
  coverage: { helpers: Shown; plans: Shown; signed: Shown; cards: Shown };
  statuses: ShownCounts;
  categories: ShownCounts;
  tiers: ShownCounts;
  causes: ShownCounts;
  workerKinds: ShownCounts;
  ages: ShownCounts;
  /** By kind. */
  tasks: Record<string, { count: Shown; late: Shown; bands: ShownCounts }>;
  happened: ShownCounts;
  left: ShownCounts;
  aid: ShownAid;
  aidBy: Record<AidDimension, Record<string, ShownAid>>;
  unknownAid: Shown;
  daysToCards: { median: number; ninetieth: number } | null;
}

export function reportOf(figures: Figures): Report {
  const { plans, ages, tasks, daysToCards, happened, happenedTo: _, ...same } = figures;
  return {
    ...same,
    happened: happened as Record<string, number>,
    coverage: { ...coverageOf(plans) },
    ages: Object.fromEntries(Object.entries(ages).map(([band, { count }]) => [band, count])),
    tasks: tasksOf(tasks),
    daysToCards: daysOf(daysToCards),
  };
}

function tasksOf(tasks: Figures['tasks']): Report['tasks'] {
  const kinds = [...new Set(Object.keys(tasks).map((each) => each.split('/')[0] as string))];
  return Object.fromEntries(
    kinds.map((kind) => {
      const bands = dueBands.flatMap((band) => {
        const count = tasks[`${kind}/${band}`]?.count ?? 0;
        return count === 0 ? [] : [[band, count] as const];
      });
      const sum = (counts: (band: (typeof dueBands)[number]) => boolean) =>
        bands.reduce((all, [band, count]) => all + (counts(band) ? count : 0), 0);
      return [kind, { count: sum(() => true), late: sum(isLate), bands: Object.fromEntries(bands) }];
    }),
  );
}
