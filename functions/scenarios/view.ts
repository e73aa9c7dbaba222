import { abilitiesOf, type User } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { divisionName, ownName } from '../../shared/divisions/divisions.ts';
import { contains, county, divisionOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { Scenario } from '../../shared/registry/scenarios.ts';
import type { App } from '../../shared/services/app.ts';
import { names, scenarios, unions } from '../../shared/services/services.ts';
import { directionOf } from '../../shared/standards/directions.ts';
import { type Counts, Tally } from '../../shared/standards/tally.ts';
import { type ShownCounts, sumOf, withoutFewWays, withoutSmallCells } from './small-cells.ts';

type Detail = AnswerOf<'getScenario'>;

/** Where somebody stands to a scenario: what of its area is theirs, or all of it. */
export const partOf = ({ orgPath }: User, scenario: Pick<Scenario, 'orgPath'>): string =>
  contains(scenario.orgPath, orgPath) ? orgPath : scenario.orgPath;

/** Whose households somebody may read: those of a county's own people, in their union. */
export function householdsOf(user: User, scenario: Pick<Scenario, 'orgPath'>): string | null {
  if (!user.roles.some((role) => role === 'registrar' || role === 'reviewer')) return null;
  return isWithinCounty(user.orgPath) ? partOf(user, scenario) : null;
}

export async function summaryOf(app: App, scenario: Scenario) {
  const { id, name, orgPath, on, by, at, endedAt, asked, failed, broken } = scenario;
  return {
    ...{ scenario: id, name, orgPath, union: await unions(app).name(orgPath), on },
    ...{ by, byName: await names(app).of(by), at, endedAt, asked, failed, broken },
  };
}

/** With the counts of those counties that are somebody's: exact for those of the county who may open its dossiers, without small cells for others. */
export async function detailOf(app: App, user: User, scenario: Scenario): Promise<Detail> {
  const { lines, linePercent, texts } = scenario.change;
  const part = partOf(user, scenario);
  const moved = scenario.endedAt === null ? [] : await scenarios(app).moved(scenario.id);
  const mine = moved.filter((each) => contains(part, each.county) || contains(each.county, part));
  const tally = new Tally(scenario.rates);
  for (const { county: area, ...way } of mine) tally.add({ area, ...way });
  const areas = [...tally.areas].sort(([a], [b]) => (a < b ? -1 : 1));
  const counts = areas.map(([, each]) => each);
  const isOwn = county(user.orgPath) === user.orgPath && isWithinCounty(user.orgPath);
  const isExact = isOwn && abilitiesOf(user).includes('read');
  const shown = isExact ? { rows: counts, total: sumOf(counts) } : withoutSmallCells(part, new Map(areas));
  return {
    ...(await summaryOf(app, scenario)),
    ...{
      lines: lines.map((line) => ({ ...line, name: divisionName(line.division) ?? line.division })),
      linePercent,
      texts: [...texts],
      rates: scenario.rates,
    },
    total: scenario.endedAt === null || scenario.broken !== null ? null : shown.total,
    counties: areas.map(([area], index) => ({
      division: divisionOf(area),
      title: ownName(divisionOf(area)) ?? divisionOf(area),
      ...(shown.rows[index] as Counts),
    })),
    ways: waysOf(mine, isExact ? undefined : shown.total),
    householdsOf: householdsOf(user, scenario),
  };
}

function waysOf(
  moved: Awaited<ReturnType<ReturnType<typeof scenarios>['moved']>>,
  without: ShownCounts | undefined,
): Detail['ways'] {
  const together = new Tally([]);
  for (const { before, after, households } of moved) together.add({ area: '', before, after, households });
  const ways = [...together.ways.values()]
    .map(({ before, after, households }) => ({ before, after, households, direction: directionOf(before, after) }))
    .filter(({ direction }) => direction !== 'stays')
    .sort((a, b) => b.households - a.households);
  const shown = without === undefined ? ways : withoutFewWays(ways, without);
  return shown.map(({ before, after, households }) => ({ before, after, households }));
}
