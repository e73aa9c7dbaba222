import {
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Item, Registry } from './place.ts';

/** Where the table of a local cloud is, and who may do everything there. @param address of the cloud's control */
export async function tableOf(address: string): Promise<{ client: DynamoDBClient; name: string }> {
  const response = await fetch(`${address}/_local/environment.json`);
  const environment = (await response.json()) as Record<string, string>;
  const { AWS_REGION = '', AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ACCESS_KEY_ID = '' } = environment;
  const client = new DynamoDBClient({
    region: AWS_REGION,
    endpoint: AWS_ENDPOINT_URL_DYNAMODB,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  const [TableName] = TableNames;
  if (TableName === undefined || TableNames.length > 1) throw new Error(`tables: ${TableNames.join(', ')}`);
  return { client, name: TableName };
}

/** The table of a local cloud, past every function. */
export async function cloudRegistry(address: string): Promise<Registry> {
  const { client, name: TableName } = await tableOf(address);
  return {
    async items() {
      const found: Item[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        found.push(...Items.map((item) => unmarshall(item) as Item));
      }
      return found;
    },
    async remove({ pk, sk }) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }) }));
    },
    async put(item) {
      await client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
    },
  };
}
