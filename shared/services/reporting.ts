import { addDays } from '../calendar/dates.ts';
import { contains, divisionOf, levelOf, unionAt, unionOfDivision, unionsAbove } from '../organisation/org-path.ts';
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
 * The unions of a province that report: those where dossiers are taken in, or are, and those above them. A county or city
 * that is on the map no more reports what it signed and nothing else: whom it has not handed over the union above counts.
 */
export async function reportingIn(app: App): Promise<Reporting[]> {
  const { code, coverage } = app.profile;
  const entered = new Set(await divisions(app).entered());
  const takesIn = (division: string) => entered.has(division) || coverage.some((prefix) => division.startsWith(prefix));
  const places = placesOf(code);
  const counties = places.filter(({ orgPath, level }) => level === 'county' && takesIn(divisionOf(orgPath)));
  const reporting = new Set(counties.flatMap(({ orgPath }) => unionsAbove(orgPath)));
  return places
    .filter(({ orgPath, level }) => level === 'provincial' || reporting.has(orgPath))
    .map(({ orgPath, level }) => ({ orgPath, level }));
}

/** Those right below a union: a county's union is below its city, or its province where there is none. */
export const partsOf = (reporting: readonly Reporting[], orgPath: string): string[] =>
  rightBelow(new Set(reporting.map((each) => each.orgPath)), orgPath);

/** Those of some unions that have no other of them between themselves and this one. */
const rightBelow = (unions: ReadonlySet<string>, orgPath: string): string[] =>
  [...unions].filter((each) => nearestAbove(unions, each) === orgPath);

function nearestAbove(unions: ReadonlySet<string>, orgPath: string): string | undefined {
  const [, ...above] = unionsAbove(orgPath);
  return above.find((each) => unions.has(each));
}

/** To whom a union reports; undefined of the province's. */
export function aboveOf(orgPath: string): string | undefined {
  const province = orgPath.split('/')[0] as string;
  if (orgPath === province) return undefined;
  const city = unionAt('municipal', orgPath);
  return city === undefined || city === orgPath ? province : city;
}

/** A union right below, and what it signed of the period, first and last. */
export interface Part {
  orgPath: string;
  union: string;
  first: SignedReturn | undefined;
  signed: SignedReturn | undefined;
  /** The counties at or below it that have not signed, and whether there ever was a dossier. */
  waiting: { union: string; hasDossiers: boolean }[];
}

/** By when a level signs a period. */
export function dueOf(app: App, { day }: ReturnPeriod, level: UnionLevel): string {
  return addDays(day, app.profile.returns.dueDays[level]);
}

/** By when a union right below signs it. */
export const dueOfPart = (app: App, period: ReturnPeriod, { orgPath }: Pick<Part, 'orgPath'>): string =>
  dueOf(app, period, levelOf(orgPath) as UnionLevel);

/** What a union's return is made of. */
export interface Below {
  parts: Part[];
  /** Divisions that report nothing themselves: counties and cities that are no more, and signed nothing of the period. */
  former: string[];
}

/** What the union at an org path adds up for a period: what each below it has signed, or has not, and who reports no more. */
export async function belowOf(app: App, period: ReturnPeriod, orgPath: string): Promise<Below> {
  const [reporting, signed, entered] = await Promise.all([
    reportingIn(app),
    returns(app).within(period.id, app.profile.code),
    divisions(app).entered(),
  ]);
  // What was signed counts, whatever became of the union since; and whoever is no more is counted by whoever is left above.
  const unions = new Set([...reporting.map((each) => each.orgPath), ...signed.keys()]);
  const parts = rightBelow(unions, orgPath).sort();
  const counties = reporting.filter(({ level, orgPath: each }) => level === 'county' && !signed.has(each));
  const waiting = new Map(
    parts.map((each) => [each, counties.map((county) => county.orgPath).filter((county) => contains(each, county))]),
  );
  const names = await unionsNamed(app, [...parts, ...[...waiting.values()].flat()]);
  return {
    parts: parts.map((each) => ({
      ...{ orgPath: each, union: names(each), first: signed.get(each)?.[0], signed: signed.get(each)?.at(-1) },
      waiting: (waiting.get(each) ?? []).map((county) => ({
        union: names(county),
        hasDossiers: entered.includes(divisionOf(county)),
      })),
    })),
    former: entered.map(unionOfDivision).filter((each) => !unions.has(each) && nearestAbove(unions, each) === orgPath),
  };
}

async function unionsNamed(app: App, all: readonly string[]): Promise<(orgPath: string) => string> {
  const names = await unions(app).names(all);
  return (orgPath) => names.get(orgPath) as string;
}
