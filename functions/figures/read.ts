import { successorsOf } from '../../shared/divisions/codes.ts';
import type { CountiesOf } from '../../shared/history/counties-of.ts';
import { added, type Figures, figuresBy, type Period } from '../../shared/history/figures.ts';
import type { ReadRow } from '../../shared/history/fold.ts';
import { mergedInto, placesNow } from '../../shared/history/merged.ts';
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
  const entered = await divisions(app).entered();
  const below = entered.filter((division) => isBelow(org, division));
  const merged = asked.counties === 'asNow' ? below.flatMap((division) => mergedInto(division, entered)) : [];
  await inLanes(new Set([...below, ...merged]), LANES, async (division) => {
    const isFormer = asked.counties === 'asNow' && successorsOf(division).length > 0;
    const years = yearsToRead(isFormer ? { from: asked.from, day: asked.today } : asked, asked);
    const rows: ReadRow[] = [];
    for (const year of years) for await (const row of history(app).rows(division, year)) rows.push(row);
    const place = isFormer ? placesNow(division, rows) : ({ orgPath }: ReadRow['row']) => orgPath;
    const counted = figuresBy(rows, asked, (row) => {
      if (divisionOf(row.orgPath) !== division) return [];
      const now = place(row);
      return contains(org, now) ? areasOf(now) : [];
    });
    for (const [area, figures] of counted.figures) found.set(area, [...(found.get(area) ?? []), figures]);
    if (counted.newest !== null && counted.newest > (newest ?? '')) newest = counted.newest;
  });
  return { figures: new Map([...found].map(([area, parts]) => [area, added(parts)])), newest };
}

/** Whether rows of a division may be of unions below an org path. */
function isBelow(org: string, division: string): boolean {
  const level = levelOf(org);
  if (level === 'provincial') return true;
  const own = divisionOf(org);
  return level === 'municipal' ? division.startsWith(own.slice(0, 4)) : division === own;
}
