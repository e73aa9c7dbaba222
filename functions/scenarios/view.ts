import { abilitiesOf, type User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionName } from '../../shared/divisions/divisions.ts';
import { choiceOwnName } from '../../shared/organisation/choices.ts';
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

/** Whose households somebody may read: a county's own people those in their union, a city's and the province's what is its own. */
export function householdsOf(user: User, scenario: Pick<Scenario, 'orgPath'>): string | null {
  if (!user.roles.some((role) => role === 'registrar' || role === 'reviewer')) return null;
  const part = partOf(user, scenario);
  return county(part) === county(user.orgPath) ? part : null;
}

/**
 * A single union's numbers are for its county's people, or its city's where it stands below no county: whoever stands above
 * sees no area smaller than a county.
 */
export const isSeenBy = ({ orgPath }: User, scenario: Pick<Scenario, 'orgPath'>): boolean =>
  isWithinCounty(orgPath) || levelOf(scenario.orgPath) !== undefined || county(scenario.orgPath) === orgPath;

/** Whether somebody may open the dossiers of all that is their union's own (`isOwnOf`), and so is told of it as it is. */
const knowsOwn = (user: User): boolean => county(user.orgPath) === user.orgPath && abilitiesOf(user).includes('read');

/** Whether a scenario asks of somebody's own at all, and they are told of it apart. */
const hasOwnApart = (user: User, scenario: Scenario): boolean =>
  knowsOwn(user) && contains(scenario.orgPath, user.orgPath) && !isExact(user, scenario);

/** Whether all of an area is a union's own: what is of others is told to the nearest five. */
const isAllOwn = (union: string, area: string): boolean => county(area) === union && isWithinCounty(area);

const isExact = (user: User, scenario: Scenario): boolean =>
  (knowsOwn(user) && isAllOwn(user.orgPath, partOf(user, scenario))) || isAllTheirs(user, scenario);

const isOfOneUnion = ({ orgPath }: User): boolean => county(orgPath) !== orgPath;

/** Whether all that a scenario asks stands in the single union that somebody is of. */
const isAllTheirs = (user: User, { orgPath }: Scenario): boolean =>
  isOfOneUnion(user) && contains(user.orgPath, orgPath) && abilitiesOf(user).includes('read');

/**
 * Whether nothing is counted for somebody: of a single union, of what others of its county have, too. Each number is of both,
 * and they know their own; which of those would change they see one by one.
 */
const isToldNothing = (user: User, scenario: Scenario): boolean => isOfOneUnion(user) && !isAllTheirs(user, scenario);

export async function summaryOf(app: App, user: User, scenario: Scenario) {
  const { id, name, orgPath, on, by, at, endedAt, asked, failed, broken } = scenario;
  const isWhole = (knowsOwn(user) && isAllOwn(user.orgPath, orgPath)) || isAllTheirs(user, scenario);
  return {
    ...{ scenario: id, name, orgPath, union: await unions(app).name(orgPath), on },
    ...{ by, byName: await names(app).of(by), at, endedAt, broken },
    asked: isWhole ? sum(asked) : askedOfAll(user, scenario),
    failed: isWhole ? failed : about(failed),
  };
}

const sum = (asked: Scenario['asked']): number => Object.values(asked).reduce((all, each) => all + each, 0);

/**
 * How many were asked in all would say, less one's own, what a neighbour has: one's own are told as they are, and the others
 * about. So from the first night on: rounded with one's own in between, the others would be told twice.
 */
function askedOfAll(user: User, { asked }: Scenario): number | null {
  const own = knowsOwn(user) ? (asked[user.orgPath] ?? 0) : 0;
  const others = about(sum(asked) - own);
  return others === null ? null : own + others;
}

/** With the counts of those counties that are somebody's; what is a city's own is told apart to those who know it. */
export async function detailOf(app: App, user: User, scenario: Scenario): Promise<Detail> {
  const { lines, linePercent, texts } = scenario.change;
  const isAll = isExact(user, scenario);
  const mine = await movedFor(app, user, scenario);
  // Of a sum with one's own in it the others would be told by the rest.
  const [own, others] = hasOwnApart(user, scenario) ? apart(user, mine) : [null, mine];
  const areas = [...tallied(scenario, others)].sort(([a], [b]) => (a < b ? -1 : 1));
  const whole = addedCounts(areas.map(([, each]) => each));
  const ways = waysOf(others);
  const isOver = scenario.endedAt !== null && scenario.broken === null;
  const shown = isAll
    ? { of: (counts: Counts): Shown => counts, total: whole, ways }
    : {
        of: roughly,
        total: isToldNothing(user, scenario) ? nothing : roughTotal(scenario, whole, roughWays(ways)),
        ways: roughWays(ways),
      };
  return {
    ...(await summaryOf(app, user, scenario)),
    ...{
      lines: lines.map((line) => ({ ...line, name: divisionName(line.division) ?? line.division })),
      linePercent,
      texts: [...texts],
      rates: scenario.rates,
    },
    about: !isAll,
    total: isOver ? shown.total : null,
    own: isOver && own ? { ...addedCounts([...tallied(scenario, own).values()]), ways: changing(waysOf(own)) } : null,
    counties: areas.map(([area, counts]) => ({
      division: divisionOf(area),
      title: choiceOwnName(divisionOf(area)) ?? divisionOf(area),
      ...shown.of(counts),
    })),
    ways: changing(shown.ways),
    householdsOf: householdsOf(user, scenario),
  };
}

/** From what to what those change whose households somebody may read, in the order and as far as they are told. */
export async function waysFor(app: App, user: User, scenario: Scenario): Promise<Way[]> {
  const mine = await movedFor(app, user, scenario);
  if (isExact(user, scenario)) return changing(waysOf(mine));
  return changing(hasOwnApart(user, scenario) ? waysOf(apart(user, mine)[0]) : roughWays(waysOf(mine)));
}

/** What is somebody's own, and the others. */
const apart = ({ orgPath }: User, moved: readonly Moved[]): [Moved[], Moved[]] => [
  moved.filter((each) => each.county === orgPath),
  moved.filter((each) => each.county !== orgPath),
];

function tallied({ rates }: Scenario, moved: readonly Moved[]): ReadonlyMap<string, Counts> {
  const tally = new Tally(rates);
  for (const { county: area, ...way } of moved) tally.add({ area, ...way });
  return tally.areas;
}

const changing = (ways: readonly Way[]): Way[] =>
  ways.filter(({ before, after }) => directionOf(before, after) !== 'stays');

async function movedFor(app: App, user: User, scenario: Scenario): Promise<Moved[]> {
  const part = partOf(user, scenario);
  const moved =
    scenario.endedAt === null || isToldNothing(user, scenario) ? [] : await scenarios(app).moved(scenario.id);
  // What a single union asked of its own lies with its county. What stands above is nobody's below it: a city's own is no county's.
  return moved.filter((each) => contains(part, each.county) || each.county === county(part));
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

const nothing: Shown = {
  households: null,
  directions: { stays: null, gains: null, loses: null, moves: null, unknown: null },
  ...{ costBefore: null, costAfter: null },
};

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
