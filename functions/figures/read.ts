import { added, type Figures, figuresBy, type Period } from '../../shared/history/figures.ts';
import type { ReadRow } from '../../shared/history/fold.ts';
import { yearsToRead } from '../../shared/history/years.ts';
import { contains, divisionOf, levelOf } from '../../shared/organisation/org-path.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { divisions, history } from '../../shared/services/services.ts';

/** Several counties are read at once, while others are counted: of each no more is kept than its figures. */
const LANES = 4;

export interface Read {
  /** By area, as `areaOf` names it. */
  figures: Map<string, Figures>;
  /** The instant of the last entry that any row reaches; null where there is none. */
  reaches: string | null;
}

/**
 * The figures of each area below an org path, out of the rows of its counties. A county's rows say of each of its dossiers
 * how it came and where it went, so counties are counted one by one, and hold nobody twice.
 */
export async function readFigures(
  app: App,
  org: string,
  within: Period,
  span: { first: string; opened: ReadonlySet<string> },
  areaOf: (orgPath: string) => string,
): Promise<Read> {
  const years = yearsToRead(within, span);
  const found = new Map<string, Figures[]>();
  let reaches: string | null = null;
  const below = (await divisions(app).entered()).filter((division) => isBelow(org, division));
  await inLanes(below, LANES, async (division) => {
    const rows: ReadRow[] = [];
    for (const year of years) for await (const row of history(app).rows(division, year)) rows.push(row);
    const counted = figuresBy(rows, within, ({ orgPath }) =>
      divisionOf(orgPath) === division && contains(org, orgPath) ? areaOf(orgPath) : undefined,
    );
    for (const [area, figures] of counted.figures) found.set(area, [...(found.get(area) ?? []), figures]);
    if (counted.reaches !== null && counted.reaches > (reaches ?? '')) reaches = counted.reaches;
  });
  return { figures: new Map([...found].map(([area, parts]) => [area, added(parts)])), reaches };
}

/** Whether rows of a division may be of unions below an org path. */
function isBelow(org: string, division: string): boolean {
  const level = levelOf(org);
  if (level === 'provincial') return true;
  const own = divisionOf(org);
  return level === 'municipal' ? division.startsWith(own.slice(0, 4)) : division === own;
}
