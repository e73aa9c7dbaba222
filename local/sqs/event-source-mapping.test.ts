import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { StreamFaults } from '../dynamodb/faults.ts';
import { Store } from '../store.ts';
import { QueueMapping, type QueueMappingOptions } from './event-source-mapping.ts';
import { QueueService } from './queues.ts';

const QUEUE = 'arn:aws-cn:sqs:cn-north-1:000000000000:work';
const DEAD = 'arn:aws-cn:sqs:cn-north-1:000000000000:dead';

let dataDir: string;
let store: Store;
let activity: Activity;
let clock: Clock;
let queues: QueueService;
let mapping: QueueMapping;
let faults: StreamFaults;
/** Bodies of each batch, in the order of delivery. */
let batches: string[][];
let respond: (records: SqsRecord[]) => unknown;

interface SqsRecord {
  messageId: string;
  body: string;
  attributes: { ApproximateReceiveCount: string };
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'queue-'));
  batches = [];
  respond = () => null;
  open();
});
afterEach(async () => {
  await mapping.stop();
  store.close();
  rmSync(dataDir, { recursive: true });
});

function open(): void {
  store = new Store(dataDir);
  activity = new Activity();
  clock = new Clock(store, activity);
  queues = new QueueService({ store, clock });
  queues.create(DEAD);
  queues.create(QUEUE, { visibilityTimeoutSeconds: 90, redrive: { arn: DEAD, after: 3 } });
  faults = new StreamFaults();
}

function map(options: Partial<QueueMappingOptions> = {}): void {
  const invoke = async (_: string, payload: unknown) => {
    const { Records } = payload as { Records: SqsRecord[] };
    batches.push(Records.map(({ body }) => body));
    return respond(Records);
  };
  mapping = new QueueMapping(
    { activity, clock, queues, faults, invoke, log: () => undefined },
    {
      ...{ id: 'mapping', queueArn: QUEUE, region: 'cn-north-1', functionName: 'f' },
      ...{ batchSize: 10, maximumConcurrency: 2, batchingWindowSeconds: 0, reportItemFailures: true, ...options },
    },
  );
  mapping.start();
}

const send = (...bodies: string[]) =>
  queues.handle('AmazonSQS.SendMessageBatch', {
    QueueUrl: `https://sqs.example/${QUEUE.split(':').at(-1)}`,
    Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
  });
const failing =
  (...bodies: string[]) =>
  (records: SqsRecord[]) => ({
    batchItemFailures: records
      .filter(({ body }) => bodies.includes(body))
      .map(({ messageId }) => ({ itemIdentifier: messageId })),
  });
const seconds = (count: number) => clock.advanceTo(clock.now() + count * 1000);

test('what is sent is delivered at once, in batches no larger than asked for, and each message once', async () => {
  map({ batchSize: 2 });
  await send('1', '2', '3', '4', '5');
  await activity.quiescent();
  expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
});

test('where messages are gathered, the first waits for others: until its time is over, or the batch is full', async () => {
  map({ batchSize: 3, batchingWindowSeconds: 60 });
  await send('1');
  await activity.quiescent();
  await seconds(30);
  await send('2');
  await activity.quiescent();
  await seconds(29);
  expect(batches).toEqual([]);
  await seconds(1);
  expect(batches).toEqual([['1', '2']]);
  await send('3', '4', '5', '6');
  await activity.quiescent();
  expect(batches.slice(1)).toEqual([['3', '4', '5']]);
  await seconds(60);
  expect(batches.slice(2)).toEqual([['6']]);
});

test('only what failed comes again, when its visibility timeout has passed', async () => {
  map();
  respond = failing('2');
  await send('1', '2', '3');
  await activity.quiescent();
  await seconds(89);
  expect(batches).toEqual([['1', '2', '3']]);
  respond = () => null;
  await seconds(1);
  expect(batches.slice(1)).toEqual([['2']]);
  await seconds(3600);
  expect(batches).toHaveLength(2);
});

test('what failed does not hold up what is sent after it', async () => {
  map();
  respond = failing('1');
  await send('1');
  await activity.quiescent();
  await send('2');
  await activity.quiescent();
  expect(batches).toEqual([['1'], ['2']]);
});

test('what failed as often as the redrive policy says lies in the dead letters, with what it was', async () => {
  map();
  const counts: string[] = [];
  respond = ([record]) => {
    counts.push(record?.attributes.ApproximateReceiveCount ?? '');
    throw new Error('down');
  };
  await send('bad');
  await activity.quiescent();
  await seconds(260);
  expect(queues.deadLetters()).toEqual([]);
  // Each delivery is a little later than due, because time flows: the third ends some milliseconds after 270 s.
  await seconds(15);
  expect(queues.deadLetters()).toMatchObject([{ queue: 'dead', body: 'bad' }]);
  expect(counts).toEqual(['1', '2', '3']);
});

test('so many batches are with the function at once as the mapping says, and no more', async () => {
  map({ batchSize: 1 });
  let under = 0;
  let most = 0;
  respond = async () => {
    most = Math.max(most, ++under);
    await new Promise((resolve) => setTimeout(resolve, 5));
    under--;
  };
  await send('1', '2', '3', '4', '5');
  await activity.quiescent();
  expect(batches.flat().sort()).toEqual(['1', '2', '3', '4', '5']);
  expect(most).toBe(2);
});

test.each([
  ['names a message that was not there', { batchItemFailures: [{ itemIdentifier: 'other' }] }],
  ['names no message', { batchItemFailures: [{}] }],
  ['is no list', { batchItemFailures: 'all' }],
])('an answer that %s fails the whole batch', async (_, response) => {
  map();
  respond = () => response;
  await send('1', '2');
  await activity.quiescent();
  respond = () => null;
  await seconds(90);
  expect(batches).toEqual([
    ['1', '2'],
    ['1', '2'],
  ]);
});

test('what was with the function when the cloud was killed comes again; what had failed waits on', async () => {
  map({ batchSize: 1 });
  respond = async (records) => {
    if (records[0]?.body === 'under-way') return new Promise(() => undefined);
    return failing('failed')(records);
  };
  await send('failed');
  await activity.quiescent();
  await send('under-way');
  // Killed: nothing is said to the mapping any more.
  store.close();
  open();
  batches = [];
  respond = () => null;
  map({ batchSize: 1 });
  await activity.quiescent();
  expect(batches).toEqual([['under-way']]);
  await seconds(90);
  expect(batches).toEqual([['under-way'], ['failed']]);
});

test('with the faults on, everything comes twice', async () => {
  map();
  Object.assign(faults, { duplicate: true, reorder: true });
  await send('1', '2', '3');
  await activity.quiescent();
  expect(batches.map((batch) => [...batch].sort())).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3'],
  ]);
});
