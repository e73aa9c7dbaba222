import type { User } from '../access/may.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import type { AnswerOf, Told } from '../contract/types.ts';
import { divisionName } from '../divisions/divisions.ts';
import { isFew } from '../few/few.ts';
import { choiceOwnName } from '../organisation/choices.ts';
import {
  contains,
  county,
  countyPath,
  divisionOf,
  isOwnOf,
  isWithinCounty,
  unionAt,
} from '../organisation/org-path.ts';
import { placesOf } from '../organisation/places.ts';
import type { Behind, SpotCheck } from '../registry/spot-checks.ts';
import { type Coverage, type Covered, coverageOf, lastListed } from '../spot-checks/coverage.ts';
import type { App } from './app.ts';
import { divisions, dossierReader, spotChecks } from './services.ts';

/** So many are asked for at once. */
const AT_ONCE = 8;

type Answer = Told<AnswerOf<'getSpotCheckCoverage'>>;

/**
 * 覆盖抽查 of a year: what each county of an area comes to, and how much a year is to be looked at. Whoever stands above the
 * county is told the numbers that a frame of several counties has, for its strata tell what 统计 tells (0116): of a frame of
 * one county alone, and of fewer than five, only whether it is enough.
 */
export async function coverageIn(
  app: App,
  user: Pick<User, 'orgPath'>,
  { org, year }: { org: string; year: string },
): Promise<Answer> {
  const quotaPercent = app.profile.spotChecks.yearlyPercent;
  const found = await coverageBy(app, org, year);
  const own = isWithinCounty(org) ? county(org) : org;
  const counties: Answer['counties'][number][] = [];
  const entered = await divisions(app).entered();
  for (const place of placesIn(app, found, entered).filter(({ division }) => isAmong(org, division))) {
    const of = found.get(place.division);
    if (of === undefined) {
      const { orgPath, name } = place;
      counties.push({ orgPath, name, listed: false, households: null, looked: null, enough: null });
    } else if (isRow(user.orgPath, org, place.division, of)) {
      counties.push({ orgPath: place.orgPath, listed: true, ...(await toldOf(app, user.orgPath, place, of)) });
    }
  }
  return { orgPath: own, year: Number(year), quotaPercent, counties };
}

interface Place {
  orgPath: string;
  division: string;
  name: string;
}

/**
 * Those that were drawn from together stand in one row: that of the first of them in an area that was not listed again. What
 * is the reader's own stands apart from the others.
 */
const isRow = (reader: string, area: string, division: string, { counties }: Coverage): boolean =>
  isOwn(reader, division) || counties.find((code) => isAmong(area, code) && !isOwn(reader, code)) === division;

/** Whether a county, or a city's own, is of an area: of a single union only that to which it belongs, and no county of its city. */
const isAmong = (area: string, division: string): boolean =>
  isWithinCounty(area) ? divisionOf(area) === division : contains(area, countyPath(division));

/** Whether what stands in a county, or below none of a city's or a province's, is a union's own: its people know those households. */
const isOwn = (union: string, division: string): boolean => county(union) === union && divisionOf(union) === division;

/**
 * What somebody of a union is told of a county, or of several that were drawn from together. Whoever stands above the county
 * is told of those of theirs: what the others have would be told by the rest.
 */
async function toldOf(
  app: App,
  reader: string,
  { orgPath, division, name }: Place,
  of: Coverage,
): Promise<{ name: string; households: number | null; looked: number | null; enough: boolean }> {
  const percent = app.profile.spotChecks.yearlyPercent;
  const enough = (part: Covering) => part.looked.size * 100 >= part.households.length * percent;
  const numbers = (part: Covering) => ({ households: part.households.length, looked: part.looked.size });
  const nothing = { households: null, looked: null };
  if (isOwn(reader, division)) {
    const part = await ownOf(app, orgPath, of);
    return { name, ...numbers(part), enough: enough(part) };
  }
  const all = of.division.split('+');
  const theirs = all.filter((code) => isAmong(reader, code) && !isOwn(reader, code));
  const part = theirs.length === all.length || isWithinCounty(reader) ? of : await othersOf(app, reader, of);
  // A single union's people know no more of their county than whoever stands above it.
  const isTheirs = theirs.length === all.length || !isWithinCounty(reader);
  const isTold = isTheirs && !of.isAlone && !isFew(part.households.length);
  return {
    name: theirs.length > 1 ? `${name}等 ${theirs.length} 个地方合在一起` : name,
    ...(isTold ? numbers(part) : nothing),
    enough: enough(part),
  };
}

/**
 * Today's counties, and what else anything was found of: of a county that is no more the name of then.
 *
 * @param entered of which divisions there ever was a dossier: a city's own stands where it has one
 */
function placesIn(app: App, found: ReadonlyMap<string, Coverage>, entered: readonly string[] = []) {
  const isThere = (division: string) => found.has(division) || entered.includes(division);
  const places = placesOf(app.profile.code)
    .filter(({ level, orgPath }) => level === 'county' || isThere(divisionOf(orgPath)))
    .map(({ orgPath, level, name }) => {
      const division = divisionOf(orgPath);
      return { orgPath, division, name: level === 'county' ? name : (choiceOwnName(division) ?? name) };
    });
  const known = new Set(places.map(({ division }) => division));
  const former = [...found.keys()]
    .filter((division) => !known.has(division))
    .map((division) => ({ orgPath: countyPath(division), division, name: divisionName(division) ?? division }));
  return [...places, ...former];
}

/** The counties of the province in which not enough was looked at in a year, as those of each level are told of it. */
export async function behindIn(app: App, year: string): Promise<Behind[]> {
  const found = await coverageBy(app, app.profile.code, year);
  const behind: Behind[] = [];
  for (const place of placesIn(app, found)) {
    const of = found.get(place.division);
    if (of === undefined) continue;
    const { orgPath } = place;
    const toldAt = async (reader: string | undefined) => {
      if (reader === undefined || !isRow(reader, reader, place.division, of)) return null;
      const { enough, ...told } = await toldOf(app, reader, place, of);
      return enough ? null : told;
    };
    const county = await toldAt(orgPath);
    const municipal = await toldAt(unionAt('municipal', orgPath));
    const provincial = await toldAt(app.profile.code);
    if (county || municipal || provincial) behind.push({ orgPath, county, municipal, provincial });
  }
  return behind;
}

/** The households that a year's 覆盖 counts in a county, and which of them were looked at; undefined where none was listed. */
export async function coveredIn(app: App, org: string, year: string): Promise<Covering | undefined> {
  const of = (await coverageBy(app, org, year)).get(divisionOf(org));
  return of && ownOf(app, org, of);
}

type Covering = Pick<Coverage, 'households' | 'looked'>;

/** Of counties that were drawn from together, those that are of this one, or a city's own, by now: how many the others have is theirs. */
const ownOf = async (app: App, org: string, of: Coverage): Promise<Covering> =>
  of.division === divisionOf(org) ? of : partOf(app, of, (orgPath) => isOwnOf(org, orgPath));

/** The same of all counties of a city or a province, which leaves out what is of others, and its own. */
const othersOf = (app: App, org: string, of: Coverage): Promise<Covering> =>
  partOf(app, of, (orgPath) => contains(org, orgPath) && !isOwnOf(org, orgPath));

async function partOf(
  app: App,
  { households, looked }: Covering,
  isMeant: (orgPath: string) => boolean,
): Promise<Covering> {
  const summaries = await dossierReader(app).summaries(households);
  const here = new Set(summaries.flatMap(({ id, orgPath }) => (isMeant(orgPath) ? [id] : [])));
  const own = households.filter((dossier) => here.has(dossier));
  return { households: own, looked: new Set(own.filter((dossier) => looked.has(dossier))) };
}

/**
 * By the code of each county of which a frame was listed in the year; households of those of an area alone. Who was looked at
 * elsewhere and came here later was looked at, so the checks of the whole province are read.
 */
async function coverageBy(app: App, org: string, year: string): Promise<Map<string, Coverage>> {
  const of: SpotCheck[] = [];
  // Drawn in the year: prepared in it, or late in the one before.
  const prepared = { from: `${Number(year) - 1}-01-01`, to: `${year}-12-31` };
  for await (const check of spotChecks(app).about(app.profile.code, prepared)) {
    if (check.instrument === 'quota' && check.drawn && dateInShanghai(check.drawn.at).startsWith(year)) of.push(check);
  }
  const last = new Set([...lastListed(of)].flatMap(([code, check]) => (isAmong(org, code) ? [check] : [])));
  const covered: Covered[] = [];
  for (let at = 0; at < of.length; at += AT_ONCE) {
    const some = of.slice(at, at + AT_ONCE).map((check) => lookedAt(app, check, last.has(check)));
    covered.push(...(await Promise.all(some)));
  }
  return new Map(coverageOf(covered).flatMap((each) => each.counties.map((code) => [code, each])));
}

/** Who could not be verified was not looked at. */
async function lookedAt(app: App, check: SpotCheck, isLast: boolean): Promise<Covered> {
  const [sample, rows, households] = await Promise.all([
    spotChecks(app).sample(check),
    spotChecks(app).rows(check.id),
    isLast
      ? spotChecks(app)
          .frame(check)
          .then((frame) => frame.households)
      : [],
  ]);
  const seen = new Set(
    rows.flatMap(({ dossier, settled }) => (settled && settled !== 'unverifiable' ? [dossier] : [])),
  );
  const looked = sample.flatMap(({ dossier }) => (seen.has(dossier) ? [dossier] : []));
  return {
    at: check.at,
    isAlone: check.own || isWithinCounty(check.orgPath),
    strata: check.strata,
    households,
    looked,
  };
}
