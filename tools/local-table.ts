import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

/** With which the name of a table ends that is a copy of another, as AWS would restore it. */
export const COPIED = '-restored';

/**
 * Where the registry's table of a local cloud is, and that of the data keys, and who may do everything there.
 *
 * @param address of the cloud's control
 */
export async function localTable(address: string): Promise<{ client: DynamoDBClient; name: string; keys: string }> {
  const response = await fetch(`${address}/_local/environment.json`);
  const environment = (await response.json()) as Record<string, string>;
  const { AWS_REGION = '', AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ACCESS_KEY_ID = '' } = environment;
  const client = new DynamoDBClient({
    region: AWS_REGION,
    endpoint: AWS_ENDPOINT_URL_DYNAMODB,
    credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '' },
  });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  // Beside it may lie what a drill copied (test/drill).
  const own = TableNames.filter((name) => !name.endsWith(COPIED));
  const [TableName, ...others] = own.filter((name) => !name.includes('DossierKeys'));
  if (TableName === undefined || others.length > 0) throw new Error(`tables: ${TableNames.join(', ')}`);
  return { client, name: TableName, keys: own.find((name) => name.includes('DossierKeys')) ?? '' };
}
