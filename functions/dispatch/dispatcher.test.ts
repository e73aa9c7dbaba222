import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../../shared/registry/keys.ts';
import { massMailWrite } from '../../shared/registry/mails.ts';
import { table } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putApprover, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import type { Change } from '../../test/support/memory/dynamodb.ts';
import { expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { lambda } from './dispatcher.ts';

let app: MemoryApp;
let journey: Journey;
let logged: string[];
let changes: Change[];

beforeEach(async () => {
  logged = [];
  for (const level of ['info', 'warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((line: unknown) => void logged.push(JSON.stringify(line)));
  }
  app = memoryApp();
  changes = [];
  app.dynamoDb.onChange = (change) => void changes.push(change);
  journey = new Journey(app);
  await putPeople(app);
  await journey.submitted(household(1));
  return () => void vi.restoreAllMocks();
});

/** What the stream brings of everything that was written, as far as it is for the dispatcher. */
function records(): DynamoDBRecord[] {
  return changes.flatMap(({ before, after }, index) => {
    const item = after ?? before;
    const isPerson = item?.sk?.S === 'PERSON' && item.leftAt !== undefined;
    const isTold = item?.pk?.S?.startsWith('J#') || (item?.sk?.S === 'MAIL' && !before) || isPerson;
    if (!item || !isTold) return [];
    const dynamodb = { Keys: { pk: item.pk, sk: item.sk }, NewImage: after, SequenceNumber: String(index) };
    const eventName = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
    return [{ eventID: `event-${index}`, eventName, dynamodb } as DynamoDBRecord];
  });
}
/** Answers the sequence numbers of what is to come again. */
async function dispatched(all: readonly unknown[]): Promise<string[]> {
  const { batchItemFailures } = await lambda(app)({ Records: all } as DynamoDBStreamEvent);
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}
const sent = (queue: string) => app.queues.sent.get(queue) ?? [];
const counted = (name: string) => app.counted.filter(([metric]) => metric === name).length;
const writeMails = (...ids: string[]) => {
  for (const id of ids) app.dynamoDb.put({ ...keys.mail(id), dossierId: journey.id, status: 'toSend' });
};
const entry = (version: number, action: string) => ({ dossierId: journey.id, version, action });

it('每一条日志送给收叶的，流程用得着的送给流程，统计要数的送给写历史行的，了结的一条还送给删线索的；送的只有标识和摘要', async () => {
  await told(app, 'withdraw', { as: people.registrar, params: { id: journey.id }, body: { reason: '家里不报了' } });
  expect(await dispatched(records())).toEqual([]);
  const actions = ['createDraft', 'saveForm', 'submit', 'assess', 'withdraw'];
  expect(sent('workflow')).toEqual([entry(3, 'submit'), entry(5, 'withdraw')]);
  expect(sent('history')).toEqual([1, 2, 3, 4, 5].map((version) => entry(version, actions[version - 1] as string)));
  expect(sent('traces')).toEqual([entry(5, 'withdraw')]);
  expect(sent('mail')).toEqual([]);
  const hashes = changes
    .filter(({ after }) => after?.pk?.S?.startsWith('J#'))
    .map(({ after }) => JSON.parse(after?.entry?.S ?? '').hash);
  expect(sent('anchors')).toEqual(hashes.map((hash, index) => ({ of: journey.id, version: index + 1, hash })));
  expect(hashes).toHaveLength(actions.length);
});

it('早上几百上千封一起写的，归定时的一趟，一封也不进邮件队列', async () => {
  const matter = { kind: 'digest', day: '2026-11-17', counties: [], asked: [], more: 0 } as const;
  const write = (id: string) =>
    massMailWrite(table(app), null, matter, app.now(), { to: { person: people.registrar.sub }, id });
  await table(app).transact([write('m1'), write('m2')]);
  writeMails('m3');
  expect(await dispatched(records())).toEqual([]);
  expect(sent('mail')).toEqual([{ mailId: 'm3' }]);
  expect(counted('UnreadableRecords')).toBe(0);
});

it('一封信只送它的编号', async () => {
  writeMails('m1');
  await dispatched(records());
  expect(sent('mail')).toEqual([{ mailId: 'm1' }]);
});

it('送到两次、断在半路，各队列里收到的还是那些', async () => {
  expect(await expectHarmlessRepeats(app, [['dispatcher', { Records: records() }]])).toBe(3);
});

describe('读不懂的记录', () => {
  const whole = () => records()[0] as DynamoDBRecord;
  const withKeys = (pk: unknown, sk: unknown) => ({
    ...whole(),
    dynamodb: { ...whole().dynamodb, Keys: { pk: { S: pk }, sk: { S: sk } } },
  });
  const withEntry = (text: string) => ({
    ...whole(),
    dynamodb: { ...whole().dynamodb, NewImage: { entry: { S: text } } },
  });
  it.each<[string, () => unknown]>([
    ['什么也不是', () => null],
    ['没有内容', () => ({ eventName: 'INSERT' })],
    ['没有键', () => ({ eventName: 'INSERT', dynamodb: { NewImage: { entry: { S: '{}' } } } })],
    ['键不是档案', () => withKeys('J#张三', '000001')],
    ['序号不是它的', () => withKeys(`J#${journey.id}`, '000009')],
    ['没有正文', () => ({ ...whole(), dynamodb: { ...whole().dynamodb, NewImage: {} } })],
    ['正文不是 JSON', () => withEntry('张三 530102198001010011')],
    ['正文是别的', () => withEntry('{"action":null}')],
    [
      '摘要不是摘要',
      () => withEntry(whole().dynamodb?.NewImage?.entry?.S?.replace(/"hash":"\w+"/, '"hash":"张三"') ?? ''),
    ],
    ['不知道是哪一封信', () => withKeys('MAIL#', 'MAIL')],
    ['叫作信而不是信', () => withKeys('D#x', 'MAIL')],
  ])('%s：数一次，写一行不带内容的日志，放过；同一批里别的照送', async (_, garbage) => {
    const [first, ...others] = records();
    expect(await dispatched([first, garbage(), ...others])).toEqual([]);
    expect(sent('anchors')).toEqual(records().map((__, index) => expect.objectContaining({ version: index + 1 })));
    expect(counted('UnreadableRecords')).toBe(1);
    const about = logged.filter((line) => line.includes('record passed over'));
    expect(about).toHaveLength(1);
    expect(about.join()).not.toMatch(/张三|530102198001010011|0000/);
  });
});

describe('越过函数改动、删除只能放的一项', () => {
  const of = (eventName: string, pk: string, sk: string, more: object = {}) => ({
    eventID: 'e',
    eventName,
    dynamodb: { Keys: { pk: { S: pk }, sk: { S: sk } }, SequenceNumber: '1' },
    ...more,
  });
  const opened = ['R#01j', 'OPENED#2026-09-07T01:00:00.000Z#x'] as const;
  const byTime = { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } };
  it.each([
    ['一条日志', ['J#01j', '000001'], { dossier: '01j', entry: '000001' }],
    ['一条变更记录', ['C#PERSON#x', '000001'], { partition: 'C#PERSON#x', entry: '000001' }],
    ['打开全号码的记录', opened, { partition: 'R#01j', entry: opened[1] }],
    ['别的查阅', ['R#5301', 'LOOKED#2026#x'], { partition: 'R#5301', entry: 'LOOKED#2026#x' }],
  ] as const)('%s：记一次，写明是哪一项', async (_, [pk, sk], said) => {
    for (const event of ['MODIFY', 'REMOVE']) {
      logged.length = app.counted.length = 0;
      expect(await dispatched([of(event, pk, sk)])).toEqual([]);
      expect(app.counted).toEqual([['JournalChanges', 1]]);
      expect(logged).toEqual([JSON.stringify({ message: 'journal entry changed', event, ...said })]);
    }
    expect([...app.queues.sent.values()].flat()).toEqual([]);
  });

  it('查阅满三年由表自己清走的，不算；别的没有清走这回事', async () => {
    expect(
      await dispatched([of('REMOVE', ...opened, byTime), of('REMOVE', 'R#5301', 'LOOKED#2026#x', byTime)]),
    ).toEqual([]);
    expect(app.counted).toEqual([]);
    await dispatched([of('REMOVE', 'J#01j', '000001', byTime), of('MODIFY', ...opened, byTime)]);
    expect(app.counted).toEqual([
      ['JournalChanges', 1],
      ['JournalChanges', 1],
    ]);
  });
});

it('审批人离任，送给转请的；登记、改联系方式的不送；送审和并入的那一条也送去看', async () => {
  await putApprover(app, { post: '主席' });
  expect(await dispatched(records())).toEqual([]);
  expect(sent('approvers')).toEqual([]);
  changes.length = 0;
  await journey.surveyed();
  await journey.noticed();
  await journey.noticeClosed();
  await journey.approvalStep();
  await putApprover(app, { active: false });
  expect(await dispatched(records())).toEqual([]);
  const { version } = await journey.state();
  expect(sent('approvers')).toEqual([entry(version, 'requestApproval'), { person: 'approver-county' }]);
});

describe('送不出的', () => {
  it('队列没有收下的一条，说出来，由变更流再送；别的不受影响', async () => {
    app.queues.takes = (queue, message) => queue !== 'anchors' || (message as { version: number }).version !== 2;
    const failed = await dispatched(records());
    expect(failed).toEqual([records()[1]?.dynamodb?.SequenceNumber]);
    expect((sent('anchors') as { version: number }[]).map(({ version }) => version)).toEqual([1, 3, 4]);
    expect(sent('workflow')).toEqual([entry(3, 'submit')]);
  });

  it('一个队列送不进，别的队列照送；再来一次，就都有了', async () => {
    writeMails('m1');
    app.queues.takes = (queue) => {
      if (queue === 'anchors') throw Object.assign(new Error('denied'), { name: 'KmsAccessDenied' });
      return true;
    };
    const all = records();
    expect(await dispatched(all)).toEqual(all.slice(0, 4).map(({ dynamodb }) => dynamodb?.SequenceNumber));
    expect(sent('mail')).toEqual([{ mailId: 'm1' }]);
    app.queues.takes = () => true;
    expect(await dispatched(all)).toEqual([]);
    expect(sent('anchors')).toHaveLength(4);
  });

  it('一批一百条，十条一次地送，一条不少', async () => {
    const mails = Array.from({ length: 96 }, (_, n) => `m${n}`);
    writeMails(...mails);
    expect(await dispatched(records())).toEqual([]);
    expect((sent('mail') as { mailId: string }[]).map(({ mailId }) => mailId).sort()).toEqual(mails.sort());
  });
});
