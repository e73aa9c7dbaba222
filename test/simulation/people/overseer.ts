import { addDays } from '../../../shared/calendar/dates.ts';
import { askFigures } from '../../../shared/contract/ask-figures.ts';
import type { Chance } from '../chance.ts';
import type { Checks } from '../checks.ts';
import { onFileOn } from '../history.ts';
import { counties, municipality, province } from '../places.ts';
import type { World } from '../world.ts';
import { attempt, nextOfficeHour, sleepHours } from './person.ts';

/** Those who see from above: the figures of a day, the return, what if. */
export async function oversees(world: World, checks: Checks): Promise<void> {
  const chance = world.chance('overseers');
  const looks = [looksAtCounty, looksFromAbove, signs, asksWhatIf, readsOpenTable] as const;
  for (;;) {
    await sleepHours(24 * chance.between(2, 9));
    await nextOfficeHour(world, chance);
    await chance.one(looks)(world, chance, checks);
  }
}

const countyOf = (chance: Chance) => chance.one([0, 1] as const);
const reviewerIn = (county: 0 | 1): string => (['reviewer-530102-1', 'reviewer-530103-1'] as const)[county];

/** What the journals have is counted, whatever became of the stream. */
async function looksAtCounty(world: World, chance: Chance, checks: Checks): Promise<void> {
  const which = countyOf(chance);
  const who = reviewerIn(which);
  const day = addDays(world.today(), -chance.between(0, 40));
  await attempt(world, { who, what: '看统计' }, async () => {
    const query = { org: counties[which], day };
    const { whole, completeThrough, few } = await askFigures(world.visitors.as(who), query);
    // Who was given another union since sees from above, and not every number.
    if (!few) holdOnFile(world, checks, counties[which], { day, completeThrough, onFile: whole.onFile });
  });
}

/** A day that was looked through has everybody, whenever it was counted. */
function holdOnFile(
  world: World,
  checks: Checks,
  org: string,
  { day, completeThrough, onFile }: { day: string; completeThrough: string | null; onFile: number | null },
): void {
  if (completeThrough === null || completeThrough < day) return;
  const expected = onFileOn(checks, org, day);
  if (onFile !== expected)
    world.fail(`${org} ${day} 统计在册 ${onFile} 户，按日志应是 ${expected}；齐到 ${completeThrough}`);
}

/** What is counted of a county is kept for a while, and is as true as what is counted anew; what is few is not shown. */
async function looksFromAbove(world: World, chance: Chance, checks: Checks): Promise<void> {
  const [who, org] = chance.one([
    ['auditor-530000-1', province],
    ['auditor-530100-1', municipality],
  ] as const);
  const day = addDays(world.today(), -chance.between(0, 20));
  await attempt(world, { who, what: '看统计' }, async () => {
    const { whole, completeThrough } = await askFigures(world.visitors.as(who), { org, day });
    if (whole.onFile !== null) holdOnFile(world, checks, org, { day, completeThrough, onFile: whole.onFile });
  });
}

/** Whoever is to sign looks at what there is, and signs what they saw. */
async function signs(world: World, chance: Chance): Promise<void> {
  const which = countyOf(chance);
  const [who, orgPath] = [reviewerIn(which), counties[which]];
  const as = world.visitors.as(who);
  await attempt(world, { who, what: '签报' }, async () => {
    const { periods } = (await as.call('listReturns', { query: { org: orgPath } })).body;
    for (const { period } of periods.slice(0, 2)) {
      const { next } = (await as.call('getReturn', { params: { period }, query: { org: orgPath } })).body;
      if (next === null) continue;
      const body = { orgPath, ...next, why: '核对过，照实。', ...(next.number > 0 ? { because: '有更正。' } : {}) };
      await as.call('signReturn', { params: { period }, body });
    }
  });
}

/** A county of itself, or the city of all its counties: what is the asker's own is told exactly, and opens; nobody below is told of it. */
async function asksWhatIf(world: World, chance: Chance): Promise<void> {
  const which = countyOf(chance);
  const isOfCity = world.chance(`what if ${world.today()}`).happens(0.4);
  const [who, orgPath] = isOfCity ? ['reviewer-530100-1', municipality] : [reviewerIn(which), counties[which]];
  const as = world.visitors.as(who);
  let scenario: string | undefined;
  const body = { name: '低保标准变了', orgPath, linePercent: chance.one([-10, 8, 30]) };
  await attempt(world, { who, what: '情景测算' }, async () => {
    scenario = (await as.call('openScenario', { body })).body.scenario;
  });
  if (scenario === undefined) return;
  const params = { scenario };
  await sleepHours(chance.between(1, 60));
  await attempt(world, { who, what: '看情景测算' }, async () => {
    const { total, own, about } = (await as.call('getScenario', { params })).body;
    // Who was given another union since sees from above, and not every number.
    const exact = own ?? (about ? null : total);
    if (exact === null || world.staff.get(who).orgPath !== orgPath) return;
    const { gains, loses, moves, unknown } = exact.directions;
    const changed = [gains, loses, moves, unknown].reduce<number>((sum, each) => sum + (each ?? 0), 0);
    const listed = (await as.call('listScenarioHouseholds', { params })).body.total;
    if (listed !== changed) world.fail(`情景测算 ${scenario}：${who} 看到 ${changed} 户会变，列出 ${listed} 户`);
  });
  const other = reviewerIn(which);
  if (!isOfCity || world.staff.get(other).orgPath !== counties[which]) return;
  await attempt(world, { who: other, what: '看上级的情景测算' }, async () => {
    const { counties: told } = (await world.visitors.as(other).call('getScenario', { params })).body;
    const beyond = told.filter(({ division }) => !counties[which].endsWith(division));
    if (beyond.length > 0) world.fail(`情景测算 ${scenario}：${other} 看得到 ${beyond.map(({ title }) => title)}`);
  });
}

async function readsOpenTable(world: World): Promise<void> {
  const { status, html } = await world.visitors.page('https://example.cn/figures');
  const [, month] = /figures\/(\d{4}-\d{2})/.exec(html) ?? [];
  if (status === 200 && month !== undefined) await world.visitors.page(`https://example.cn/figures/${month}`);
}
