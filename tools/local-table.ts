import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { S3Client } from '@aws-sdk/client-s3';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { anchorsIn } from './verify/anchor-store.ts';
import type { AnchorStore } from './verify/anchored.ts';

/** With which the name of a table ends that is a copy of another, as AWS would restore it. */
export const COPIED = '-restored';

/**
 * Where the registry's table of a local cloud is, and that of the data keys, and who may do everything there.
 *
 * @param address of the cloud's control
 */
export async function localTable(address: string): Promise<{ client: DynamoDBClient; name: string; keys: string }> {
  const { AWS_ENDPOINT_URL_DYNAMODB = '', ...operator } = await asked(address, 'environment.json');
  const client = new DynamoDBClient({ ...signedAs(operator), endpoint: AWS_ENDPOINT_URL_DYNAMODB });
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  // Beside it may lie what a drill copied (test/drill).
  const own = TableNames.filter((name) => !name.endsWith(COPIED));
  const [TableName, ...others] = own.filter((name) => !name.includes('DossierKeys'));
  if (TableName === undefined || others.length > 0) throw new Error(`tables: ${TableNames.join(', ')}`);
  return { client, name: TableName, keys: own.find((name) => name.includes('DossierKeys')) ?? '' };
}

interface LocalFunction {
  name: string;
  variables: Record<string, string>;
}

/** All that an operator needs to open what lies there, and its clock as it is now. @param address of the cloud's control */
export async function localOperator(address: string) {
  const [{ client: dynamoDb, name: table, keys }, { AWS_ENDPOINT_URL_KMS = '', ...operator }] = [
    await localTable(address),
    await asked(address, 'environment.json'),
  ];
  const kms = new KMSClient({ ...signedAs(operator), endpoint: AWS_ENDPOINT_URL_KMS });
  const functions = (await (await fetch(`${address}/_local/functions.json`)).json()) as LocalFunction[];
  const sealKey = functions.find(({ name }) => name.endsWith('-write-history'))?.variables.SEAL_KEY_ARN ?? '';
  const now = new Date((await asked(address, 'clock')).now ?? '');
  return { dynamoDb, kms, table, keys, sealKey, now: () => now };
}

/** The anchors of a local cloud. @param address of the cloud's control */
export async function localAnchors(address: string): Promise<AnchorStore> {
  const { AWS_ENDPOINT_URL_S3 = '', AWS_ENDPOINT_URL_KMS = '', ...operator } = await asked(address, 'environment.json');
  const { AnchorsBucketName = '', AnchorKeyArn = '' } = await asked(address, 'outputs.json');
  const s3 = new S3Client({ ...signedAs(operator), endpoint: AWS_ENDPOINT_URL_S3, forcePathStyle: true });
  const kms = new KMSClient({ ...signedAs(operator), endpoint: AWS_ENDPOINT_URL_KMS });
  return anchorsIn(s3, AnchorsBucketName, { kms, arn: AnchorKeyArn });
}

/** The same as the options of `npm run verify`, for the day that it is there. @param address of the cloud's control */
export async function anchorOptions(address: string): Promise<string[]> {
  const { AnchorsBucketName = '', AnchorKeyArn = '' } = await asked(address, 'outputs.json');
  return ['--anchors', AnchorsBucketName, '--anchor-key', AnchorKeyArn, '--today', await localToday(address)];
}

/** ISO date in Asia/Shanghai by the cloud's own clock. @param address of its control */
export async function localToday(address: string): Promise<string> {
  return dateInShanghai((await asked(address, 'clock')).now ?? '');
}

async function asked(address: string, of: string): Promise<Record<string, string>> {
  return (await (await fetch(`${address}/_local/${of}`)).json()) as Record<string, string>;
}

const signedAs = ({ AWS_REGION = '', AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '' }: Record<string, string>) => ({
  region: AWS_REGION,
  credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
});
