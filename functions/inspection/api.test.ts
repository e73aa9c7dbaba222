import { beforeEach, describe, expect, it } from 'vitest';
import { anchorOf, noAnchor } from '../../shared/anchors/anchor.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { stackName } from '../../shared/province/stage.ts';
import { anchors, dossierReader, leaves, readings } from '../../shared/services/services.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  city,
  county,
  directUnit,
  Journey,
  metAt,
  people,
  putPeople,
  putPerson,
  told,
} from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';

let app = memoryApp();
let id = '';

const inspector = { ...people.inspector, orgPath: '530000' };
const grant = {
  ...{ inspector: inspector.sub, orgPath: county, from: '2026-11-25', until: '2026-11-30' },
  purpose: '全国总工会 2026 年建档立卡督查',
};
const administrator = people.administrator;
const granting = (body: object = {}) => ask(app, 'grantInspection', { as: administrator, body: { ...grant, ...body } });
const granted = async (body: object = {}) =>
  (await told<{ inspection: string }>(app, 'grantInspection', { as: administrator, body: { ...grant, ...body } }))
    .inspection;
const opening = async (as = inspector) => (await ask(app, 'getDossier', { as, params: { id } })).statusCode;

beforeEach(async () => {
  app = memoryApp();
  await putPeople(app);
  const person = { name: '巡视', post: '督查组成员', email: 'i@example.cn', orgPath: '530000', roles: ['inspector'] };
  await putPerson(app, inspector.sub, person);
  const journey = new Journey(app);
  await journey.untilNotice(household(1));
  await journey.noticeClosed();
  await journey.registered();
  ({ id } = journey);
  app.at('2026-11-24T02:00:00Z');
});

describe('督查授权', () => {
  it('从头一天起，到最后一天为止，在授权的地方，只看不办；每一次打开都记下来', async () => {
    expect(await opening()).toBe(403);
    await granted();
    expect(await opening()).toBe(403);
    app.at('2026-11-24T16:00:00Z');
    expect(await opening()).toBe(200);
    expect((await readings(app).page(id)).readings).toMatchObject([{ kind: 'detail', by: inspector.sub }]);
    const numbers = { as: inspector, params: { id }, body: { reason: '看看' } };
    expect((await ask(app, 'openNumbers', numbers)).statusCode).toBe(403);
    const together = { as: inspector, body: { dossiers: [id], documents: ['consentSheet'] } };
    expect((await ask(app, 'printTogether', together)).statusCode).toBe(403);
    app.at('2026-11-30T15:59:00Z');
    expect(await opening()).toBe(200);
    app.at('2026-11-30T16:00:00Z');
    expect(await opening()).toBe(403);
  });

  it('授权别的县的，看不到这一户；提前终止的，随即看不到', async () => {
    app.at('2026-11-25T02:00:00Z');
    const elsewhere = await granted({ orgPath: '530000/530300/530302' });
    expect(await opening()).toBe(404);
    await told(app, 'endInspection', { as: administrator, params: { inspection: elsewhere }, body: {} });
    expect(await opening()).toBe(403);
    const here = await granted();
    expect(await opening()).toBe(200);
    const end = { as: administrator, params: { inspection: here }, body: {} };
    await told(app, 'endInspection', end);
    expect(await opening()).toBe(403);
    expect((await ask(app, 'endInspection', end)).statusCode).toBe(409);
  });

  it('名册里离任了的、改了职责的，授权没有到期也随即看不到；写回来的又看得到', async () => {
    app.at('2026-11-25T02:00:00Z');
    await granted();
    expect(await opening()).toBe(200);
    const person = { name: '巡视', post: '督查组成员', email: 'i@example.cn', orgPath: '530000', roles: ['inspector'] };
    await putPerson(app, inspector.sub, { ...person, active: false });
    expect(await opening()).toBe(403);
    await putPerson(app, inspector.sub, { ...person, roles: ['surveyor'] });
    expect(await opening()).toBe(403);
    await putPerson(app, inspector.sub, person);
    expect(await opening()).toBe(200);
  });

  it('没有登记的、不是督查人的、太长的、过去的、与别的授权同一天的，不授', async () => {
    expect((await granting({ inspector: 'nobody' })).statusCode).toBe(400);
    expect((await granting({ inspector: people.reviewer.sub })).statusCode).toBe(400);
    expect((await granting({ until: '2027-03-01' })).statusCode).toBe(400);
    expect((await granting({ from: '2026-11-01', until: '2026-11-02' })).statusCode).toBe(400);
    await granted();
    expect((await granting({ from: '2026-11-30', until: '2026-12-05' })).statusCode).toBe(409);
    await granted({ from: '2026-12-01', until: '2026-12-05' });
    const { inspections } = await told<AnswerOf<'listInspections'>>(app, 'listInspections', {
      ...{ as: people.auditor, query: { org: [county] } },
    });
    expect(inspections.map(({ from, inForce, purpose }) => [from, inForce, purpose]).sort()).toEqual([
      ['2026-11-25', false, grant.purpose],
      ['2026-12-01', false, grant.purpose],
    ]);
  });

  it('同一时刻授的两次，只成一次', async () => {
    const both = await Promise.all([granting(), granting({ orgPath: '530000/530300/530302' })]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
  });

  it('自己不授给自己', async () => {
    const { sub, orgPath } = administrator;
    await putPerson(app, sub, {
      ...{ name: '管理', post: '干部', email: 'a@example.cn', orgPath, roles: ['administrator', 'inspector'] },
    });
    expect((await granting({ inspector: sub })).statusCode).toBe(400);
  });

  it('上级授的，被督查的地方的管理员终止不了；自己授的，上级也终止得了', async () => {
    const below = { ...administrator, sub: 'administrator-2', orgPath: county };
    const end = (inspection: string, as: typeof below | typeof administrator) =>
      ask(app, 'endInspection', { as, params: { inspection }, body: {} });
    const fromAbove = await granted();
    const { inspections } = await told<AnswerOf<'listInspections'>>(app, 'listInspections', { as: below });
    expect(inspections).toMatchObject([{ inspection: fromAbove, byOrg: administrator.orgPath }]);
    expect((await end(fromAbove, below)).statusCode).toBe(403);
    expect((await end(fromAbove, administrator)).statusCode).toBe(200);
    const body = { as: below, body: grant };
    const { inspection } = await told<{ inspection: string }>(app, 'grantInspection', body);
    expect((await end(inspection, administrator)).statusCode).toBe(200);
  });

  it('身兼别的职责的，督查的一份不算', async () => {
    await granted();
    app.at('2026-11-25T02:00:00Z');
    const both = { ...inspector, roles: 'inspector registrar', orgPath: '530000/530300/530302' };
    expect(await opening(both)).toBe(404);
  });
});

describe('经办情况', () => {
  const conduct = (query: object = {}) =>
    told<AnswerOf<'getConduct'>>(app, 'getConduct', {
      as: people.auditor,
      query: { org: [county], from: ['2026-11-01'], until: ['2026-11-24'], ...query },
    });

  it('与公布的根逐条核对：在根里的数得出，叶被动过的、条目不在的，说得出是哪一天、哪一条', async () => {
    const entries = await dossierReader(app).journal(id);
    const days = new Set(entries.map(({ at }) => dateInShanghai(at)));
    for (const { version, hash, at } of entries) await leaves(app).collect({ of: id, version, hash }, new Date(at));
    const all: string[] = [];
    // Before the first anchor of all no day is missing.
    for (let day = 2; day <= 23; day++) all.push(`2026-11-${String(day).padStart(2, '0')}`);
    for (const [n, day] of all.entries()) {
      const { root } = anchorOf(stackName(app.profile), day, await leaves(app).of(day), noAnchor).statement;
      await anchors(app).keep({ day, number: n + 1, digest: root, root });
    }
    const whole = (await conduct({ until: ['2026-11-20'] })).chains;
    expect(whole).toMatchObject({ whole: 1, broken: [], missing: [], unchecked: 0, wrongRoots: [], unanchored: [] });
    expect(whole.anchored).toBe(entries.length);
    const [first] = [...days].sort();
    await leaves(app).collect({ of: id, version: 99, hash: 'f'.repeat(64) }, new Date(`${first}T02:00:00Z`));
    const { chains } = await conduct({ until: ['2026-11-20'] });
    expect(chains.wrongRoots).toEqual([first]);
    expect(chains.missing.length).toBeGreaterThan(0);
  });

  it('没有锚定的日子说得出；没有写看哪里的、没有到的日子，不给', async () => {
    const { chains, households, entries } = await conduct();
    expect(households).toBe(1);
    expect(entries).toBe((await dossierReader(app).journal(id)).length);
    expect(chains).toMatchObject({ whole: 1, anchored: 0, unchecked: entries });
    expect(chains.unanchored.length).toBeGreaterThan(0);
    const asked = (query: Record<string, string[]>) => ask(app, 'getConduct', { as: people.auditor, query });
    const unsaid = JSON.parse((await asked({})).body);
    expect(unsaid).toMatchObject({ code: 1317, detail: expect.stringContaining('530000，是它本级和直属单位的') });
    expect((await asked({ org: [county], until: ['2026-12-31'] })).statusCode).toBe(400);
  });

  it.each([
    ['getConduct', 'until', '2026-02-30'],
    ['getConduct', 'until', ''],
    ['getConduct', 'from', '2026-11-1x'],
    ['getPlanResults', 'year', '二〇二六'],
    ['getPlanResults', 'year', '1'],
  ] as const)('%s 的 %s 写作“%s”，指出是哪一栏', async (operation, name, value) => {
    const answer = await ask(app, operation, { as: people.auditor, query: { org: [county], [name]: [value] } });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body).faults).toMatchObject([{ pointer: `/${name}`, code: 1004 }]);
  });

  it('写市、省的，是它本级和直属单位的：县里的一户、授权到县里的督查，不在里面', async () => {
    await told(app, 'putUnion', { as: administrator, body: { orgPath: directUnit, name: '昆明市属某厂工会' } });
    for (const [n, orgPath] of [
      [5, city],
      [6, directUnit],
    ] as const) {
      await registeredIn(app, n, metAt(orgPath));
    }
    app.at('2026-11-24T02:00:00Z');
    await granted();
    app.at('2026-12-31T02:00:00Z');
    const until = ['2026-12-31'];
    const of = async (org: string) => {
      const { orgPath, households, inspections, overdue } = await conduct({ org: [org], from: ['2026-11-01'], until });
      return { orgPath, households, inspections: inspections.length, overdue };
    };
    expect(await of(county)).toMatchObject({ households: 1, inspections: 1 });
    expect(await of(city)).toEqual({
      orgPath: city,
      households: 2,
      inspections: 0,
      overdue: [{ title: '制定帮扶计划', count: 2 }],
    });
    expect(await of('530000')).toMatchObject({ households: 0, inspections: 0, overdue: [] });
    expect(await of(directUnit)).toMatchObject({ households: 1 });
    const query = { org: [city], year: ['2026'] };
    const results = await told<AnswerOf<'getPlanResults'>>(app, 'getPlanResults', { as: people.auditor, query });
    expect(results.unions.map(({ orgPath, households }) => [orgPath, households])).toEqual([
      [city, 1],
      [directUnit, 1],
    ]);
    const unsaid = JSON.parse((await ask(app, 'getPlanResults', { as: people.auditor })).body);
    expect(unsaid).toMatchObject({ code: 1317 });
  });

  it('不经手的审核人看了一户，列在没有事由的查阅里，写明是谁、看了什么', async () => {
    app.at('2026-11-23T02:00:00Z');
    const stranger = { ...people.reviewer, sub: 'reviewer-9' };
    await putPerson(app, 'reviewer-9', {
      ...{ name: '好奇', post: '干部', email: 'r9@example.cn', orgPath: county, roles: ['reviewer'] },
    });
    await told(app, 'getDossier', { as: stranger, params: { id } });
    app.at('2026-11-24T02:00:00Z');
    const { lines } = await conduct();
    expect(lines.find(({ kind }) => kind === 'readWithoutTask')).toMatchObject({
      count: 1,
      people: [{ by: 'reviewer-9', byName: '好奇', acts: [{ dossier: id, version: null, what: '详情' }] }],
    });
  });
});

it('经办情况：一个联系方式核验在两户上的、是工会人员自己的，列在核验的人名下', async () => {
  const mail = 'li.shared@example.cn';
  const other = new Journey(app);
  await other.submitted(household(4), '2026-11-20T01:00:00Z');
  app.at('2026-11-20T02:00:00Z');
  const lines = async () => {
    const query = { org: [county], from: ['2026-11-01'], until: ['2026-11-20'] };
    const { lines } = await told<AnswerOf<'getConduct'>>(app, 'getConduct', { as: people.auditor, query });
    const of = (kind: string) => lines.find((each) => each.kind === kind)?.people.map(({ by, count }) => [by, count]);
    return { shared: of('sharedContact'), staff: of('staffContact') };
  };
  const verify = (dossier: string) =>
    told(app, 'verifyContact', {
      ...{ as: people.registrar, params: { id: dossier }, body: { by: 'mail', address: mail, idSeen: true } },
    });
  await verify(id);
  expect(await lines()).toEqual({ shared: [], staff: [] });
  await verify(other.id);
  expect(await lines()).toEqual({ shared: [[people.registrar.sub, 2]], staff: [] });
  const { orgPath } = people.reviewer;
  await putPerson(app, 'later', { name: '后来', post: '干事', email: mail, orgPath, roles: ['surveyor'] });
  expect((await lines()).staff).toEqual([[people.registrar.sub, 2]]);
});

it('考核问效：答应的、延期的、没有做到的和为什么，都在；不排名，旁边写着几户、各类几户', async () => {
  const journey = Object.assign(new Journey(app), { id });
  await journey.signed(await journey.planned(examplePlan), household(1).worker.name);
  const results = async (year: string) =>
    told<AnswerOf<'getPlanResults'>>(app, 'getPlanResults', {
      ...{ as: people.auditor, query: { org: [county], year: [year] } },
    });
  const due = examplePlan.dueMonth;
  const year = due.slice(0, 4);
  const [before] = (await results(year)).unions;
  expect(before).toMatchObject({ households: 1, promised: 1, later: 1, done: 0, categories: [{ count: 1 }] });
  expect(before?.helpers).toMatchObject([
    { name: examplePlan.officer.name, organization: examplePlan.assistingOrganization, promised: 1 },
  ]);
  app.at(`${Number(year) + 1}-02-01T02:00:00Z`);
  expect((await results(year)).unions).toMatchObject([{ overdue: 1, later: 0 }]);
  const body = { plan: 1, outcome: 'notMet', reason: '厂里还没有招人' };
  await told(app, 'evaluatePlan', { as: people.registrar, params: { id }, body });
  const after = await results(year);
  expect(after.unions).toMatchObject([{ promised: 1, notMet: 1, overdue: 0 }]);
  expect(after.reasons).toMatchObject([{ dossier: id, outcome: 'notMet', dueMonth: due, reason: '厂里还没有招人' }]);
  expect((await results('2020')).unions).toMatchObject([{ households: 1, promised: 0, helpers: [] }]);
});
