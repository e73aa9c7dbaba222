import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { type Household, type Province, provinceInMemory, registrar, reviewer, surveyor } from '../support/province.ts';

/** 待办: what each of a county's people finds in the morning, and what is gone once it is done. */
let province: Province;
let one: Household;

beforeAll(async () => {
  province = await provinceInMemory();
});
afterAll(() => province.stop());

type Task = AnswerOf<'listTasks'>['tasks'][number];

async function tasksOf(who: string): Promise<Task[]> {
  const { tasks, cursor } = (await province.system.as(who).call('listTasks')).body;
  expect(cursor).toBeNull();
  return tasks.filter(({ dossier }) => dossier === one.id);
}
const kindsOf = async (who: string) => (await tasksOf(who)).map(({ kind }) => kind);

/** What somebody's mails of the morning say, newest first: 今日待办. */
async function digestsOf(who: string) {
  const mails = await province.system.mails(`${who}@union.example.com`);
  return mails.filter(({ subject }) => subject.includes('今日待办')).map(({ text }) => text);
}

test('提交以后，调查人看到要入户，早上八点收到今日待办；没有事的建档人没有', async () => {
  one = await province.dossierIn('surveying');
  await province.system.leapTo('2026-09-08T08:01:00+08:00');
  const [text, ...more] = await digestsOf(surveyor);
  expect(text).toMatch(/^入户调查：1 件，最早的期限是2026年\d+月\d+日$/m);
  expect(more).toEqual([]);
  expect(await digestsOf(registrar)).toEqual([]);
});

test('调查人的待办，做完就没有了', async () => {
  expect(await tasksOf(surveyor)).toMatchObject([
    { kind: 'survey', title: '入户调查', role: 'surveyor', maskedName: one.maskedName, overdue: false },
  ]);
  expect(await kindsOf(registrar)).toEqual([]);
  await province.survey(one, 'return');
  await province.system.atRest();
  expect(await kindsOf(surveyor)).toEqual([]);
  expect(await tasksOf(registrar)).toMatchObject([{ kind: 'correct', due: null, overdue: false }]);
  await province.submit(one);
  await province.system.atRest();
  expect(await kindsOf(registrar)).toEqual([]);
});

test('有人提出异议，审核人看到要初核、要处理', async () => {
  await province.walk([one], 'surveying', 'underNotice');
  const { notice } = await province.view(one);
  const reason = '家里有门面房出租';
  await province.system.anyone().call('raiseObjection', { params: { id: notice?.id ?? '' }, body: { reason } });
  expect(await kindsOf(reviewer)).toEqual(['triage']);
  const triage = { objections: [1], outcome: 'takenUp' as const, opinion: '情况具体，受理核实' };
  await province.system.as(reviewer).call('triageObjections', { params: { id: one.id }, body: triage });
  expect(await kindsOf(reviewer)).toEqual(['resolve']);
  const body = { outcome: 'dismissed' as const, opinion: '经核实不成立' };
  await province.system.as(reviewer).call('resolveObjection', { params: { id: one.id, n: '1' }, body });
  expect(await kindsOf(reviewer)).toEqual([]);
  await province.walk([one], 'underNotice', 'awaitingApproval');
});

test('建档以后要制定计划，计划要签字，签了就等到完成时限考核', async () => {
  await province.walk([one], 'awaitingApproval', 'registered');
  expect(await tasksOf(registrar)).toMatchObject([{ kind: 'plan', overdue: false }]);
  await province.walk([one], 'registered', 'planMade');
  expect(await kindsOf(registrar)).toEqual(['sign']);
  await province.walk([one], 'planMade', 'signed');
  expect(await tasksOf(registrar)).toMatchObject([
    { kind: 'evaluate', due: '2027-12-31', overdue: false },
    { kind: 'enter', title: '录入工会帮扶工作管理系统', due: null, overdue: false },
  ]);
});

test('发了卡就欠着录入全国系统：照录入单录好、记下，不再欠；资料更新了，又欠', async () => {
  const as = province.system.as(registrar);
  const params = { id: one.id };
  const sheet = (await as.call('getEntrySheet', { params })).body;
  await as.call('recordEntered', { params, body: { form: sheet.form, plan: sheet.plan } });
  expect(await kindsOf(registrar)).toEqual(['evaluate']);
  expect((await province.view(one)).entered).toMatchObject({ form: sheet.form, plan: sheet.plan, by: registrar });
  const changes = { worker: { mobile: '13900000000' } };
  await as.call('updateContact', { params, body: { form: sheet.form, changes } });
  expect(await kindsOf(registrar)).toContain('enter');
});

test('一个县以外不列', async () => {
  await expect(province.system.as('administrator-530000-1').call('listTasks')).rejects.toMatchObject({
    problem: { code: 1317 },
  });
});
