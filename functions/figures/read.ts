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

/**
 * One county is read while another is counted; of each no more is kept than its figures. Two of sixty thousand households
 * fit into the memory that there is.
 */
export const LANES = 2;

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
  const counted: Read[] = [];
  await inLanes(await divisionsRead(app, org, asked), LANES, async (division) => {
    counted.push(await countDivision(app, division, { org, asked, areasOf }));
  });
  return addedUp(counted);
}

/** The same of the rows of one county alone, by its code. */
export async function countDivision(
  app: App,
  division: string,
  { org, asked, areasOf }: { org: string; asked: Question; areasOf: (orgPath: string) => readonly string[] },
): Promise<Read> {
  const { rows, placeOf } = await readDivision(app, division, org, asked);
  return figuresBy(rows, asked, (row) => {
    const now = placeOf(row);
    return now === undefined ? [] : areasOf(now);
  });
}

/** What counties come to together. */
export function addedUp(counted: readonly Read[]): Read {
  const found = new Map<string, Figures[]>();
  for (const { figures } of counted) {
    for (const [area, each] of figures) found.set(area, [...(found.get(area) ?? []), each]);
  }
  return {
    figures: new Map([...found].map(([area, parts]) => [area, added(parts)])),
    newest: newestOf(counted),
  };
}

const newestOf = (read: readonly { newest: string | null }[]): string | null =>
  read
    .flatMap(({ newest }) => newest ?? [])
    .sort()
    .at(-1) ?? null;

/** The households behind some figures of a county or of a union in it, by their ids; and how much of the figures each has. */
export async function readHouseholds(app: App, org: string, asked: Question, places: readonly string[]) {
  const found = new Map<string, OfOne>();
  const read: { newest: string | null }[] = [];
  await inLanes(await divisionsRead(app, org, asked), LANES, async (division) => {
    const { rows, placeOf } = await readDivision(app, division, org, asked);
    const counted = householdsBy(rows, asked, (row) => placeOf(row) !== undefined);
    for (const { dossier, orgPath, report } of counted.households) {
      const share = shareOf(report, places);
      const before = found.get(dossier);
      // Of a merged county some may be counted where it was then, and some where it is now.
      if (share && before) found.set(dossier, { ...before, ...sumOf([before, share]) });
      else if (share) found.set(dossier, { dossier, orgPath, ...share });
    }
    read.push(counted);
  });
  const households = [...found.values()].sort((one, other) => (one.dossier < other.dossier ? -1 : 1));
  return { households, newest: newestOf(read) };
}

/** How much a household has of some figures, and of the union in which it is counted. */
export type OfOne = Share & { dossier: string; orgPath: string };

/** The codes of the counties whose rows say something of an org path. */
export async function divisionsRead(app: App, org: string, { counties }: Question): Promise<string[]> {
  const entered = await divisions(app).entered();
  const below = entered.filter((division) => isBelow(org, division));
  const merged = counties === 'asNow' ? below.flatMap((division) => mergedInto(division, entered)) : [];
  return [...new Set([...below, ...merged])];
}

/** The rows of a county, by its code. `placeOf`: to which union below an org path a row counts, if to any. */
async function readDivision(app: App, division: string, org: string, asked: Question) {
  const isFormer = asked.counties === 'asNow' && successorsOf(division).length > 0;
  const years = yearsToRead(isFormer ? { from: asked.from, day: asked.today } : asked, asked);
  const rows: ReadRow[] = [];
  for (const year of years) for await (const row of history(app).rows(division, year)) rows.push(row);
  const place = isFormer ? placesNow(division, rows) : ({ orgPath }: ReadRow['row']) => orgPath;
  const placeOf = (row: ReadRow['row']): string | undefined => {
    if (divisionOf(row.orgPath) !== division) return undefined;
    const now = place(row);
    return contains(org, now) ? now : undefined;
  };
  return { rows, placeOf };
}

/** Whether rows of a division may be of unions below an org path. */
function isBelow(org: string, division: string): boolean {
  const level = levelOf(org);
  if (level === 'provincial') return true;
  const own = divisionOf(org);
  return level === 'municipal' ? division.startsWith(own.slice(0, 4)) : division === own;
}
