import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { indexes } from '../../infra/indexes.ts';
import { dynoxide } from '../../local/dynamodb/dynoxide.ts';
import { DynamoDbEmulator } from '../../local/dynamodb/emulator.ts';
import { chosenEngine, type Engine } from '../../local/dynamodb/engine.ts';
import { DOSSIER_KEYS } from './memory/dossier-keys.ts';
import type { Change } from './memory/dynamodb.ts';
import { post, type Send, sendTo } from './memory/told.ts';
import type { Item } from './memory/values.ts';

interface Emulator {
  /** The engine's. */
  name: string;
  client: DynamoDBClient;
  send: Send;
  create(name: string): Promise<void>;
  drop(name: string): Promise<void>;
  stream(name: string): Promise<Change[]>;
  stop(): Promise<void>;
}

/**
 * A DynamoDB emulator with the registry's table and that of the data keys, for what has to be true of more than the table
 * in memory; `create` makes more tables like the registry's, `drop` takes one away.
 */
export async function startEmulator(engine = chosenEngine()): Promise<Emulator> {
  const folder = mkdtempSync(join(tmpdir(), 'jdlk-emulator-'));
  const emulator = new DynamoDbEmulator(folder, await freePort(), engine);
  await emulator.start((message) => {
    throw new Error(message);
  });
  const client = new DynamoDBClient({
    region: 'cn-northwest-1',
    endpoint: emulator.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
  });
  await createTable(client, 'registry');
  await createTableOfKeys(client);
  return {
    name: engine.name,
    client,
    send: sendTo(emulator.endpoint),
    create: (name) => createTable(client, name),
    drop: async (TableName) => void (await client.send(new DeleteTableCommand({ TableName }))),
    stream: (name) => streamOf(emulator.endpoint, name),
    async stop() {
      client.destroy();
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An engine with nothing on the disk, where it can: what is to be compared is thrown away. */
export function inMemory({ prepare, ...engine }: Engine): Engine {
  if (engine.name !== dynoxide.name) return { ...engine, ...(prepare && { prepare }) };
  return {
    ...engine,
    command: (directory, port) => ({
      program: dynoxide.command(directory, port).program,
      args: ['serve', '--port', String(port)],
    }),
  };
}

/** What a table's stream has, in order. */
async function streamOf(endpoint: string, TableName: string): Promise<Change[]> {
  const ask = <T extends object>(operation: string, input: object) =>
    post<T>(endpoint, `DynamoDBStreams_20120810.${operation}`, input);
  const { Streams } = await ask<{ Streams: { StreamArn: string }[] }>('ListStreams', { TableName });
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = await ask<{ StreamDescription: { Shards: { ShardId: string }[] } }>('DescribeStream', {
    StreamArn,
  });
  const changes: Change[] = [];
  for (const { ShardId } of StreamDescription.Shards) {
    let { ShardIterator } = await ask<{ ShardIterator?: string }>('GetShardIterator', {
      ...{ StreamArn, ShardId },
      ShardIteratorType: 'TRIM_HORIZON',
    });
    while (ShardIterator) {
      const { Records, NextShardIterator } = await ask<Page>('GetRecords', { ShardIterator });
      if (Records.length === 0) break;
      for (const { dynamodb } of Records) changes.push({ before: dynamodb.OldImage, after: dynamodb.NewImage });
      ShardIterator = NextShardIterator;
    }
  }
  return changes;
}

interface Page {
  Records: { dynamodb: { OldImage?: Item; NewImage?: Item } }[];
  NextShardIterator?: string;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The registry table with its indexes and stream, as the stack makes it. */
async function createTable(client: DynamoDBClient, TableName: string): Promise<void> {
  const secondary = Object.entries(indexes).map(([IndexName, { partition, sort, projects }]) => ({
    IndexName,
    KeySchema: [
      { AttributeName: partition, KeyType: 'HASH' as const },
      { AttributeName: sort, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projects] },
  }));
  const names = ['pk', 'sk', ...Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort])];
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: secondary,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

/** The table of the dossiers' data keys, under the name it has in memory. */
async function createTableOfKeys(client: DynamoDBClient): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName: DOSSIER_KEYS,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
  );
}
