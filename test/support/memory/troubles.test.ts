import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Command } from './commands.fixture.ts';
import { MemoryDynamoDb } from './dynamodb.ts';
import { told } from './told.ts';
import { inTrouble, itemsOf, type Trouble } from './troubles.ts';

const TableName = 'registry';
const key = (n: number) => ({ pk: `D#${n}`, sk: 'HEAD' });
const Key = marshall(key(1));
const absent = { ConditionExpression: 'attribute_not_exists(pk)' };

let memory: MemoryDynamoDb;
beforeEach(() => {
  memory = new MemoryDynamoDb();
});

const sent = (command: object): Promise<object> => memory.client.send(command as never) as Promise<object>;
const answered = (command: Command, trouble: Trouble) => told((each) => inTrouble(sent, each, trouble), command);
/** Every place of a command's items. */
const all = (command: object) => Array.from({ length: itemsOf(command) }, (_, place) => place);
const stored = () => memory.all<{ pk: string }>().map(({ pk }) => pk);

const put = (n: number, more: object = {}) => ({ TableName, Item: marshall(key(n)), ...more });
const single = [
  new PutItemCommand(put(1)),
  new DeleteItemCommand({ TableName, Key }),
  new UpdateItemCommand({ TableName, Key, UpdateExpression: 'REMOVE n' }),
];
const reads = [
  new GetItemCommand({ TableName, Key }),
  new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: marshall({ ':pk': 'D#1' }),
  }),
];
const transaction = (...items: number[]) =>
  new TransactWriteItemsCommand({ TransactItems: items.map((n) => ({ Put: put(n, absent) })) });
const batch = new BatchWriteItemCommand({
  RequestItems: { [TableName]: [1, 2, 3].map((n) => ({ PutRequest: { Item: marshall(key(n)) } })) },
});
const batchRead = new BatchGetItemCommand({
  RequestItems: { [TableName]: { Keys: [1, 2, 3].map((n) => marshall(key(n))), ConsistentRead: true } },
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
describe('a table that takes no more', () => {
  it.each([...single, ...reads])('refuses a single command and does nothing of it: %#', async (command) => {
    memory.put(key(1));
    const before = memory.all();
    expect(await answered(command, { kind: 'throttled', at: [0] })).toEqual({ error: 'ThrottlingException' });
    const as = 'ProvisionedThroughputExceededException';
    expect(await answered(command, { kind: 'throttled', at: [0], as })).toEqual({ error: as });
    expect(memory.all()).toEqual(before);
  });

  it('cancels a whole transaction for one item, with one reason an item in the order of the request', async () => {
    const reasons = ['None', 'ThrottlingError', 'None'].map((Code) => ({ Code }));
    expect(await answered(transaction(1, 2, 3), { kind: 'throttled', at: [1] })).toEqual({
      error: 'TransactionCanceledException',
      reasons,
    });
    const as = 'ProvisionedThroughputExceededException';
    expect(await answered(transaction(1, 2), { kind: 'throttled', at: [0], as })).toMatchObject({
      reasons: [{ Code: 'ProvisionedThroughputExceeded' }, { Code: 'None' }],
    });
    expect(stored()).toEqual([]);
  });

  // “If any requested operations fail because the table's provisioned throughput is exceeded […], the failed operations
  // are returned in the UnprocessedItems response parameter.” “If none of the items can be processed […] then
  // BatchWriteItem returns a ProvisionedThroughputExceededException.” (API_BatchWriteItem, API_BatchGetItem)
  it('writes a part of a batch and hands back the rest as it was asked', async () => {
    const left = { [TableName]: [{ PutRequest: { Item: marshall(key(2)) } }] };
    expect(await answered(batch, { kind: 'throttled', at: [1] })).toEqual({ UnprocessedItems: left });
    expect(stored()).toEqual(['D#1', 'D#3']);
  });

  it('reads a part of a batch and hands back the other keys, with how they are to be read', async () => {
    for (const n of [1, 2, 3]) memory.put(key(n));
    expect(await answered(batchRead, { kind: 'throttled', at: [0, 2] })).toEqual({
      Responses: { [TableName]: [marshall(key(2))] },
      UnprocessedKeys: { [TableName]: { Keys: [marshall(key(1)), marshall(key(3))], ConsistentRead: true } },
    });
  });

  it('refuses a batch of which it can do nothing', async () => {
    const as = 'ProvisionedThroughputExceededException';
    expect(await answered(batch, { kind: 'throttled', at: all(batch), as })).toEqual({ error: as });
    expect(await answered(batchRead, { kind: 'throttled', at: all(batchRead), as })).toEqual({ error: as });
    expect(stored()).toEqual([]);
  });
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
describe('a command that meets a transaction under way', () => {
  // “When a PutItem, UpdateItem, or DeleteItem request is rejected, the request fails with a TransactionConflictException.”
  it.each(single)('is refused when it is a single write: %#', async (command) => {
    memory.put({ ...key(1), n: 1 });
    expect(await answered(command, { kind: 'met', at: all(command) })).toEqual({
      error: 'TransactionConflictException',
    });
    expect(memory.all()).toEqual([{ ...key(1), n: 1 }]);
  });

  // “If any item-level request within TransactWriteItems or TransactGetItems is rejected, the request fails with a
  // TransactionCanceledException.”
  it('is cancelled when it is a transaction itself', async () => {
    const reasons = [{ Code: 'TransactionConflict' }, { Code: 'None' }];
    expect(await answered(transaction(1, 2), { kind: 'met', at: [0] })).toEqual({
      error: 'TransactionCanceledException',
      reasons,
    });
    const get = new TransactGetItemsCommand({
      TransactItems: [1, 2].map((n) => ({ Get: { TableName, Key: marshall(key(n)) } })),
    });
    expect(await answered(get, { kind: 'met', at: [0] })).toMatchObject({ reasons });
    expect(stored()).toEqual([]);
  });

  // “If an ongoing TransactWriteItems or TransactGetItems operation conflicts with a concurrent GetItem request, both
  // operations can succeed.” A query reads what is committed.
  it.each(reads)('goes on when it reads: %#', async (command) => {
    memory.put(key(1));
    expect(await answered(command, { kind: 'met', at: all(command) })).not.toHaveProperty('error');
  });

  // AWS says of a batch only that each of its writes stands alone: what could not be written comes back, also all of it.
  it('comes back from a batch', async () => {
    expect(await answered(batch, { kind: 'met', at: all(batch) })).toEqual({
      UnprocessedItems: batch.input.RequestItems,
    });
    expect(stored()).toEqual([]);
  });

  // “TransactionInProgressException: The transaction with the given request token is already in progress.”
  it('is told so when it is the same transaction, sent again before the first was done', async () => {
    expect(await answered(transaction(1), { kind: 'in progress' })).toEqual({
      error: 'TransactionInProgressException',
    });
    expect(stored()).toEqual([]);
    expect(await answered(new PutItemCommand(put(1)), { kind: 'in progress' })).toEqual({});
  });
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems-idempotency
describe('a command of which nothing is heard', () => {
  // “Subsequent TransactWriteItems calls with the same client token return successfully without making any changes.”
  it('is answered as done when it is a transaction: the SDK sends it again under its token', async () => {
    expect(await answered(transaction(1), { kind: 'reply lost', times: 2 })).toEqual({});
    expect(memory.changes).toHaveLength(1);
  });

  it('is refused for what it wrote itself when it is a single write under a condition', async () => {
    const command = new PutItemCommand(put(1, absent));
    expect(await answered(command, { kind: 'reply lost', times: 1 })).toEqual({
      error: 'ConditionalCheckFailedException',
    });
    expect(stored()).toEqual(['D#1']);
  });

  it('is done and fails when nothing is heard of the third either', async () => {
    const lost = inTrouble(sent, transaction(1), { kind: 'reply lost', times: 3 });
    await expect(lost).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(stored()).toEqual(['D#1']);
  });
});

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Writes
// “When an application writes or deletes items in a table, any global secondary indexes on that table are updated
// asynchronously, using an eventually consistent model.”
describe('an index that is late', () => {
  let clock = 0;
  const head = (n: number, more: object) => new PutItemCommand({ TableName, Item: marshall({ ...key(n), ...more }) });
  const listed = async (status: string) => {
    const { Items = [] } = await memory.client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byStatus',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: marshall({ ':s': status }),
      }),
    );
    return Items.map(({ pk, statusSort }) => `${pk?.S} ${statusSort?.S}`);
  };

  beforeEach(() => {
    clock = 0;
    memory.indexes.now = () => clock;
  });

  it('shows what was, and what has gone, until the change comes; the table itself is never late', async () => {
    await sent(head(1, { status: 'draft', statusSort: 'a' }));
    memory.indexes.lateness = () => 1000;
    await sent(head(1, { status: 'submitted', statusSort: 'b' }));
    await sent(head(2, { status: 'draft', statusSort: 'c' }));
    expect([await listed('draft'), await listed('submitted')]).toEqual([['D#1 a'], []]);
    expect(await sent(new GetItemCommand({ TableName, Key }))).toMatchObject({ Item: { status: { S: 'submitted' } } });
    clock = 1000;
    expect([await listed('draft'), await listed('submitted')]).toEqual([['D#2 c'], ['D#1 b']]);
    await sent(new DeleteItemCommand({ TableName, Key }));
    expect(await listed('submitted')).toEqual(['D#1 b']);
    clock = 2000;
    expect(await listed('submitted')).toEqual([]);
  });

  it('keeps the order of one item’s changes, also when a later one would be quicker, and not that of several items', async () => {
    memory.indexes.lateness = () => 1000;
    await sent(head(1, { status: 'draft', statusSort: 'first' }));
    memory.indexes.lateness = () => 10;
    await sent(head(1, { status: 'draft', statusSort: 'second' }));
    await sent(head(2, { status: 'draft', statusSort: 'other' }));
    clock = 10;
    expect(await listed('draft')).toEqual(['D#2 other']);
    clock = 1000;
    expect(await listed('draft')).toEqual(['D#2 other', 'D#1 second']);
  });

  it('is late by itself: the other one may know already', async () => {
    memory.indexes.lateness = (index) => (index === 'byDue' ? 1000 : 0);
    await sent(head(1, { status: 'draft', statusSort: 'a', due: 'review', dueSort: 'a' }));
    expect(await listed('draft')).toEqual(['D#1 a']);
    const query = new QueryCommand({
      TableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'due = :d',
      ExpressionAttributeValues: marshall({ ':d': 'review' }),
    });
    expect(await sent(query)).toMatchObject({ Items: [] });
  });

  it('is put back with the table', async () => {
    memory.indexes.lateness = () => 1000;
    await sent(head(1, { status: 'draft', statusSort: 'a' }));
    const restore = memory.mark();
    clock = 1000;
    expect(await listed('draft')).toEqual(['D#1 a']);
    restore();
    clock = 0;
    expect(await listed('draft')).toEqual([]);
  });
});
