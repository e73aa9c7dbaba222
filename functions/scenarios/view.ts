import { abilitiesOf, type User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionName, ownName } from '../../shared/divisions/divisions.ts';
import { contains, county, divisionOf, isWithinCounty, levelOf } from '../../shared/organisation/org-path.ts';
import type { Moved, Scenario } from '../../shared/registry/scenarios.ts';
import type { App } from '../../shared/services/app.ts';
import { names, scenarios, unions } from '../../shared/services/services.ts';
import { about } from '../../shared/standards/about.ts';
import { type Direction, directionOf } from '../../shared/standards/directions.ts';
import { addedCounts, type Counts, Tally } from '../../shared/standards/tally.ts';

type Detail = AnswerOf<'getScenario'>;
type Shown = Omit<Detail['counties'][number], 'division' | 'title'>;

/** Where somebody stands to a scenario: what of its area is theirs, or all of it. */
export const partOf = ({ orgPath }: User, scenario: Pick<Scenario, 'orgPath'>): string =>
  contains(scenario.orgPath, orgPath) ? orgPath : scenario.orgPath;

/** Whose households somebody may read: those of a county's own people, in their union. */
export function householdsOf(user: User, scenario: Pick<Scenario, 'orgPath'>): string | null {
  if (!user.roles.some((role) => role === 'registrar' || role === 'reviewer')) return null;
  return isWithinCounty(user.orgPath) ? partOf(user, scenario) : null;
}

/** A single union's numbers are for its county's people: whoever stands above sees no area smaller than a county. */
export const isSeenBy = ({ orgPath }: User, scenario: Pick<Scenario, 'orgPath'>): boolean =>
  isWithinCounty(orgPath) || levelOf(scenario.orgPath) !== undefined;

/** Whether somebody is of the county, and may open its dossiers: others are told all numbers to the nearest five. */
const isExact = (user: User): boolean =>
  isWithinCounty(user.orgPath) && county(user.orgPath) === user.orgPath && abilitiesOf(user).includes('read');

export async function summaryOf(app: App, user: User, scenario: Scenario) {
  const { id, name, orgPath, on, by, at, endedAt, asked, failed, broken } = scenario;
  // How many were asked in all is, less their own, what a neighbour has.
  const told = (households: number) =>
    isExact(user) && contains(user.orgPath, orgPath) ? households : about(households);
  return {
    ...{ scenario: id, name, orgPath, union: await unions(app).name(orgPath), on },
    ...{ by, byName: await names(app).of(by), at, endedAt, asked: told(asked), failed: told(failed), broken },
  };
}

/** With the counts of those counties that are somebody's. */
export async function detailOf(app: App, user: User, scenario: Scenario): Promise<Detail> {
  const { lines, linePercent, texts } = scenario.change;
  const mine = await movedFor(app, user, scenario);
  const tally = new Tally(scenario.rates);
  for (const { county: area, ...way } of mine) tally.add({ area, ...way });
  const areas = [...tally.areas].sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = addedCounts(areas.map(([, each]) => each));
  const ways = waysOf(mine);
  const shown = isExact(user)
    ? { of: (counts: Counts): Shown => counts, total: whole, ways }
    : { of: roughly, total: roughTotal(scenario, whole, roughWays(ways)), ways: roughWays(ways) };
  return {
    ...(await summaryOf(app, user, scenario)),
    ...{
      lines: lines.map((line) => ({ ...line, name: divisionName(line.division) ?? line.division })),
      linePercent,
      texts: [...texts],
      rates: scenario.rates,
    },
    about: !isExact(user),
    total: scenario.endedAt === null || scenario.broken !== null ? null : shown.total,
    counties: areas.map(([area, counts]) => ({
      division: divisionOf(area),
      title: ownName(divisionOf(area)) ?? divisionOf(area),
      ...shown.of(counts),
    })),
    ways: changing(shown.ways),
    householdsOf: householdsOf(user, scenario),
  };
}

/** From what to what those change whose verdict is another, in the order and as far as somebody is told. */
export async function waysFor(app: App, user: User, scenario: Scenario): Promise<Way[]> {
  const ways = waysOf(await movedFor(app, user, scenario));
  return changing(isExact(user) ? ways : roughWays(ways));
}

const changing = (ways: readonly Way[]): Way[] =>
  ways.filter(({ before, after }) => directionOf(before, after) !== 'stays');

async function movedFor(app: App, user: User, scenario: Scenario): Promise<Moved[]> {
  const part = partOf(user, scenario);
  const moved = scenario.endedAt === null ? [] : await scenarios(app).moved(scenario.id);
  return moved.filter((each) => contains(part, each.county) || contains(each.county, part));
}

function roughly({ households, directions }: Counts): Shown {
  const each = Object.entries(directions).map(([way, count]) => [way, about(count)]);
  return {
    households: about(households),
    directions: Object.fromEntries(each) as Record<Direction, number | null>,
    // A known multiple of how many: what it comes to in all is said of numbers that are rounded.
    ...{ costBefore: null, costAfter: null },
  };
}

type Way = Omit<Moved, 'county'>;

/** Those that are told. A row without its number would tell that somebody goes that way, and the order who are more. */
const roughWays = (ways: readonly Way[]): Way[] =>
  ways
    .flatMap(({ households, ...way }) => {
      const told = about(households);
      return told === null ? [] : [{ ...way, households: told }];
    })
    .sort((a, b) => b.households - a.households || (nameOf(a) < nameOf(b) ? -1 : 1));

const nameOf = ({ before, after }: Way): string => JSON.stringify([before, after]);

/** With what the ways that are told come to: nothing of money says more than they do. */
function roughTotal(scenario: Scenario, whole: Counts, ways: readonly Way[]): Shown {
  const rough = roughly(whole);
  if (rough.households === null) return rough;
  const tally = new Tally(scenario.rates);
  for (const way of ways) tally.add({ area: '', ...way });
  const { costBefore, costAfter } = addedCounts([...tally.areas.values()]);
  return { ...rough, costBefore, costAfter };
}

/** How many households go from one verdict to another, most of them first; who stays the same is in it. */
function waysOf(moved: readonly Moved[]): Way[] {
  const together = new Tally([]);
  for (const { before, after, households } of moved) together.add({ area: '', before, after, households });
  return [...together.ways.values()]
    .map(({ before, after, households }) => ({ before, after, households }))
    .sort((a, b) => b.households - a.households);
}
