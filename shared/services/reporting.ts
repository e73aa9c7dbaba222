import { addDays } from '../calendar/dates.ts';
import { successorsOf } from '../divisions/codes.ts';
import { contains, countyPath, divisionOf, levelOf, unionAt } from '../organisation/org-path.ts';
import { placesOf } from '../organisation/places.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import type { SignedReturn } from '../registry/returns.ts';
import type { ReturnPeriod } from '../returns/period.ts';
import type { App } from './app.ts';
import { divisions, returns, unions } from './services.ts';

/** A union that reports. */
export interface Reporting {
  orgPath: string;
  level: UnionLevel;
}

/**
 * The unions of a province that report: those where dossiers are taken in, or are, and those above them. A county that is
 * on the map no more reports what it signed and nothing else: whom it has not handed over the union above counts.
 */
export async function reportingIn(app: App): Promise<Reporting[]> {
  const { code, coverage } = app.profile;
  const entered = new Set(await divisions(app).entered());
  const takesIn = (orgPath: string) =>
    entered.has(divisionOf(orgPath)) || coverage.some((prefix) => divisionOf(orgPath).startsWith(prefix));
  const places = placesOf(code);
  const counties = places.filter(({ orgPath, level }) => level === 'county' && takesIn(orgPath));
  return places
    .filter(({ orgPath, level }) => {
      if (level === 'county') return counties.some((each) => each.orgPath === orgPath);
      return level === 'provincial' || counties.some((each) => contains(orgPath, each.orgPath));
    })
    .map(({ orgPath, level }) => ({ orgPath, level }));
}

/** Those right below a union: a county's union is below its city, or its province where there is none. */
export function partsOf(reporting: readonly Reporting[], orgPath: string): string[] {
  return reporting
    .filter((each) => each.orgPath !== orgPath && contains(orgPath, each.orgPath) && aboveOf(each.orgPath) === orgPath)
    .map((each) => each.orgPath);
}

/** Counties that are no more right below a union, and signed nothing of the period themselves. */
export async function formerIn(app: App, orgPath: string, parts: readonly Part[]): Promise<string[]> {
  const former = (await divisions(app).entered()).filter((division) => successorsOf(division).length > 0);
  return former
    .map(countyPath)
    .filter((each) => aboveOf(each) === orgPath && parts.every((part) => part.orgPath !== each));
}

/** To whom a union reports; undefined of the province's. */
export function aboveOf(orgPath: string): string | undefined {
  const province = orgPath.split('/')[0] as string;
  if (orgPath === province) return undefined;
  const city = unionAt('municipal', orgPath);
  return city === undefined || city === orgPath ? province : city;
}

/** A union right below, and what it signed last of the period. */
export interface Part {
  orgPath: string;
  union: string;
  signed: SignedReturn | undefined;
}

/** By when a level signs a period. */
export function dueOf(app: App, { day }: ReturnPeriod, level: UnionLevel): string {
  return addDays(day, app.profile.returns.dueDays[level]);
}

export async function partsIn(app: App, period: ReturnPeriod, orgPath: string): Promise<Part[]> {
  const [reporting, signed] = await Promise.all([reportingIn(app), returns(app).lastWithin(period.id, orgPath)]);
  const below = partsOf(reporting, orgPath);
  // What was signed counts, whatever became of the county since.
  const others = [...signed.keys()].filter(
    (each) =>
      !below.includes(each) && partsOf([{ orgPath: each, level: levelOf(each) as UnionLevel }], orgPath).length > 0,
  );
  const all = [...below, ...others].sort();
  const names = await unions(app).names(all);
  return all.map((each) => ({ orgPath: each, union: names.get(each) as string, signed: signed.get(each) }));
}
