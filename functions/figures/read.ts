import { successorsOf } from '../../shared/divisions/codes.ts';
import type { CountiesOf } from '../../shared/history/counties-of.ts';
import { added, type Figures, figuresBy, type Period } from '../../shared/history/figures.ts';
import type { ReadRow } from '../../shared/history/fold.ts';
import { householdsBy, shareOf } from '../../shared/history/households.ts';
import { mergedInto, placesNow } from '../../shared/history/merged.ts';
import { type Share, sumOf } from '../../shared/history/place.ts';
import { yearsToRead } from '../../shared/history/years.ts';
import { contains, divisionOf, levelOf } from '../../shared/organisation/org-path.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { divisions, history } from '../../shared/services/services.ts';

/** Several counties are read at once, while others are counted: of each no more is kept than its figures. */
const LANES = 4;

/** What is asked of the rows. */
export interface Question extends Period {
  /** ISO date: rows up to it say where those of a former county are now. */
  today: string;
  counties: CountiesOf;
  /** The day of the first row there is, and the years that begin with the last rows of the year before. */
  first: string;
  opened: ReadonlySet<string>;
}

export interface Read {
  /** By area, as `areasOf` names them. */
  figures: Map<string, Figures>;
  /** The instant of the newest entry among the rows; null where there is none. */
  newest: string | null;
}

/**
 * The figures of each area below an org path, out of the rows of its counties. A county's rows say of each of its dossiers
 * how it came and where it went, so counties are counted one by one, and hold nobody twice.
 */
export async function readFigures(
  app: App,
  org: string,
  asked: Question,
  areasOf: (orgPath: string) => readonly string[],
): Promise<Read> {
  const found = new Map<string, Figures[]>();
  let newest: string | null = null;
  await eachCounty(app, org, asked, (rows, placeOf) => {
    const counted = figuresBy(rows, asked, (row) => {
      const now = placeOf(row);
      return now === undefined ? [] : areasOf(now);
    });
    for (const [area, figures] of counted.figures) found.set(area, [...(found.get(area) ?? []), figures]);
    if (counted.newest !== null && counted.newest > (newest ?? '')) newest = counted.newest;
  });
  return { figures: new Map([...found].map(([area, parts]) => [area, added(parts)])), newest };
}

/** The households behind some figures of a county or of a union in it, by their ids; and how much of the figures each has. */
export async function readHouseholds(app: App, org: string, asked: Question, places: readonly string[]) {
  const found = new Map<string, OfOne>();
  let newest: string | null = null;
  await eachCounty(app, org, asked, (rows, placeOf) => {
    const counted = householdsBy(rows, asked, (row) => placeOf(row) !== undefined);
    for (const { dossier, orgPath, report } of counted.households) {
      const share = shareOf(report, places);
      const before = found.get(dossier);
      // Of a merged county some may be counted where it was then, and some where it is now.
      if (share && before) found.set(dossier, { ...before, ...sumOf([before, share]) });
      else if (share) found.set(dossier, { dossier, orgPath, ...share });
    }
    if (counted.newest !== null && counted.newest > (newest ?? '')) newest = counted.newest;
  });
  return { households: [...found.values()].sort((one, other) => (one.dossier < other.dossier ? -1 : 1)), newest };
}

/** How much a household has of some figures, and of the union in which it is counted. */
export type OfOne = Share & { dossier: string; orgPath: string };

/** Reads the rows of each county below an org path. `placeOf`: to which union of it a row counts, if to any. */
async function eachCounty(
  app: App,
  org: string,
  asked: Question,
  count: (rows: readonly ReadRow[], placeOf: (row: ReadRow['row']) => string | undefined) => void,
): Promise<void> {
  const entered = await divisions(app).entered();
  const below = entered.filter((division) => isBelow(org, division));
  const merged = asked.counties === 'asNow' ? below.flatMap((division) => mergedInto(division, entered)) : [];
  await inLanes(new Set([...below, ...merged]), LANES, async (division) => {
    const isFormer = asked.counties === 'asNow' && successorsOf(division).length > 0;
    const years = yearsToRead(isFormer ? { from: asked.from, day: asked.today } : asked, asked);
    const rows: ReadRow[] = [];
    for (const year of years) for await (const row of history(app).rows(division, year)) rows.push(row);
    const place = isFormer ? placesNow(division, rows) : ({ orgPath }: ReadRow['row']) => orgPath;
    count(rows, (row) => {
      if (divisionOf(row.orgPath) !== division) return undefined;
      const now = place(row);
      return contains(org, now) ? now : undefined;
    });
  });
}

/** Whether rows of a division may be of unions below an org path. */
function isBelow(org: string, division: string): boolean {
  const level = levelOf(org);
  if (level === 'provincial') return true;
  const own = divisionOf(org);
  return level === 'municipal' ? division.startsWith(own.slice(0, 4)) : division === own;
}
