import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  IdempotentParameterMismatchException,
  PutItemCommand,
  QueryCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { DOSSIER_KEYS, MemoryDossierKeys } from './dossier-keys.ts';
import { Items } from './items.ts';
import { LateIndexes } from './late-indexes.ts';
import { type Partition, query, read } from './reads.ts';
import { bytesOf, type Item, Refused } from './values.ts';
import { keyOf, type Prepared, prepare, requireAllowed, requireKey } from './writes.ts';

const MAX_TRANSACTION = 100;
const MAX_TRANSACTION_BYTES = 4 * 1024 * 1024;
const MAX_BATCH = 25;
const MAX_BATCH_READ = 100;

/** What the stream would carry of a write. */
export interface Change {
  before: Item | undefined;
  after: Item | undefined;
}

/**
 * The registry's table in memory, behind the client's own `send`: the commands and expressions that the project uses,
 * with DynamoDB's limits, conditions, transactions and cancellation reasons. Each command is done in one moment, after a
 * turn of the event loop, so that requests meet as they do in the database. Nothing is throttled, and an index is late only
 * where somebody says so (troubles.ts, late-indexes.ts); nothing is deleted by TTL. Held to the real store by
 * agreement.test.ts. Beside it lies the table of data keys.
 */
export class MemoryDynamoDb {
  private readonly items = new Items();
  readonly dossierKeys = new MemoryDossierKeys();
  readonly indexes = new LateIndexes();
  /** Transactions that were done, by their token. AWS knows one for ten minutes; here nothing is sent again later. */
  private readonly tokens = new Map<string, string>();
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

  /** Everything as it is stored: to be read only. */
  stored(): Iterable<Item> {
    return this.items.values();
  }

  /** Whether something lies there. */
  has({ pk, sk }: { pk: string; sk: string }): boolean {
    return this.items.get(keyOf({ pk: { S: pk }, sk: { S: sk } })) !== undefined;
  }

  /** What lies under one partition key, in order, as plain values. */
  lyingUnder<T = Record<string, unknown>>(pk: string): T[] {
    return this.items.in('pk', pk).map((item) => unmarshall(item) as T);
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
    const items = this.items.held();
    const written = this.changes.length;
    const restores = [this.dossierKeys.mark(), this.indexes.mark()];
    return () => {
      for (const restore of restores) restore();
      this.items.become(items);
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
    if (command instanceof GetItemCommand) return this.get(command.input.Key as Item, command.input);
    if (command instanceof QueryCommand) return query((...asked) => this.partition(...asked), command.input);
    if (command instanceof PutItemCommand) return this.single({ Put: command.input as never });
    if (command instanceof DeleteItemCommand) return this.single({ Delete: command.input as never });
    if (command instanceof UpdateItemCommand) return this.single({ Update: command.input as never });
    if (command instanceof BatchWriteItemCommand) return this.batch(command.input.RequestItems ?? {});
    if (command instanceof TransactWriteItemsCommand) return this.transact(command.input);
    if (command instanceof BatchGetItemCommand) {
      const all = Object.entries(command.input.RequestItems ?? {});
      if (all.length === 0 || all.some(([, { Keys = [] }]) => Keys.length === 0))
        throw new Refused('no key in a batch');
      const found = all.map(([table, { Keys = [], ...more }]) => [table, this.getAll(Keys, more)]);
      return { Responses: Object.fromEntries(found), UnprocessedKeys: {} };
    }
    if (command instanceof TransactGetItemsCommand) {
      const gets = command.input.TransactItems ?? [];
      if (gets.length === 0 || gets.length > MAX_TRANSACTION) throw new Refused('1 to 100 items in one transaction');
      const keys = gets.map(({ Get }) => Get?.Key ?? {});
      this.requireNoReason(keys.map((key) => reasonFor(() => requireKey(key))));
      requireDifferent(keys.map(keyOf));
      return { Responses: gets.map(({ Get }) => this.get(Get?.Key as Item, Get ?? {})) };
    }
    throw new Error(`the memory table does not serve ${(command as object).constructor.name}`);
  }

  private partition(...[index, attribute, text]: Parameters<Partition>): readonly Item[] {
    const items = this.items.in(attribute, text);
    return index === undefined ? items : this.indexes.shows(index, attribute, text, items);
  }

  private get(key: Item, request: Parameters<typeof read>[0]): { Item?: Item } {
    const shown = read(request);
    const found = this.items.get(keyOf(requireKey(key)));
    return found ? { Item: shown(found) } : {};
  }

  private getAll(keys: readonly Item[], request: Parameters<typeof read>[0]): Item[] {
    if (keys.length > MAX_BATCH_READ) throw new Refused('1 to 100 keys in one batch');
    requireDifferent(keys.map((key) => keyOf(requireKey(key))));
    return keys.flatMap((key) => {
      const { Item } = this.get(key, request);
      return Item ? [Item] : [];
    });
  }

  private single(write: TransactWriteItem): object {
    const prepared = prepare(write);
    if (prepared.fault) throw prepared.fault;
    const before = this.items.get(prepared.key);
    if (!prepared.holds(before)) {
      const message = 'The conditional request failed';
      throw new ConditionalCheckFailedException({ message, ...prepared.onFailure(before), $metadata: {} });
    }
    this.write([prepared]);
    return prepared.answer(before, this.items.get(prepared.key));
  }

  private batch(requests: Record<string, WriteRequest[]>): object {
    const all = Object.values(requests).flat();
    if (all.length === 0 || all.length > MAX_BATCH) throw new Refused('1 to 25 items in one batch');
    for (const { PutRequest, DeleteRequest } of all) requireAllowed(PutRequest?.Item ?? DeleteRequest?.Key);
    const prepared = all.map(({ PutRequest, DeleteRequest }) =>
      prepare({
        ...(PutRequest && { Put: { TableName: '', ...PutRequest } }),
        ...(DeleteRequest && { Delete: { TableName: '', ...DeleteRequest } }),
      } as TransactWriteItem),
    );
    for (const { fault } of prepared) if (fault) throw fault;
    requireDifferent(prepared.map(({ key }) => key));
    this.write(prepared);
    return { UnprocessedItems: {} };
  }

  private transact({ TransactItems: writes = [], ClientRequestToken: token }: TransactWriteItemsCommandInput): object {
    const request = JSON.stringify(writes);
    const known = token === undefined ? undefined : this.tokens.get(token);
    if (known !== undefined && known !== request) {
      throw new IdempotentParameterMismatchException({ message: 'other parameters', $metadata: {} });
    }
    if (known !== undefined) return {};
    if (writes.length === 0 || writes.length > MAX_TRANSACTION) throw new Refused('1 to 100 items in one transaction');
    const prepared = writes.map(prepare);
    requireDifferent(prepared.map(({ key }) => key));
    const bytes = writes.reduce((sum, { Put }) => sum + bytesOf(Put?.Item ?? {}), 0);
    if (bytes > MAX_TRANSACTION_BYTES) throw new Refused('Transaction request cannot exceed 4 MB');
    this.requireNoReason(prepared.map((each) => this.reasonAgainst(each)));
    this.write(prepared);
    if (token !== undefined) this.tokens.set(token, request);
    return {};
  }

  private requireNoReason(reasons: readonly Reason[]): void {
    if (reasons.every(({ Code }) => Code === 'None')) return;
    const codes = reasons.map(({ Code }) => Code).join(', ');
    throw new TransactionCanceledException({
      message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
      CancellationReasons: [...reasons],
      $metadata: {},
    });
  }

  private reasonAgainst({ key, fault, holds, apply, onFailure }: Prepared): Reason {
    if (fault) return { Code: 'ValidationError' };
    const before = this.items.get(key);
    if (!holds(before)) return { Code: 'ConditionalCheckFailed', ...onFailure(before) };
    return reasonFor(() => apply(before));
  }

  /** All or nothing: what an item may not be is found before anything is stored. */
  private write(prepared: readonly Prepared[]): void {
    const results = prepared.flatMap(({ key, apply, looks }) => {
      const before = this.items.get(key);
      return looks ? [] : [{ key, before, after: apply(before) }];
    });
    for (const { key, after } of results) {
      if (after) this.items.set(key, after);
      else this.items.delete(key);
    }
    for (const { before, after } of results.filter(({ before, after }) => before ?? after)) {
      this.indexes.wrote(before, after);
      this.changes.push({ before, after });
      this.onChange({ before, after });
    }
  }
}

interface Reason {
  Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  Item?: Item;
}

function reasonFor(what: () => unknown): Reason {
  try {
    what();
    return { Code: 'None' };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { Code: 'ValidationError' };
  }
}

function requireDifferent(keys: readonly string[]): void {
  if (new Set(keys).size < keys.length) throw new Refused('multiple operations on one item');
}
