import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { an, reviewer } from '../../shared/dossier/actions.fixture.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { packed } from '../../shared/registry/head-parts.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { household, namesake } from '../../test/support/household.ts';
import {
  ask,
  county,
  Journey,
  linkIn,
  mailed,
  people,
  putApprover,
  putPeople,
  step,
  told,
} from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

let app: MemoryApp;
let journey: Journey;
let link: { nonce: string; code: string };

beforeEach(async () => {
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
  link = await journey.requested();
  app.at('2026-11-18T02:00:00Z');
});

const departed = (person = 'approver-county') => queueEvent({ person });
const approvalNow = async () => (await journey.state()).matter.approval;
const lastRequest = async () => {
  const entries = (await dossiers(app).journal(journey.id)).map(({ action }) => action);
  return entries.findLast(({ type }) => type === 'requestApproval') as ActionOf<'requestApproval'>;
};
const deputy = { name: '副手', post: '五华区总工会副主席' };

describe('审批人离任，手里的当即转请别人', () => {
  it('同一级没有别人的，转上一级：日志写明原因，期限重新计算，原来的链接打不开，新请的人收到链接，办得了', async () => {
    const before = await approvalNow();
    await putApprover(app, { active: false });
    await step(app, 'pass-on', departed());
    const after = await approvalNow();
    expect(after).toMatchObject({ request: 2, approver: 'approver-city', decision: null });
    // Five working days from that Wednesday, as if it had been asked today.
    expect([before?.deadline, after?.deadline]).toEqual(['2026-11-23T15:59:59.999Z', '2026-11-25T15:59:59.999Z']);
    expect((await lastRequest()).passedOn).toEqual({ from: 'approver-county', because: 'departed' });
    const sent = await mailed(app);
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([
      ['approver-city@example.cn', '【困难职工建档】有一份建档材料转请您审批'],
    ]);
    expect(sent[0]?.text).toContain('离任或者调动');
    expect(sent[0]?.text).not.toMatch(/approver-/);
    expect((await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).statusCode).toBe(410);
    expect((await journey.decided(link)).statusCode).toBe(410);
    expect((await journey.decided(linkIn(sent[0] as SentMail))).statusCode).toBe(200);
    expect((await journey.state()).matter.stage).toBe('conclusion');
  });

  it('同一级有别的审批人的，给他', async () => {
    await putApprover(app, deputy, 'z-deputy');
    await putApprover(app, { active: false });
    await step(app, 'pass-on', departed());
    expect(await approvalNow()).toMatchObject({ approver: 'z-deputy', level: 1 });
  });

  const standingIn = { standIn: { by: 'z-deputy', from: '2026-11-16', to: '2026-11-20' } };

  it('这些天有人代办的，先给代办的人', async () => {
    await putApprover(app, deputy, 'a-colleague');
    await putApprover(app, deputy, 'z-deputy');
    await putApprover(app, { active: false, ...standingIn });
    await step(app, 'pass-on', departed());
    expect((await approvalNow())?.approver).toBe('z-deputy');
  });

  it.each([
    ['经手过这一户', 'surveyor-1', {}],
    ['也离任了', 'z-deputy', { active: false }],
    ['自己也不在', 'z-deputy', { standIn: { by: 'a-colleague', from: '2026-11-16', to: '2026-11-20' } }],
  ])('代办的人%s的，给同一级的别人', async (_, by, then) => {
    await putApprover(app, deputy, 'a-colleague');
    await putApprover(app, { ...deputy, roles: ['approver', 'surveyor'] }, by);
    await putApprover(app, { active: false, standIn: { ...standingIn.standIn, by } });
    await putApprover(app, { ...deputy, roles: ['approver', 'surveyor'], ...then }, by);
    await step(app, 'pass-on', departed());
    expect((await approvalNow())?.approver).toBe('a-colleague');
  });

  it('不再是审批人、调到别的工会的，一样；在任而没有动的，什么也不做', async () => {
    const { version } = await journey.state();
    await step(app, 'pass-on', departed());
    expect((await journey.state()).version).toBe(version);
    await putApprover(app, { orgPath: '530000/530100/530103' });
    expect((await ask(app, 'approvalPage', { params: { nonce: link.nonce } })).body).toContain('链接已停用');
    await step(app, 'pass-on', departed());
    expect(await approvalNow()).toMatchObject({ approver: 'approver-city' });
    await putApprover(app, { orgPath: '530000/530100', roles: ['reviewer'] }, 'approver-city');
    await step(app, 'pass-on', departed('approver-city'));
    expect(await approvalNow()).toMatchObject({ approver: 'approver-province' });
  });

  it('离任又回来：没有转走的还是他的，转走了的不再要回来', async () => {
    const other = new Journey(app);
    await other.untilApproval(household(4));
    await other.approvalStep();
    app.at('2026-11-18T02:00:00Z');
    await putApprover(app, { active: false });
    await step(app, 'pass-on', queueEvent({ dossierId: journey.id, version: 1, action: 'requestApproval' }));
    await putApprover(app, {});
    await step(app, 'pass-on', departed());
    expect((await approvalNow())?.approver).toBe('approver-city');
    expect((await other.state()).matter.approval?.approver).toBe('approver-county');
  });

  it('送到两次、写到一半断了，都只转一次', async () => {
    await putApprover(app, { active: false });
    await mailed(app);
    expect(await expectHarmlessRepeats(app, [['pass-on', departed()]])).toBe(1);
    await step(app, 'pass-on', departed());
    await step(app, 'pass-on', departed());
    expect(await approvalNow()).toMatchObject({ request: 2 });
  });

  it('一户转不成，别的照转，消息再来', async () => {
    const other = new Journey(app);
    await other.untilApproval(household(4));
    await other.approvalStep();
    await putApprover(app, { active: false });
    const head = app.dynamoDb
      .all<{ pk: string; sk: string }>()
      .find(({ pk, sk }) => pk === `D#${journey.id}` && sk === 'HEAD');
    app.dynamoDb.put({ ...(head as object), content: 'broken' } as never);
    await expect(step(app, 'pass-on', departed())).resolves.toMatchObject({ batchItemFailures: [{}] });
    expect((await other.state()).matter.approval?.approver).toBe('approver-city');
  });

  it('一个能办的人也没有：停滞，管理员看得到这一项待办；登记了人、恢复以后，送审给他', async () => {
    for (const id of ['approver-city', 'approver-province', 'approver-county']) {
      await putApprover(app, { active: false, ...(id === 'approver-city' ? { orgPath: '530000/530100' } : {}) }, id);
    }
    await step(app, 'pass-on', departed());
    const { matter } = await journey.state();
    expect(matter).toMatchObject({ stalled: { step: 'RequestApproval', error: 'E1306' }, approval: { request: 1 } });
    expect(app.counted).toContainEqual(['DossiersStalled', 1]);
    await step(app, 'pass-on', departed());
    const query = { org: [county] };
    const due = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: people.administrator, query });
    const inWords =
      '停滞：“送审”这一步没有办成。云南省昆明市五华区总工会和它的上级工会，没有一位可以受理这一级审批的审批人（离任的、经手过这一户的不算），请先登记审批人。由管理员排除原因后恢复，不用再提交。';
    const stalled = { step: 'RequestApproval', error: 'E1306', inWords };
    expect(due.tasks).toEqual([expect.objectContaining({ kind: 'resume', role: 'administrator', stalled })]);
    const seen = await told(app, 'getDossier', { as: people.registrar, params: { id: journey.id } });
    expect(seen).toMatchObject({ statusTitle: '待审批（停滞）', stalled });
    await putApprover(app, deputy, 'z-deputy');
    await told(app, 'resume', { as: people.administrator, params: { id: journey.id }, body: {} });
    await journey.approvalStep();
    expect(await approvalNow()).toMatchObject({ request: 2, approver: 'z-deputy' });
  });
});

it('一百户在他手里：一条消息全转走，一户一次；别人手里的不动', async () => {
  const items = app.dynamoDb.all<{ pk: string }>().filter((item) => JSON.stringify(item).includes(journey.id));
  const alike = Array.from({ length: 100 }, (_, n) => `${journey.id.slice(0, -4)}${String(n).padStart(4, '0')}`);
  for (const id of alike) {
    for (const item of items) {
      const copy = JSON.parse(JSON.stringify(legible([item])[0]).replaceAll(journey.id, id));
      app.dynamoDb.put(copy.sk === 'HEAD' ? { ...copy, content: packed(copy.content) } : copy);
    }
  }
  const others = new Journey(app);
  await others.untilApproval(household(4));
  await putApprover(app, { orgPath: '530000/530100/530103' }, 'elsewhere');
  await others.approvalStep();
  app.at('2026-11-18T02:00:00Z');
  await putApprover(app, { active: false });
  await step(app, 'pass-on', departed('elsewhere'));
  expect((await approvalNow())?.request).toBe(1);
  await step(app, 'pass-on', departed());
  const asked = await Promise.all(alike.map(async (id) => (await dossiers(app).get(id)).state.matter.approval));
  expect(new Set(asked.map((each) => `${each?.request} ${each?.approver}`))).toEqual(new Set(['2 approver-city']));
  const left = [];
  for await (const task of tasks(app).askedOf('approver-county')) left.push(task);
  expect(left).toEqual([]);
});

it('合并使请的人成了经手过的：当即转请别人，告诉两边，说明是回避', async () => {
  const { worker } = household(3);
  await putApprover(app, { roles: ['approver', 'surveyor'] });
  const alike = new Journey(app);
  await alike.submitted(
    { ...household(30), worker: { ...household(30).worker, ...namesake(worker) } },
    '2026-11-18T01:00:00Z',
  );
  const found = {
    surveyedOn: '2026-11-18',
    surveyors: ['陈明'],
    outcome: 'confirmed',
    opinion: '属实。',
    matter: 1,
    form: 1,
  };
  await told(app, 'recordSurvey', {
    as: { ...people.surveyor, sub: 'approver-county' },
    params: { id: alike.id },
    body: { ...found, answers: { sixMonthsBelowLine: true } },
  });
  const reason = '是同一户，由两个单位分别申报。';
  await told(app, 'ruleDuplicate', {
    as: people.reviewer,
    params: { id: alike.id, other: journey.id },
    body: { ruling: 'same', reason },
  });
  await told(app, 'merge', { as: people.reviewer, params: { id: journey.id }, body: { other: alike.id, reason } });
  await mailed(app);
  await step(app, 'pass-on', queueEvent({ dossierId: journey.id, version: 1, action: 'absorb' }));
  expect(await approvalNow()).toMatchObject({ request: 2, approver: 'approver-city' });
  expect((await lastRequest()).passedOn).toEqual({ from: 'approver-county', because: 'handled' });
  const sent = await mailed(app);
  expect(sent.map(({ to, subject }) => [to, subject]).sort()).toEqual([
    ['approver-city@example.cn', '【困难职工建档】有一份建档材料转请您审批'],
    ['approver-county@example.cn', '【困难职工建档】有一份建档材料已转请别人审批'],
  ]);
  for (const { text } of sent) expect(text).toContain('回避');
});

it('合并带来请的人决定过的另一级：也当即转请别人', async () => {
  const action = an.absorb({ deciders: [{ approver: 'approver-county', level: 2 }] });
  await dossiers(app).recordLatest(journey.id, async () => ({ action, actor: reviewer, now: app.now() }));
  await step(app, 'pass-on', queueEvent({ dossierId: journey.id, version: 1, action: 'absorb' }));
  expect(await approvalNow()).toMatchObject({ request: 2, approver: 'approver-city' });
  expect((await lastRequest()).passedOn).toEqual({ from: 'approver-county', because: 'handled' });
});
