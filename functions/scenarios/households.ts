import type { User } from '../../shared/access/may.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { fieldProblem, type Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { contains, county } from '../../shared/organisation/org-path.ts';
import { isId } from '../../shared/registry/ids.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { AskedHousehold, Scenario } from '../../shared/registry/scenarios.ts';
import type { App } from '../../shared/services/app.ts';
import { seenHouseholds } from '../../shared/services/seen-households.ts';
import { scenarios, unions } from '../../shared/services/services.ts';
import { directionOf, wayShape } from '../../shared/standards/directions.ts';
import { keyOf } from '../../shared/standards/tally.ts';
import { waysFor } from './view.ts';

type Answer = AnswerOf<'listScenarioHouseholds'>;

/** A page of those of a county, or of a union in it, whose verdict would be another; of one number alone where `way` says which. */
export async function householdsIn(
  app: App,
  user: User,
  { scenario, org, way, cursor }: { scenario: Scenario; org: string; way?: string; cursor?: string },
): Promise<Answer> {
  const isOurs = (place: unknown): place is string => typeof place === 'string' && isId(place);
  const after = placeIn(cursor, isOurs) ?? '';
  const isMeant = await meantBy(app, user, scenario, way);
  const changed = await scenarios(app).changed(scenario.id, county(org));
  const all = changed.filter((each) => contains(org, each.orgPath) && isMeant(each));
  const left = all.filter(({ dossier }) => dossier > after);
  const page = left.slice(0, pageSizes.dossiers);
  const [seen, names] = await Promise.all([
    seenHouseholds(
      app,
      user,
      page.map(({ dossier }) => dossier),
    ),
    unions(app).names(page.map(({ orgPath }) => orgPath)),
  ]);
  return {
    total: all.length,
    households: seen.map((who, at) => {
      const { orgPath, before, after: then } = page[at] as AskedHousehold;
      return { ...who, union: names.get(orgPath) as string, before, after: then };
    }),
    cursor: left.length > page.length ? pageMark(page.at(-1)?.dossier) : null,
  };
}

/** E1004 for what is no number of the scenario. */
async function meantBy(
  app: App,
  user: User,
  scenario: Scenario,
  way: string | undefined,
): Promise<(household: Pick<AskedHousehold, 'before' | 'after'>) => boolean> {
  if (way === undefined) return () => true;
  if (!wayShape.test(way)) throw noWay(way, 'gains、loses、moves、unknown，或者由什么变成什么的第几行');
  if (!/^\d/.test(way)) return ({ before, after }) => directionOf(before, after) === way;
  const ways = await waysFor(app, user, scenario);
  const line = ways[Number(way) - 1];
  if (line === undefined) throw noWay(way, `由什么变成什么一共 ${ways.length} 行`);
  const [before, after] = [keyOf(line.before), keyOf(line.after)];
  return (each) => keyOf(each.before) === before && keyOf(each.after) === after;
}

function noWay(way: string, allowed: string): Problem {
  const message = `${quoted(way)}不是这一次情景测算里的一个数：${allowed}`;
  return fieldProblem('/way', message);
}
