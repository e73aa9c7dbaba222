import { addDays, dateInShanghai } from '../../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../../shared/contract/types.ts';
import type { JournalEntry } from '../../../shared/dossier/journal.ts';
import type { Inspection } from '../../../shared/inspection/inspection.ts';
import { isOwnOf } from '../../../shared/organisation/org-path.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { administrators, counties, isBelow, municipality, province } from '../places.ts';
import type { World } from '../world.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours, underOneKey } from './person.ts';

const inspector = 'inspector-530000-1';
const [first, second] = administrators;
/** So many that are missing are named. */
const MOST_MISSING = 20;

/** 督查: somebody of outside is let in for some days, into one area, and reads there what is said of how things are done. */
export async function inspectsAsGranted(world: World, checks: Checks): Promise<void> {
  const chance = world.chance('inspector');
  await sleepHours(24 * chance.between(40, 90));
  for (;;) {
    await sleepHours(24 * chance.between(15, 45));
    await nextOfficeHour(world, chance);
    if (world.calm) continue;
    if (chance.happens(0.45)) await grants(world, chance);
    if (chance.happens(0.1)) await ends(world, chance);
    await looksIn(world, checks, chance);
  }
}

/** By the table alone: where they may look today. */
function grantedTo(world: World, today: string): readonly string[] {
  const { dynamoDb } = world.ground.app;
  const all = dynamoDb
    .lyingUnder<{ inspection: string }>('INSPECTIONS')
    .flatMap(({ inspection }) => dynamoDb.lyingUnder<Inspection>(`INSPECTION#${inspection}`));
  const own = all.filter((each) => each.inspector === inspector && each.ended === null);
  for (const one of own) {
    const twice = own.find((each) => each.id !== one.id && each.from <= one.until && one.from <= each.until);
    if (twice) world.fail(`督查授权 ${one.id} 和 ${twice.id} 同一天有两次`);
  }
  return own.filter(({ from, until }) => from <= today && today <= until).map(({ orgPath }) => orgPath);
}

async function grants(world: World, chance: Chance): Promise<void> {
  const today = world.today();
  const from = addDays(today, chance.between(0, 5));
  const body = { inspector, orgPath: chance.one([province, municipality, ...counties]), from, purpose: '专项督查' };
  const grant = (until: string, more: object = {}, key?: string) =>
    world.visitors.as(first).call('grantInspection', { body: { ...body, until, ...more }, ...(key ? { key } : {}) });
  if (chance.happens(0.2)) {
    const wrong = chance.one([
      () => grant(addDays(from, 92)),
      () => grant(addDays(from, -1)),
      () => grant(addDays(today, -1), { from: addDays(today, -3) }),
      () => grant(from, { inspector: first }),
      () => grant(from, { inspector: 'auditor-530000-1' }),
    ]);
    await mustFail(world, { who: first, what: '授权督查，写错了' }, wrong, [1004]);
  }
  const until = addDays(from, chance.between(1, 40));
  const deed = { who: first, what: '授权督查' };
  await attempt(world, deed, () => underOneKey(world, deed, (key) => grant(until, {}, key)));
}

async function ends(world: World, chance: Chance): Promise<void> {
  const who = second;
  await attempt(world, { who, what: '终止督查' }, async () => {
    const { inspections } = (await world.visitors.as(who).call('listInspections', {})).body;
    const open = inspections.filter(({ endedAt, until }) => endedAt === null && until >= world.today());
    if (open.length === 0) return;
    const params = { inspection: chance.one(open).inspection };
    await world.visitors.as(who).call('endInspection', { params });
  });
}

/** Whoever inspects reads where they are granted it, and nowhere else; what they read is what the journals say. */
async function looksIn(world: World, checks: Checks, chance: Chance): Promise<void> {
  const today = world.today();
  const granted = grantedTo(world, today);
  const org = chance.one([...counties, ...counties, municipality]);
  const may = granted.some((area) => isBelow(org, area));
  const who = may || chance.happens(0.4) ? inspector : 'auditor-530000-1';
  const as = world.visitors.as(who);
  if (who === inspector && !may) {
    await mustFail(world, { who, what: '没有授权来督查' }, () => as.call('getConduct', { query: { org } }), [1502]);
    await mustFail(world, { who, what: '没有授权看档案' }, () => as.call('listDossiers', { query: { org } }), [1502]);
    return;
  }
  const from = addDays(today, -chance.between(5, 60));
  await attempt(world, { who, what: '看经办情况' }, async () => {
    const before = countIn(checks, org);
    const { body } = await as.call('getConduct', { query: { org, from, until: today } });
    if (countIn(checks, org) === before) conductHolds(world, checks, org, body);
  });
  await attempt(world, { who, what: '看考核问效' }, async () => {
    const before = countIn(checks, org);
    const { body } = await as.call('getPlanResults', { query: { org, year: today.slice(0, 4) } });
    if (countIn(checks, org) === before) resultsHold(world, checks, org, body);
  });
  if (who !== inspector) return;
  const home = world.homes.find(({ id }) => id !== undefined && isBelow(world.orgPathOf(id) ?? '', org));
  if (home === undefined) return;
  const params = { id: home.id as string };
  const body = { reason: '看看' };
  await mustFail(world, { who, what: '督查的人来办', home }, () => as.call('withdraw', { params, body }), [1502]);
}

/** Of a city what stands in none of its counties. */
const below = (checks: Checks, org: string): string[] =>
  checks.dossiers.filter((id) => isOwnOf(org, checks.stateOf(id)?.orgPath ?? ''));
/** By this nothing has changed meanwhile. */
const countIn = (checks: Checks, org: string): string =>
  below(checks, org)
    .map((id) => `${id} ${checks.stateOf(id)?.version}`)
    .join();

function journalOf(world: World, id: string): JournalEntry[] {
  const items = world.ground.app.dynamoDb.lyingUnder<{ entry: string }>(`J#${id}`);
  return items.map(({ entry }) => JSON.parse(entry) as JournalEntry);
}

/** Every journal was read, whole, and nothing that ought to be in a root that was published is missing there. */
function conductHolds(world: World, checks: Checks, org: string, body: AnswerOf<'getConduct'>): void {
  const { households, entries, chains, from, until } = body;
  const ids = below(checks, org);
  const fail = (what: string) => world.fail(`${org} ${from} 到 ${until} 的经办情况：${what}`);
  if (households !== ids.length) fail(`看了 ${households} 份，按日志有 ${ids.length} 份`);
  if (chains.whole !== ids.length || chains.broken.length > 0) fail(`完整的 ${chains.whole} 份，一共 ${ids.length} 份`);
  if (chains.wrongRoots.length > 0) fail(`根不符的有 ${chains.wrongRoots}`);
  // What became a dead letter waits for whoever runs it to send it again.
  const letters = (world.ground.queues?.deadLetters() ?? []).map((letter) => letter.body);
  const isWaiting = (dossier: string, version: number) =>
    letters.some((body) => body.includes('DDBStream') || body.includes(`"of":"${dossier}","version":${version},`));
  const missing = chains.missing.filter(({ dossier, version }) => !isWaiting(dossier, version));
  if (missing.length > 0) fail(`不在公布的根里的有 ${JSON.stringify(missing)}`);
  const all = ids.flatMap((id) => journalOf(world, id));
  const within = all.filter(({ at }) => dateInShanghai(at) >= from && dateInShanghai(at) <= until).length;
  if (entries !== within) fail(`日志 ${entries} 条，按日志有 ${within} 条`);
  const seen = chains.anchored + chains.unchecked + chains.missing.length;
  if (seen !== within && chains.missing.length < MOST_MISSING)
    fail(`核对得到的、核对不了的、缺的合起来不是 ${within} 条`);
}

/** What was promised is what plans that were signed say, and what came of each. */
function resultsHold(world: World, checks: Checks, org: string, body: AnswerOf<'getPlanResults'>): void {
  const year = String(body.year);
  const month = world.today().slice(0, 7);
  for (const union of body.unions) {
    const states = below(checks, org)
      .map((id) => checks.stateOf(id))
      .filter(
        (state) =>
          state !== undefined && state.orgPath === union.orgPath && (state.disposal?.released ?? null) === null,
      );
    const onFile = states.filter((state) => state?.standing === 'onFile');
    const fail = (what: string) => world.fail(`${union.orgPath} ${year} 年的考核问效：${what}`);
    if (union.households !== onFile.length) fail(`在册 ${union.households} 户，按日志 ${onFile.length} 户`);
    for (const category of new Set(onFile.map((state) => state?.registration?.category ?? ''))) {
      const is = union.categories.find((each) => each.category === category)?.count;
      const should = onFile.filter((state) => (state?.registration?.category ?? '') === category).length;
      if (is !== should) fail(`${category} ${is} 户，按日志 ${should} 户`);
    }
    const came = states.flatMap((state) => promisedIn(journalOf(world, state?.id ?? ''), year, month));
    const { promised, done, extended, notMet, revised, left, overdue, later } = union;
    const has = { promised, done, extended, notMet, revised, left, overdue, later };
    const count = (word: string) => came.filter((each) => each === word).length;
    const should = {
      ...{ promised: came.length, done: count('done'), extended: count('extended'), notMet: count('notMet') },
      ...{ revised: count('revised'), left: count('left'), overdue: count('overdue'), later: count('later') },
    };
    if (JSON.stringify(has) !== JSON.stringify(should))
      fail(`${JSON.stringify(has)}，按日志 ${JSON.stringify(should)}`);
    const helped = union.helpers.reduce((sum, each) => sum + each.promised, 0);
    if (helped !== promised) fail(`各位帮扶责任人合起来 ${helped} 件，一共 ${promised} 件`);
  }
}

/** What came of each promise of a household that was due in a year, one word each. */
function promisedIn(entries: readonly JournalEntry[], year: string, month: string): string[] {
  const due = new Map<number, string>();
  const promises: { due: string; came: string | undefined }[] = [];
  const comes = (to: string) => {
    const last = promises.at(-1);
    if (last && last.came === undefined) last.came = to;
  };
  for (const { action } of entries) {
    if (action.type === 'makePlan') due.set(action.plan, action.dueMonth);
    if (action.type === 'signPlan' && due.has(action.plan)) {
      comes('revised');
      promises.push({ due: due.get(action.plan) as string, came: undefined });
    }
    if (action.type === 'evaluatePlan') {
      comes(action.outcome);
      if (action.outcome === 'extended' && action.dueMonth !== null && promises.length > 0)
        promises.push({ due: action.dueMonth, came: undefined });
    }
    if (action.type === 'leave' || action.type === 'mergeInto') comes('left');
  }
  return promises
    .filter((each) => each.due.startsWith(year))
    .map((each) => each.came ?? (each.due < month ? 'overdue' : 'later'));
}
