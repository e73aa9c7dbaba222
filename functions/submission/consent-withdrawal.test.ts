import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { dossiers } from '../../shared/services/services.ts';
import { authorized, batchOf, checkedProfile, deliberated } from '../../test/support/checked.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { expectSurvived } from '../../test/support/memory/cuts.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { registeredIn } from '../../test/support/on-file.ts';

let app: MemoryApp;
/** On file, under way, and before the offices are asked. */
let onFile: Journey;
let underWay: Journey;
let checking: Journey;
let back: () => void;
const as = people.registrar;
const statement = '到窗口说的，不愿意再提供自己的信息。';

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile: structuredClone(checkedProfile) });
  await putPeople(app);
  const { courses } = app.profile;
  checking = new Journey(app);
  await checking.submitted(household(3));
  await checking.surveyed();
  await deliberated(checking);
  await authorized(checking);
  app.profile.courses = { ...courses, registration: memoryApp().profile.courses.registration };
  onFile = await registeredIn(app, 1);
  underWay = new Journey(app);
  await underWay.submitted(household(2));
  app.at('2026-12-02T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const bodyOf = ({ body }: { body: string }) =>
  JSON.parse(body) as { code?: number; detail?: string; faults?: { pointer: string }[] };
const withdrawn = ({ id }: Journey, more: object = {}, headers: Record<string, string> = {}) =>
  ask(app, 'withdrawConsent', {
    ...{ as, params: { id }, headers },
    body: { form: 1, person: '/members/0', withdrawnOn: '2026-12-01', toldOn: '2026-12-02', statement, ...more },
  });
const detail = ({ id }: Journey) => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as, params: { id } });
const owed = async ({ id }: Journey) => {
  const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as });
  return tasks.flatMap(({ dossier, kind }) => (dossier === id ? [kind] : []));
};

describe('没有建档的', () => {
  it('不能再往下办：当即终结为撤回，谁、哪一天、向谁说的记在日志里', async () => {
    expect((await withdrawn(underWay)).statusCode).toBe(201);
    const state = await underWay.state();
    expect([statusOf(state), state.end]).toEqual(['withdrawn', { as: 'withdrawn', on: '2026-12-02' }]);
    const { action, actor } = (await dossiers(app).journal(underWay.id)).at(-1) as { action: object; actor: object };
    expect(action).toMatchObject({ type: 'withdrawConsent', of: 'member', withdrawnOn: '2026-12-01' });
    expect(actor).toEqual({ kind: 'staff', id: as.sub });
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('不愿意再提供');
    expect(await faultsIn(app, underWay.id)).toEqual([]);
  });

  it('审批已经通过、就要建档的，等建档以后再办', async () => {
    await underWay.surveyed();
    await underWay.noticed();
    await underWay.noticeClosed();
    await underWay.decided(await underWay.requested());
    app.at('2026-12-02T02:00:00Z');
    expect(bodyOf(await withdrawn(underWay))).toMatchObject({
      code: 1302,
      detail: expect.stringContaining('审批已经通过'),
    });
    await underWay.concluded();
    app.at('2026-12-02T02:00:00Z');
    expect((await withdrawn(underWay)).statusCode).toBe(201);
  });

  it('终结以后另行申报，各人要重新同意', async () => {
    await withdrawn(underWay);
    const again = new Journey(app);
    await again.submitted(household(2));
    expect((await detail(again)).consents.every(({ consent }) => consent !== null)).toBe(true);
  });
});

describe('在册的', () => {
  it('档案照旧在册，成为建档人的待办；这个人的同意没有了，别人的还在', async () => {
    await withdrawn(onFile);
    expect(await owed(onFile)).toContain('consent');
    const { consents, consentWithdrawals, standing } = await detail(onFile);
    expect(standing).toBe('onFile');
    expect(consents.map(({ consent }) => consent !== null)).toEqual([true, false]);
    expect(consentWithdrawals).toMatchObject([
      { withdrawal: 1, person: '/members/0', withdrawnOn: '2026-12-01', statement, by: as.sub },
    ]);
    expect(await faultsIn(app, onFile.id)).toEqual([]);
  });

  it('本人撤回的，由建档人提出本人放弃；退出办理中不再催，取消了照旧欠着', async () => {
    await withdrawn(onFile, { person: '/worker' });
    await onFile.exitProposed('ownWish');
    expect(await owed(onFile)).not.toContain('consent');
    const { matter } = (await onFile.state()).matter;
    await told(app, 'abandon', { as, params: { id: onFile.id }, body: { matter, reason: '本人又不退了' } });
    expect(await owed(onFile)).toContain('consent');
  });

  it('又同意了的，记下来，待办没有了；同意的是别人，照旧欠着', async () => {
    await withdrawn(onFile);
    await withdrawn(onFile, { person: '/worker' });
    const renewed = (person: string) =>
      ask(app, 'renewConsent', {
        ...{ as, params: { id: onFile.id } },
        body: { form: 1, consents: allAgree(household(1), '2026-12-02').filter((each) => each.person === person) },
      });
    expect(JSON.parse((await renewed('/members/0')).body)).toMatchObject({ settles: [1] });
    expect(await owed(onFile)).toContain('consent');
    expect(JSON.parse((await renewed('/worker')).body)).toMatchObject({ settles: [2] });
    expect(await owed(onFile)).not.toContain('consent');
    expect((await detail(onFile)).consents.every(({ consent }) => consent !== null)).toBe(true);
    expect(bodyOf(await renewed('/worker'))).toMatchObject({
      code: 1302,
      detail: expect.stringContaining('没有人撤回'),
    });
    expect(await faultsIn(app, onFile.id)).toEqual([]);
  });

  it('写的人都没有撤回过，或者一个也没有写：说清楚，什么也不记', async () => {
    await withdrawn(onFile);
    const { version } = await detail(onFile);
    const consents = allAgree(household(1), '2026-12-02').filter(({ person }) => person === '/worker');
    for (const said of [consents, []]) {
      const body = { form: 1, consents: said };
      const answer = await ask(app, 'renewConsent', { as, params: { id: onFile.id }, body });
      expect(answer.statusCode).toBe(409);
      expect(bodyOf(answer)).toMatchObject({ code: 1302, detail: expect.stringContaining('没有撤回过同意的') });
    }
    expect((await detail(onFile)).version).toBe(version);
    expect(await owed(onFile)).toContain('consent');
  });

  it('变更交的表，撤回的人要重新同意；生效以后不再欠', async () => {
    await withdrawn(onFile);
    const [params, form] = [{ id: onFile.id }, withDaughter(household(1))];
    await told(app, 'openAmendment', { as, params, body: { matter: 1, reason: '添了女儿' } });
    const headers = { 'if-match': `"${(await dossiers(app).get(onFile.id)).version}"` };
    await told(app, 'saveForm', { as, params, headers, body: form });
    const consents = allAgree(form, '2026-12-02');
    const submitted = (given: object[]) => ask(app, 'submit', { as, params, body: { form: 2, consents: given } });
    expect(bodyOf(await submitted(consents.slice(2))).faults).toMatchObject([{ pointer: '/members/0' }]);
    expect((await submitted(consents.slice(1))).statusCode).toBe(202);
    expect(await owed(onFile)).toContain('consent');
    await onFile.assessed();
    await onFile.concluded();
    expect(await owed(onFile)).not.toContain('consent');
    expect(await faultsIn(app, onFile.id)).toEqual([]);
  });

  it('同一个人不能撤回两次；没有这个人、日子还没有到、看的不是这一份表的，说明白', async () => {
    await withdrawn(onFile);
    expect(bodyOf(await withdrawn(onFile))).toMatchObject({ code: 1302, detail: expect.stringContaining('已经撤回') });
    expect(bodyOf(await withdrawn(onFile, { person: '/members/9' })).faults).toMatchObject([{ pointer: '/person' }]);
    expect(bodyOf(await withdrawn(onFile, { withdrawnOn: '2026-12-03' })).faults).toMatchObject([
      { pointer: '/withdrawnOn' },
    ]);
    expect(bodyOf(await withdrawn(onFile, { form: 2 }))).toMatchObject({ code: 1302 });
  });

  it('两个人同时替同一个人记，只记一次；应答丢了再发一次，也只记一次', async () => {
    const answers = await Promise.all([withdrawn(onFile), withdrawn(onFile)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    back();
    const key = { 'idempotency-key': 'consent-0001' };
    const [one, again] = [await withdrawn(onFile, {}, key), await withdrawn(onFile, {}, key)];
    expect(again.body).toBe(one.body);
    expect((await onFile.state()).withdrawals.recorded).toBe(1);
  });

  it('断在任何一处，再来一遍，与没有断过一样', async () => {
    await expectSurvived(app, {
      run: async (on) =>
        ask({ ...app, ...on } as MemoryApp, 'withdrawConsent', {
          ...{ as, params: { id: onFile.id }, headers: { 'idempotency-key': 'consent-cut' } },
          body: { form: 1, person: '/worker', withdrawnOn: '2026-12-01', toldOn: '2026-12-02', statement },
        }),
    });
  });
});

describe('核对', () => {
  const reviewer = people.reviewer;

  it('备好了一批以后撤回的，文件里没有他，也不再催送', async () => {
    const check = await batchOf(app, 'vehicles', as.orgPath);
    await withdrawn(checking);
    const call = { as: reviewer, params: { check }, body: { reason: '送核对' } };
    const { rows, left } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', call);
    expect([rows, left.map(({ dossier }) => dossier)]).toEqual([0, [checking.id]]);
    expect(await owed(checking)).toEqual([]);
  });
});
