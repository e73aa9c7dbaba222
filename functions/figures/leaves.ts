import { county, unionAt } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { unions } from '../../shared/services/services.ts';

/** Of the units that stand below no county: their city's, or their province's. */
export const DIRECTLY = '/-';

/** What is counted by itself for whoever stands above counties: a county, or what is directly its city's or province's. */
export const leafOf = (orgPath: string): string => unionAt('county', orgPath) ?? `${county(orgPath)}${DIRECTLY}`;

const unionOf = (area: string): string => (area.endsWith(DIRECTLY) ? area.slice(0, -DIRECTLY.length) : area);

/** What areas are called, by their paths. */
export async function areaNames(app: App, areas: readonly string[]): Promise<Map<string, string>> {
  const names = await unions(app).names(areas.map(unionOf));
  return new Map(areas.map((area) => [area, `${names.get(unionOf(area))}${area.endsWith(DIRECTLY) ? '直属' : ''}`]));
}
