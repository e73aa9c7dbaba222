import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { Table } from './table.ts';

/** Of every client there is: given back in the end, for the files that the same process runs after this one. */
const dynamoDb = mockClient(DynamoDBClient);
afterEach(() => dynamoDb.reset());
afterAll(() => dynamoDb.restore());

type Requests = { PutRequest: { Item: { sk: { S: string } } } }[];

const keysOf = (count: number) => Array.from({ length: count }, (_, i) => ({ pk: 'TRACE#x', sk: `D#${i}` }));
const table = () => new Table('registry', new DynamoDBClient({ region: 'cn-northwest-1' }));

/** DynamoDB as it answers when it is busy: `takes` says how many of each batch it writes. */
function busyDynamo(takes: (call: number) => number) {
  const written: string[] = [];
  const sizes: number[] = [];
  dynamoDb.on(BatchWriteItemCommand).callsFake(({ RequestItems }: { RequestItems: { registry: Requests } }) => {
    const requests = RequestItems.registry;
    sizes.push(requests.length);
    const count = takes(sizes.length);
    written.push(...requests.slice(0, count).map(({ PutRequest }) => PutRequest.Item.sk.S));
    const left = requests.slice(count);
    return left.length > 0 ? { UnprocessedItems: { registry: left } } : {};
  });
  return { written, sizes };
}

it('一批至多二十五项：再多的分几批，一项不少', async () => {
  const { written, sizes } = busyDynamo(() => 25);
  await table().putAll(keysOf(60));
  expect(sizes).toEqual([25, 25, 10]);
  expect(new Set(written).size).toBe(60);
});

it('数据库没有来得及写的退回来，再写，直到写完', async () => {
  const { written, sizes } = busyDynamo((call) => (call < 3 ? 4 : 25));
  await table().putAll(keysOf(10));
  expect(sizes).toEqual([10, 6, 2]);
  expect(written).toEqual(keysOf(10).map(({ sk }) => sk));
});

it('一直写不进去的说写不进去，不当作写完了', async () => {
  busyDynamo(() => 0);
  await expect(table().putAll(keysOf(1))).rejects.toMatchObject({ name: 'Throttled' });
});

it('一个县一年接上几万项：同时在写的只有几批，数据库来得及的就不会一直退回来', async () => {
  let [under, most, written] = [0, 0, 0];
  dynamoDb.on(BatchWriteItemCommand).callsFake(async ({ RequestItems }: { RequestItems: { registry: Requests } }) => {
    const requests = RequestItems.registry;
    most = Math.max(most, ++under);
    await new Promise(setImmediate);
    under--;
    written += requests.length;
    return {};
  });
  await table().putAll(keysOf(5000));
  expect(written).toBe(5000);
  expect(most).toBeLessThanOrEqual(8);
});

it('每次写进去一点的，再慢也写得完', async () => {
  const { written } = busyDynamo(() => 1);
  await table().putAll(keysOf(8));
  expect(written).toHaveLength(8);
});

it('一次读多项：一条命令至多一百项，没有来得及读的再读，没有的不在答复里；都一致地读', async () => {
  const asked: number[] = [];
  type Asked = { RequestItems: { registry: { Keys: { sk: { S: string } }[]; ConsistentRead: boolean } } };
  dynamoDb.on(BatchGetItemCommand).callsFake(({ RequestItems }: Asked) => {
    const { Keys, ConsistentRead } = RequestItems.registry;
    asked.push(Keys.length);
    expect(ConsistentRead).toBe(true);
    const [read, left] = asked.length === 1 ? [Keys.slice(0, 60), Keys.slice(60)] : [Keys, []];
    const there = read.filter(({ sk }) => sk.S !== 'D#7');
    return { Responses: { registry: there }, UnprocessedKeys: left.length > 0 ? { registry: { Keys: left } } : {} };
  });
  const found = await table().findAll(keysOf(130));
  expect(asked).toEqual([100, 30, 40]);
  expect(found.map(({ sk }) => sk).sort()).toEqual(
    keysOf(130)
      .map(({ sk }) => sk)
      .filter((sk) => sk !== 'D#7')
      .sort(),
  );
  expect(await table().findAll([])).toEqual([]);
});

it('一直读不出的说读不出，不当作没有', async () => {
  dynamoDb.on(BatchGetItemCommand).callsFake(({ RequestItems }) => ({ UnprocessedKeys: RequestItems }));
  await expect(table().findAll(keysOf(1))).rejects.toMatchObject({ name: 'Throttled' });
});

describe('限流', () => {
  const named = (name: string) => Object.assign(new Error('Rate exceeded'), { name });
  const cancelled = (...codes: string[]) =>
    new TransactionCanceledException({
      message: 'Transaction cancelled',
      CancellationReasons: codes.map((Code) => ({ Code })),
      $metadata: {},
    });
  const writes = () => [table().putWrite('one', { pk: 'A', sk: 'A' }), table().putWrite('other', { pk: 'B', sk: 'B' })];
  /** Runs the waits at once; answers what became of it and how long it took by the clock (ms). */
  const run = async <T>(work: () => Promise<T>) => {
    vi.useFakeTimers();
    const start = performance.now();
    const settled = work().then(
      (value) => ({ value, error: undefined, took: performance.now() - start }),
      (error: unknown) => ({ value: undefined, error, took: performance.now() - start }),
    );
    await vi.advanceTimersByTimeAsync(60_000);
    return settled;
  };
  afterEach(() => void vi.useRealTimers());

  it.each([
    named('ProvisionedThroughputExceededException'),
    named('ThrottlingException'),
    named('RequestLimitExceeded'),
    cancelled('None', 'ThrottlingError'),
    cancelled('ProvisionedThroughputExceeded', 'None'),
    cancelled('ThrottlingError', 'TransactionConflict'),
  ])('%o：再写，直到写进去', async (error) => {
    dynamoDb.on(TransactWriteItemsCommand).rejectsOnce(error).rejectsOnce(error).rejectsOnce(error).resolves({});
    expect((await run(() => table().transact(writes()))).value).toEqual([]);
    expect(dynamoDb.calls()).toHaveLength(4);
  });

  it('条件不成立的，不因为别的被限流就再写', async () => {
    dynamoDb.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError', 'ConditionalCheckFailed'));
    expect((await run(() => table().transact(writes()))).value).toEqual(['other']);
    expect(dynamoDb.calls()).toHaveLength(1);
  });

  it.each([
    ['读', () => table().find({ pk: 'A', sk: 'A' })],
    ['写', () => table().transact(writes())],
  ])('一直限流的：%s，几秒以后说是限流，在函数的时限以内', async (_what, work: () => Promise<unknown>) => {
    dynamoDb.on(GetItemCommand).rejects(named('ThrottlingException'));
    dynamoDb.on(TransactWriteItemsCommand).rejects(cancelled('ThrottlingError', 'None'));
    const { error, took } = await run(work);
    expect(error).toMatchObject({ name: 'Throttled' });
    expect(took).toBeGreaterThan(3_000);
    expect(took).toBeLessThan(7_000);
  });

  it('别的错误照旧抛出', async () => {
    dynamoDb.on(GetItemCommand).rejects(named('AccessDeniedException'));
    await expect(table().find({ pk: 'A', sk: 'A' })).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });
});
