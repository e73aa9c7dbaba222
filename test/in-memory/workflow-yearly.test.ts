import { afterAll, beforeAll, expect, test } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { addDays, addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { LeavingReason } from '../../shared/matters/standing.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { actionsOf, executionsOf, expectSound, journalOf, phasesOf, subjectsOf, titleAt } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import type { Item } from '../support/place.ts';
import { offUntil } from '../support/power-cut.ts';
import {
  approverMail,
  type Household,
  type Province,
  provinceInMemory,
  provinceOn,
  registrar,
} from '../support/province.ts';

const registrarMail = 'registrar-530102-1@union.example.com';

let province: Province;
let unchanged: Household;
let better: Household;
let notYet: Household;
/** The day on which all of them are to be looked at again. */
let day: string;

beforeAll(async () => {
  province = await provinceInMemory({ at: '2025-09-08T01:00:00Z' });
  [unchanged, better, notYet] = (await province.dossiersIn('signed', 3)) as [Household, Household, Household];
  day = (await province.view(unchanged)).nextReviewOn as string;
});
afterAll(() => province.stop());

const at = (date: string, time: string): string => new Date(`${date}T${time}:00+08:00`).toISOString();

/** The daily sweep of a date, which begins at half past midnight; its mails go out in the morning. */
async function sweepOf(date: string): Promise<void> {
  await province.system.leapTo(at(date, '08:01'));
}

const staff = () => province.system.as(registrar);

async function unchangedAt(one: Household): Promise<void> {
  const body = { ...(await province.seen(one)), outcome: 'unchanged' as const, opinion: '入户核对属实' };
  await staff().call('reverify', { params: { id: one.id }, body });
  await province.system.atRest();
}

async function proposeExit(one: Household, reason: LeavingReason): Promise<void> {
  const happenedOn = dateInShanghai(await province.system.now());
  const months = [6, 5, 4, 3, 2, 1].map((ago) => addMonths(`${happenedOn.slice(0, 7)}-01`, -ago).slice(0, 7));
  const incomes = reason === 'betterOff' ? { incomes: months.map((month) => ({ month, amount: 1_500_000 })) } : {};
  const grounds = { reason, happenedOn, opinion: '入户核对属实', seen: '看过证明的原件', ...incomes };
  const body = { ...(await province.seen(one)), ...grounds };
  await staff().call('proposeExit', { params: { id: one.id }, body });
  await province.system.atRest();
}

async function decideExit(one: Household, decision: 'approve' | 'return' | 'reject'): Promise<void> {
  expect((await subjectsOf(province, one, approverMail)).at(-1)).toBe('有一份退出材料请您审批');
  const { url, code } = await province.approvalLink(one);
  const { status } = await province.system.postForm(url, { code, decision, opinion: '请再核实收入' });
  expect(status).toBe(200);
  await province.system.atRest();
}

test('一年后复核按日开始，一份档案失败不耽误下一份', async () => {
  expect(day).toBe(addMonths((await province.view(unchanged)).registration?.registeredOn ?? '', 12));
  await offUntil(province, at(addDays(day, -1), '12:00'));
  const registry = await province.registry();
  const head = (await registry.items()).find(({ pk, sk }) => pk === `D#${unchanged.id}` && sk === 'HEAD') as Item;
  await registry.put({ ...head, content: '{' });

  await sweepOf(day);
  for (const one of [better, notYet]) {
    expect((await province.view(one)).status).toBe('reverifying');
    expect(await executionsOf(province, one)).toMatchObject({
      'registration-1-1': { status: 'SUCCEEDED' },
      'reverification-2-1': { status: 'RUNNING', currentState: 'AwaitUpdate' },
    });
  }
  const mails = (await province.system.mails(registrarMail)).filter(({ at }) => dateInShanghai(new Date(at)) === day);
  expect(mails.map(({ subject }) => subject)).toEqual(['【困难职工建档】今日待办']);
  expect(mails[0]?.text).toMatch(/^登记复核结果：2 件/m);
  await registry.put(head);
  expect((await province.view(unchanged)).status).toBe('registered');

  // What failed is tried again the next day, and what was opened is not opened again.
  await sweepOf(addDays(day, 1));
  expect((await province.view(unchanged)).status).toBe('reverifying');
  for (const one of [unchanged, better, notYet]) {
    expect((await actionsOf(province, one)).filter((action) => action === 'openReverification')).toHaveLength(1);
  }
});

test('等建档人复核时断电，起来后照样等着', async () => {
  await province.crash();
  await province.start();
  await province.system.atRest();
  for (const one of [unchanged, better, notYet]) {
    expect((await executionsOf(province, one))['reverification-2-1']).toMatchObject({
      status: 'RUNNING',
      currentState: 'AwaitUpdate',
    });
  }
});

test('没有变化：留在册，一年后再看', async () => {
  await unchangedAt(unchanged);
  const { status, nextReviewOn } = await province.view(unchanged);
  expect(status).toBe('registered');
  const today = dateInShanghai(await province.system.now());
  expect(nextReviewOn).toBe(addMonths(today, 12));
  expect(await phasesOf(province, unchanged)).toEqual({
    'registration-1-1': 'SUCCEEDED',
    'plan-1-1': 'SUCCEEDED',
    'reverification-2-1': 'SUCCEEDED',
  });
});

test('脱困的一户，获批准后撤档：人可以另报，档案保管十年', async () => {
  await proposeExit(better, 'betterOff');
  expect((await province.view(better)).status).toBe('leaving');
  expect((await executionsOf(province, better))['exit-3-1']).toMatchObject({ status: 'RUNNING' });
  const again = await province.draft(better.form);
  await expect(province.submit(again)).rejects.toMatchObject({ problem: { code: 1303 } });

  await decideExit(better, 'approve');
  expect((await province.view(better)).status).toBe('liftedOut');
  expect(await phasesOf(province, better)).toEqual({
    'registration-1-1': 'SUCCEEDED',
    'plan-1-1': 'SUCCEEDED',
    'reverification-2-1': 'SUCCEEDED',
    'exit-3-1': 'SUCCEEDED',
  });
  const { head } = await journalOf(province, better);
  const today = dateInShanghai(await province.system.now());
  expect(head.state.end).toEqual({ as: 'liftedOut', on: today });
  const registry = await province.registry();
  const tasks = (await registry.items()).filter(({ pk, sk }) => pk === `D#${better.id}` && sk.startsWith('TASK#'));
  expect(tasks).toMatchObject([
    { sk: 'TASK#dispose#0003', due: 'task#retention', dueSort: expect.stringContaining(addMonths(today, 120)) },
    { sk: 'TASK#followUp#0001', due: 'task#530102', dueSort: expect.stringContaining(addMonths(today, 6)) },
  ]);
  await province.submit(again);
});

test('退出被退回的，仍在册，补正以后再提；不予的，继续在册，再看的日子一年以后', async () => {
  await proposeExit(notYet, 'difficultyOver');
  await decideExit(notYet, 'return');
  expect(await province.view(notYet)).toMatchObject({ status: 'leaving', standing: 'onFile', end: null });
  expect((await subjectsOf(province, notYet, registrarMail)).at(-1)).toBe('有一户的退出被退回，请补正');
  expect((await phasesOf(province, notYet))['exit-3-1']).toBe('SUCCEEDED');

  await proposeExit(notYet, 'ownWish');
  await decideExit(notYet, 'reject');
  const { status, nextReviewOn, matter } = await province.view(notYet);
  expect(status).toBe('registered');
  expect(matter).toMatchObject({ kind: 'exit', outcome: 'refused', reason: 'ownWish' });
  expect(nextReviewOn).toBe(addMonths(dateInShanghai(await province.system.now()), 12));
  expect((await subjectsOf(province, notYet, registrarMail)).at(-1)).toBe('有一户的退出没有获得批准');
  expect((await phasesOf(province, notYet))['exit-3-2']).toBe('SUCCEEDED');
  const again = await province.draft(notYet.form);
  await expect(province.submit(again)).rejects.toMatchObject({ problem: { code: 1303 } });
});

test('一年当中随时可以提出退出，也可以取消：再看的日子不变', async () => {
  const before = await province.view(notYet);
  await proposeExit(notYet, 'moved');
  const link = await province.approvalLink(notYet);
  const abandonment = { ...(await province.seen(notYet)), reason: '没有调离' };
  await staff().call('abandon', { params: { id: notYet.id }, body: abandonment });
  await province.system.atRest();
  const after = await province.view(notYet);
  expect(after).toMatchObject({
    status: 'registered',
    nextReviewOn: before.nextReviewOn,
    approval: { decision: null },
  });
  expect(await titleAt(province, link.url)).toBe('链接已被取代');
  expect((await phasesOf(province, notYet))['exit-4-1']).toBe('SUCCEEDED');
});

test('哪天没有运行，事后补上', async () => {
  const next = (await province.view(unchanged)).nextReviewOn as string;
  await offUntil(province, at(addDays(next, 1), '12:00'));
  expect((await province.view(unchanged)).status).toBe('registered');
  await sweepOf(addDays(next, 2));
  expect((await province.view(unchanged)).status).toBe('reverifying');
  expect((await actionsOf(province, unchanged)).filter((action) => action === 'openReverification')).toHaveLength(2);
  expect((await phasesOf(province, unchanged))['reverification-3-1']).toBe('RUNNING');
  await expectSound(province, [unchanged, better, notYet]);
});

test('本省写明复核要入户调查的，没有变化的也等人去过才办结', async () => {
  const profile = profiles['530000'] as ProvinceProfile;
  const courses = { ...profile.courses, reverification: ['assessment', 'survey'] as const };
  const visiting = await provinceOn(
    new MemoryGround('530000', '2025-09-08T01:00:00Z', { ...profile, courses }),
    '530000',
  );
  const [one] = (await visiting.dossiersIn('registered', 1)) as [Household];
  const due = (await visiting.view(one)).nextReviewOn as string;
  await visiting.system.leapTo(at(due, '08:01'));
  const body = { ...(await visiting.seen(one)), outcome: 'unchanged' as const, opinion: '没有变化' };
  await visiting.system.as(registrar).call('reverify', { params: { id: one.id }, body });
  await visiting.system.atRest();
  const waiting = { status: 'RUNNING', currentState: 'AwaitSurvey' };
  expect((await executionsOf(visiting, one))['reverification-2-1']).toMatchObject(waiting);
  await visiting.survey(one);
  await visiting.system.atRest();
  expect((await phasesOf(visiting, one))['reverification-2-1']).toBe('SUCCEEDED');
  expect(await visiting.view(one)).toMatchObject({ status: 'registered', matter: { outcome: 'kept' } });
  await visiting.stop();
});
