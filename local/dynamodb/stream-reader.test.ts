import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { StreamReader } from './stream-reader.ts';

interface FakeShard {
  parent?: string;
  numbers: number[];
  closed: boolean;
  /** Sequence numbers below are no longer kept. */
  horizon: number;
}

/** A stream whose shards a test opens, fills and closes: DynamoDB Local takes four hours to roll one. */
const shards = new Map<string, FakeShard>();
const streams = mockClient(DynamoDBStreamsClient);
let expireNext = false;
let dataDir: string;
let store: Store;
let activity: Activity;
let reader: StreamReader;
/** What the database's file says; undefined where nobody looks at it. */
let version: number | undefined;

beforeEach(() => {
  version = undefined;
  dataDir = mkdtempSync(join(tmpdir(), 'stream-'));
  shards.clear();
  streams.reset();
  streams.on(DescribeStreamCommand).callsFake(() => ({
    StreamDescription: {
      // Children first: the order of the list must not matter.
      Shards: [...shards].reverse().map(([ShardId, { parent }]) => ({ ShardId, ParentShardId: parent })),
    },
  }));
  streams.on(GetShardIteratorCommand).callsFake(({ ShardId, SequenceNumber }) => {
    if (SequenceNumber && Number(SequenceNumber) + 1 < (shards.get(ShardId)?.horizon ?? 0)) {
      throw new TrimmedDataAccessException({ message: 'gone', $metadata: {} });
    }
    return { ShardIterator: `${ShardId} ${SequenceNumber ?? 0}` };
  });
  streams.on(GetRecordsCommand).callsFake(({ ShardIterator }) => {
    if (expireNext) {
      expireNext = false;
      throw new ExpiredIteratorException({ message: 'too old', $metadata: {} });
    }
    const [shardId = '', after] = ShardIterator.split(' ');
    const { numbers, closed, horizon } = shards.get(shardId) as FakeShard;
    const found = numbers.filter((number) => number > Number(after) && number >= horizon).slice(0, 2);
    const last = found.at(-1) ?? Number(after);
    const more = !closed || last < (numbers.at(-1) ?? 0);
    return {
      Records: found.map((number) => ({ eventName: 'INSERT', dynamodb: { SequenceNumber: String(number) } })),
      NextShardIterator: more ? `${shardId} ${last}` : undefined,
    };
  });
  open();
});
afterEach(async () => {
  await reader.stop();
  store.close();
  rmSync(dataDir, { recursive: true });
});

function open(): void {
  store = new Store(dataDir);
  activity = new Activity();
  const clock = new Clock(store, activity);
  const client = new DynamoDBStreamsClient({ region: 'cn-north-1' });
  reader = new StreamReader(
    { store, clock, activity, client, region: 'cn-north-1', watch: watch(), log: () => undefined },
    'arn:stream',
    'arn:local',
  );
}

const watch = () => (version === undefined ? undefined : { version: () => version as number, close: () => undefined });

function shard(id: string, numbers: number[], rest: Partial<FakeShard> = {}): void {
  shards.set(id, { numbers, closed: false, horizon: 0, ...rest });
}

/** What has been read, in order, once the reader is at the end of every shard. */
async function read(): Promise<number[]> {
  await activity.quiescent();
  return store.db
    .prepare('SELECT record FROM stream_records ORDER BY id')
    .all()
    .map(({ record }) => Number(JSON.parse(String(record)).dynamodb.SequenceNumber));
}

test('a closed shard is read to its end before its children, whatever order they are listed in', async () => {
  shard('a', [1, 2, 3], { closed: true });
  shard('b', [4, 5, 6], { parent: 'a', closed: true });
  shard('c', [7], { parent: 'b' });
  reader.start();
  expect(await read()).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('a shard that closes while it is being read hands over to its child', async () => {
  shard('a', [1]);
  reader.start();
  expect(await read()).toEqual([1]);
  shard('a', [1, 2], { closed: true });
  shard('b', [3], { parent: 'a' });
  expect(await read()).toEqual([1, 2, 3]);
});

test('a restart goes on behind the last record that was stored', async () => {
  shard('a', [1, 2, 3]);
  reader.start();
  expect(await read()).toEqual([1, 2, 3]);
  await reader.stop();
  store.close();
  shard('a', [1, 2, 3, 4]);
  open();
  reader.start();
  expect(await read()).toEqual([1, 2, 3, 4]);
});

test('an iterator that has expired is taken anew, and nothing counts as read until then', async () => {
  shard('a', [1]);
  reader.start();
  expect(await read()).toEqual([1]);
  shard('a', [1, 2]);
  expireNext = true;
  expect(await read()).toEqual([1, 2]);
});

test('after a day away the reader goes on with what the stream still keeps', async () => {
  shard('a', [1, 2]);
  reader.start();
  expect(await read()).toEqual([1, 2]);
  await reader.stop();
  store.close();
  shard('a', [1, 2, 3, 4, 5, 6], { horizon: 5 });
  open();
  reader.start();
  expect(await read()).toEqual([1, 2, 5, 6]);
});

test('as long as nothing is written the stream is not asked; what is written is there as soon as it is asked for', async () => {
  await reader.stop();
  store.close();
  version = 1;
  open();
  shard('a', [1]);
  reader.start();
  expect(await read()).toEqual([1]);
  streams.resetHistory();
  for (let i = 0; i < 5; i++) expect(await read()).toEqual([1]);
  expect(streams.calls()).toEqual([]);
  shard('a', [1, 2]);
  version = 2;
  expect(await read()).toEqual([1, 2]);
});
