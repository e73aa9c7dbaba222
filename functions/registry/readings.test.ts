import { type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OperationName } from '../../shared/contract/routes.ts';
import { household } from '../../test/support/household.ts';
import { type Ask, ask, county, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

interface Shown {
  readings: {
    kind: string;
    kindTitle: string;
    what: string | null;
    by: string;
    byName: string;
    reason: string | null;
  }[];
  cursor: string | null;
}

const app = memoryApp();
const journey = new Journey(app);
let attachment = '';
let link = { nonce: '', code: '' };
let notice = '';
let fresh: () => void;

const asked = (call: Ask = {}): Ask => ({ params: { id: journey.id }, ...call });
const log = async (call: Ask = {}): Promise<Shown['readings']> =>
  (await told<Shown>(app, 'getReadings', asked({ as: people.auditor, ...call }))).readings;

/** Everything that shows somebody something of the household. */
const shows: Record<string, () => [OperationName, Ask]> = {
  详情: () => ['getDossier', asked({ as: people.reviewer })],
  日志: () => ['getJournal', asked({ as: people.reviewer })],
  查找: () => ['searchDossiers', { as: people.reviewer, body: { name: household(1).worker.name } }],
  附件: () => [
    'getDocument',
    asked({ as: people.auditor, params: { id: journey.id, kind: `attachment-${attachment}` } }),
  ],
  异议原文: () => ['listObjections', asked({ as: people.reviewer })],
  审批页面: () => ['approvalPage', { params: { nonce: link.nonce } }],
  全户身份证号: () => ['openNumbers', asked({ as: people.surveyor, body: { reason: '入户核对户口本' } })],
};

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  await putPeople(app);
  await journey.submitted(household(1));
  attachment = await journey.attached('其他', '病历');
  await journey.surveyed();
  notice = await journey.noticed();
  app.at('2026-11-10T02:31:00Z');
  await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '反映家中有门面出租。' } });
  await journey.noticeClosed();
  link = await journey.requested();
  fresh = app.mark();
});
beforeEach(() => fresh());

describe('查阅记录', () => {
  it.each(Object.entries(shows))('看了%s，记下谁看的；别的什么也没有变', async (title, call) => {
    const before = app.dynamoDb.changes.length;
    const { statusCode } = await ask(app, ...call());
    expect(statusCode).toBe(200);
    const written = app.dynamoDb.changes.slice(before).map(({ after }) => after?.pk?.S?.split('#')[0]);
    expect(written.filter((pk) => pk !== 'TRIES')).toEqual(['R']);
    const [reading, ...others] = await log();
    expect(others).toEqual([]);
    expect(reading).toMatchObject({ kindTitle: title, what: title === '附件' ? attachment : null });
    const [, { as }] = call();
    expect(reading?.by).toBe(as?.sub ?? 'approver-county');
    expect(reading?.reason).toBe(title === '全户身份证号' ? '入户核对户口本' : null);
  });

  it.each(Object.entries(shows))('记不下来的，看不到%s：E1012', async (_, call) => {
    const broken = await withoutReadings(call);
    expect(broken.statusCode).toBe(503);
    expect(broken.body).toContain('1012');
    for (const secret of [household(1).worker.name, household(1).worker.idNumber, '门面出租']) {
      expect(broken.body).not.toContain(secret);
    }
    expect(await log()).toEqual([]);
  });

  it('列表的一页算一次，记在所列的工会名下；没有列出一户的不算', async () => {
    const { reviewer, auditor } = people;
    const list = (query: Record<string, string[]>) => told(app, 'listDossiers', { as: reviewer, query });
    await list({});
    await list({ status: ['awaitingApproval'] });
    await list({ status: ['rejected'] });
    expect(await log()).toEqual([]);
    const of = async (org: string) =>
      (await told<Shown>(app, 'listReadings', { as: auditor, query: { org: [org] } })).readings;
    const found = await of(county);
    expect(found.map(({ kind, what, by }) => [kind, what, by]).sort()).toEqual(
      [
        ['list', null, 'reviewer-1'],
        ['list', 'awaitingApproval', 'reviewer-1'],
      ].sort(),
    );
    expect(await of('530000')).toEqual([]);
    const wrong = await ask(app, 'listReadings', { as: auditor, query: { org: ['云南省'] } });
    expect(JSON.parse(wrong.body)).toMatchObject({ code: 1004, faults: [{ pointer: '/org' }] });
  });

  it.each(['listDossiers', 'listTasks'] as const)('%s 记不下来的，一户也不列，照约定答 E1012', async (operation) => {
    // The objection that nobody has looked at yet is the reviewer's task.
    const query = { org: [county] };
    const broken = await withoutReadings(() => [operation, { as: people.reviewer, query }]);
    expect([broken.statusCode, JSON.parse(broken.body).code]).toEqual([503, 1012]);
  });

  it('看的人都有姓名；没有登记的说没有登记', async () => {
    await told(app, 'getDossier', asked({ as: people.surveyor }));
    await told(app, 'getDossier', asked({ as: people.auditor }));
    const called = (await log()).map(({ by, byName }) => [by, byName]);
    expect(called).toContainEqual(['surveyor-1', '赵调查']);
    expect(called).toContainEqual(['auditor-1', '未登记姓名']);
  });

  it('别人看了多少次，If-Match 都还算数', async () => {
    const draft = new Journey(app);
    const as = people.registrar;
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    draft.id = id;
    const read = await ask(app, 'getDossier', { as, params: { id } });
    for (const other of [people.reviewer, people.surveyor, people.auditor]) {
      await told(app, 'getDossier', { as: other, params: { id } });
    }
    await told(app, 'openNumbers', { as: people.surveyor, params: { id }, body: { reason: '核对' } });
    const headers = { 'if-match': String(read.headers?.ETag) };
    await told(app, 'saveForm', { as, params: { id }, headers, body: household(2) });
  });

  it('打印件记下是哪一种；还没有的，没有看到什么', async () => {
    const missing = asked({ as: people.reviewer, params: { id: journey.id, kind: 'workerCard' } });
    expect((await ask(app, 'getDocument', missing)).statusCode).toBe(404);
    expect(await log()).toEqual([]);
  });
});

/** An operation asked while no reading can be written. */
async function withoutReadings(call: () => [OperationName, Ask]) {
  const send = (command: unknown) => {
    if (command instanceof PutItemCommand && command.input.Item?.pk?.S?.startsWith('R#')) {
      throw Object.assign(new Error('explicit deny'), { name: 'AccessDeniedException' });
    }
    return app.dynamoDb.send(command);
  };
  const dynamoDb = { send: async (command: unknown) => send(command) } as unknown as DynamoDBClient;
  const refusing: MemoryApp = Object.create(app, { edge: { value: { ...app.edge, dynamoDb } } });
  return ask(refusing, ...call());
}
