import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { indexes, type TableIndex } from '../../../infra/indexes.ts';
import { putOnce } from '../../../shared/registry/keys.ts';
import { DOSSIER_KEYS, MemoryDossierKeys } from './dossier-keys.ts';
import { Expressions, type Item, type Names, order, Refused } from './expressions.ts';
import { Items } from './items.ts';

const MAX_ITEM_BYTES = 400 * 1024;
const MAX_PAGE_BYTES = 1024 * 1024;
const MAX_TRANSACTION = 100;
const MAX_BATCH = 25;

/** The keys of the registry's table (infra/constructs/registry-table.ts). */
const keyAttributes = ['pk', 'sk'] as const;
const indexAttributes = Object.values(indexes).flatMap(({ partition, sort }) => [partition, sort]);

/** One write of a request: whether its condition holds, and what it makes of the item; undefined deletes it. */
interface Prepared {
  key: string;
  holds(before: Item | undefined): boolean;
  apply(before: Item | undefined): Item | undefined;
}

/** What the stream would carry of a write. */
export interface Change {
  before: Item | undefined;
  after: Item | undefined;
}

/**
 * The registry's table in memory, behind the client's own `send`: the commands and expressions that the project uses,
 * with DynamoDB's limits, conditions, transactions and cancellation reasons. Each command is done in one moment, after a
 * turn of the event loop, so that requests meet as they do in the database. Indexes are never late, and nothing is
 * deleted by TTL. Held to the emulator by dynamodb.test.ts. Beside it lies the table of data keys.
 */
export class MemoryDynamoDb {
  private readonly items = new Items();
  readonly dossierKeys = new MemoryDossierKeys();
  /** Everything that was written, in order; not what was to the table of data keys. */
  readonly changes: Change[] = [];
  /** Called after each write, as the stream is. */
  onChange: (change: Change) => void = () => undefined;
  /** Called after each command with what it wrote and answered; undefined when it was refused. */
  onCommand: (command: unknown, written: readonly Change[], answer: object | undefined) => void = () => undefined;

  /** As the client that services take. */
  readonly client = { send: (command: unknown) => this.send(command) } as unknown as DynamoDBClient;

  /** Everything that is stored, as plain values. */
  all<T = Record<string, unknown>>(): T[] {
    return [...this.items.values()].map((item) => unmarshall(item) as T);
  }

  /** Stores an item past every function. */
  put(item: Record<string, unknown>): void {
    const after = marshall(item, { removeUndefinedValues: true });
    const before = this.items.get(keyOf(after));
    this.items.set(keyOf(after), after);
    this.onChange({ before, after });
  }

  /** Answers a function that puts back everything as it is now. */
  mark(): () => void {
    const items = [...this.items.entries()];
    const written = this.changes.length;
    const restoreKeys = this.dossierKeys.mark();
    return () => {
      restoreKeys();
      this.items.clear();
      for (const [key, item] of items) this.items.set(key, item);
      this.changes.length = written;
    };
  }

  /** Takes an item away past every function. */
  remove(key: { pk: string; sk: string }): void {
    const before = this.items.get(keyOf(marshall(key)));
    if (!before) return;
    this.items.delete(keyOf(before));
    this.onChange({ before, after: undefined });
  }

  async send(command: unknown): Promise<object> {
    // As from a network: whoever asks at the same moment has asked before anybody is answered.
    await new Promise((resolve) => setImmediate(resolve));
    const from = this.changes.length;
    let [answer, written]: [object?, (readonly Change[])?] = [];
    try {
      if ((command as { input: { TableName?: string } }).input.TableName === DOSSIER_KEYS) {
        ({ answer, written } = this.dossierKeys.answer(command));
      } else answer = this.answer(command);
      return answer;
    } finally {
      this.onCommand(command, written ?? this.changes.slice(from), answer);
    }
  }

  private answer(command: unknown): object {
    if (command instanceof GetItemCommand) return this.get(command.input.Key as Item);
    if (command instanceof QueryCommand) return this.query(command.input);
    if (command instanceof PutItemCommand) return this.single({ Put: command.input as never });
    if (command instanceof DeleteItemCommand) return this.single({ Delete: command.input as never });
    if (command instanceof UpdateItemCommand) return this.single({ Update: command.input as never });
    if (command instanceof BatchWriteItemCommand) return this.batch(command.input.RequestItems ?? {});
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input.TransactItems ?? []);
    throw new Error(`the memory table does not serve ${(command as object).constructor.name}`);
  }

  private get(key: Item): object {
    const found = this.items.get(keyOf(requireKey(key)));
    return found ? { Item: { ...found } } : {};
  }

  private single(write: TransactWriteItem): object {
    const prepared = prepare(write);
    const before = this.items.get(prepared.key);
    if (!prepared.holds(before)) {
      throw new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata: {} });
    }
    this.write([prepared]);
    const after = this.items.get(prepared.key);
    return write.Update && after ? { Attributes: { ...after } } : {};
  }

  private batch(requests: Record<string, { PutRequest?: { Item?: Item | undefined } | undefined }[]>): object {
    const all = Object.values(requests).flat();
    if (all.length === 0 || all.length > MAX_BATCH) throw new Refused('1 to 25 items in one batch');
    for (const { PutRequest } of all) requireAllowed(PutRequest?.Item as Item);
    const prepared = all.map(({ PutRequest }) => prepare({ Put: { TableName: '', Item: PutRequest?.Item } }));
    requireDifferent(prepared, 'Provided list of item keys contains duplicates');
    this.write(prepared);
    return { UnprocessedItems: {} };
  }

  private transact(writes: TransactWriteItem[]): object {
    if (writes.length === 0 || writes.length > MAX_TRANSACTION) throw new Refused('1 to 100 items in one transaction');
    const prepared = writes.map(prepare);
    requireDifferent(prepared, 'Transaction request cannot include multiple operations on one item');
    const reasons = prepared.map((each) => this.reasonAgainst(each));
    if (reasons.some((Code) => Code !== 'None')) {
      throw new TransactionCanceledException({
        message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.join(', ')}]`,
        CancellationReasons: reasons.map((Code) => ({ Code })),
        $metadata: {},
      });
    }
    this.write(prepared);
    return {};
  }

  private reasonAgainst({ key, holds, apply }: Prepared): 'None' | 'ConditionalCheckFailed' | 'ValidationError' {
    const before = this.items.get(key);
    if (!holds(before)) return 'ConditionalCheckFailed';
    try {
      const after = apply(before);
      if (after) requireStorable(after);
      return 'None';
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return 'ValidationError';
    }
  }

  /** All or nothing: what an item may not be is found before anything is stored. */
  private write(prepared: readonly Prepared[]): void {
    const results = prepared.map(({ key, apply }) => {
      const before = this.items.get(key);
      const after = apply(before);
      if (after) requireStorable(after);
      return { key, before, after };
    });
    for (const { key, after } of results) {
      if (after) this.items.set(key, after);
      else this.items.delete(key);
    }
    for (const { before, after } of results.filter(({ before, after }) => before ?? after)) {
      this.changes.push({ before, after });
      this.onChange({ before, after });
    }
  }

  private query(input: QueryCommandInput): object {
    const { IndexName, KeyConditionExpression, ScanIndexForward = true, Limit, ExclusiveStartKey } = input;
    const index = IndexName === undefined ? undefined : indexOf(IndexName);
    const [partition, sort] = index ? [index.partition, index.sort] : keyAttributes;
    if (IndexName !== undefined && input.ConsistentRead)
      throw new Refused('Consistent reads are not supported on global secondary indexes');
    if (Limit !== undefined && Limit < 1) throw new Refused('Limit must be at least 1');
    const expressions = new Expressions(input);
    const test = expressions.keyCondition(KeyConditionExpression, partition);
    expressions.done();
    const places = [sort, 'pk', 'sk'];
    const compare = (a: Item, b: Item): number => {
      for (const place of places) {
        const found = order(a[place] ?? { S: '' }, b[place] ?? { S: '' }) ?? 0;
        if (found !== 0) return ScanIndexForward ? found : -found;
      }
      return 0;
    };
    const asked = /^#?pk = :pk\b/.test(KeyConditionExpression ?? '') && input.ExpressionAttributeValues?.[':pk']?.S;
    const found = [...(asked ? this.items.in(partition, asked) : this.items.values())]
      .filter((item) => item[partition] !== undefined && item[sort] !== undefined && test(item))
      .filter((item) => ExclusiveStartKey === undefined || compare(item, ExclusiveStartKey) > 0)
      .sort(compare);
    const page = pageOf(index ? found.map((item) => projected(index, item)) : found, Limit);
    const last = page.at(-1);
    const isFull = Limit !== undefined && page.length === Limit;
    const more = last !== undefined && (page.length < found.length || isFull);
    const keys = new Set(['pk', 'sk', partition, sort]);
    return {
      Items: page.map((item) => ({ ...item })),
      Count: page.length,
      ScannedCount: page.length,
      ...(more
        ? { LastEvaluatedKey: Object.fromEntries(Object.entries(last).filter(([name]) => keys.has(name))) }
        : {}),
    };
  }
}

function indexOf(name: string): TableIndex {
  if (!Object.hasOwn(indexes, name)) throw new Refused(`The table does not have the specified index: ${name}`);
  return indexes[name as keyof typeof indexes];
}

/** What an index holds of an item. */
export function projected({ partition, sort, projects }: TableIndex, item: Item): Item {
  const names = [...keyAttributes, partition, sort, ...projects];
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

function pageOf(found: readonly Item[], limit = Number.POSITIVE_INFINITY): Item[] {
  const page: Item[] = [];
  let bytes = 0;
  for (const item of found) {
    if (page.length >= limit || bytes >= MAX_PAGE_BYTES) break;
    page.push(item);
    bytes += bytesOf(item);
  }
  return page;
}

/** What the role of every function is denied (infra/constructs/permissions.ts). */
function requireAllowed(key: Item): void {
  if (!putOnce.some((prefix) => key.pk?.S?.startsWith(prefix))) return;
  throw Object.assign(new Error('explicit deny: an entry or a reading'), { name: 'AccessDeniedException' });
}

function prepare({ Put, Update, Delete }: TransactWriteItem): Prepared {
  if (Update ?? Delete) requireAllowed((Update ?? Delete)?.Key as Item);
  const request = (Put ?? Update ?? Delete) as { ConditionExpression?: string } & Names;
  const expressions = new Expressions(request);
  const test = expressions.condition(request.ConditionExpression);
  const update = Update?.UpdateExpression === undefined ? undefined : expressions.update(Update.UpdateExpression);
  expressions.done();
  if (update?.attributes.some((name) => name === 'pk' || name === 'sk')) {
    throw new Refused('Cannot update attribute. This attribute is part of the key');
  }
  const key = requireKey((Put?.Item ?? Update?.Key ?? Delete?.Key ?? {}) as Item, Put !== undefined);
  return {
    key: keyOf(key),
    holds: (before) => test(before ?? {}),
    apply: (before) => {
      if (Delete) return undefined;
      return Put ? { ...(Put.Item as Item) } : (update?.apply(before ?? { ...key }) ?? before ?? { ...key });
    },
  };
}

function requireDifferent(writes: readonly Prepared[], message: string): void {
  if (new Set(writes.map(({ key }) => key)).size < writes.length) throw new Refused(message);
}

function requireKey(item: Item, isWhole = false): Item {
  for (const name of keyAttributes) {
    const text = item[name]?.S;
    if (text === undefined) throw new Refused(`Missing the key ${name} in the item`);
    if (text === '')
      throw new Refused(`The AttributeValue for a key attribute cannot contain an empty string value. Key: ${name}`);
    const bytes = Buffer.byteLength(text);
    if (bytes > (name === 'pk' ? 2048 : 1024)) throw new Refused(`the key ${name} is too long`);
  }
  if (!isWhole && Object.keys(item).length > 2) throw new Refused('The provided key element does not match the schema');
  return item;
}

function requireStorable(item: Item): void {
  for (const name of indexAttributes) {
    const value = item[name];
    if (value !== undefined && !value.S) throw new Refused(`Type mismatch or empty text for index key ${name}`);
  }
  for (const [name, value] of Object.entries(item)) {
    if (value.SS?.length === 0) throw new Refused(`An string set may not be empty: ${name}`);
  }
  if (bytesOf(item) > MAX_ITEM_BYTES) throw new Refused('Item size has exceeded the maximum allowed size');
}

const keyOf = ({ pk, sk }: Item): string => `${pk?.S}\u0000${sk?.S}`;

/** As DynamoDB counts: names and texts in UTF-8; lists and maps a few bytes more. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: Item[string]): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.replace(/\D/g, '').length / 2) + 1;
  if (value.SS !== undefined) return value.SS.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + bytesOf(value.M);
  return 1;
}
