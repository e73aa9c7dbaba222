import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { lambdaOf } from '../support/handlers.ts';
import { actionsOf, expectSound, local, phasesOf } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { beginning, type Household, type Province, provinceOn, yunnan } from '../support/province.ts';

/** What is lost on the way is found by the reconciliation of the next morning, which says how much there was. */
const ground = new MemoryGround(yunnan, beginning);
let province: Province;
beforeAll(async () => {
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());
beforeEach(() => {
  ground.stream.loses = () => false;
});

const advance = async (to: string) => {
  await province.system.leapTo(to);
  await province.system.atRest();
};
/** The reconciliation of the next morning is past. Answers what it found. */
async function nextMorning(): Promise<number> {
  const day = dateInShanghai(await province.system.now());
  ground.app.counted.length = 0;
  await advance(`${addDays(day, 1)}T07:01:00+08:00`);
  const { counted } = ground.app;
  const of = (name: string) => counted.flatMap(([metric, value]) => (metric === name ? [value] : []));
  // In the night before it rows of history that were lost on the same way may have been counted.
  return of('ReconciliationRuns').length === 1 ? (of('LeftBehind').at(-1) as number) : Number.NaN;
}
const loseEntriesOf = ({ id }: Household, ...actions: string[]) => {
  ground.stream.loses = ({ pk }, item) => pk === `J#${id}` && actions.includes(item?.action?.S ?? '');
};
const waitingOf = async ({ id }: Household) =>
  (await (await province.registry()).items()).filter(({ pk, sk }) => pk === `D#${id}` && sk.startsWith('AWAIT#'));

test('没有丢什么的，什么也没有找到：各个环节都有一户', async () => {
  const surveying = await province.dossierIn('surveying');
  const signing = await province.dossierIn('planMade');
  const underNotice = await province.dossierIn('underNotice');
  expect(await nextMorning()).toBe(0);
  expect(await phasesOf(province, surveying)).toEqual({ 'registration-1-1': 'RUNNING' });
  await province.walk([signing], 'planMade', 'signed');
  await province.walk([underNotice], 'underNotice', 'awaitingApproval');
  expect(await nextMorning()).toBe(0);
  await expectSound(province, [surveying, signing, underNotice]);
});

test('变更流丢了提交的那一条：第二天早上开始，只开始一次，并且说有一件', async () => {
  const one = await province.draft(province.nextForm());
  loseEntriesOf(one, 'submit');
  await province.submit(one);
  await province.system.atRest();
  expect(await phasesOf(province, one)).toEqual({});
  expect(await nextMorning()).toBe(1);
  expect((await province.view(one)).status).toBe('surveying');
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING' });
  expect(await nextMorning()).toBe(0);
  await province.walk([one], 'surveying', 'underNotice');
});

test('变更流丢了答复：第二天早上交还令牌，接着办', async () => {
  const one = await province.dossierIn('surveying');
  loseEntriesOf(one, 'recordSurvey');
  await province.survey(one);
  await province.system.atRest();
  expect((await province.view(one)).notice).toBeNull();
  expect(await nextMorning()).toBe(1);
  expect((await province.view(one)).status).toBe('underNotice');
  expect(await waitingOf(one)).toEqual([]);
});

test('计划的开始和签字都丢了：第二天早上各接上，卡发出来', async () => {
  const one = await province.dossierIn('registered');
  loseEntriesOf(one, 'makePlan', 'signPlan');
  await province.makePlan(one);
  await province.system.atRest();
  expect(Object.keys(await phasesOf(province, one))).toEqual(['registration-1-1']);
  expect(await nextMorning()).toBe(1);
  expect(await phasesOf(province, one)).toMatchObject({ 'plan-1-1': 'RUNNING' });
  await province.sign(one);
  await province.system.atRest();
  expect(await nextMorning()).toBe(1);
  expect(await actionsOf(province, one)).toContain('issueCards');
  expect(await nextMorning()).toBe(0);
});

test('执行被人手工删掉：第二天早上从现在的环节另起，走得到底', async () => {
  const one = await province.dossierIn('surveying');
  ground.forget(`${one.id}-registration-1-1`);
  expect(await phasesOf(province, one)).toEqual({});
  expect(await nextMorning()).toBe(1);
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING' });
  await province.walk([one], 'surveying', 'registered');
  await expectSound(province, [one]);
});

test('令牌丢了，谁也答不了：另起一趟，有答复就走；原来的一趟到期自己结束', async () => {
  const one = await province.dossierIn('surveying');
  for (const item of await waitingOf(one)) await (await province.registry()).remove(item);
  expect(await nextMorning()).toBe(1);
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING', 'registration-1-2': 'RUNNING' });
  await province.walk([one], 'surveying', 'underNotice');
  await advance(`${addDays(dateInShanghai(await province.system.now()), 25)}T07:01:00+08:00`);
  expect(await phasesOf(province, one)).toMatchObject({ 'registration-1-1': 'SUCCEEDED' });
  expect((await actionsOf(province, one)).filter((action) => action === 'openNotice')).toHaveLength(1);
});

test('部署坏了一天以上，消息都进了死信：relay 还没有修好，第二天早上都已接上', async () => {
  const [submitted, surveyed] = [await province.draft(province.nextForm()), await province.dossierIn('surveying')];
  ground.failing.add('relay');
  await province.submit(submitted);
  await province.survey(surveyed);
  await province.system.atRest();
  expect(await nextMorning()).toBe(2);
  const given = (await province.system.deadLetters()).length;
  expect(given).toBeGreaterThanOrEqual(2);
  expect((await province.view(submitted)).status).toBe('surveying');
  expect((await province.view(surveyed)).status).toBe('underNotice');
  ground.failing.delete('relay');
  expect(await nextMorning()).toBe(0);
});

test('一封信几天没有人发，也没有放弃：数出来', async () => {
  const one = await province.dossierIn('surveying');
  for (const name of ['mailer', 'unsent-mail'] as const) ground.failing.add(name);
  await province.survey(one, 'return');
  await province.system.atRest();
  // 今日待办 of that morning are late already, and this one waits for its queue to give up.
  const ofTheDay = await nextMorning();
  await nextMorning();
  expect(await nextMorning()).toBeGreaterThan(ofTheDay);
  for (const name of ['mailer', 'unsent-mail'] as const) ground.failing.delete(name);
  await advance(`${dateInShanghai(await province.system.now())}T12:00:00+08:00`);
  expect(await nextMorning()).toBe(0);
});

test('同时两趟，又碰上变更流从头再来：什么也不多开始', async () => {
  const lost = await province.draft(province.nextForm());
  const tokenless = await province.dossierIn('surveying');
  loseEntriesOf(lost, 'submit');
  await province.submit(lost);
  await province.system.atRest();
  for (const item of await waitingOf(tokenless)) await (await province.registry()).remove(item);
  await advance(new Date(Date.parse(await province.system.now()) + 2 * 3600_000).toISOString());
  ground.stream.loses = () => false;
  const reconcile = async () => (await lambdaOf(ground.app, 'reconciliation'))({} as never);
  await Promise.all([reconcile(), reconcile(), ground.stream.replay()]);
  await province.system.atRest();
  await reconcile();
  await province.system.atRest();
  expect(await phasesOf(province, lost)).toEqual({ 'registration-1-1': 'RUNNING' });
  const both = { 'registration-1-1': 'RUNNING', 'registration-1-2': 'RUNNING' };
  expect(await phasesOf(province, tokenless)).toEqual(both);
  expect((await actionsOf(province, tokenless)).slice(-2)).toEqual(['stall', 'resume']);
  const executions = await local<{ name: string }[]>(province, 'executions.json');
  expect(new Set(executions.map(({ name }) => name)).size).toBe(executions.length);
});
