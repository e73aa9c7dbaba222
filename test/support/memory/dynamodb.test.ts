import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tableContract } from '../../../local/dynamodb/table-contract.fixture.ts';
import { startEmulator } from '../emulator.ts';
import type { Command } from './commands.fixture.ts';
import { DOSSIER_KEYS } from './dossier-keys.ts';
import { MemoryDynamoDb } from './dynamodb.ts';
import { sendOf, told } from './told.ts';

let emulator: Awaited<ReturnType<typeof startEmulator>>;
beforeAll(async () => {
  emulator = await startEmulator();
}, 60_000);
afterAll(() => emulator.stop());

const TableName = 'registry';
const toldBy = (client: DynamoDBClient, command: Command) => told(sendOf(client), command);
const named = (names: Record<string, string>, values: Record<string, unknown>) => ({
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: marshall(values),
});

describe('the table in memory', () => {
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
    for (const command of refused)
      expect(await toldBy(client, command)).toMatchObject({ error: 'ValidationException' });
    expect(
      await toldBy(
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
    expect(await toldBy(one, new GetItemCommand(keyOf('one')))).toEqual({});
    expect(await toldBy(one, put('one', 'first'))).toEqual({});
    expect(await toldBy(one, put('one', 'second'))).toMatchObject({ error: 'ConditionalCheckFailedException' });
    expect(await toldBy(one, put('two', 'other'))).toEqual({});
    expect(await toldBy(one, new GetItemCommand(keyOf('one')))).toMatchObject({ Item: { wrapped: { S: 'first' } } });
  }
});
