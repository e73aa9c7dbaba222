import { addDays } from '../../../shared/calendar/dates.ts';
import type { Frame } from '../../../shared/spot-checks/words.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { loop } from '../loop.ts';
import { counties, isAboveCounties, isBelow, municipality, province } from '../places.ts';
import { drawHolds, frameHolds, isAlike, isWaiting, spotChecksIn, surelyIn } from '../spot-checks.ts';
import type { World } from '../world.ts';
import { type Asked, auditors, lyingOf, type Prepared, readersOf } from './auditors.ts';
import { looks } from './looking.ts';
import { attempt, mustFail, nextOfficeHour, sleepHours, sleepMinutes, underOneKey, until } from './person.ts';
import { registersAtLast } from './registering.ts';

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
  await registersAtLast(world, world.staff.get(id), `${id} 到县里`);
}

const allFrames: Frame[] = ['onFile', 'liftedOut', 'cancelled', 'refused', 'margin'];

/** In which frames there is somebody of what is an auditor's own. */
function framesOfOwn(checks: Checks, orgPath: string): Frame[] {
  if (!isAboveCounties(orgPath)) return [];
  return allFrames.filter((frame) =>
    [...surelyIn(checks, loop.time(), { orgPath, own: true }, [frame]).values()].some((is) => is),
  );
}

function askedBy(world: World, checks: Checks, chance: Chance, who: string): Asked {
  const own = world.staff.get(who).orgPath;
  const areas = [province, municipality, municipality, ...counties].filter((each) => isBelow(each, own));
  const on = addDays(world.today(), chance.between(1, 20));
  const name = `中国福利彩票双色球第 ${on.slice(0, 4)}${chance.between(100, 150)} 期`;
  const anywhere = chance.one(areas);
  const ofOwn = world.chance(`own ${who} ${on}`);
  // What stands below no county is few, and would seldom be drawn: whoever has somebody of their own in a frame often asks of it.
  const there = framesOfOwn(checks, own);
  const isTheirs = there.length > 0 && ofOwn.happens(0.6);
  const orgPath = isTheirs ? own : anywhere;
  const isOwn = isTheirs || (isAboveCounties(orgPath) && ofOwn.happens(0.4));
  const place = { orgPath, ...(isOwn ? { own: true as const } : {}), publicDraw: { name, on } };
  const isQuota = chance.happens(0.6) && (!isTheirs || there.includes('onFile'));
  if (isQuota) return { ...place, instrument: 'quota', frames: ['onFile'], percent: chance.one([30, 50, 100]) };
  const frames = chance.one<Frame[]>([allFrames, allFrames, ['onFile']]);
  return {
    ...place,
    instrument: 'sample',
    frames: isTheirs && !frames.some((frame) => there.includes(frame)) ? there : frames,
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
    { body: { ...quota, orgPath: counties[0], own: true }, pointer: '/own' },
  ]);
}

async function prepares(world: World, checks: Checks, chance: Chance): Promise<void> {
  const who = chance.one(auditors);
  const asked = askedBy(world, checks, chance, who);
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
  const { orgPath, own = false, instrument } = asked;
  const deed = { who, what: `准备抽查（${instrument} ${orgPath}${own ? ' 本级' : ''}）` };
  const started = loop.time();
  const waits = () =>
    spotChecksIn(world).some(({ check }) => isWaiting(check) && isAlike(check, { orgPath, own, instrument }));
  const waited = waits();
  const one = await answered(world, deed, () =>
    underOneKey(world, deed, (key) => as.call('prepareSpotCheck', { body: asked, key })),
  );
  if (!one) {
    const many = [...surelyIn(checks, started, { orgPath: province, own: false }, asked.frames).values()].filter(
      (is) => is,
    ).length;
    // Of the whole province nothing is hidden where each of its frames has five.
    const must = orgPath === province && !own && asked.frames.length === 1 && many >= 5 && !waited && !waits();
    if (must && one === null) world.fail(`全省有 ${many} 户，没有一次等着抽，准备不了抽查`);
    await finds(world, checks, who, asked);
    return undefined;
  }
  world.spotChecks.add(one.check);
  frameHolds(world, checks, one.check, started);
  const { orgPath: theirs } = world.staff.get(who);
  const isTold = isBelow(theirs, counties[0]) || (own && theirs === orgPath);
  const { households: size = 0, strata = [], ofOwn = [] } = lyingOf(world, one.check)?.check ?? {};
  // Less their own, which they know, they would be told of others.
  const others = theirs === orgPath ? strata.map((each, index) => each.size - (ofOwn[index] ?? 0)) : [];
  const isFew = size < 5 || others.some((many) => many > 0 && many < 5);
  const isHidden = !isTold && (isFew || own || counties.includes(orgPath as never));
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
    for (const each of spotChecks) {
      const { check, publicDraw } = each;
      const isTheirs = publicDraw.name === asked.publicDraw.name && isAlike(each, { own: false, ...asked });
      if (!isTheirs || world.spotChecks.has(check)) continue;
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
