import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type AttributeValue,
  BatchWriteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { marshall } from '@aws-sdk/util-dynamodb';
import { keys } from '../../shared/registry/keys.ts';
import { Table } from '../../shared/registry/table.ts';
import { leadBy } from '../../shared/registry/trace-lists.ts';
import { project } from '../../tools/clouds.ts';
import { localAddresses } from '../../tools/local-auditors.ts';
import { localTable } from '../../tools/local-table.ts';

export type Item = Record<string, AttributeValue>;

const MOST_AT_ONCE = 100;
const BATCH = 25;

/** What of one household is to be put: by one transaction, and the rest when that is done. */
export interface Household {
  keys: Item[];
  first: Item[];
  rest: Item[];
  /** Papers that were accepted: where they lie, and what is in them, in base64. */
  files: { key: string; contentType: string; body: string }[];
  /** What leads to its dossiers, beside whatever else a trace leads to. */
  traces: { hash: string; dossier: string }[];
}

/** How far a seed is. What was on its way when somebody ended the tool is put to its end the next time. */
interface Progress {
  seed: number;
  done: number;
  pending: Household | null;
}

/** A province that runs on this machine, as an operator reaches what lies under its functions. */
export class RunningStore {
  readonly kms: KMSClient;
  readonly secrets: SecretsManagerClient;
  readonly sealKey: string;
  readonly blindIndexSecret: string;
  private readonly db: DynamoDBClient;
  private readonly table: string;
  private readonly keyTable: string;
  private readonly s3: S3Client;
  private readonly bucket: string;
  private readonly file: string;

  private constructor(parts: {
    db: DynamoDBClient;
    table: string;
    keyTable: string;
    environment: Record<string, string>;
    variables: Record<string, string>;
    bucket: string;
    file: string;
  }) {
    const { environment: at } = parts;
    const client = {
      region: at.AWS_REGION ?? '',
      credentials: { accessKeyId: at.AWS_ACCESS_KEY_ID ?? '', secretAccessKey: at.AWS_SECRET_ACCESS_KEY ?? '' },
    };
    this.kms = new KMSClient({ ...client, endpoint: at.AWS_ENDPOINT_URL_KMS ?? '' });
    this.secrets = new SecretsManagerClient({ ...client, endpoint: at.AWS_ENDPOINT_URL_SECRETS_MANAGER ?? '' });
    this.sealKey = parts.variables.SEAL_KEY_ARN ?? '';
    this.blindIndexSecret = parts.variables.BLIND_INDEX_SECRET_ARN ?? '';
    this.s3 = new S3Client({ ...client, endpoint: at.AWS_ENDPOINT_URL_S3 ?? '', forcePathStyle: true });
    this.bucket = parts.bucket;
    this.db = parts.db;
    this.table = parts.table;
    this.keyTable = parts.keyTable;
    this.file = parts.file;
  }

  /** Throws ENOENT or ECONNREFUSED when the province does not run here. */
  static async of(province: string): Promise<{ store: RunningStore; local: string; api: string }> {
    const addresses = localAddresses(province);
    const { local } = addresses;
    const asked = async (of: string) => (await fetch(`${local}/_local/${of}.json`)).json();
    const environment = (await asked('environment')) as Record<string, string>;
    const functions = (await asked('functions')) as { name: string; variables: Record<string, string> }[];
    const variables = functions.find(({ name }) => name.endsWith('-submission'))?.variables ?? {};
    const bucket = functions.find(({ name }) => name.endsWith('-attachments'))?.variables.DOCUMENTS_BUCKET ?? '';
    const { client: db, name: table, keys: keyTable } = await localTable(local);
    const file = join(project, '.local', province, 'seed.json');
    return { ...addresses, store: new RunningStore({ db, table, keyTable, environment, variables, bucket, file }) };
  }

  /** What the office has without any household: its people, its unions, what is published, and the numbers it gave. */
  async office(counters: readonly string[]): Promise<Item[]> {
    const listed = await this.partition(keys.people);
    const people = listed.map(({ id }) => keys.person(id?.S ?? ''));
    const own = [...people, ...counters.map((name) => keys.counter(name))].map((key) => this.find(marshall(key)));
    const lists = [keys.unions, keys.gazette('arrangement'), keys.gazette('lines')].map((pk) => this.partition(pk));
    const found = [listed, ...(await Promise.all(lists)), await Promise.all(own)];
    return found.flat().filter((item) => item !== undefined);
  }

  ground() {
    const { kms, secrets, sealKey, blindIndexSecret } = this;
    return { kms, secrets, sealKey, blindIndexSecret };
  }

  progress(seed: number): Progress {
    const known = existsSync(this.file)
      ? (JSON.parse(readFileSync(this.file, 'utf8'), fromText) as Progress)
      : undefined;
    return known?.seed === seed ? known : { seed, done: 0, pending: null };
  }

  /** Puts the household whose number is `done`, and says so: ended anywhere, it is put once. */
  async put(progress: Progress, household: Household): Promise<Progress> {
    this.keep({ ...progress, pending: household });
    return this.finish({ ...progress, pending: household });
  }

  /** Puts what was on its way. Answers how far the seed is. */
  async finish({ seed, done, pending }: Progress): Promise<Progress> {
    if (pending !== null) {
      for (const Item of pending.keys) await this.db.send(new PutItemCommand({ TableName: this.keyTable, Item }));
      for (const { key: Key, contentType: ContentType, body } of pending.files) {
        const Body = Buffer.from(body, 'base64');
        await this.s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, ContentType, Body }));
      }
      if ((await this.find(pending.first[0] as Item)) === undefined) await this.transact(pending.first);
      for (let from = 0; from < pending.rest.length; from += BATCH) {
        const puts = pending.rest.slice(from, from + BATCH).map((Item) => ({ PutRequest: { Item } }));
        await this.db.send(new BatchWriteItemCommand({ RequestItems: { [this.table]: puts } }));
      }
      const registry = new Table(this.table, this.db);
      await Promise.all(pending.traces.map(({ hash, dossier }) => leadBy(registry, hash, dossier)));
    }
    const now = { seed, done: done + 1, pending: null };
    this.keep(now);
    return now;
  }

  /** One that was there already is somebody else's, or another seed's: nothing is put then. */
  private async transact(items: readonly Item[]): Promise<void> {
    const TransactItems = items.map((Item) => ({
      Put: {
        TableName: this.table,
        Item,
        // A counter stands where the last household left it; everything else is new.
        ...(Item.sk?.S === 'COUNTER'
          ? {
              ConditionExpression: 'attribute_not_exists(pk) OR n < :n',
              ExpressionAttributeValues: { ':n': Item.n as AttributeValue },
            }
          : Item.pk?.S === 'DIVISIONS'
            ? {}
            : { ConditionExpression: 'attribute_not_exists(pk)' }),
      },
    }));
    await this.db.send(new TransactWriteItemsCommand({ TransactItems }));
  }

  private async find({ pk, sk }: Item): Promise<Item | undefined> {
    const Key = { pk, sk } as Item;
    return (await this.db.send(new GetItemCommand({ TableName: this.table, Key, ConsistentRead: true }))).Item;
  }

  private async partition(pk: string): Promise<Item[]> {
    const asked = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: pk } } };
    const found: Item[] = [];
    for await (const { Items = [] } of paginateQuery({ client: this.db }, { TableName: this.table, ...asked })) {
      found.push(...Items);
    }
    return found;
  }

  private keep(progress: Progress): void {
    writeFileSync(`${this.file}.new`, JSON.stringify(progress, asText));
    renameSync(`${this.file}.new`, this.file);
  }
}

/** What is binary in an item, in a file of JSON and out of it again. */
const asText = (_: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
const fromText = (name: string, value: unknown): unknown =>
  name === 'B' && typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : value;

/** Into one transaction go the journals and the heads before all else; what is only found by comes after, where there is too much. */
export function parted(items: readonly Item[]): Pick<Household, 'first' | 'rest'> {
  const rank = ({ pk, sk }: Item): number =>
    /^J#/.test(pk?.S ?? '') ? 1 : sk?.S === 'HEAD' ? 0 : /^NAME#/.test(pk?.S ?? '') ? 3 : 2;
  const sorted = [...items].sort((a, b) => rank(a) - rank(b));
  return { first: sorted.slice(0, MOST_AT_ONCE), rest: sorted.slice(MOST_AT_ONCE) };
}
