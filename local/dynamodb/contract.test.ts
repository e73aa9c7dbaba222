import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  type TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changes, clientFor, createTable, freePort, TABLE } from './contract.fixture.ts';
import { javaCommand } from './dynamodb-local.ts';
import { dynoxide } from './dynoxide.ts';
import { DynamoDbEmulator } from './emulator.ts';
import { type Engine, engines } from './engine.ts';
import { tableContract } from './table-contract.fixture.ts';

/** What the registry needs of DynamoDB, asked of every engine that this machine can run. */
const missing = new Map(engines.map((engine) => [engine.name, whyNot(engine)]));
const runnable = engines.filter(({ name }) => missing.get(name) === undefined);

function whyNot(engine: Engine): string | undefined {
  if (engine.name === dynoxide.name) return dynoxide.installed() ? undefined : 'is not installed';
  try {
    javaCommand();
    return undefined;
  } catch {
    return 'does not run, because Java is missing or too old';
  }
}

test('the suite runs on dynoxide wherever there is one, and says what it runs on', () => {
  for (const [name, reason] of missing) console.log(`DynamoDB contract: ${name} ${reason ?? 'runs'}`);
  const expected = process.platform === 'linux' && process.arch === 'x64' ? dynoxide.name : 'DynamoDB Local';
  expect(runnable.map(({ name }) => name)).toContain(expected);
});

describe.each(runnable)('$name', (engine) => {
  let folder: string;
  let emulator: DynamoDbEmulator;
  let client: DynamoDBClient;
  let port: number;
  const ended: string[] = [];
  const start = async () => {
    emulator = new DynamoDbEmulator(folder, port, engine);
    await emulator.start((message) => ended.push(message));
    client = clientFor(emulator.endpoint);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'contract-'));
    port = await freePort();
    await start();
    await createTable(client);
  }, 90_000);
  afterAll(async () => {
    await emulator.stop();
    rmSync(folder, { recursive: true });
  });

  tableContract(() => client);

  const put = (item: object, more: object = {}) =>
    client.send(new PutItemCommand({ TableName: TABLE, Item: marshall(item), ...more }));
  const transact = (items: object[]) => client.send(new TransactWriteItemsCommand({ TransactItems: items }));
  const get = async (pk: string, sk: string) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: TABLE, Key: marshall({ pk, sk }), ConsistentRead: true }),
    );
    return Item && unmarshall(Item);
  };
  const query = async (input: Omit<QueryCommandInput, 'TableName'>) => {
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ TableName: TABLE, ...input }));
    return { items: Items.map((item) => unmarshall(item)), last: LastEvaluatedKey };
  };
  const partition = (pk: string) => ({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({ ':pk': pk }),
  });
  const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
  const newItem = (pk: string, sk: string) => ({ Put: { TableName: TABLE, Item: marshall({ pk, sk }), ...absent } });

  test('a condition that does not hold writes nothing, and hands back the old item when asked', async () => {
    await put({ pk: 'condition', sk: 'a', version: 1 }, absent);
    const failure = await put(
      { pk: 'condition', sk: 'a', version: 9 },
      {
        ConditionExpression: '#v = :v',
        ExpressionAttributeNames: { '#v': 'version' },
        ExpressionAttributeValues: marshall({ ':v': 2 }),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConditionalCheckFailedException);
    expect((failure as ConditionalCheckFailedException).Item?.version).toEqual({ N: '1' });
    expect(await get('condition', 'a')).toMatchObject({ version: 1 });
  });

  test('a cancelled transaction gives a reason for each item in order, and writes none of them', async () => {
    await put({ pk: 'cancelled', sk: 'taken' });
    const failure = await transact([
      newItem('cancelled', 'free'),
      newItem('cancelled', 'taken'),
      {
        ConditionCheck: {
          TableName: TABLE,
          Key: marshall({ pk: 'cancelled', sk: 'no' }),
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
    ]).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'TransactionCanceledException' });
    const { CancellationReasons } = failure as TransactionCanceledException;
    expect(CancellationReasons?.map(({ Code }) => Code)).toEqual([
      'None',
      'ConditionalCheckFailed',
      'ConditionalCheckFailed',
    ]);
    expect(await get('cancelled', 'free')).toBeUndefined();
  });

  test('a count brings no items, and of one item twice a transaction makes what this engine does', async () => {
    await put({ pk: 'counted', sk: 'a' });
    expect((await query({ ...partition('counted'), Select: 'COUNT' })).items).toEqual([]);
    await expect(transact([newItem('twice', 'a'), newItem('twice', 'a')])).rejects.toMatchObject({
      // As AWS has it; DynamoDB Local says that the transaction was cancelled.
      name: engine.name === dynoxide.name ? 'ValidationException' : 'TransactionCanceledException',
    });
  });

  test('a transaction sent again under the same token is done once', async () => {
    const command = () =>
      new TransactWriteItemsCommand({ TransactItems: [newItem('token', 'a')], ClientRequestToken: 'the-same-token' });
    await client.send(command());
    await client.send(command());
    expect((await query(partition('token'))).items).toHaveLength(1);
  });

  test('an index holds who has its keys, in its own order, with what it projects, and goes on behind a key', async () => {
    for (const [pk, status, statusSort] of [
      ['index-a', 'open', '3'],
      ['index-b', 'open', '1'],
      ['index-c', 'open', '2'],
      ['index-d', 'closed', '0'],
    ]) {
      await put({ pk, sk: 'HEAD', status, statusSort, note: 'not projected' });
    }
    await put({ pk: 'index-e', sk: 'HEAD', note: 'in no index' });
    const open = (IndexName: string, more: object = {}) =>
      query({
        IndexName,
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: marshall({ ':s': 'open' }),
        ...more,
      });
    const first = await open('keysByStatus', { Limit: 1 });
    expect(first.items).toEqual([{ pk: 'index-b', sk: 'HEAD', status: 'open', statusSort: '1' }]);
    const rest = await open('keysByStatus', { ExclusiveStartKey: first.last });
    expect(rest.items.map(({ pk }) => pk)).toEqual(['index-c', 'index-a']);
  });

  test('the stream has every change of an item once and in order, with both images, a transaction too', async () => {
    await put({ pk: 'stream', sk: 'a', n: 1 });
    await transact([{ Put: { TableName: TABLE, Item: marshall({ pk: 'stream', sk: 'a', n: 2 }) } }]);
    await transact([{ Delete: { TableName: TABLE, Key: marshall({ pk: 'stream', sk: 'a' }) } }]);
    await put({ pk: 'stream', sk: 'a', n: 3 }, absent);
    // What failed leaves no trace.
    await expect(put({ pk: 'stream', sk: 'a', n: 4 }, absent)).rejects.toThrow();
    const found = (await changes(emulator.endpoint)).filter(({ pk }) => pk === 'stream');
    expect(found).toEqual([
      { pk: 'stream', kind: 'INSERT', old: undefined, new: '1' },
      { pk: 'stream', kind: 'MODIFY', old: '1', new: '2' },
      { pk: 'stream', kind: 'REMOVE', old: '2', new: undefined },
      { pk: 'stream', kind: 'INSERT', old: undefined, new: '3' },
    ]);
  });

  test('a put that changes nothing is a change of the stream on dynoxide, and none on AWS', async () => {
    await put({ pk: 'same', sk: 'a', n: 1 });
    await put({ pk: 'same', sk: 'a', n: 1 });
    const found = (await changes(emulator.endpoint)).filter(({ pk }) => pk === 'same');
    expect(found.map(({ kind }) => kind)).toEqual(engine.name === dynoxide.name ? ['INSERT', 'MODIFY'] : ['INSERT']);
  });

  test('kill -9 in the middle of writing loses nothing that was answered, and the stream still has it', async () => {
    const pid = Number(readFileSync(join(folder, 'dynamodb', 'emulator.pid'), 'utf8'));
    const answered: string[] = [];
    const writeUntilItEnds = async (writer: string) => {
      for (let i = 0; ; i++) {
        const sk = `${writer}${i}`;
        await put({ pk: 'written', sk });
        answered.push(sk);
        if (answered.length === 60) process.kill(pid, 'SIGKILL');
      }
    };
    const ends = await Promise.allSettled(['a', 'b', 'c'].map(writeUntilItEnds));
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(ended).toHaveLength(1);

    await start();
    const stored = (await query(partition('written'))).items.map(({ sk }) => sk as string);
    expect(stored).toEqual(expect.arrayContaining(answered));
    // Besides, at most the one of each writer that was under way.
    expect(stored.length - answered.length).toBeLessThanOrEqual(3);
    const inserted = (await changes(emulator.endpoint)).filter(({ pk }) => pk === 'written');
    expect(inserted).toHaveLength(stored.length);
  });
});
