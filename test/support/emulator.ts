import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { indexes } from '../../infra/indexes.ts';
import { DynamoDbEmulator } from '../../local/dynamodb/emulator.ts';
import { DOSSIER_KEYS } from './memory/dossier-keys.ts';

/** A DynamoDB emulator with the registry's table and that of the data keys, for what has to be true of more than the table in memory. */
export async function startEmulator(): Promise<{ client: DynamoDBClient; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'jdlk-emulator-'));
  const emulator = new DynamoDbEmulator(folder, await freePort());
  await emulator.start((message) => {
    throw new Error(message);
  });
  const client = new DynamoDBClient({
    region: 'cn-northwest-1',
    endpoint: emulator.endpoint,
    credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
  });
  await createTable(client);
  await createTableOfKeys(client);
  return {
    client,
    async stop() {
      client.destroy();
      await emulator.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The registry table with its indexes and stream, as the stack makes it. */
async function createTable(client: DynamoDBClient): Promise<void> {
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
      TableName: 'registry',
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
