import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Checks } from './checks.ts';
import { counties, isBelow, isOwnOf, municipality } from './places.ts';
import { spotChecksIn } from './spot-checks.ts';
import type { World } from './world.ts';

type Row = AnswerOf<'getSpotCheckCoverage'>['counties'][number];

/** What a county's, or a city's own, 覆盖 of a year is made of, by the frames and findings that lie there. */
interface Covered {
  households: string[];
  looked: string[];
  /** Of this place alone: from above its numbers are not told. */
  isAlone: boolean;
  isOfSeveral: boolean;
}

/** Households of the frame that was listed last, and those of them that anybody looked at in the year. */
function coveredIn(world: World, checks: Checks, org: string, year: string): Covered | undefined {
  const division = org.slice(-6);
  const drawn = spotChecksIn(world)
    .filter(
      ({ check }) => check.instrument === 'quota' && check.drawn && dateInShanghai(check.drawn.at).startsWith(year),
    )
    .sort((a, b) => (a.check.at < b.check.at ? -1 : 1));
  const isOf = (of: string) => of.split('+').includes(division);
  const last = drawn.findLast(({ check }) => check.strata.some((each) => isOf(each.division)));
  if (!last) return undefined;
  const looked = new Set(
    drawn.flatMap(({ sample, rows }) =>
      [...sample.keys()].filter((id) => (rows.get(id)?.settled ?? 'unverifiable') !== 'unverifiable'),
    ),
  );
  const index = last.check.strata.findIndex((each) => isOf(each.division));
  const isOfSeveral = last.check.strata[index]?.division !== division;
  const all = [...last.frame].flatMap(([id, stratum]) => (stratum === index + 1 ? [id] : []));
  // Of several together each county is told of those that are its own by now.
  const households = all.filter((id) => !isOfSeveral || isOwnOf(checks.stateOf(id)?.orgPath ?? '', org)).sort();
  const isAlone = last.check.own || counties.includes(last.check.orgPath as never);
  return { households, looked: households.filter((id) => looked.has(id)), isAlone, isOfSeveral };
}

/** 覆盖 of a year is what the 抽查 of the year come to: the numbers, and the households behind each; and from above no few are told. */
export async function coverageAgrees(world: World, checks: Checks): Promise<void> {
  const now = Number(world.today().slice(0, 4));
  const percent = world.ground.app.profile.spotChecks.yearlyPercent;
  for (const org of [municipality, ...counties]) {
    const who = `reviewer-${org.slice(-6)}-1`;
    if (world.staff.get(who).orgPath !== org) continue;
    for (const year of [String(now - 1), String(now)]) {
      const as = world.visitors.as(who);
      const covered = coveredIn(world, checks, org, year);
      const fail = (what: string) => world.fail(`${org} ${year} 年的覆盖：${what}`);
      const { counties: rows } = (await as.call('getSpotCheckCoverage', { query: { org, year } })).body;
      const { households = null, looked = null } = rows.find((each) => each.orgPath === org) ?? {};
      const should = covered ? [covered.households.length, covered.looked.length] : [null, null];
      if (households !== should[0] || looked !== should[1]) fail(`说 ${households}、${looked} 户，应是 ${should}`);
      if (!covered) continue;
      for (const [word, those] of [
        ['yes', covered.looked],
        ['no', covered.households.filter((id) => !covered.looked.includes(id))],
      ] as const) {
        const { body } = await as.call('listCoverageHouseholds', { query: { org, year, looked: word } });
        const listed = body.households.map(({ dossier }) => dossier);
        // Who is another's by now is counted, and not told.
        const told = those.map((id) => (isBelow(checks.stateOf(id)?.orgPath ?? '', org) ? id : null));
        if (body.total !== those.length || listed.join() !== told.join()) fail(`${word} 列出 ${listed}，应是 ${told}`);
      }
      const isEnough = covered.looked.length * 100 >= covered.households.length * percent;
      if (rows.find((each) => each.orgPath === org)?.enough !== isEnough) fail(`看够了没有说反了`);
      await fromAbove(world, org, year, covered);
    }
  }
}

async function fromAbove(world: World, org: string, year: string, covered: Covered): Promise<void> {
  const auditor = world.visitors.as('auditor-530000-1');
  const { counties: rows } = (await auditor.call('getSpotCheckCoverage', { query: { year } })).body;
  const row: Row | undefined = rows.find((each) => each.orgPath === org);
  // Several together stand in the row of the first of them.
  if (!row || covered.isOfSeveral) return;
  const isTold = !covered.isAlone && covered.households.length >= 5;
  const should = isTold ? [covered.households.length, covered.looked.length] : [null, null];
  if (row.households !== should[0] || row.looked !== should[1])
    world.fail(`${org} ${year} 年的覆盖，省里看到 ${row.households}、${row.looked} 户，应是 ${should}`);
}
