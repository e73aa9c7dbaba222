import type { User } from '../access/may.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import type { AnswerOf, Told } from '../contract/types.ts';
import { divisionName } from '../divisions/divisions.ts';
import { isFew } from '../few/few.ts';
import { contains, county, countyPath, divisionOf, isWithinCounty } from '../organisation/org-path.ts';
import { placesOf } from '../organisation/places.ts';
import type { Behind, SpotCheck } from '../registry/spot-checks.ts';
import { type Coverage, type Covered, coverageOf, lastListed } from '../spot-checks/coverage.ts';
import type { App } from './app.ts';
import { dossierReader, spotChecks } from './services.ts';

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
  const rows = placesIn(app, found).filter(({ orgPath }) => contains(own, orgPath));
  const counties: Answer['counties'][number][] = [];
  for (const { orgPath, division, name } of rows) {
    const of = found.get(division);
    if (of === undefined) {
      counties.push({ orgPath, name, listed: false, households: null, looked: null, enough: null });
      continue;
    }
    const isOwn = isOfCounty(user);
    // Those that were drawn from together stand in one row: that of the first of them that was not listed again.
    const [first = division] = of.counties.filter((code) => contains(own, countyPath(code)));
    if (first !== division) continue;
    const several = of.division.split('+').length;
    const { households, looked } = isOwn ? await ownOf(app, orgPath, of) : of;
    const isTold = isOwn || (!of.isAlone && !isFew(households.length));
    counties.push({
      ...{ orgPath, name: several > 1 && !isOwn ? `${name}等 ${several} 个地方合在一起` : name, listed: true },
      ...{ households: isTold ? households.length : null, looked: isTold ? looked.size : null },
      enough: looked.size * 100 >= households.length * quotaPercent,
    });
  }
  return { orgPath: own, year: Number(year), quotaPercent, counties };
}

/** Today's counties, and what else anything was found of: of a county that is no more the name of then. */
function placesIn(app: App, found: ReadonlyMap<string, Coverage>) {
  const places = placesOf(app.profile.code)
    .filter(({ level, orgPath }) => level === 'county' || found.has(divisionOf(orgPath)))
    .map(({ orgPath, name }) => ({ orgPath, division: divisionOf(orgPath), name }));
  const known = new Set(places.map(({ division }) => division));
  const former = [...found.keys()]
    .filter((division) => !known.has(division))
    .map((division) => ({ orgPath: countyPath(division), division, name: divisionName(division) ?? division }));
  return [...places, ...former];
}

/** The counties of the province in which not enough was looked at in a year. */
export async function behindIn(app: App, year: string): Promise<Behind[]> {
  const quotaPercent = app.profile.spotChecks.yearlyPercent;
  const numbers = ({ households, looked }: Pick<Coverage, 'households' | 'looked'>) => ({
    ...{ households: households.length, looked: looked.size },
  });
  const isBehind = ({ households, looked }: ReturnType<typeof numbers>) => looked * 100 < households * quotaPercent;
  const found = await coverageBy(app, app.profile.code, year);
  const behind: Behind[] = [];
  for (const { orgPath, division, name } of placesIn(app, found)) {
    const of = found.get(division);
    if (of === undefined) continue;
    const [own, all] = [numbers(await ownOf(app, orgPath, of)), numbers(of)];
    const told = of.isAlone || isFew(all.households) ? { households: null, looked: null } : all;
    const row = { own: isBehind(own) ? own : null, above: isBehind(all) ? told : null };
    if (row.own || row.above) behind.push({ orgPath, name, ...row });
  }
  return behind;
}

/** Whether somebody is of a county, and of no single union in it: they know their own households. */
export const isOfCounty = ({ orgPath }: Pick<User, 'orgPath'>): boolean =>
  isWithinCounty(orgPath) && county(orgPath) === orgPath;

/** The households that a year's 覆盖 counts in a county, and which of them were looked at; undefined where none was listed. */
export async function coveredIn(
  app: App,
  org: string,
  year: string,
): Promise<Pick<Coverage, 'households' | 'looked'> | undefined> {
  const of = (await coverageBy(app, org, year)).get(divisionOf(org));
  return of && ownOf(app, org, of);
}

/** Of counties that were drawn from together, those that are of this one by now: how many the others have is theirs. */
async function ownOf(
  app: App,
  org: string,
  { division, households, looked }: Coverage,
): Promise<Pick<Coverage, 'households' | 'looked'>> {
  if (division === divisionOf(org)) return { households, looked };
  const summaries = await dossierReader(app).summaries(households);
  const here = new Set(summaries.flatMap(({ id, orgPath }) => (contains(org, orgPath) ? [id] : [])));
  const own = households.filter((dossier) => here.has(dossier));
  return { households: own, looked: new Set(own.filter((dossier) => looked.has(dossier))) };
}

/** By the code of each county of which a frame was listed in the year. */
async function coverageBy(app: App, org: string, year: string): Promise<Map<string, Coverage>> {
  const of: SpotCheck[] = [];
  // Drawn in the year: prepared in it, or late in the one before.
  const prepared = { from: `${Number(year) - 1}-01-01`, to: `${year}-12-31` };
  for await (const check of spotChecks(app).about(org, prepared)) {
    if (check.instrument === 'quota' && check.drawn && dateInShanghai(check.drawn.at).startsWith(year)) of.push(check);
  }
  const last = new Set(lastListed(of).values());
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
  return { at: check.at, isAlone: isWithinCounty(check.orgPath), strata: check.strata, households, looked };
}
