import type { User } from '../access/may.ts';
import { dateInShanghai } from '../calendar/dates.ts';
import type { AnswerOf, Told } from '../contract/types.ts';
import { divisionName } from '../divisions/divisions.ts';
import { isFew } from '../few/few.ts';
import { contains, county, countyPath, divisionOf, isWithinCounty } from '../organisation/org-path.ts';
import { placesOf } from '../organisation/places.ts';
import type { SpotCheck } from '../registry/spot-checks.ts';
import { type Covered, coverageOf, lastListed } from '../spot-checks/coverage.ts';
import type { App } from './app.ts';
import { spotChecks } from './services.ts';

/** So many are asked for at once. */
const AT_ONCE = 8;

/**
 * 覆盖抽查 of a year: what each county of an area comes to, and how much a year is to be looked at.
 *
 * @param user whoever asks: above a county, a frame of fewer than five says no number
 */
export async function coverageIn(
  app: App,
  user: Pick<User, 'orgPath'>,
  { org, year }: { org: string; year: string },
): Promise<Told<AnswerOf<'getSpotCheckCoverage'>>> {
  const of: SpotCheck[] = [];
  for await (const check of spotChecks(app).about(org)) {
    if (check.instrument === 'quota' && check.drawn && dateInShanghai(check.drawn.at).startsWith(year)) of.push(check);
  }
  const last = new Set(lastListed(of).values());
  const covered: Covered[] = [];
  for (let at = 0; at < of.length; at += AT_ONCE) {
    const some = of.slice(at, at + AT_ONCE).map((check) => lookedAt(app, check, last.has(check)));
    covered.push(...(await Promise.all(some)));
  }
  const found = new Map(coverageOf(covered).flatMap((each) => each.counties.map((code) => [code, each])));
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
      .flatMap(({ orgPath, division, name }) => {
        const of = found.get(division);
        const { households = null, looked = 0, division: all = division, counties: those = [division] } = of ?? {};
        // Those that were drawn from together stand in one row: that of the first of them that was not listed again.
        const [first = division] = those.filter((code) => contains(own, countyPath(code)));
        if (first !== division) return [];
        const together = all.split('+');
        const several = together.length > 1 ? `等 ${together.length} 个地方合在一起` : '';
        const isTold = households !== null && (isWithinCounty(user.orgPath) || !isFew(households));
        return [
          {
            ...{ orgPath, name: `${name}${several}`, listed: households !== null },
            ...{ households: isTold ? households : null, looked },
          },
        ];
      }),
  };
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
  return { at: check.at, strata: check.strata, households, looked };
}
