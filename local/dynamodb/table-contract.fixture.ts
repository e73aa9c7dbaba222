import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { TABLE } from './contract.fixture.ts';

/**
 * What the project's own commands need of the registry's table, whatever serves it: each engine of the local cloud, and
 * the table in memory that the tests of the functions have.
 */
export function tableContract(clientOf: () => DynamoDBClient): void {
  const send = <T extends object>(command: object): Promise<T> => clientOf().send(command as never) as Promise<T>;
  const put = (item: object, more: object = {}) =>
    send(new PutItemCommand({ TableName: TABLE, Item: marshall(item), ...more }));
  const transact = (items: object[]) => send(new TransactWriteItemsCommand({ TransactItems: items }));
  const get = async (pk: string, sk: string) => {
    const command = new GetItemCommand({ TableName: TABLE, Key: marshall({ pk, sk }), ConsistentRead: true });
    const { Item } = await clientOf().send(command);
    return Item && unmarshall(Item);
  };
  const query = async (input: Omit<QueryCommandInput, 'TableName'>) => {
    const { Items = [], LastEvaluatedKey } = await clientOf().send(new QueryCommand({ TableName: TABLE, ...input }));
    return { items: Items.map((item) => unmarshall(item)), last: LastEvaluatedKey };
  };
  const partition = (pk: string) => ({
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({ ':pk': pk }),
  });
  const byStatus = (status: string, more: object = {}) =>
    query({
      IndexName: 'byStatus',
      KeyConditionExpression: '#s = :s',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: marshall({ ':s': status }),
      ...more,
    });
  const absent = { ConditionExpression: 'attribute_not_exists(pk)' };
  const newItem = (pk: string, sk: string) => ({ Put: { TableName: TABLE, Item: marshall({ pk, sk }), ...absent } });

  test('a condition that does not hold writes nothing', async () => {
    await put({ pk: 'unchanged', sk: 'a', version: 1 }, absent);
    await expect(put({ pk: 'unchanged', sk: 'a', version: 9 }, absent)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });
    expect(await get('unchanged', 'a')).toMatchObject({ version: 1 });
  });

  test('an update counts from nothing, and of many at once none is lost', async () => {
    const add = () =>
      clientOf().send(
        new UpdateItemCommand({
          TableName: TABLE,
          Key: marshall({ pk: 'counter', sk: 'a' }),
          UpdateExpression: 'ADD #n :one',
          ExpressionAttributeNames: { '#n': 'n' },
          ExpressionAttributeValues: marshall({ ':one': 1 }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
    const answers = await Promise.all(Array.from({ length: 20 }, add));
    const numbers = answers.map(({ Attributes }) => Number(Attributes?.n?.N)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  test('of a cancelled transaction nothing is written, and each item has its reason', async () => {
    await put({ pk: 'all-or-nothing', sk: 'taken' });
    const failure = transact([newItem('all-or-nothing', 'free'), newItem('all-or-nothing', 'taken')]);
    await expect(failure).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }],
    });
    expect(await get('all-or-nothing', 'free')).toBeUndefined();
  });

  test('a transaction holds a hundred items and no more, and no item twice', async () => {
    const items = (n: number) => Array.from({ length: n }, (_, i) => newItem(`hundred-${n}`, String(i)));
    await transact(items(100));
    expect((await query(partition('hundred-100'))).items).toHaveLength(100);
    await expect(transact(items(101))).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(transact([newItem('twice', 'a'), newItem('twice', 'a')])).rejects.toThrow();
    expect((await query(partition('twice'))).items).toEqual([]);
  });

  test('of two transactions on one item at the same moment exactly one wins', async () => {
    for (let round = 0; round < 10; round++) {
      const race = [1, 2, 3].map((runner) =>
        transact([newItem('race', String(round)), newItem(`race-${runner}`, String(round))]),
      );
      const results = await Promise.allSettled(race);
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    }
  });

  test('a partition is read in the order of its sort key, from either end, by prefix and by range', async () => {
    for (const sk of ['LOG#10', 'LOG#02', 'HEAD', 'LOG#01', '档案', 'log']) await put({ pk: 'order', sk });
    const sorted = ['HEAD', 'LOG#01', 'LOG#02', 'LOG#10', 'log', '档案'];
    const sks = async (input: object) =>
      (await query({ ...partition('order'), ...input })).items.map(({ sk }) => sk as string);
    expect(await sks({})).toEqual(sorted);
    expect(await sks({ ScanIndexForward: false })).toEqual(sorted.toReversed());
    expect(
      await sks({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: marshall({ ':pk': 'order', ':prefix': 'LOG#' }),
      }),
    ).toEqual(['LOG#01', 'LOG#02', 'LOG#10']);
    expect(
      await sks({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: marshall({ ':pk': 'order', ':from': 'LOG#02', ':to': 'LOG#10' }),
      }),
    ).toEqual(['LOG#02', 'LOG#10']);
  });

  test('a query goes on behind the key where the last page ended', async () => {
    for (let i = 0; i < 5; i++) await put({ pk: 'pages', sk: String(i) });
    const seen: unknown[] = [];
    let last: QueryCommandInput['ExclusiveStartKey'];
    do {
      const page = await query({ ...partition('pages'), Limit: 2, ExclusiveStartKey: last });
      seen.push(...page.items.map(({ sk }) => sk));
      last = page.last;
    } while (last);
    expect(seen).toEqual(['0', '1', '2', '3', '4']);
  });

  test('an index holds who has its keys, with what it copies and no more, in its own order, and goes on behind a key', async () => {
    for (const [pk, statusSort] of [
      ['queue-a', '3'],
      ['queue-b', '1'],
      ['queue-c', '2'],
    ]) {
      await put({ pk, sk: 'HEAD', status: 'queued', statusSort, maskedName: pk, note: 'not copied' });
    }
    await put({ pk: 'queue-d', sk: 'HEAD', maskedName: 'in no index' });
    const { items } = await byStatus('queued');
    expect(items).toEqual([
      { pk: 'queue-b', sk: 'HEAD', status: 'queued', statusSort: '1', maskedName: 'queue-b' },
      { pk: 'queue-c', sk: 'HEAD', status: 'queued', statusSort: '2', maskedName: 'queue-c' },
      { pk: 'queue-a', sk: 'HEAD', status: 'queued', statusSort: '3', maskedName: 'queue-a' },
    ]);
    const first = await byStatus('queued', { Limit: 1 });
    const rest = await byStatus('queued', { ExclusiveStartKey: first.last });
    expect(rest.items.map(({ pk }) => pk)).toEqual(['queue-c', 'queue-a']);
  });

  test('an item that loses the keys of an index leaves it', async () => {
    await put({ pk: 'leaves', sk: 'HEAD', status: 'leaving', statusSort: '1' });
    await put({ pk: 'leaves', sk: 'HEAD' });
    expect((await byStatus('leaving')).items).toEqual([]);
  });

  test.each([
    ['an empty key', () => put({ pk: '', sk: 'a' })],
    ['a key of another type', () => put({ pk: 1, sk: 'a' })],
    ['no sort key', () => put({ pk: 'a' })],
    ['an empty index key', () => put({ pk: 'a', sk: 'a', status: '', statusSort: '1' })],
    ['an item over 400 KB', () => put({ pk: 'a', sk: 'a', text: 'x'.repeat(410_000) })],
    ['a value that no expression uses', () => query({ ...partition('a'), ExpressionAttributeNames: { '#n': 'n' } })],
    ['a key condition without the partition', () => query({ ...partition('a'), KeyConditionExpression: 'sk = :pk' })],
  ])('%s is refused as invalid', async (_, send) => {
    await expect(send()).rejects.toMatchObject({ name: 'ValidationException' });
  });
}
