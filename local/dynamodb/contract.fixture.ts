import { createServer } from 'node:net';
import { CreateTableCommand, DynamoDBClient, type Projection } from '@aws-sdk/client-dynamodb';
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams';

export const TABLE = 'registry';

const options = (endpoint: string) => ({
  endpoint,
  region: 'cn-northwest-1',
  credentials: { accessKeyId: 'local', secretAccessKey: 'secret' },
});

export const clientFor = (endpoint: string) => new DynamoDBClient(options(endpoint));

/** A table as the stack makes it, with an index that copies some attributes and one that copies only keys. */
export async function createTable(client: DynamoDBClient): Promise<void> {
  const index = (IndexName: string, Projection: Projection) => ({
    IndexName,
    KeySchema: [
      { AttributeName: 'status', KeyType: 'HASH' as const },
      { AttributeName: 'statusSort', KeyType: 'RANGE' as const },
    ],
    Projection,
  });
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'status', 'statusSort'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        index('byStatus', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['maskedName', 'listed'] }),
        index('keysByStatus', { ProjectionType: 'KEYS_ONLY' }),
      ],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
}

interface Change {
  pk: string | undefined;
  kind: string | undefined;
  /** The attribute `n` before and after. */
  old: string | undefined;
  new: string | undefined;
}

/** Everything that the table's stream holds, from its beginning to its present end. */
export async function changes(endpoint: string): Promise<Change[]> {
  const client = new DynamoDBStreamsClient(options(endpoint));
  const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: TABLE }));
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = await client.send(new DescribeStreamCommand({ StreamArn }));
  const found: Change[] = [];
  for (const { ShardId } of StreamDescription?.Shards ?? []) {
    let iterator = (
      await client.send(new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }))
    ).ShardIterator;
    while (iterator) {
      const { Records = [], NextShardIterator } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
      if (Records.length === 0) break;
      for (const { eventName, dynamodb } of Records) {
        found.push({
          pk: dynamodb?.Keys?.pk?.S,
          kind: eventName,
          old: dynamodb?.OldImage?.n?.N,
          new: dynamodb?.NewImage?.n?.N,
        });
      }
      iterator = NextShardIterator;
    }
  }
  return found;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
