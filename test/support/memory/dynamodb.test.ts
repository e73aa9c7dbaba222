import {
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableContract } from '../../../local/dynamodb/table-contract.fixture.ts';
import { startEmulator } from '../emulator.ts';
import { DOSSIER_KEYS } from './dossier-keys.ts';
import { MemoryDynamoDb } from './dynamodb.ts';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
beforeAll(async () => {
  emulator = await startEmulator();
}, 60_000);
afterAll(() => emulator.stop());

const TableName = 'registry';
/** Any command; each client knows those that it serves. */
interface Command {
  input: object;
}

/** What somebody who sends a command is told: the answer, or which error, and of a transaction why. */
async function told(client: DynamoDBClient, command: Command): Promise<unknown> {
  try {
    const { $metadata: _, ...answer } = (await client.send(command as never)) as unknown as Record<string, unknown>;
    const { LastEvaluatedKey } = answer;
    if (!(command instanceof QueryCommand) || LastEvaluatedKey === undefined) return withoutOrder(answer);
    const next = new QueryCommand({ ...command.input, ExclusiveStartKey: LastEvaluatedKey as never });
    return [withoutOrder(answer), await told(client, next)];
  } catch (error) {
    const { name, CancellationReasons } = error as Error & { CancellationReasons?: { Code?: string }[] };
    return { error: name, reasons: CancellationReasons?.map(({ Code }) => Code) };
  }
}

/** Sets have no order. */
function withoutOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      name === 'SS' ? [...(inner as string[])].sort() : withoutOrder(inner),
    ]),
  );
}

const pk = fc.constantFrom('D#1', 'D#2', 'TRIES#x');
const sk = fc.constantFrom('HEAD', 'LOG#000001', 'LOG#000002', '中', '\u{1F600}', 'z');
const key = fc.record({ pk, sk });
const optional = { requiredKeys: ['pk', 'sk'] as ['pk', 'sk'] };
const item = fc.record(
  {
    pk,
    sk,
    version: fc.integer({ min: 1, max: 3 }),
    owner: fc.constantFrom('a', 'b'),
    n: fc.integer({ min: -2, max: 2 }),
    things: fc.constantFrom(new Set(['x']), new Set(['x', 'y'])),
    status: fc.constantFrom('draft', 'submitted'),
    statusSort: fc.constantFrom('530000/1#a', '530000/1#b', '530000/2#a'),
    due: fc.constantFrom('review#1', 'review#2'),
    dueSort: fc.constantFrom('a', 'b'),
    note: fc.constantFrom('', '说明'),
  },
  optional,
);

/** Conditions as the registry uses them, and all that they bring. */
const condition = fc.constantFrom<object>(
  {},
  { ConditionExpression: 'attribute_not_exists(pk)' },
  { ConditionExpression: 'attribute_exists(pk)' },
  { ConditionExpression: 'version = :v', ExpressionAttributeValues: marshall({ ':v': 2 }) },
  { ConditionExpression: 'attribute_not_exists(pk) OR #o = :me', ...named({ '#o': 'owner' }, { ':me': 'a' }) },
  { ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(n)' },
  {
    ConditionExpression: '#s = :s AND (attribute_not_exists(n) OR n <= :n)',
    ...named({ '#s': 'status' }, { ':s': 'draft', ':n': 0 }),
  },
  {
    ConditionExpression: 'attribute_not_exists(things) OR size(things) < :max',
    ExpressionAttributeValues: marshall({ ':max': 2 }),
  },
  { ConditionExpression: 'NOT begins_with(note, :p)', ExpressionAttributeValues: marshall({ ':p': '说' }) },
  { ConditionExpression: 'n BETWEEN :a AND :b', ExpressionAttributeValues: marshall({ ':a': 0, ':b': 1 }) },
  { ConditionExpression: 'n <> :n', ExpressionAttributeValues: marshall({ ':n': 1 }) },
);

function named(names: Record<string, string>, values: Record<string, unknown>) {
  return { ExpressionAttributeNames: names, ExpressionAttributeValues: marshall(values) };
}

const update = fc.constantFrom<object>(
  { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: marshall({ ':one': 1 }) },
  { UpdateExpression: 'ADD n :one SET #t = :ttl', ...named({ '#t': 'ttl' }, { ':one': 1, ':ttl': 5 }) },
  { UpdateExpression: 'ADD things :t', ExpressionAttributeValues: marshall({ ':t': new Set(['x', 'z']) }) },
  { UpdateExpression: 'DELETE things :t', ExpressionAttributeValues: marshall({ ':t': new Set(['x']) }) },
  {
    UpdateExpression: 'SET n = :n, note = if_not_exists(note, :x)',
    ExpressionAttributeValues: marshall({ ':n': 2, ':x': 'x' }),
  },
  { UpdateExpression: 'SET n = n + :n', ExpressionAttributeValues: marshall({ ':n': 2 }) },
  { UpdateExpression: 'SET #s = :s REMOVE due, dueSort', ...named({ '#s': 'status' }, { ':s': 'submitted' }) },
  { UpdateExpression: 'SET pk = :x', ExpressionAttributeValues: marshall({ ':x': 'x' }) },
  { UpdateExpression: 'ADD owner :one', ExpressionAttributeValues: marshall({ ':one': 1 }) },
);

const put = fc.tuple(item, condition).map(([each, when]) => ({ TableName, Item: marshall(each), ...when }));
const remove = fc.tuple(key, condition).map(([each, when]) => ({ TableName, Key: marshall(each), ...when }));
const change = fc.tuple(key, update).map(([each, what]) => ({ TableName, Key: marshall(each), ...what }));
const changeIf = fc
  .tuple(key, fc.constantFrom('attribute_exists(pk)', 'attribute_not_exists(n)'))
  .map(([each, ConditionExpression]) => ({
    TableName,
    Key: marshall(each),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: marshall({ ':one': 1 }),
    ConditionExpression,
  }));
const bounds = fc.record(
  { Limit: fc.integer({ min: 1, max: 4 }), ScanIndexForward: fc.boolean() },
  { requiredKeys: [] },
);
const query = fc.oneof(
  fc.tuple(pk, bounds).map(([each, more]) => ({
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: marshall({ ':pk': each, ':from': 'LOG#', ':to': '~' }),
    ConsistentRead: true,
    ...more,
  })),
  fc.tuple(fc.constantFrom('draft', 'submitted'), bounds).map(([each, more]) => ({
    TableName,
    IndexName: 'byStatus',
    KeyConditionExpression: '#pk = :pk AND begins_with(#sk, :prefix)',
    ...named({ '#pk': 'status', '#sk': 'statusSort' }, { ':pk': each, ':prefix': '530000/1' }),
    ...more,
  })),
);

const commands = fc.oneof(
  { weight: 4, arbitrary: put.map((input) => new PutItemCommand(input)) },
  { weight: 2, arbitrary: remove.map((input) => new DeleteItemCommand(input)) },
  {
    weight: 3,
    arbitrary: change.map((input) => new UpdateItemCommand({ ...input, ReturnValues: 'ALL_NEW' } as never)),
  },
  { weight: 1, arbitrary: changeIf.map((input) => new UpdateItemCommand({ ...input, ReturnValues: 'ALL_NEW' })) },
  {
    weight: 2,
    arbitrary: key.map((each) => new GetItemCommand({ TableName, Key: marshall(each), ConsistentRead: true })),
  },
  { weight: 3, arbitrary: query.map((input) => new QueryCommand(input)) },
  {
    weight: 4,
    arbitrary: fc
      .array(
        fc.oneof(
          put.map((Put) => ({ Put })),
          remove.map((Delete) => ({ Delete })),
          changeIf.map((Update) => ({ Update })),
        ),
        { minLength: 1, maxLength: 4 },
      )
      .map((TransactItems) => new TransactWriteItemsCommand({ TransactItems })),
  },
  {
    weight: 1,
    arbitrary: fc.array(item, { minLength: 1, maxLength: 3 }).map(
      (items) =>
        new BatchWriteItemCommand({
          RequestItems: { [TableName]: items.map((each) => ({ PutRequest: { Item: marshall(each) } })) },
        }),
    ),
  },
) as fc.Arbitrary<Command>;

describe('the table in memory', () => {
  it('answers hundreds of random commands as the emulator does, refusals included', async () => {
    const memory = new MemoryDynamoDb();
    const different: unknown[] = [];
    for (const command of fc.sample(commands, { numRuns: 600, seed: 20161031 })) {
      const [inMemory, emulated] = await Promise.all([told(memory.client, command), told(emulator.client, command)]);
      try {
        expect(inMemory).toEqual(emulated);
      } catch {
        different.push({ command: command.constructor.name, input: command.input, inMemory, emulated });
      }
    }
    expect(different.slice(0, 3)).toEqual([]);
  }, 60_000);

  it('refuses what DynamoDB documents, also where the emulator looks too late or not at all', async () => {
    const { client } = new MemoryDynamoDb();
    const Item = marshall({ pk: 'D#1', sk: 'HEAD' });
    const refused = [
      new PutItemCommand({
        TableName,
        Item,
        ConditionExpression: 'note = :a',
        ...named({}, { ':a': 1, ':unused': 1 }),
      }),
      new PutItemCommand({ TableName, Item, ConditionExpression: 'status = :s', ...named({}, { ':s': 'draft' }) }),
      new PutItemCommand({ TableName, Item, ConditionExpression: '#s = :s', ...named({}, { ':s': 'draft' }) }),
      new PutItemCommand({ TableName, Item: marshall({ pk: 'D#1', sk: '' }) }),
      new PutItemCommand({ TableName, Item: marshall({ pk: 'D#1', sk: 'HEAD', status: 7 }) }),
      new PutItemCommand({ TableName, Item: marshall({ pk: 'D#1', sk: 'HEAD', entry: '中'.repeat(140_000) }) }),
      new TransactWriteItemsCommand({
        TransactItems: Array.from({ length: 101 }, (_, n) => ({
          Put: { TableName, Item: marshall({ pk: 'D#1', sk: `${n}` }) },
        })),
      }),
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName, Item } }, { Delete: { TableName, Key: Item } }],
      }),
      new QueryCommand({
        TableName,
        IndexName: 'byStatus',
        ConsistentRead: true,
        KeyConditionExpression: 'statusSort = :s',
        ...named({}, { ':s': 's' }),
      }),
    ];
    for (const command of refused) expect(await told(client, command)).toMatchObject({ error: 'ValidationException' });
    expect(
      await told(
        client,
        new QueryCommand({ TableName, KeyConditionExpression: 'pk = :pk', ...named({}, { ':pk': 'D#1' }) }),
      ),
    ).toMatchObject({ Items: [] });
  });
});

describe('the table in memory, held to what the engines of the local cloud are', () => {
  const { client } = new MemoryDynamoDb();
  tableContract(() => client);
});

it('the table of data keys in memory keeps the first key of a dossier, as the engine does', async () => {
  const { client } = new MemoryDynamoDb();
  const keyOf = (dossier: string) => ({ TableName: DOSSIER_KEYS, Key: { pk: { S: dossier } }, ConsistentRead: true });
  const put = (dossier: string, wrapped: string) =>
    new PutItemCommand({
      TableName: DOSSIER_KEYS,
      Item: { pk: { S: dossier }, wrapped: { S: wrapped } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
  for (const one of [emulator.client, client]) {
    expect(await told(one, new GetItemCommand(keyOf('one')))).toEqual({});
    expect(await told(one, put('one', 'first'))).toEqual({});
    expect(await told(one, put('one', 'second'))).toMatchObject({ error: 'ConditionalCheckFailedException' });
    expect(await told(one, put('two', 'other'))).toEqual({});
    expect(await told(one, new GetItemCommand(keyOf('one')))).toMatchObject({ Item: { wrapped: { S: 'first' } } });
  }
});
