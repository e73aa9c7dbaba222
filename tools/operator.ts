import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import type { ProvinceProfile } from '../shared/province/profile.ts';
import type { App } from '../shared/services/app.ts';
import { misused } from './arguments.ts';
import { localAddresses } from './local-auditors.ts';
import { localOperator } from './local-table.ts';

/** The registry's table, that of the data keys, and the key that wraps those, as whoever operates a province reaches them. */
export type OperatorsPlace = Awaited<ReturnType<typeof localOperator>>;

const text = { type: 'string' } as const;
export const placeOptions = { table: text, keys: text, 'seal-key': text };
export const placeUsage = '[--table 登记表 --keys 密钥表 --seal-key 封存密钥的 ARN]（不写表名就是本机运行的）';

/** What was named, with the credentials of whoever runs the tool; undefined where nothing was. Ends it by `misused` for half of it. */
export function namedPlace(
  { table, keys, 'seal-key': sealKey }: Partial<Record<keyof typeof placeOptions, string>>,
  usage: string,
): OperatorsPlace | undefined {
  if (table === undefined && keys === undefined && sealKey === undefined) return undefined;
  if (!table || !keys || !sealKey) misused('--table、--keys、--seal-key 要一起写', usage);
  return { dynamoDb: new DynamoDBClient({}), kms: new KMSClient({}), table, keys, sealKey, now: () => new Date() };
}

/** Of a province that runs on this machine. Throws what `isNotRunning` knows. */
export const placeHere = (province: string): Promise<OperatorsPlace> => localOperator(localAddresses(province).local);

/** An application with which an operator reads and opens what lies there. */
export function operatorsApp(profile: ProvinceProfile, place: OperatorsPlace): App {
  const settings: Record<string, string> = {
    REGISTRY_TABLE: place.table,
    DOSSIER_KEYS_TABLE: place.keys,
    SEAL_KEY_ARN: place.sealKey,
  };
  return {
    profile,
    edge: { dynamoDb: place.dynamoDb, kms: place.kms },
    now: place.now,
    setting(name) {
      const value = settings[name];
      if (value === undefined) throw new Error(`an operator has no ${name}`);
      return value;
    },
    count: () => undefined,
  };
}
