import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { firstMorning } from '../../tools/clouds.ts';
import { fromPaper } from '../../tools/demo/from-paper.ts';
import { actionsOf, executionsOf, expectSound, subjectsOf, titleAt } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { type Household, type Link, type Province, provinceOn } from '../support/province.ts';

/** 370000 asks two levels: the county's union, then the city's. What offices know is left out: others test it. */
let province: Province;
let ordinary: Household;
let late: Household;

const county = 'approver-370203@union.example.com';
const city = 'approver-370200@union.example.com';
const provincial = 'approver-370000@union.example.com';
const asked = '有一份建档材料请您审批';
const reminded = '提醒：有一份建档材料还没有审批';
const escalated = '有一份逾期未办的建档材料转请您审批';
const pastDeadline = '逾期：有一份建档材料过了期限还没有审批';
const passed = '有一份建档材料逾期未办，已转请别人审批';
const registrarMail = 'registrar-370203-1@union.example.com';
const overdue = '有一户的审批已经逾期';

/** Of the two households that wait, one is decided at once, the other by nobody. */
beforeAll(async () => {
  const profile = profiles['370000'] as ProvinceProfile;
  const registration = ['assessment', 'survey', 'notice', 'approval'] as const;
  const deployed = { ...profile, courses: { ...profile.courses, registration } };
  province = await provinceOn(new MemoryGround('370000', firstMorning, deployed), '370000');
  const papers = JSON.parse(readFileSync('samples/forms.json', 'utf8')) as Record<string, unknown>[];
  const form = fromPaper(papers.find(({ 姓名 }) => 姓名 === '刘振东') ?? {}, '2020') as Form;
  const households = [form, inTheSameCircumstances(form, province.nextForm())];
  [ordinary, late] = (await province.dossiersIn('awaitingApproval', 2, households)) as [Household, Household];
});
afterAll(() => province.stop());

/** Other people, at another door and with another telephone, of whom everything else is the same. */
function inTheSameCircumstances(form: Form, others: Form): Form {
  const who = ({ name, sex, idNumber, birthDate }: Form['worker'] | Form['members'][number]) => ({
    ...{ name, sex, birthDate },
    ...(idNumber === undefined ? {} : { idNumber }),
  });
  const members = form.members.map((each, i) => ({ ...each, ...who(others.members[i] ?? each), relation: '丈夫' }));
  const { homeAddress, mobile } = others.worker;
  const reached = { homeAddress, ...(mobile === undefined ? {} : { mobile }) };
  return { ...form, worker: { ...form.worker, ...who(others.worker), ...reached } as Form['worker'], members };
}

async function approve({ url, code }: Link): Promise<number> {
  const { status } = await province.system.postForm(url, { code, decision: 'approve', opinion: '' });
  await province.system.atRest();
  return status;
}

async function deadline(): Promise<string> {
  const { approval } = await province.view(late);
  if (!approval) throw new Error('nobody has been asked');
  return approval.deadline;
}

/** Leaps to nine in the morning, and a minute, so many days before the standing deadline. */
async function morningBefore(days: number): Promise<void> {
  const day = 24 * 3600 * 1000;
  const date = dateInShanghai(new Date(Date.parse(await deadline()) - days * day));
  await province.system.leapTo(new Date(`${date}T09:01:00+08:00`).toISOString());
}

/** Leaps past the deadline, to the morning: at night nobody is written to. */
async function letPass(): Promise<void> {
  await province.system.leapTo(new Date(Date.parse(await deadline()) + 8 * 3_600_000 + 2000).toISOString());
}

test('两级先后送审，各有各的信，末一级通过即建档', async () => {
  expect(await subjectsOf(province, ordinary, county)).toEqual([asked]);
  expect(await subjectsOf(province, ordinary, city)).toEqual([]);
  expect(await approve(await province.approvalLink(ordinary, county))).toBe(200);
  expect((await province.view(ordinary)).approval).toMatchObject({ request: 2, level: 2, decision: null });
  expect(await subjectsOf(province, ordinary, city)).toEqual([asked]);
  expect(await approve(await province.approvalLink(ordinary, city))).toBe(200);
  const { status, registration } = await province.view(ordinary);
  expect(status).toBe('registered');
  expect(registration?.dossierNumber).toMatch(/^370203/);
  const { 'registration-1-1': execution } = await executionsOf(province, ordinary);
  // With one level 13; three more a level: RequestApproval, AwaitDecision and Stage.
  expect(execution?.transitions).toBe(16);
});

test('到期前一天提醒审批人一次，新链接取代旧链接', async () => {
  const first = await province.approvalLink(late, county);
  await morningBefore(2);
  expect(await subjectsOf(province, late, county)).toEqual([asked]);
  await morningBefore(1);
  expect(await subjectsOf(province, late, county)).toEqual([asked, reminded]);
  await morningBefore(0);
  expect(await subjectsOf(province, late, county)).toEqual([asked, reminded]);
  expect(await titleAt(province, (await province.approvalLink(late, county)).url)).toBe('建档审批');
  expect(await titleAt(province, first.url)).toBe('链接已被取代');
});

test('逾期由上一级决定，两边都通知；他决定了，也就是上一级决定了，不再请第二回', async () => {
  const old = await province.approvalLink(late, county);
  await letPass();
  expect(await subjectsOf(province, late, county)).toEqual([asked, reminded, passed]);
  expect(await subjectsOf(province, late, city)).toEqual([escalated]);
  expect((await province.view(late)).approval).toMatchObject({ request: 2, level: 2, decision: null });
  expect(await approve(old)).not.toBe(200);
  expect(await titleAt(province, old.url)).toBe('链接已被取代');
});

test('最上一级没有再上一级：再请同一人，告诉建档人没有进展，直到作出决定', async () => {
  await letPass();
  expect((await province.view(late)).approval).toMatchObject({ request: 3, level: 2 });
  expect((await subjectsOf(province, late, city)).at(-1)).toBe(passed);
  expect(await subjectsOf(province, late, provincial)).toEqual([escalated]);
  const old = await province.approvalLink(late, provincial);
  expect(await subjectsOf(province, late, registrarMail)).toEqual([]);
  await letPass();
  expect((await province.view(late)).approval).toMatchObject({ request: 4, level: 2 });
  expect(await subjectsOf(province, late, provincial)).toEqual([escalated, reminded, pastDeadline]);
  expect(await subjectsOf(province, late, registrarMail)).toEqual([overdue]);
  expect(await titleAt(province, old.url)).toBe('链接已被取代');
  expect(await approve(await province.approvalLink(late, provincial))).toBe(200);
  expect((await province.view(late)).status).toBe('registered');
  expect((await actionsOf(province, late)).filter((action) => action === 'requestApproval')).toHaveLength(4);
  await expectSound(province, [ordinary, late]);
});
