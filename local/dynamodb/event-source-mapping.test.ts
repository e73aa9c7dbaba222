import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { QueueService } from '../sqs/queues.ts';
import { Store } from '../store.ts';
import { EventSourceMapping, type MappingOptions } from './event-source-mapping.ts';
import { StreamFaults } from './faults.ts';
import { createStreamTables } from './stream-reader.ts';

const STREAM = 'arn:stream';
const DEAD = 'arn:aws-cn:sqs:cn-north-1:000000000000:dead';

describe('event source mapping', () => {
  let dataDir: string;
  let store: Store;
  let activity: Activity;
  let clock: Clock;
  let queues: QueueService;
  let mapping: EventSourceMapping;
  let faults: StreamFaults;
  /** Sequence numbers of each batch, in the order of delivery. */
  let batches: string[][];
  let respond: (sequenceNumbers: string[]) => unknown;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'mapping-'));
    open();
    batches = [];
    respond = () => null;
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
    faults = new StreamFaults();
    createStreamTables(store);
  }

  function map(options: Partial<MappingOptions> = {}): void {
    const log = () => undefined;
    const invoke = async (_: string, payload: unknown) => {
      const { Records } = payload as { Records: { dynamodb: { SequenceNumber: string } }[] };
      const numbers = Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      batches.push(numbers);
      return respond(numbers);
    };
    mapping = new EventSourceMapping(
      { store, activity, clock, queues, faults, invoke, log },
      { onRecords: () => undefined },
      {
        id: 'mapping',
        stream: STREAM,
        functionName: 'f',
        functionArn: 'arn:f',
        batchSize: 10,
        filters: [],
        maximumRecordAgeSeconds: 7200,
        bisectOnError: false,
        reportItemFailures: true,
        onFailureArn: DEAD,
        ...options,
      },
    );
    mapping.start();
  }

  function write(...numbers: (string | number)[]): void {
    for (const number of numbers) {
      const eventName = String(number).startsWith('m') ? 'MODIFY' : 'INSERT';
      store.db
        .prepare('INSERT INTO stream_records (stream, record, read_at) VALUES (?, ?, ?)')
        .run(STREAM, JSON.stringify({ eventName, dynamodb: { SequenceNumber: String(number) } }), clock.now());
    }
    mapping.kick();
  }

  const failFrom = (first: string) => (numbers: string[]) => ({
    batchItemFailures: numbers.includes(first) ? [{ itemIdentifier: first }] : [],
  });
  const minutes = (count: number) => clock.advanceTo(clock.now() + count * 60_000);
  const dead = () => queues.deadLetters().map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  test('records arrive in order, in batches no larger than asked for, and each once', async () => {
    map({ batchSize: 2 });
    write(1, 2, 3, 4, 5);
    await activity.quiescent();
    expect(batches).toEqual([['1', '2'], ['3', '4'], ['5']]);
  });

  test('records that no filter matches are passed over, also at the end', async () => {
    map({ filters: ['{"eventName":["INSERT"]}'] });
    write('m1', 2, 'm3', 4, 'm5');
    await activity.quiescent();
    write(6);
    await activity.quiescent();
    expect(batches).toEqual([['2', '4'], ['6']]);
    expect(store.db.prepare('SELECT * FROM stream_records').all()).toEqual([]);
  });

  test('what was accepted before the failed record is not delivered again', async () => {
    map();
    respond = failFrom('3');
    write(1, 2, 3, 4);
    await activity.quiescent();
    respond = () => null;
    await minutes(1);
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['3', '4'],
    ]);
  });

  test('a mapping that waits for its next try is at rest: the clock may go on, and the try happens on the way', async () => {
    map();
    respond = () => {
      throw new Error('down');
    };
    write(1);
    await activity.quiescent();
    expect(batches).toHaveLength(1);
    await minutes(60);
    const tries = batches.length;
    expect(tries).toBeGreaterThan(30);
    respond = () => null;
    await minutes(2);
    expect(batches).toHaveLength(tries + 1);
  });

  test('bisecting finds the one bad record, and only that one is lost', async () => {
    map({ bisectOnError: true, maximumRecordAgeSeconds: 60, reportItemFailures: false });
    const accepted: string[] = [];
    respond = (numbers) => {
      if (numbers.includes('3')) throw new Error('poison');
      accepted.push(...numbers);
    };
    write(1, 2, 3);
    await minutes(0.5);
    write(4, 5);
    await minutes(10);
    expect(accepted).toEqual(['1', '2', '4', '5']);
    expect(dead()).toMatchObject([{ DDBStreamBatchInfo: { startSequenceNumber: '3', endSequenceNumber: '3' } }]);
  });

  test('records older than allowed are given up, their place told to the dead letters', async () => {
    map({ maximumRecordAgeSeconds: 120 });
    respond = () => {
      throw new Error('down');
    };
    write(1);
    await minutes(10);
    expect(dead()).toMatchObject([{ requestContext: { condition: 'RecordAgeExceeded' } }]);
  });

  test('only the records past their age are given up: a younger one of the same batch is delivered', async () => {
    map({ maximumRecordAgeSeconds: 120 });
    respond = () => {
      throw new Error('down');
    };
    write(1);
    await minutes(1);
    write(2);
    await minutes(1.5);
    expect(dead()).toMatchObject([{ DDBStreamBatchInfo: { startSequenceNumber: '1', endSequenceNumber: '1' } }]);
    batches.length = 0;
    respond = () => null;
    await minutes(1);
    expect(batches).toEqual([['2']]);
    expect(dead()).toHaveLength(1);
  });

  test('a record that only waited behind others is not sent to the function past its age', async () => {
    map({ maximumRecordAgeSeconds: 60 });
    await mapping.stop();
    write(1);
    await minutes(2);
    mapping.start();
    await activity.quiescent();
    expect(batches).toEqual([]);
    expect(dead()).toMatchObject([
      {
        requestContext: { condition: 'RecordAgeExceeded', approximateInvokeCount: 0 },
        DDBStreamBatchInfo: { batchSize: 1 },
      },
    ]);
  });

  test.each([
    ['names a record that was not there', { batchItemFailures: [{ itemIdentifier: '99' }] }],
    ['names no record', { batchItemFailures: [{}] }],
    ['is no list', { batchItemFailures: 'all' }],
  ])('an answer that %s fails the whole batch', async (_, response) => {
    map();
    respond = () => response;
    write(1, 2);
    await activity.quiescent();
    respond = () => null;
    await minutes(1);
    expect(batches).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  test('the count of tries and the place survive a restart', async () => {
    map({ maximumRecordAgeSeconds: 100 });
    respond = failFrom('2');
    write(1, 2);
    await activity.quiescent();
    await mapping.stop();
    store.close();
    open();
    map({ maximumRecordAgeSeconds: 100 });
    await minutes(10);
    // Once before, then after 1, 2, 4 … 32 seconds more: seven tries of record 2 in all, and record 1 never again.
    expect(batches).toEqual([['1', '2'], ...Array.from({ length: 6 }, () => ['2'])]);
    expect(dead()).toMatchObject([{ requestContext: { approximateInvokeCount: 7 } }]);
  });

  test('with the faults on, everything comes twice', async () => {
    map();
    Object.assign(faults, { duplicate: true, reorder: true });
    write(1, 2, 3);
    await activity.quiescent();
    expect(batches.map((batch) => [...batch].sort())).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
  });
});
