import type { DynamoDBStreamEvent } from 'aws-lambda';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import type { Form } from '../../shared/form/form.ts';
import { FOUND_BY, JOURNAL, type Key, keys } from '../../shared/registry/keys.ts';
import type { TranscriptRow } from '../../shared/registry/transcripts.ts';
import { divisions, dossiers } from '../../shared/services/services.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { household, namesake } from '../../test/support/household.ts';
import {
  county,
  Journey,
  linkIn,
  mailed,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { expectSurvived } from '../../test/support/memory/cuts.ts';
import { diedOnceRecorded } from '../../test/support/memory/dying.ts';
import { allFaultsIn } from '../../test/support/memory/verified.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { darken } from '../disposal/darken.ts';

let app: MemoryApp;
let back: () => void;
const unit = people.registrar.orgPath;
const registrar = { ...people.registrar, sub: 'registrar-county', orgPath: county };
const { reviewer } = people;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  const union = { orgPath: unit, name: '昆明某纺织厂工会', telephone: null, address: null };
  await told(app, 'putUnion', { as: people.administrator, body: union });
  app.at('2026-11-24T02:00:00Z');
  // The functions remember what they have entered.
  await divisions(app).enter(unit);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const old = (n: number, form: Form = household(n)) => ({
  ...{ row: n + 1, orgPath: unit, dossierNumber: `旧-${n}`, registeredOn: '2019-12-01' },
  ...{ category: '低保户', tier: 'national', form },
});
/** Another household, whose worker is of one name and birthday with that of a first. */
const like = (n: number, first: number): Form => {
  const other = household(n);
  return { ...other, worker: { ...other.worker, ...namesake(household(first).worker) } };
};

interface Handed {
  transcript: string;
  digest: string;
}
const handedIn = (...rows: object[]) =>
  told<Handed>(app, 'prepareTranscript', {
    as: registrar,
    body: { orgPath: county, file: 'a'.repeat(64), dryRun: false, rows },
  });
const confirmed = ({ transcript, digest }: Handed) =>
  told<AnswerOf<'confirmTranscript'>>(app, 'confirmTranscript', {
    ...{ as: reviewer, params: { transcript }, body: { digest, opinion: '核对过。' } },
  });
const idsOf = async ({ transcript }: Handed) =>
  (
    await told<AnswerOf<'getTranscript'>>(app, 'getTranscript', { as: reviewer, params: { transcript } })
  ).households.map(({ dossier }) => dossier);

/** Confirmed by an instance that dies as soon as the household is on file. Answers its dossier. */
function diedOnFile({ transcript, digest }: Handed): Promise<string> {
  const [resource, body] = ['/v1/transcripts/{transcript}/confirmation', { digest, opinion: '核对过。' }];
  const headers = { 'content-type': 'application/json' };
  const call = { method: 'POST', resource, params: { transcript }, as: reviewer, headers, body: JSON.stringify(body) };
  return diedOnceRecorded(app, 'transcribe', async (on) => (await lambdaOf(on, 'transcripts'))(apiEvent(call)));
}

/** What the stream brings of the journals' entries, and the queues to who has traces and places follow. */
async function followed(): Promise<void> {
  const Records = app.dynamoDb.changes.flatMap(({ before, after }, index) => {
    if (before || !after?.pk?.S?.startsWith(JOURNAL)) return [];
    const dynamodb = { Keys: { pk: after.pk, sk: after.sk }, NewImage: after, SequenceNumber: String(index) };
    return [{ eventID: String(index), eventName: 'INSERT', dynamodb }];
  });
  await step(app, 'dispatcher', { Records } as DynamoDBStreamEvent);
  const traces = app.queues.sent.get('traces') ?? [];
  if (traces.length > 0) await step(app, 'follow-traces', queueEvent(...traces));
}

const openOf = async (id: string | null | undefined) =>
  openDuplicates((await dossiers(app).get(id as string)).state).map(({ dossier }) => dossier);

describe('确认到一半，这一户刚在册就断了', () => {
  it('不等谁再确认，转送一到就查得出、找得到', async () => {
    const id = await diedOnFile(await handedIn(old(1)));
    const entry = queueEvent({ dossierId: id, version: 1, action: 'transcribe' });
    expect(
      await expectSurvived(app, { run: async (on) => (await lambdaOf(on, 'follow-traces'))(entry) }),
    ).toBeGreaterThan(10);
    // Whoever verifies gives what follows a day.
    expect(await allFaultsIn(app)).toEqual([]);
    app.at('2026-11-26T02:00:00Z');
    expect((await allFaultsIn(app)).join()).toMatch(/按身份证号找不到.+按姓名找不到.+条线索找不到/);
    await followed();
    expect(await allFaultsIn(app)).toEqual([]);
    app.at('2026-11-24T02:00:00Z');
    const { name, idNumber } = household(1).worker;
    for (const body of [{ name }, { idNumber }]) {
      const found = await told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', { as: reviewer, body });
      expect(found.dossiers.map((each) => each.id)).toEqual([id]);
    }
    const twin = new Journey(app);
    await twin.submitted(like(2, 1), '2026-11-24T03:00:00Z');
    await twin.assessed();
    expect(await openOf(twin.id)).toEqual([id]);
  });

  it('那一批还是待办，再确认一次这一户有了结果；其间提交的一户没有看见它，它看得见那一户', async () => {
    const handed = await handedIn(old(1));
    const id = await diedOnFile(handed);
    const twin = new Journey(app);
    await twin.submitted(like(2, 1), '2026-11-24T03:00:00Z');
    await twin.assessed();
    expect(await openOf(twin.id)).toEqual([]);
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: reviewer });
    expect(tasks.map(({ kind, dossier }) => [kind, dossier])).toContainEqual(['transcript', handed.transcript]);
    expect(await confirmed(handed)).toMatchObject({ taken: 1, left: 0, more: false });
    expect(await openOf(id)).toEqual([twin.id]);
    const after = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: reviewer });
    expect(after.tasks.map(({ kind, dossier }) => [kind, dossier])).toContainEqual(['rule', id]);
    expect(await allFaultsIn(app)).toEqual([]);
  });
});

it('断了以后先移交给了别的工会，再确认：只在现在管它的工会那里找得到', async () => {
  const there = `${county}/U0003`;
  const body = { orgPath: there, name: '昆明某机械厂工会', telephone: null, address: null };
  await told(app, 'putUnion', { as: people.administrator, body });
  const person = { name: '白接收', post: '干事', email: 'there@example.cn', orgPath: there, roles: ['registrar'] };
  await putPerson(app, 'registrar-there', person);
  const handed = await handedIn(old(1));
  const id = await diedOnFile(handed);
  await followed();
  const reason = '职工调到机械厂';
  await told(app, 'proposeTransfer', { as: people.registrar, params: { id }, body: { to: there, reason } });
  const as = { ...people.registrar, sub: 'registrar-there', orgPath: there };
  await told(app, 'acceptTransfer', { as, params: { id }, body: { transfer: 1 } });
  expect(await confirmed(handed)).toMatchObject({ taken: 1, left: 0 });
  const places = app.dynamoDb.all<Key>().filter(({ sk }) => sk.startsWith('D#') && sk.endsWith(`#${id}`));
  expect(new Set(places.map(({ sk }) => sk))).toEqual(new Set([keys.place(there, id)]));
  expect(await allFaultsIn(app)).toEqual([]);
});

it('断了以后退出、保管期满的，批准处置了就不再留下供查找的各处，销毁以后那一批里也没有它填的', async () => {
  const id = await diedOnFile(await handedIn(old(1)));
  const journey = new Journey(app);
  journey.id = id;
  await journey.exitProposed('difficultyOver');
  await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await journey.concluded();
  await releasedToGo(app, id);
  await step(app, 'follow-traces', queueEvent({ dossierId: id, version: 1, action: 'transcribe' }));
  expect(app.dynamoDb.all<Key>().filter(({ pk, sk }) => FOUND_BY.test(pk) && sk.endsWith(`#${id}`))).toEqual([]);
  await darken(app, { id }, app.now());
  const [row] = app.dynamoDb.all<Key & Partial<TranscriptRow>>().filter(({ dossier, row: at }) => dossier === id && at);
  expect(row).toMatchObject({ maskedName: '', row: 2 });
  expect(row).not.toHaveProperty('content');
  expect(await allFaultsIn(app)).toEqual([]);
});

it('同一批里像是一户的两户一起在册，谁先谁后都有一份留给审核人裁定', async () => {
  const handed = await handedIn(old(1), old(2, like(2, 1)));
  expect(await confirmed(handed)).toMatchObject({ taken: 2, left: 0 });
  const [one, other] = await idsOf(handed);
  expect([...(await openOf(one)), ...(await openOf(other))].length).toBeGreaterThan(0);
  expect(await allFaultsIn(app)).toEqual([]);
});

it('转入的一户复核时有变化，新写的人像是另一户的：交得上去，等审核人裁定', async () => {
  const handed = await handedIn(old(1));
  await confirmed(handed);
  const id = (await idsOf(handed))[0] as string;
  const other = new Journey(app);
  await other.submitted(household(2), '2026-11-24T03:00:00Z');
  const journey = new Journey(app);
  journey.id = id;
  app.at('2026-12-01T00:30:00Z');
  await step(app, 'sweep', {});
  const daughter = { relation: '女儿', sex: '女', health: '良好', ...namesake(household(2).worker) };
  const answer = await journey.reportedChanged((form) => ({
    ...form,
    household: { ...form.household, householdSize: 3 },
    members: [...form.members, daughter],
  }));
  expect([answer.statusCode, answer.body]).toEqual([202, expect.stringContaining(other.id)]);
  expect(await openOf(id)).toEqual([other.id]);
});
