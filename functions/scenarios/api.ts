import { permit } from '../../shared/access/permit.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { OpenScenarioBody } from '../../shared/contract/bodies/scenarios.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { fieldProblem, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { contains, county, unionsAbove } from '../../shared/organisation/org-path.ts';
import { newId } from '../../shared/registry/ids.ts';
import { mostScenarios, type Scenario, scenarioEffects } from '../../shared/registry/scenarios.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { gazette, readings, scenarios, table } from '../../shared/services/services.ts';
import type { ProvinceStandards } from '../../shared/standards/standard.ts';
import type { Rate } from '../../shared/standards/tally.ts';
import { tierTitles } from '../../shared/standards/tiers.ts';
import { type Change, ChangeFault, changedRules, rulesOf } from '../../shared/standards/what-if.ts';
import { householdsIn } from './households.ts';
import { detailOf, householdsOf, isSeenBy, partOf, summaryOf } from './view.ts';

/** So far ahead rules can be compared. */
const MOST_DAYS_AHEAD = 730;

export const lambda = (app: App) =>
  serve(app, {
    /** 情景测算: what would be otherwise; the nights compute it, and nothing is changed. */
    openScenario: {
      body: OpenScenarioBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'openScenario', body);
        await requireUnion(app, user, body.orgPath, '/orgPath');
        const today = dateInShanghai(now);
        const { name, orgPath, on = today, lines = [], linePercent = null, texts = [], rates = [] } = body;
        const change = { lines, linePercent, texts };
        requireDay(on, today);
        const profile = await gazette(app).profileWithLines(now);
        const rules = rulesOf(profile, on);
        requireChange({ ...profile, subsistenceLines: [...rules.lines] }, change);
        requireRates(profile, rates);
        await requireRoom(app, user.id);
        const scenario: Scenario = {
          ...{
            id: newId(),
            name,
            orgPath,
            on,
            change,
            rates,
            rules,
            by: user.id,
            at: now.toISOString(),
          },
          ...{ endedAt: null, cursor: { list: 0, after: null }, asked: {}, failed: 0, broken: null },
        };
        const answer = { status: 201, body: { scenario: scenario.id } };
        const refused = await table(app).transact([...scenarios(app).openWrites(scenario), ...remember(answer)]);
        if (refused.includes(scenarioEffects.area)) throw new Problem(1372);
        if (refused.length > 0) throw new Problem(1301);
        return answer;
      },
    },

    /** Those of an area, of what is below it, and of the unions above, whose part of it is this one's to see. */
    listScenarios: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readScenarios', { orgPath: org });
        const below = await scenarios(app).within(org, pageSizes.scenarios);
        const above = await Promise.all(
          unionsAbove(org)
            .filter((each) => each !== org)
            .map((each) => scenarios(app).within(`${each}#`, pageSizes.scenarios)),
        );
        const ours = below.filter((each) => contains(org, each.orgPath) && isSeenBy(user, each));
        const found = await Promise.all([...ours, ...above.flat()].map((each) => summaryOf(app, user, each)));
        return { status: 200, body: { scenarios: found.sort((a, b) => (a.at > b.at ? -1 : 1)) } };
      },
    },

    getScenario: {
      handle: async ({ user, params }) => {
        const scenario = await foundIn(app, params.scenario);
        permit(user, 'readScenarios', { orgPath: partOf(user, scenario) });
        if (!isSeenBy(user, scenario)) {
          throw new Problem(1502, {
            detail: '一个基层工会的，由它的县里的人看，直属单位的由它的市里、省里的人看；上级看到县为止。',
          });
        }
        return { status: 200, body: await detailOf(app, user, scenario) };
      },
    },

    listScenarioHouseholds: {
      handle: async ({ user, params, query, now }) => {
        const scenario = await foundIn(app, params.scenario);
        permit(user, 'readScenarios', { orgPath: partOf(user, scenario) });
        const theirs = householdsOf(user, scenario);
        const { org = theirs ?? user.orgPath } = query;
        permit(user, 'readScenarioHouseholds', { orgPath: org });
        if (theirs === null || county(org) !== county(user.orgPath)) {
          throw new Problem(1502, {
            detail: '各户由县里的人看自己县的，市里、省里的人看本级和直属单位的；上级看得到的是户数。',
          });
        }
        const body = await householdsIn(app, user, { scenario, org, ...query });
        if (body.households.length > 0) {
          const what = `scenario ${scenario.id}${query.way === undefined ? '' : ` ${query.way}`}`;
          const reading = { kind: 'list' as const, by: user.id, what, page: query.cursor ?? '' };
          await readings(app).record(org, reading, now);
        }
        return { status: 200, body };
      },
    },
  });

export const handler = lambda(fromEnvironment());

async function foundIn(app: App, id: string): Promise<Scenario> {
  const found = await scenarios(app).find(id);
  if (found === undefined) throw new Problem(1371);
  return found;
}

function requireDay(on: string, today: string): void {
  const last = addDays(today, MOST_DAYS_AHEAD);
  if (on >= today && on <= last) return;
  const message = `“${on}”不在 ${today} 到 ${last} 之间：以前的规矩用“再算一遍”看`;
  throw fieldProblem('/on', message);
}

/** E1373. Two at the very same moment may go one beyond it: it is against a flood, not for a fair share. */
async function requireRoom(app: App, by: string): Promise<void> {
  const underWay = await scenarios(app).underWay();
  const own = underWay.filter((each) => each.by === by).length;
  const { ofOne, inAll } = mostScenarios;
  if (own >= ofOne)
    throw new Problem(1373, { detail: `您有 ${own} 次还没有算完，一个人同时至多 ${ofOne} 次：算完一次再来。` });
  if (underWay.length >= inAll)
    throw new Problem(1373, { detail: `全省有 ${underWay.length} 次还没有算完，同时至多 ${inAll} 次：过一夜再来。` });
}

/** E1004 for what changes nothing, and for what cannot be. */
function requireChange(profile: ProvinceStandards, change: Change): void {
  const { lines, linePercent, texts } = change;
  if (lines.length === 0 && texts.length === 0 && (linePercent ?? 0) === 0) {
    throw fieldProblem('/linePercent', '什么也没有改：写一条低保标准、一个百分数，或改一条条文');
  }
  try {
    changedRules(profile, change);
  } catch (error) {
    if (error instanceof ChangeFault) throw fieldProblem(error.pointer, error.message);
    throw error;
  }
}

/** E1004 for an amount of what no standard of the province puts anybody in: it would count for nobody. */
function requireRates({ standards }: ProvinceStandards, rates: readonly Rate[]): void {
  const allowed = new Map<string, string>();
  for (const { tier, clauses } of standards) {
    for (const { category } of clauses) allowed.set(`${tier} ${category}`, `${category}（${tierTitles[tier]}）`);
  }
  const faults = rates.flatMap(({ category, tier }, index) => {
    if (allowed.has(`${tier} ${category}`)) return [];
    const what = `${quoted(category)}（${tierTitles[tier]}）`;
    const message = `本省的标准里没有${what}，可以是：${[...new Set(allowed.values())].join('、')}`;
    return [fieldFault(`/rates/${index}/category`, message)];
  });
  refuseFaults(faults);
}
