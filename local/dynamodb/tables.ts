import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { Properties } from '../cloudformation/resource-types.ts';

export type TableProperties = Properties<'AWS::DynamoDB::Table'>;

/**
 * Makes the table if it is not there; adds indexes that the template has since gained.
 * @returns the ARN under which the emulator serves the table's stream, if it has one.
 * @throws Error with a Chinese sentence when the stored table has other keys than the template.
 */
export async function ensureTable(
  client: DynamoDBClient,
  tableName: string,
  properties: TableProperties,
): Promise<string | undefined> {
  const found = await describe(client, tableName);
  if (!found) {
    const created = await client.send(new CreateTableCommand(createInput(tableName, properties)));
    return created.TableDescription?.LatestStreamArn;
  }
  const wantedKey = keyText(properties.KeySchema);
  if (keyText(found.KeySchema ?? []) !== wantedKey) {
    throw new Error(`表 ${tableName} 的主键与模板不同：请用 --fresh 重新开始`);
  }
  const wanted = createInput(tableName, properties);
  for (const index of wanted.GlobalSecondaryIndexes ?? []) {
    const existing = found.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === index.IndexName);
    if (!existing) {
      await client.send(
        new UpdateTableCommand({
          TableName: tableName,
          AttributeDefinitions: wanted.AttributeDefinitions,
          GlobalSecondaryIndexUpdates: [{ Create: index }],
        }),
      );
    } else if (keyText(existing.KeySchema ?? []) !== keyText(index.KeySchema ?? [])) {
      throw new Error(`表 ${tableName} 的索引 ${index.IndexName} 与模板不同：请用 --fresh 重新开始`);
    }
  }
  return found.LatestStreamArn;
}

function createInput(tableName: string, properties: TableProperties): CreateTableCommandInput {
  const stream = properties.StreamSpecification;
  const indexes = properties.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
    IndexName,
    KeySchema,
    Projection,
  }));
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: properties.KeySchema,
    AttributeDefinitions: properties.AttributeDefinitions,
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    ...(stream && { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.StreamViewType } }),
  };
}

function keyText(schema: readonly { AttributeName?: string | undefined; KeyType?: string | undefined }[]): string {
  return schema.map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`).join(', ');
}

async function describe(client: DynamoDBClient, tableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: tableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
