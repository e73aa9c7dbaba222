import { isOnFile } from '../../shared/dossier/life.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { county } from '../../shared/organisation/org-path.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { AskedHousehold, Scenario } from '../../shared/registry/scenarios.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, forms, keyring, scenarios } from '../../shared/services/services.ts';
import { directionOf } from '../../shared/standards/directions.ts';
import { assessmentInput } from '../../shared/standards/form-input.ts';
import { keyOf, Tally } from '../../shared/standards/tally.ts';
import { ChangeFault, changedRules, Judge, rulesThen } from '../../shared/standards/what-if.ts';
import { isReadAgain, lists, pageOf } from './pages.ts';

/** So many households are opened at once: each is a key to be unwrapped, and whoever works at night has the rest. */
const LANES = 8;

/** The rules in force and those of a scenario. */
interface Judges {
  before: Judge;
  after: Judge;
}

/**
 * Goes on with every scenario that is under way, page by page, and puts down what came of it at the end. Harmless when it
 * is repeated, or broken off anywhere; no dossier is changed, and its journal says nothing. Answers how many scenarios
 * failed, which are taken up the next night.
 *
 * @param until when it is to begin no more page (ms of `performance.now`)
 */
export async function compute(app: App, now: Date, until: number): Promise<number> {
  let failed = 0;
  for (const scenario of await scenarios(app).underWay()) {
    try {
      await goOn(app, scenario, now, until);
    } catch (error) {
      failed++;
      log('error', 'scenario failed', { scenario: scenario.id, ...traceOf(error) });
    }
  }
  return failed;
}

async function goOn(app: App, begun: Scenario, now: Date, until: number): Promise<void> {
  const judges = judgesFor(app, begun);
  if (typeof judges === 'string') return scenarios(app).end(begun, now.toISOString(), { broken: judges });
  let scenario: Scenario | undefined = begun;
  while (scenario !== undefined && scenario.cursor.list < lists.length) {
    if (performance.now() >= until) return;
    scenario = await page(app, scenario, judges);
  }
  if (scenario !== undefined) await finished(app, scenario, now);
}

/** Both rules, as they were when it was opened; why there are none, in Chinese, where the province has other ones by now. */
function judgesFor(app: App, { change, on, rules }: Scenario): Judges | string {
  try {
    const then = rulesThen(app.profile, rules);
    return { before: new Judge(then, on), after: new Judge(changedRules(then, change), on) };
  } catch (error) {
    if (error instanceof ChangeFault) return error.message;
    throw error;
  }
}

/** The next page is asked; undefined where another run has done so meanwhile. */
async function page(app: App, scenario: Scenario, judges: Judges): Promise<Scenario | undefined> {
  const { cursor, orgPath } = scenario;
  const list = lists[cursor.list] as (typeof lists)[number];
  const { found, last } = await pageOf(app, orgPath, list, { after: cursor.after ?? undefined, since: scenario.at });
  const asked: AskedHousehold[] = [];
  const unread: string[] = [];
  await inLanes(found, LANES, async (id) => {
    try {
      const one = await ask(app, id, judges);
      if (one !== undefined) asked.push(one);
    } catch (error) {
      unread.push(id);
      log('error', 'household not asked', { scenario: scenario.id, dossier: id, ...traceOf(error) });
    }
  });
  await scenarios(app).putPage(scenario, { asked, unread });
  const next = last === undefined ? { list: cursor.list + 1, after: null } : { list: cursor.list, after: last };
  // Most in a list that is read once more were counted when it was read first: whoever was not is, when all are.
  const isCounted = isReadAgain(cursor.list);
  const counts = isCounted ? { asked: {}, failed: 0 } : { asked: byArea(asked), failed: unread.length };
  return scenarios(app).advance(scenario, next, counts);
}

/** Undefined of one that is neither on file nor on 边缘名单 any more. */
async function ask(app: App, id: string, judges: Judges): Promise<AskedHousehold | undefined> {
  const { state } = await dossierReader(app).get(id);
  const number = formOf(state);
  if (number === null) return undefined;
  const input = assessmentInput(await forms(app).getSubmitted(id, number));
  const exemptions = await exemptionsOf(keyring(app), state);
  const [before, after] = [judges.before.of(input, exemptions), judges.after.of(input, exemptions)];
  return { dossier: id, orgPath: state.orgPath, before, after };
}

function formOf(state: DossierState): number | null {
  if (isOnMargin(state)) return state.matter.form;
  return isOnFile(state) ? (state.inForce?.form ?? null) : null;
}

function byArea(asked: readonly AskedHousehold[]): Scenario['asked'] {
  const areas = Map.groupBy(asked, ({ orgPath }) => county(orgPath));
  return Object.fromEntries([...areas].map(([area, all]) => [area, all.length]));
}

/**
 * Counts every household once, and puts down which would be judged otherwise. Of a million households no more is held than
 * which of some thousand ways (of a union, from what to what) each goes.
 */
async function finished(app: App, scenario: Scenario, now: Date): Promise<void> {
  const ways: Omit<AskedHousehold, 'dossier'>[] = [];
  const known = new Map<string, number>();
  const wayOf = new Map<string, number>();
  const unread = new Set<string>();
  for await (const page of scenarios(app).pages(scenario.id)) {
    for (const id of page.unread) unread.add(id);
    for (const { dossier, ...way } of page.asked) {
      const { orgPath, before, after } = way;
      const name = `${orgPath} ${keyOf(before)} ${keyOf(after)}`;
      const number = known.get(name) ?? ways.push(way) - 1;
      known.set(name, number);
      wayOf.set(dossier, number);
    }
  }
  const counts = new Map<number, number>();
  const changed = new Map<string, AskedHousehold[]>();
  for (const [dossier, number] of wayOf) {
    counts.set(number, (counts.get(number) ?? 0) + 1);
    const way = ways[number] as (typeof ways)[number];
    if (directionOf(way.before, way.after) === 'stays') continue;
    const area = county(way.orgPath);
    const there = changed.get(area) ?? [];
    there.push({ dossier, ...way });
    changed.set(area, there);
  }
  for (const there of changed.values()) there.sort((a, b) => (a.dossier < b.dossier ? -1 : 1));
  const tally = new Tally([]);
  const asked: Scenario['asked'] = {};
  for (const [number, households] of counts) {
    const { orgPath, before, after } = ways[number] as (typeof ways)[number];
    const area = county(orgPath);
    tally.add({ area, before, after, households });
    asked[area] = (asked[area] ?? 0) + households;
  }
  const moved = [...tally.ways.values()].map(({ area, ...way }) => ({ county: area, ...way }));
  await scenarios(app).putResult(scenario, moved, changed);
  const failed = [...unread].filter((id) => !wayOf.has(id)).length;
  await scenarios(app).end(scenario, now.toISOString(), { asked, failed });
}
