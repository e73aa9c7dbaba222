import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOnFile } from '../../shared/dossier/life.ts';
import { evaluationContext, planContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type Promised, promisesIn, resultsOf } from '../../shared/inspection/promises.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, keyring, unions } from '../../shared/services/services.ts';
import { idsOf } from './below.ts';

const LANES = 24;
/** As many as the largest unions have: of each household its head and its journal are read. */
const MOST = 5000;
/** So many of those that did not come to be are told with their reasons. */
const mostReasons = 200;
/** Where a household has no helper by a plan that was signed. */
const NO_HELPER = { organization: '', name: '' };

type PlanResults = Told<AnswerOf<'getPlanResults'>>;

/** A household, its promises of the year, and who helps it by each. */
interface Helped {
  id: string;
  orgPath: string;
  onFile: boolean;
  category: string | null;
  promises: (Promised & { helper: { organization: string; name: string } })[];
  reasons: { plan: number; outcome: 'notMet' | 'extended'; dueMonth: string; on: string; reason: string | null }[];
}

/**
 * 考核问效 of a county, of a union in it, or of what is a city's or the province's own, for what was due in a year. A household
 * counts with the union that has it now.
 *
 * @param today ISO date
 */
export async function resultsIn(app: App, org: string, year: string, today: string): Promise<PlanResults> {
  const helped: Helped[] = [];
  await inLanes(idsOf(app, org, MOST), LANES, async (id) => {
    const head = await dossierReader(app).find(id);
    if (head === undefined || isGone(head.state)) return;
    const entries = await dossierReader(app).journal(id);
    const promises = promisesIn(entries).filter(({ dueMonth }) => dueMonth.startsWith(year));
    if (!isOnFile(head.state) && promises.length === 0) return;
    helped.push(await helpedOf(app, head.state, entries, promises));
  });
  helped.sort((a, b) => (a.id < b.id ? -1 : 1));
  const month = today.slice(0, 7);
  const paths = [...new Set(helped.map(({ orgPath }) => orgPath))].sort();
  const titles = await unions(app).names([org, ...paths]);
  const reasons = helped.flatMap(({ id, orgPath, reasons: all }) =>
    all.map((each) => ({ dossier: id, orgPath, union: titles.get(orgPath) as string, ...each })),
  );
  return {
    ...{ orgPath: org, union: titles.get(org) as string, year: Number(year) },
    unions: paths.map((orgPath) => {
      const own = helped.filter((each) => each.orgPath === orgPath);
      return {
        ...{ orgPath, union: titles.get(orgPath) as string, ...whose(own), ...resultsOf(promisesOf(own), month) },
        helpers: helpersOf(own, month),
      };
    }),
    reasons: reasons.slice(0, mostReasons),
    more: reasons.length > mostReasons,
  };
}

async function helpedOf(
  app: App,
  state: DossierState,
  entries: readonly JournalEntry[],
  promises: readonly Promised[],
): Promise<Helped> {
  const { id, orgPath, registration } = state;
  const entry = (version: number) => entries[version - 1];
  const plans = new Map<number, { organization: string; name: string }>();
  for (const { plan, madeAt } of promises) {
    if (!plans.has(plan)) plans.set(plan, await helperOf(app, id, plan, entry(madeAt)));
  }
  const unmet = promises.filter(({ outcome }) => outcome === 'notMet' || outcome === 'extended');
  return {
    ...{ id, orgPath, onFile: isOnFile(state), category: registration?.category ?? null },
    promises: promises.map((each) => ({ ...each, helper: plans.get(each.plan) ?? NO_HELPER })),
    reasons: await Promise.all(
      unmet.map(async ({ plan, outcome, dueMonth, on, version }) => ({
        ...{ plan, outcome: outcome as 'notMet' | 'extended', dueMonth, on: on as string },
        reason: await reasonOf(app, id, entry(version as number)),
      })),
    ),
  };
}

async function helperOf(app: App, id: string, plan: number, made: JournalEntry | undefined) {
  if (made?.action.type !== 'makePlan') return NO_HELPER;
  const content = await keyring(app).open<PlanContent>(planContext(id, plan), made.action.content);
  return { organization: content.assistingOrganization, name: content.officer.name };
}

async function reasonOf(app: App, id: string, said: JournalEntry | undefined): Promise<string | null> {
  if (said?.action.type !== 'evaluatePlan' || said.action.reason === null) return null;
  return keyring(app).open<string>(evaluationContext(id, said.version), said.action.reason);
}

const promisesOf = (all: readonly Helped[]) => all.flatMap(({ promises }) => promises);

/** How many households are on file, and of which categories: without these no figure says how anybody did. */
function whose(all: readonly Helped[]) {
  const onFile = all.filter((each) => each.onFile);
  const categories = [...Map.groupBy(onFile, ({ category }) => category ?? '')].map(([category, of]) => ({
    category,
    count: of.length,
  }));
  return { households: onFile.length, categories: categories.sort((a, b) => (a.category < b.category ? -1 : 1)) };
}

function helpersOf(all: readonly Helped[], month: string) {
  const named = promisesOf(all).map(({ helper }) => helper);
  const distinct = new Map(named.map((each) => [`${each.organization}\n${each.name}`, each]));
  return [...distinct.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, helper]) => {
      const isTheirs = ({ helper: one }: Helped['promises'][number]) => `${one.organization}\n${one.name}` === key;
      const own = all.filter(({ promises }) => promises.some(isTheirs));
      return { ...helper, ...whose(own), ...resultsOf(promisesOf(own).filter(isTheirs), month) };
    });
}
