import { expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { household } from '../../test/support/household.ts';
import { ask, county, Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { fill, templates } from '../../test/support/many-dossiers.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

const app = memoryApp();
app.at('2026-11-02T02:00:00Z');
await putPeople(app);

const workload = (org = county) =>
  told<AnswerOf<'getWorkload'>>(app, 'getWorkload', { as: people.reviewer, query: { org: [org] } });
const health = () => told<AnswerOf<'getHealth'>>(app, 'getHealth', { as: people.administrator });

/** One household is a draft, three are submitted and wait for the survey; one of those will stand still. */
const drafted = await told<{ id: string }>(app, 'createDraft', {
  as: people.registrar,
  body: { orgPath: people.registrar.orgPath },
});
for (const n of [2, 3]) await new Journey(app).submitted(household(n));
const stopped = new Journey(app);
await stopped.submitted(household(4));

it('一个县里各工会的份数和件数，与列表数出来的一样；过了期限的算作逾期', async () => {
  const { unions, more, union } = await workload();
  expect([more, union]).toEqual([false, '云南省昆明市五华区总工会']);
  expect(unions.map(({ orgPath }) => orgPath)).toEqual([people.registrar.orgPath]);
  for (const { status, count } of unions[0]?.statuses ?? []) {
    const counted = await told(app, 'countDossiers', {
      as: people.reviewer,
      query: { org: [county], status: [status] },
    });
    expect(counted).toMatchObject({ count });
  }
  expect(unions[0]?.statuses?.map(({ title, count }) => [title, count])).toContainEqual(['入户调查', 3]);
  const surveys = async () => (await workload()).unions[0]?.tasks.find(({ kind }) => kind === 'survey');
  expect(await surveys()).toMatchObject({ count: 3, overdue: 0 });
  app.at('2026-12-31T02:00:00Z');
  expect(await surveys()).toMatchObject({ count: 3, overdue: 3 });
});

it('只有份数和件数，没有哪一户、没有姓名；别的单位看自己的', async () => {
  const text = JSON.stringify(await workload());
  expect(text).not.toContain(drafted.id);
  expect(text).not.toContain(`${household(2).worker.name.slice(0, 1)}*`);
  const other = `${county}/U0002`;
  await told(app, 'putUnion', { as: people.administrator, body: { orgPath: other, name: '别的工会' } });
  expect((await workload(other)).unions).toEqual([]);
});

it('县以上的只看到各工会欠着的件数：几份档案一个数也没有，少于五户的不会从这里看出来', async () => {
  for (const as of [people.administrator, people.auditor]) {
    const above = await told<AnswerOf<'getWorkload'>>(app, 'getWorkload', { as, query: { org: [county] } });
    const within = await workload();
    expect(above.unions.map(({ statuses }) => statuses)).toEqual([null]);
    expect(above.unions.map(({ tasks }) => tasks)).toEqual(within.unions.map(({ tasks }) => tasks));
  }
});

it('县以上的，先说看哪一个县', async () => {
  const answer = await ask(app, 'getWorkload', { as: people.administrator });
  expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([400, 1317]);
});

it('系统状况：哪些县有停滞的、各几份；发不出去的信，夜里等着的不算', async () => {
  const before = await health();
  expect([before.stalled, before.anchored]).toEqual([[], null]);
  await step(app, 'stall', {
    ...{ step: 'stall', dossierId: stopped.id, for: 'registration', number: 1, run: 1 },
    ...{ failed: 'OpenNotice', error: 'x' },
  });
  expect((await health()).stalled).toEqual([{ orgPath: county, name: '云南省昆明市五华区', count: 1, more: false }]);
  expect(JSON.stringify(await health())).not.toContain(stopped.id);

  const fresh = memoryApp();
  fresh.at('2026-11-02T02:00:00Z');
  await putPeople(fresh);
  const journey = new Journey(fresh);
  await journey.submitted(household(5));
  await journey.surveyed('2026-11-02T02:00:00Z', { outcome: 'return', surveyedOn: '2026-11-02' });
  const mails = async () => (await told<AnswerOf<'getHealth'>>(fresh, 'getHealth', { as: people.administrator })).mails;
  expect(await mails()).toMatchObject({ waiting: 1, late: 0, lateSince: null });
  fresh.at('2026-11-05T02:00:00Z');
  expect(await mails()).toMatchObject({ waiting: 1, late: 1, lateSince: '2026-11-03T02:00:00.000Z' });
});

it('县里的管理员看不到全省的状况', async () => {
  const answer = await ask(app, 'getHealth', { as: { ...people.administrator, orgPath: county } });
  expect(answer.statusCode).toBe(403);
});

it('一万多户的县也数得全：份数、件数一个不少', async () => {
  const large = memoryApp();
  large.at('2026-11-02T02:00:00Z');
  await putPeople(large);
  const all = 11_000;
  await fill(large, all, await templates());
  const { unions, more } = await told<AnswerOf<'getWorkload'>>(large, 'getWorkload', {
    ...{ as: people.reviewer, query: { org: [county] } },
  });
  expect(more).toBe(false);
  const sum = unions.flatMap(({ statuses }) => statuses ?? []).reduce((total, { count }) => total + count, 0);
  expect(sum).toBe(all);
});
