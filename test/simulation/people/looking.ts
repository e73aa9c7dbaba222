import type { AnswerOf } from '../../../shared/contract/types.ts';
import { type Finding, type Frame, findingsOf } from '../../../shared/spot-checks/words.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { loop } from '../loop.ts';
import { isBelow, municipality } from '../places.ts';
import { hasLookerLeft } from '../spot-checks.ts';
import type { World } from '../world.ts';
import { auditors, lyingOf, type Prepared, readersOf } from './auditors.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours } from './person.ts';
import { registersNewcomer } from './registering.ts';
import { attached } from './signing.ts';

/** Who is registered where nobody else is left to look at a household. */
const oneMore = 'auditor-530000-3';

/** So long a list may lag behind what was written. */
const LATE_MS = 15 * 60_000;

type Household = AnswerOf<'listSpotCheckHouseholds'>['households'][number];

/** Several go there one after the other; in the end everybody who was drawn has been looked at. */
export async function looks(world: World, checks: Checks, chance: Chance, { id, asked }: Prepared): Promise<void> {
  const readers = readersOf(world, asked.orgPath);
  const above = auditors.filter((each) => isBelow(municipality, world.staff.get(each).orgPath));
  const [first, second, third] = above as string[];
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
  if (world.staff.has(oneMore) || world.staff.inDoubt.has(oneMore)) return;
  const like = world.staff.get(auditors[0]);
  const person = { ...like, id: oneMore, name: '段文清', email: `${oneMore}@union.example.com` };
  await registersNewcomer(world, person, `登记 ${oneMore}`);
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
    const should = isOpen && !hasLookerLeft(world, own, rows?.get(dossier)?.looks ?? []);
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
