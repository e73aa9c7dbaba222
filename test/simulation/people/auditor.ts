import { addDays } from '../../../shared/calendar/dates.ts';
import type { AnswerOf, RequestOf } from '../../../shared/contract/types.ts';
import { type Finding, type Frame, findingsOf } from '../../../shared/spot-checks/words.ts';
import { revisionOf } from '../../../tools/registered.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { loop } from '../loop.ts';
import { counties, municipality, province } from '../places.ts';
import { drawHolds, frameHolds, isWaiting, mayLook, spotChecksIn, surelyIn } from '../spot-checks.ts';
import type { World } from '../world.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours, sleepMinutes, underOneKey, until } from './person.ts';
import { attached } from './signing.ts';

/** Who is registered where nobody else is left to look at a household. */
const oneMore = 'auditor-530000-3';
const auditors = ['auditor-530000-1', 'auditor-530000-2', 'auditor-530100-1', 'auditor-530100-2'] as const;

/** So long a list may lag behind what was written. */
const LATE_MS = 15 * 60_000;

type Asked = RequestOf<'prepareSpotCheck'>['body'];
type Household = AnswerOf<'listSpotCheckHouseholds'>['households'][number];

/** A 抽查 that somebody has prepared. */
interface Prepared {
  id: string;
  asked: Asked;
}

const isBelow = (orgPath: string, area: string): boolean => `${orgPath}/`.startsWith(`${area}/`);
const lyingOf = (world: World, id: string) => spotChecksIn(world).find(({ check }) => check.id === id);

/** Those to whom a 抽查 of an area is shown. */
const readersOf = (world: World, orgPath: string) =>
  auditors.filter((id) => isBelow(orgPath, world.staff.get(id).orgPath));

/**
 * 抽查: now and then somebody of the province, of the city, or in some seeds of a county, has one prepared; its numbers are
 * entered on the day or too early, wrong or never; and those who were drawn are looked at, late, twice, and not alike.
 */
export async function audits(world: World, checks: Checks): Promise<void> {
  const chance = world.chance('auditors');
  if (chance.happens(0.4)) await worksForCounty(world, 'auditor-530100-2');
  await sleepHours(24 * chance.between(50, 110));
  while (!world.calm) {
    await nextOfficeHour(world, chance);
    await prepares(world, checks, chance);
    await sleepHours(24 * chance.between(15, 45));
  }
}

async function worksForCounty(world: World, id: (typeof auditors)[number]): Promise<void> {
  world.staff.becomes(id, { orgPath: counties[0] });
  const who = 'administrator-530000-1';
  const { id: _, ...person } = world.staff.get(id);
  const put = async () => {
    const as = world.visitors.as(who);
    await as.call('putPerson', { params: { id }, body: { ...person, revision: await revisionOf(as, id) } });
  };
  while (!(await attempt(world, { who, what: `${id} 到县里` }, put))) await sleepHours(2);
}

function askedBy(world: World, chance: Chance, who: string): Asked {
  const own = world.staff.get(who).orgPath;
  const areas = [province, municipality, municipality, ...counties].filter((each) => isBelow(each, own));
  const on = addDays(world.today(), chance.between(1, 20));
  const name = `中国福利彩票双色球第 ${on.slice(0, 4)}${chance.between(100, 150)} 期`;
  const place = { orgPath: chance.one(areas), publicDraw: { name, on } };
  if (chance.happens(0.6))
    return { ...place, instrument: 'quota', frames: ['onFile'], percent: chance.one([30, 50, 100]) };
  const all: Frame[] = ['onFile', 'liftedOut', 'cancelled', 'refused', 'margin'];
  return {
    ...place,
    instrument: 'sample',
    frames: chance.one([all, all, ['onFile']]),
    halfWidth: chance.one([50, 150]),
  };
}

/** What nobody may ask, with the field that is told. */
function mistaken(asked: Asked, chance: Chance, today: string): { body: Asked; pointer: string } {
  const { orgPath, publicDraw } = asked;
  const quota = { orgPath, publicDraw, instrument: 'quota' as const, frames: ['onFile' as const] };
  const at = (on: string) => ({ ...asked, publicDraw: { ...publicDraw, on } });
  return chance.one<{ body: Asked; pointer: string }>([
    { body: at(today), pointer: '/publicDraw/on' },
    { body: at(addDays(today, 91)), pointer: '/publicDraw/on' },
    { body: { ...quota, frames: ['onFile', 'cancelled'] }, pointer: '/frames' },
    { body: { ...quota, instrument: 'sample', percent: 30 }, pointer: '/percent' },
    { body: { ...quota, halfWidth: 50 }, pointer: '/halfWidth' },
    { body: { ...quota, expected: 500 }, pointer: '/expected' },
    { body: { ...asked, orgPath: `${counties[0]}/U0001` }, pointer: '/orgPath' },
  ]);
}

async function prepares(world: World, checks: Checks, chance: Chance): Promise<void> {
  const who = chance.one(auditors);
  const asked = askedBy(world, chance, who);
  if (chance.happens(0.25)) {
    const { body, pointer } = mistaken(asked, chance, world.today());
    const ask = () => world.visitors.as(who).call('prepareSpotCheck', { body });
    const problem = await mustFail(world, { who, what: '准备抽查，写错了' }, ask, [1004]);
    if (problem && problem.faults?.[0]?.pointer !== pointer)
      world.fail(`准备抽查写错 ${pointer}，说的是 ${problem.faults?.map((each) => each.pointer)}`);
  }
  if (!chance.happens(0.12)) return void (await prepared(world, checks, { who, asked }));
  // Two at the same moment, who do not know of one another.
  const percent = chance.one([20, 40]);
  const other = asked.instrument === 'quota' ? { ...asked, percent } : { ...asked, halfWidth: percent };
  const second = chance.one(readersOf(world, asked.orgPath));
  await Promise.all([prepared(world, checks, { who, asked }), prepared(world, checks, { who: second, asked: other })]);
}

async function prepared(
  world: World,
  checks: Checks,
  { who, asked }: { who: string; asked: Asked },
): Promise<Prepared | undefined> {
  const as = world.visitors.as(who);
  const deed = { who, what: `准备抽查（${asked.instrument} ${asked.orgPath}）` };
  const started = loop.time();
  const waits = () =>
    spotChecksIn(world).some(
      ({ check }) => isWaiting(check) && check.orgPath === asked.orgPath && check.instrument === asked.instrument,
    );
  const waited = waits();
  const one = await answered(world, deed, () =>
    underOneKey(world, deed, (key) => as.call('prepareSpotCheck', { body: asked, key })),
  );
  if (!one) {
    const many = [...surelyIn(checks, started, province, asked.frames).values()].filter((is) => is).length;
    // Of the whole province nothing is hidden where each of its frames has five.
    const must = asked.orgPath === province && asked.frames.length === 1 && many >= 5 && !waited && !waits();
    if (must && one === null) world.fail(`全省有 ${many} 户，没有一次等着抽，准备不了抽查`);
    await finds(world, checks, who, asked);
    return undefined;
  }
  world.spotChecks.add(one.check);
  frameHolds(world, checks, one.check, started);
  const isTold = isBelow(world.staff.get(who).orgPath, counties[0]);
  const size = lyingOf(world, one.check)?.check.households ?? 0;
  const isHidden = !isTold && (size < 5 || counties.includes(asked.orgPath as never));
  if (one.households !== (isHidden ? null : size))
    world.fail(`抽查 ${one.check} 框里 ${size} 户，告诉 ${who} ${one.households}`);
  const found = { id: one.check, asked };
  world.begin(carriesOn(world, checks, found));
  return found;
}

/** Whoever was not answered looks at what there is by now, and goes on with what came of it. */
async function finds(world: World, checks: Checks, who: string, asked: Asked): Promise<void> {
  const look = async () => {
    const query = { org: asked.orgPath };
    const { spotChecks } = (await world.visitors.as(who).call('listSpotChecks', { query })).body;
    for (const { check, publicDraw, instrument, orgPath } of spotChecks) {
      const isTheirs = publicDraw.name === asked.publicDraw.name && instrument === asked.instrument;
      if (!isTheirs || orgPath !== asked.orgPath || world.spotChecks.has(check)) continue;
      world.spotChecks.add(check);
      world.begin(carriesOn(world, checks, { id: check, asked }));
    }
  };
  const chance = world.chance(`finds ${who} ${world.today()}`);
  for (let day = 0; day < 5 && !(await attempt(world, { who, what: '看各次抽查' }, look)); day++)
    await nextOfficeHour(world, chance);
}

/** What came of asking: null where it was refused, undefined where nobody knows. */
async function answered<T>(world: World, deed: { who: string; what: string }, ask: () => Promise<T>) {
  let answer: T | null | undefined;
  const isDone = await attempt(world, deed, async () => {
    answer = null;
    try {
      answer = await ask();
    } catch (error) {
      if ((error as { status?: number }).status !== 409) answer = undefined;
      throw error;
    }
  });
  return isDone ? (answer as T) : (answer as null | undefined);
}

/** The numbers as they were published: written one way or another, they are the same. */
function published(world: World, on: string): number[] {
  const chance = world.chance(`lottery ${on}`);
  return Array.from({ length: 7 }, () => chance.between(1, 33));
}
const written = (numbers: readonly number[], chance: Chance): string =>
  chance.one([numbers.join(' '), numbers.map((each) => String(each).padStart(2, '0')).join('，'), numbers.join('+')]);

async function carriesOn(world: World, checks: Checks, one: Prepared): Promise<void> {
  const { id, asked } = one;
  const chance = world.chance(`spot check ${id}`);
  const readers = readersOf(world, asked.orgPath);
  const who = chance.one(readers);
  const { on } = asked.publicDraw;
  const habit = chance.weighted({ draws: 64, early: 14, never: 12, replaced: 10 });
  const draw = (by: string) => world.visitors.as(by).call('drawSpotCheck', { params: { spotCheck: id } });
  const enter = (by: string, numbers: string) =>
    world.visitors.as(by).call('enterDrawNumbers', {
      params: { spotCheck: id },
      body: { numbers, source: '中国福利彩票官方网站' },
    });
  const numbers = published(world, on);
  if (habit === 'early' && world.today() < on) {
    await mustFail(world, { who, what: '开奖以前录号码' }, () => enter(who, written(numbers, chance)), [1342]);
    await mustFail(world, { who, what: '开奖以前抽' }, () => draw(who), [1342]);
  }
  if (habit === 'replaced') await replaces(world, checks, chance, { who, one });
  if (habit === 'never') {
    await sleepHours(24 * 35);
    while (!world.calm && isUndrawn(world, id)) await sleepHours(24 * 5);
  }
  await until(Date.parse(`${on}T21:30:00+08:00`));
  if (!isUndrawn(world, id)) {
    await mustFail(world, { who, what: '录代替了的号码' }, () => enter(who, '1 2 3'), [1342]);
    await mustFail(world, { who, what: '抽代替了的' }, () => draw(who), [1342]);
    return;
  }
  const deed = (by: string, what: string) => ({ who: by, what });
  const second = readers.find((each) => each !== who) ?? who;
  await attempt(world, deed(who, '录号码'), () => enter(who, written(numbers, chance)));
  if (chance.happens(0.2)) await attempt(world, deed(who, '又录一次'), () => enter(who, written(numbers, chance)));
  if (chance.happens(0.25)) {
    await mustFail(world, deed(who, '一个人录了就抽'), () => draw(who), [1342]);
    const wrong = [...numbers.slice(1), 34];
    await attempt(world, deed(second, '录错号码'), () => enter(second, written(wrong, chance)));
    await mustFail(world, deed(who, '录得不一样就抽'), () => draw(who), [1342]);
    await sleepHours(chance.between(1, 10));
  }
  for (let again = 0; isUndrawn(world, id) && again < 60; again++) {
    if (!lyingOf(world, id)?.check.entries.some(({ by }) => by === second) || again > 0)
      await attempt(world, deed(second, '录号码'), () => enter(second, written(numbers, chance)));
    if (world.today() <= on) await mustFail(world, deed(who, '开奖当天就抽'), () => draw(who), [1342]);
    await nextOfficeHour(world, chance);
    const both = chance.happens(0.15) ? [who, second] : [who];
    await Promise.all(both.map((by) => attempt(world, deed(by, '抽'), () => draw(by))));
  }
  const lying = lyingOf(world, id);
  if (!lying?.check.drawn) return;
  drawHolds(world, lying);
  await mustFail(world, deed(second, '再抽一次'), () => draw(second), [1342]);
  await looks(world, checks, chance, one);
}

function isUndrawn(world: World, id: string): boolean {
  const check = lyingOf(world, id)?.check;
  return check !== undefined && isWaiting(check);
}

/** Whoever wrote a wrong share has another take its place: before the draw it may. */
async function replaces(
  world: World,
  checks: Checks,
  chance: Chance,
  { who, one: { asked } }: { who: string; one: Prepared },
): Promise<void> {
  await sleepMinutes(chance.between(5, 200));
  const other = asked.instrument === 'quota' ? { ...asked, percent: 60 } : { ...asked, halfWidth: 120 };
  await prepared(world, checks, { who, asked: other });
}

/** Several go there one after the other; in the end everybody who was drawn has been looked at. */
async function looks(world: World, checks: Checks, chance: Chance, { id, asked }: Prepared): Promise<void> {
  const readers = readersOf(world, asked.orgPath);
  const above = auditors.filter((each) => isBelow(municipality, world.staff.get(each).orgPath));
  const [first, second, third] = [...above].sort(() => 0) as string[];
  const order = chance.one([
    [first, second, third],
    [third, first, second],
    [second, third, first],
  ]) as string[];
  for (let round = 0; ; round++) {
    if (!world.calm) await sleepHours(24 * chance.between(5, 35));
    await nextOfficeHour(world, chance);
    const reader = chance.one(readers);
    const drawn = await drawnIn(world, checks, reader, id);
    if (drawn.some(({ noLooker }) => noLooker)) await registersOneMore(world);
    const open = drawn.filter((each) => each.finding === null && !isLost(each));
    if (drawn.length > 0 && open.length === 0) {
      // What was to be mended is late by then, or done.
      await sleepHours(24 * chance.between(25, 45));
      await drawnIn(world, checks, reader, id);
      return;
    }
    const all = world.staff.has(oneMore) ? [...order, oneMore] : order;
    const who = world.calm ? all : [all[round % all.length] as string];
    for (const by of who) for (const household of open) await looksAt(world, chance, { by, id, household });
    if (round > 40) return;
  }
}

/** The province has one more auditor from now on. */
async function registersOneMore(world: World): Promise<void> {
  const { inDoubt } = world.staff;
  if (world.staff.has(oneMore) || inDoubt.has(oneMore)) return;
  inDoubt.add(oneMore);
  const { id: _, ...like } = world.staff.get('auditor-530000-1');
  const person = { ...like, name: '段文清', email: `${oneMore}@union.example.com` };
  const who = 'administrator-530000-1';
  const put = async () => {
    const as = world.visitors.as(who);
    const revision = await revisionOf(as, oneMore);
    await as.call('putPerson', { params: { id: oneMore }, body: { ...person, revision } });
  };
  while (!(await attempt(world, { who, what: `登记 ${oneMore}` }, put))) await sleepHours(2);
  world.staff.joins({ id: oneMore, ...person });
  inDoubt.delete(oneMore);
}

/** Of whom there will be no finding: somebody has confirmed that they go. */
const isLost = ({ notMine }: Household): boolean => notMine?.includes('算无法核实') === true;

/** All that were drawn, and what is still to do: one list is a part of the other. */
async function drawnIn(world: World, checks: Checks, who: string, id: string): Promise<Household[]> {
  const as = world.visitors.as(who);
  const params = { spotCheck: id };
  let all: Household[] = [];
  await attempt(world, { who, what: '看抽到的各户' }, async () => {
    const now = () => JSON.stringify([[...(lyingOf(world, id)?.rows ?? [])], world.staff.has(oneMore)]);
    const before = now();
    all = (await as.call('listSpotCheckHouseholds', { params })).body.households;
    const { body: detail } = await as.call('getSpotCheck', { params });
    const lying = lyingOf(world, id);
    if (!lying || now() !== before) return;
    const listed = all.map(({ dossier, stratum }) => `${dossier} ${stratum}`);
    const should = [...lying.sample].map(([dossier, stratum]) => `${dossier} ${stratum}`);
    if (listed.join() !== should.join()) world.fail(`抽查 ${id} 列出 ${listed}，抽到的是 ${should}`);
    agrees(world, id, all, detail);
    saysWhoIsLeft(world, checks, id, all);
  });
  return all;
}

/** Of whom nobody is left to be sent is said, and of nobody else; whoever reads it and may look is somebody. */
function saysWhoIsLeft(world: World, checks: Checks, id: string, all: readonly Household[]): void {
  if (world.staff.inDoubt.size > 0) return;
  const rows = lyingOf(world, id)?.rows;
  for (const household of all) {
    const { dossier, finding, notMine, noLooker } = household;
    const [own, ...others] = new Set(checks.statesSince(dossier, loop.time() - LATE_MS).map(({ orgPath }) => orgPath));
    if (own === undefined || others.length > 0) continue;
    const isOpen = finding === null && !isLost(household) && notMine !== null;
    const should = isOpen && !mayLook(world, own, rows?.get(dossier)?.looks ?? []);
    if (noLooker !== should)
      world.fail(`抽查 ${id} 的 ${dossier}：${noLooker ? '说没有人能看，还有人' : '没有人能看，没有说'}`, dossier);
  }
}

/** The figures of a 抽查 are those of the households that it lists. */
function agrees(world: World, id: string, all: readonly Household[], detail: AnswerOf<'getSpotCheck'>): void {
  const rows = lyingOf(world, id)?.rows;
  const today = world.today();
  const isToRemedy = ({ remedyBy, remediedOn }: Household) => remedyBy !== null && remediedOn === null;
  const should = {
    looked: all.filter(({ looks: n }) => n > 0).length,
    disagreed: all.filter((each) => each.looks === 2 && each.finding === null && !isLost(each)).length,
    settled: all.filter(({ finding }) => finding !== null).length,
    toRemedy: all.filter(isToRemedy).length,
    late: all.filter((each) => isToRemedy(each) && (each.remedyBy as string) < today).length,
  };
  if (JSON.stringify(detail.counts) !== JSON.stringify(should))
    world.fail(`抽查 ${id} 数出 ${JSON.stringify(detail.counts)}，各户是 ${JSON.stringify(should)}`);
  for (const { dossier, looks: n, finding } of all) {
    const row = rows?.get(dossier);
    if ((row?.looks.length ?? 0) !== n || (row?.settled ?? null) !== finding)
      world.fail(`抽查 ${id} 列出 ${dossier}：${n} 个人看过，${finding}`, dossier);
  }
  const counted: Record<string, { of: Frame[]; as: Finding[] }> = {
    wronglyRegistered: { of: ['onFile'], as: ['wronglyRegistered'] },
    overdueExit: { of: ['onFile'], as: ['overdueExit'] },
    wronglyLeft: { of: ['liftedOut', 'cancelled'], as: ['wronglyLeft'] },
    wronglyRefused: { of: ['refused'], as: ['shouldRegister'] },
    onMargin: { of: ['margin'], as: ['shouldRegister'] },
    right: { of: ['onFile', 'liftedOut', 'cancelled', 'refused', 'margin'], as: ['true', 'mismatch'] },
  };
  if (detail.instrument === 'quota' && detail.rates.length > 0) world.fail(`覆盖抽查 ${id} 说了率`);
  for (const { rate, of, counted: hits, estimate } of detail.rates) {
    const rule = counted[rate];
    const own = all.filter(({ frame }) => rule?.of.includes(frame));
    const looked = own.filter(({ finding }) => finding !== null && finding !== 'unverifiable');
    const found = looked.filter(({ finding }) => rule?.as.includes(finding as Finding)).length;
    if (of !== looked.length || hits !== found)
      world.fail(`抽查 ${id} ${rate} 看了 ${of} 户、算作 ${hits} 户，各户是 ${looked.length}、${found}`);
    if (estimate && own.some((each) => each.finding === null && !isLost(each)))
      world.fail(`抽查 ${id} ${rate} 没有看完就给了率`);
    if (estimate && !(estimate.low <= estimate.share && estimate.share <= estimate.high))
      world.fail(`抽查 ${id} ${rate} 的区间反了`);
  }
}

async function looksAt(
  world: World,
  chance: Chance,
  { by, id, household: { dossier, frame } }: { by: string; id: string; household: Household },
): Promise<void> {
  const row = lyingOf(world, id)?.rows.get(dossier);
  if (row?.settled || row?.looks.some((each) => each.by === by)) return;
  if (!world.calm && chance.happens(0.25)) return;
  const home = world.homeOf(dossier);
  const as = world.visitors.as(by);
  const truth = world.chance(`found ${id} ${dossier}`);
  const isRight = truth.happens(0.6);
  const is = isRight ? 'true' : truth.one(findingsOf[frame]);
  const finding = !world.calm && chance.happens(0.2) ? chance.one(findingsOf[frame]) : is;
  const record = (given: Finding, evidence: string[] = [], who = by, of = dossier) =>
    world.visitors.as(who).call('recordFinding', {
      params: { id: of },
      body: { check: id, finding: given, seen: '看过，问过邻居。', evidence },
    });
  const deed = { who: by, what: '登记抽查结论', home };
  if (chance.happens(0.08)) {
    const wrong = (['true', 'wronglyRegistered', 'wronglyLeft', 'shouldRegister'] as const).find(
      (each) => !findingsOf[frame].includes(each),
    ) as Finding;
    await mustFail(world, { ...deed, what: '写了不会有的结论' }, () => record(wrong));
    await mustFail(world, { ...deed, what: '附了没有的佐证' }, () => record(finding, ['none']));
    const surveyor = `surveyor-${home?.county ?? '530102'}-1`;
    await mustFail(world, { who: surveyor, what: '登记抽查结论', home }, () => record(finding, [], surveyor));
    const others = world.homes.flatMap((each) => each.id ?? []).filter((each) => !lyingOf(world, id)?.sample.has(each));
    if (others.length > 0) {
      const other = chance.one(others);
      await mustFail(world, { ...deed, what: '看没有抽到的' }, () => record(finding, [], by, other));
    }
  }
  const evidence: string[] = [];
  if (home && chance.happens(0.1)) {
    await attempt(world, { ...deed, what: '传抽查照片' }, async () => {
      evidence.push(await attached({ world, home, as }, '抽查照片', '门口'));
    });
  }
  const isDone = await attempt(world, deed, () => record(finding, evidence));
  if (isDone && chance.happens(0.1))
    await mustFail(world, { ...deed, what: '再看一次' }, () => record(finding), [1302]);
}
