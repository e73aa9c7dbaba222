import { withCommonProjects } from '../../shared/history/common-projects.ts';
import type { Figures } from '../../shared/history/figures.ts';
import type { CountedCounty } from '../../shared/registry/counted-figures.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { countedFigures } from '../../shared/services/services.ts';
import { leafOf } from './leaves.ts';
import { addedUp, countDivision, divisionsRead, LANES, type Question } from './read.ts';

/** So long counties are begun: what two large ones then still take fits into the call, which has 28 s. */
const LONGEST_MS = 6_000;

/** So many programmes of a county are told apart: what is kept of it fits into an item, whatever its unions call theirs. */
const MOST_PROJECTS = 1000;

/** How far it is: of so many counties so many are counted. */
export interface Counting {
  counted: number;
  counties: number;
}

export interface CountedAbove {
  /** By leaf. */
  figures: Map<string, Figures>;
  newest: string | null;
  /** The instant at which the first of the counties was counted. */
  countedAt: string;
}

/**
 * The figures of each leaf below an area, for whoever stands above counties. Each county is counted by itself and kept, so
 * that a province of any size is counted to its end, in several calls: one that does not come to the end says how far it is.
 */
export async function countAbove(
  app: App,
  top: string,
  asked: Question & { completeThrough: string | undefined },
): Promise<CountedAbove | Counting> {
  const start = performance.now();
  const now = app.now();
  const divisions = await divisionsRead(app, top, asked);
  const isWhole = asked.completeThrough !== undefined && asked.completeThrough >= asked.day;
  const kept = await countedFigures(app).of(divisions, asked, { now, isWhole });
  const left = divisions.filter((division) => !kept.has(division));
  const begun = function* () {
    for (const [n, division] of left.entries()) {
      // One at least, or whoever asks again and again might never be told.
      if (n > 0 && performance.now() - start > LONGEST_MS) return;
      yield division;
    }
  };
  await inLanes(begun(), LANES, async (division) => {
    const read = await countDivision(app, division, { org: top, asked, areasOf: (orgPath) => [leafOf(orgPath)] });
    const figures = withCommonProjects(read.figures, MOST_PROJECTS);
    const counted: CountedCounty = { figures, newest: read.newest, at: now.toISOString() };
    kept.set(division, counted);
    if (read.newest !== null) await countedFigures(app).keep(division, asked, counted, isWhole);
  });
  if (kept.size < divisions.length) return { counted: kept.size, counties: divisions.length };
  const all = [...kept.values()];
  const countedAt = all.map(({ at }) => at).sort()[0] ?? now.toISOString();
  return { ...addedUp(all), countedAt };
}
