import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { revisionOf } from '../../tools/registered.ts';
import { actionsOf, expectSound, journalOf, phasesOf, subjectsOf, titleAt } from '../support/inside.ts';
import { MemoryGround } from '../support/memory/place.ts';
import { approverMail, beginning, type Household, type Province, provinceOn, yunnan } from '../support/province.ts';

/** 转请: an approver leaves while dossiers are in their hands. */
const ground = new MemoryGround(yunnan, beginning);
let province: Province;
beforeAll(async () => {
  province = await provinceOn(ground, yunnan);
});
afterAll(() => province.stop());

const county = '530000/530100/530102';
const cityMail = 'approver-530100@union.example.com';

/** The directory changes what it has of the county's approver. */
async function putApprover(active: boolean): Promise<void> {
  const administrator = province.system.as('administrator-530000-1');
  const body = {
    name: '宋国栋',
    post: '主席',
    email: approverMail,
    orgPath: county,
    roles: ['approver' as const],
    active,
    revision: await revisionOf(administrator, 'approver-530102'),
  };
  const answer = await administrator.call('putPerson', { params: { id: 'approver-530102' }, body });
  expect(answer.status).toBe(200);
  await province.system.atRest();
}
const requestOf = async (one: Household) => (await journalOf(province, one)).head.state.matter.approval;

test('离任的当天就转请上一级：流程接着等新请的人，他决定了就建档；旧链接打不开', async () => {
  const one = await province.dossierIn('awaitingApproval');
  const decided = await province.dossierIn('registered');
  const old = await province.approvalLink(one);
  await putApprover(false);
  expect(await requestOf(one)).toMatchObject({ request: 2, approver: 'approver-530100', decision: null });
  expect((await subjectsOf(province, one, cityMail)).at(-1)).toContain('转请您审批');
  expect(await titleAt(province, old.url)).toBe('链接已被取代');
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING' });
  const { url, code } = await province.approvalLink(one, cityMail);
  expect((await province.system.postForm(url, { code, decision: 'approve', opinion: '' })).status).toBe(200);
  await province.system.atRest();
  expect((await province.view(one)).status).toBe('registered');
  expect((await actionsOf(province, one)).filter((action) => action === 'requestApproval')).toHaveLength(2);
  expect((await actionsOf(province, decided)).filter((action) => action === 'requestApproval')).toHaveLength(1);
  await putApprover(true);
  await expectSound(province, [one, decided]);
});

test('新请的人也没有办：到了新的期限照样上提', async () => {
  const one = await province.dossierIn('awaitingApproval');
  await putApprover(false);
  const { deadline } = (await requestOf(one)) as { deadline: string };
  await province.system.leapTo(new Date(Date.parse(deadline) + 8 * 3_600_000).toISOString());
  await province.system.atRest();
  expect(await requestOf(one)).toMatchObject({ request: 3, approver: 'approver-530000' });
  await putApprover(true);
  await expectSound(province, [one]);
});

test('消息丢了：第二天早上的对账转请，并且说有一件', async () => {
  const one = await province.dossierIn('awaitingApproval');
  ground.stream.loses = ({ pk }) => pk.startsWith('PERSON#');
  await putApprover(false);
  ground.stream.loses = () => false;
  expect(await requestOf(one)).toMatchObject({ request: 1 });
  ground.app.counted.length = 0;
  const day = dateInShanghai(await province.system.now());
  await province.system.leapTo(`${addDays(day, 1)}T07:01:00+08:00`);
  await province.system.atRest();
  expect(ground.app.counted).toContainEqual(['LeftBehind', 1]);
  expect(await requestOf(one)).toMatchObject({ request: 2, approver: 'approver-530100' });
  expect(await phasesOf(province, one)).toEqual({ 'registration-1-1': 'RUNNING' });
  await putApprover(true);
});
