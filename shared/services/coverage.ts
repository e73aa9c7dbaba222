import { dateInShanghai } from '../calendar/dates.ts';
import type { AnswerOf, Told } from '../contract/types.ts';
import { divisionName } from '../divisions/divisions.ts';
import { contains, county, countyPath, divisionOf, isWithinCounty } from '../organisation/org-path.ts';
import { placesOf } from '../organisation/places.ts';
import type { SpotCheck } from '../registry/spot-checks.ts';
import { type Covered, coverageOf } from '../spot-checks/coverage.ts';
import type { App } from './app.ts';
import { spotChecks } from './services.ts';

/** So many are asked for at once. */
const AT_ONCE = 8;

/** 覆盖抽查 of a year: what each county of an area comes to, and how much a year is to be looked at. */
export async function coverageIn(app: App, org: string, year: string): Promise<Told<AnswerOf<'getSpotCheckCoverage'>>> {
  const of: SpotCheck[] = [];
  for await (const check of spotChecks(app).about(org)) {
    if (check.instrument === 'quota' && check.drawn && dateInShanghai(check.drawn.at).startsWith(year)) of.push(check);
  }
  const covered: Covered[] = [];
  for (let at = 0; at < of.length; at += AT_ONCE) {
    covered.push(...(await Promise.all(of.slice(at, at + AT_ONCE).map((check) => lookedAt(app, check)))));
  }
  const found = new Map(coverageOf(covered).map((each) => [each.division, each]));
  const own = isWithinCounty(org) ? county(org) : org;
  const places = placesOf(app.profile.code)
    .filter(({ level, orgPath }) => level === 'county' || found.has(divisionOf(orgPath)))
    .map(({ orgPath, name }) => ({ orgPath, division: divisionOf(orgPath), name }));
  const known = new Set(places.map(({ division }) => division));
  // Of a county that is no more the name of then.
  const former = [...found.keys()]
    .filter((division) => !known.has(division))
    .map((division) => ({ orgPath: countyPath(division), division, name: divisionName(division) ?? division }));
  return {
    ...{ orgPath: own, year: Number(year), quotaPercent: app.profile.spotChecks.yearlyPercent },
    counties: [...places, ...former]
      .filter(({ orgPath }) => contains(own, orgPath))
      .map(({ orgPath, division, name }) => {
        const { households = null, looked = 0 } = found.get(division) ?? {};
        return { orgPath, name, households, looked };
      }),
  };
}

/** Who could not be verified was not looked at. */
async function lookedAt(app: App, check: SpotCheck): Promise<Covered> {
  const [sample, rows] = await Promise.all([spotChecks(app).sample(check), spotChecks(app).rows(check.id)]);
  const seen = new Set(
    rows.flatMap(({ dossier, settled }) => (settled && settled !== 'unverifiable' ? [dossier] : [])),
  );
  return { at: check.at, strata: check.strata, looked: sample.filter(({ dossier }) => seen.has(dossier)) };
}
