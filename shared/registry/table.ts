import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { inLanes } from '../runtime/lanes.ts';
import type { Key } from './keys.ts';
import { isThrottle, isThrottleReason, Throttled } from './throttled.ts';

export type Item = object;

/** One write of a transaction, with what it means if its condition fails. */
export interface Write {
  item: TransactWriteItem;
  /** Names the effect, so that whoever records knows which condition failed. */
  effect: string;
}

const MAX_ATTEMPTS = 6;
/** So long a throttled command is tried again. A function that answers has 15 s, and `againWhenMet` may have used eight. */
const THROTTLED_MS = 4_000;
/** What one BatchWriteItem takes, and one BatchGetItem. */
const BATCH = 25;
const READ_BATCH = 100;
/**
 * So many such commands are under way at once: of sixty thousand items of one partition, which takes a thousand a second, all
 * at once would be handed back until nobody tries any more.
 */
const BATCHES_AT_ONCE = 8;

/** Transactions kept meeting on one item; whoever asks again sees what the other one did. */
export class Contention extends Error {
  constructor(options: { cause: unknown }) {
    super('transactions met', options);
    this.name = 'Contention';
  }
}

/** The one table, at the level of items. Everything reads consistently: a dossier must never look older than it is. */
export class Table {
  readonly name: string;
  private readonly client: DynamoDBClient;

  constructor(name: string, client: DynamoDBClient) {
    this.name = name;
    this.client = client;
  }

  /**
   * Throws Throttled when the table takes no more for some seconds. The SDK has tried each time before; but it does not
   * know a transaction that was cancelled because one of its writes was throttled.
   */
  private send: DynamoDBClient['send'] = async (command: never): Promise<never> => {
    const start = performance.now();
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.client.send(command)) as never;
      } catch (error) {
        // A condition that failed decides, whatever else was throttled.
        const reasons = cancellationReasons(error);
        const throttled = reasons
          ? reasons.some(isThrottleReason) && !reasons.includes('ConditionalCheckFailed')
          : isThrottle(error);
        if (!throttled) throw error;
        if (performance.now() - start > THROTTLED_MS) throw new Throttled({ cause: error });
        await pause(attempt);
      }
    }
  };

  async find<T extends Item>(key: Key): Promise<T | undefined> {
    const command = new GetItemCommand({
      TableName: this.name,
      Key: marshall({ pk: key.pk, sk: key.sk }),
      ConsistentRead: true,
    });
    const { Item } = await this.send(command);
    return Item && (unmarshall(Item) as T);
  }

  /** Those there are of some items, in no order; as few commands as may be, each asking for a hundred. */
  async findAll<T extends Key>(places: readonly Key[]): Promise<T[]> {
    const found: T[] = [];
    const Keys = places.map(({ pk, sk }) => marshall({ pk, sk }));
    await eachBatch(Keys, READ_BATCH, async (asked) => {
      const RequestItems = { [this.name]: { Keys: asked, ConsistentRead: true } };
      const { Responses, UnprocessedKeys } = await this.send(new BatchGetItemCommand({ RequestItems }));
      for (const item of Responses?.[this.name] ?? []) found.push(unmarshall(item) as T);
      return UnprocessedKeys?.[this.name]?.Keys ?? [];
    });
    return found;
  }

  /** Items of one partition whose sort key lies between two texts, in order; all pages. */
  async range<T extends Item>(
    pk: string,
    from: string,
    to: string,
    options: { limit?: number; backward?: boolean } = {},
  ): Promise<T[]> {
    const found: T[] = [];
    for await (const page of this.pages<T>(pk, from, to, options)) found.push(...page);
    return found;
  }

  /** The same page by page, for what is too much to be held at once. */
  async *pages<T extends Item>(
    pk: string,
    from: string,
    to: string,
    options: { limit?: number; backward?: boolean } = {},
  ): AsyncGenerator<T[]> {
    let count = 0;
    let start: Record<string, AttributeValue> | undefined;
    do {
      const page = await this.send(
        new QueryCommand({
          TableName: this.name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: marshall({ ':pk': pk, ':from': from, ':to': to }),
          ConsistentRead: true,
          ...(options.limit === undefined ? {} : { Limit: options.limit - count }),
          ...(options.backward ? { ScanIndexForward: false } : {}),
          ...(start ? { ExclusiveStartKey: start } : {}),
        }),
      );
      const items = (page.Items ?? []).map((item) => unmarshall(item) as T);
      count += items.length;
      yield items;
      start = page.LastEvaluatedKey;
    } while (start && (options.limit === undefined || count < options.limit));
  }

  /** One page of an index partition, in order of its sort key, beginning after `after`. */
  async indexPage<T extends Item>(
    index: 'byStatus' | 'byDue',
    partition: string,
    options: { prefix?: string; until?: string; limit: number; after?: Item; backward?: boolean },
  ): Promise<{ items: T[]; last: Item | undefined }> {
    const [pk, sk] = index === 'byStatus' ? ['status', 'statusSort'] : ['due', 'dueSort'];
    // One of the two: a sort key takes one condition.
    const within = options.prefix ? ['begins_with(#sk, :prefix)'] : options.until ? ['#sk <= :until'] : [];
    const { Items, LastEvaluatedKey } = await this.send(
      new QueryCommand({
        TableName: this.name,
        IndexName: index,
        KeyConditionExpression: ['#pk = :pk', ...within].join(' AND '),
        ExpressionAttributeNames: { '#pk': pk as string, ...(within.length > 0 ? { '#sk': sk as string } : {}) },
        ExpressionAttributeValues: marshall({
          ':pk': partition,
          ...(options.prefix ? { ':prefix': options.prefix } : {}),
          ...(options.until ? { ':until': options.until } : {}),
        }),
        Limit: options.limit,
        ...(options.backward ? { ScanIndexForward: false } : {}),
        ...(options.after ? { ExclusiveStartKey: marshall(options.after) } : {}),
      }),
    );
    return {
      items: (Items ?? []).map((item) => unmarshall(item) as T),
      last: LastEvaluatedKey && unmarshall(LastEvaluatedKey),
    };
  }

  async put<T extends Key>(item: T): Promise<void> {
    const Item = marshall(item, { removeUndefinedValues: true });
    await this.send(new PutItemCommand({ TableName: this.name, Item }));
  }

  /** Puts an item where none is yet; what is there stays. */
  async putNew<T extends Key>(item: T): Promise<void> {
    const Item = marshall(item, { removeUndefinedValues: true });
    const ConditionExpression = 'attribute_not_exists(pk)';
    try {
      await this.send(new PutItemCommand({ TableName: this.name, Item, ConditionExpression }));
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
    }
  }

  /** Puts items that may be put again, each by itself and in any order: after a failure some are there and some not. */
  async putAll(items: readonly Key[]): Promise<void> {
    const requests: WriteRequest[] = items.map((item) => ({ PutRequest: { Item: marshall(item) } }));
    await eachBatch(requests, BATCH, async (batch) => {
      const { UnprocessedItems } = await this.send(new BatchWriteItemCommand({ RequestItems: { [this.name]: batch } }));
      return UnprocessedItems?.[this.name] ?? [];
    });
  }

  /** Deletes an item; harmless when there is none. */
  async remove({ pk, sk }: Key): Promise<void> {
    await this.send(new DeleteItemCommand({ TableName: this.name, Key: marshall({ pk, sk }) }));
  }

  /** Deletes an item that is as the condition says; answers whether it was. */
  async removeIf({ pk, sk }: Key, ConditionExpression: string, values?: Item): Promise<boolean> {
    const command = new DeleteItemCommand({
      TableName: this.name,
      Key: marshall({ pk, sk }),
      ConditionExpression,
      ...(values ? { ExpressionAttributeValues: marshall(values) } : {}),
    });
    try {
      await this.send(command);
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }

  /** Runs an update expression; undefined when its condition failed, otherwise the item as it is now. */
  async update<T extends Item>(
    key: Key,
    expression: string,
    values: Item,
    options: { condition?: string; names?: Record<string, string> } = {},
  ): Promise<T | undefined> {
    const command = new UpdateItemCommand({
      TableName: this.name,
      Key: marshall({ pk: key.pk, sk: key.sk }),
      UpdateExpression: expression,
      ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }),
      ReturnValues: 'ALL_NEW',
      ...(options.condition ? { ConditionExpression: options.condition } : {}),
      ...(options.names ? { ExpressionAttributeNames: options.names } : {}),
    });
    try {
      const { Attributes } = await this.send(command);
      return unmarshall(Attributes ?? {}) as T;
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  }

  /**
   * Writes all or nothing; answers the effects whose conditions failed, or an empty list when all was written. Two
   * transactions that meet on an item cancel each other in DynamoDB; asking again lets exactly one condition decide.
   * Throws Contention when others would not let go, and Throttled when the table takes no more.
   */
  async transact(writes: Write[]): Promise<string[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ item }) => item) }));
        return [];
      } catch (error) {
        const reasons = cancellationReasons(error);
        const failed = writes.filter((_, index) => reasons?.[index] === 'ConditionalCheckFailed');
        if (failed.length > 0) return failed.map(({ effect }) => effect);
        if (!reasons?.includes('TransactionConflict')) throw error;
        if (attempt === MAX_ATTEMPTS) throw new Contention({ cause: error });
        await pause(attempt);
      }
    }
  }

  /** A put inside a transaction; by default only where no item is yet. */
  putWrite<T extends Key>(
    effect: string,
    item: T,
    condition: string | null = 'attribute_not_exists(pk)',
    values?: Item,
    names?: Record<string, string>,
  ): Write {
    return {
      effect,
      item: {
        Put: {
          TableName: this.name,
          Item: marshall(item, { removeUndefinedValues: true }),
          ...(condition === null ? {} : { ConditionExpression: condition }),
          ...(values ? { ExpressionAttributeValues: marshall(values) } : {}),
          ...(names ? { ExpressionAttributeNames: names } : {}),
        },
      },
    };
  }

  updateWrite(
    effect: string,
    key: Key,
    expression: string,
    values: Item,
    condition: string | null,
    names?: Record<string, string>,
  ): Write {
    return {
      effect,
      item: {
        Update: {
          TableName: this.name,
          Key: marshall({ pk: key.pk, sk: key.sk }),
          UpdateExpression: expression,
          ...(condition === null ? {} : { ConditionExpression: condition }),
          ...(Object.keys(values).length === 0
            ? {}
            : { ExpressionAttributeValues: marshall(values, { removeUndefinedValues: true }) }),
          ...(names ? { ExpressionAttributeNames: names } : {}),
        },
      },
    };
  }

  /** Only looks: the transaction fails unless the item is as the condition says. */
  checkWrite(effect: string, key: Key, condition: string, values: Item): Write {
    return {
      effect,
      item: {
        ConditionCheck: {
          TableName: this.name,
          Key: marshall({ pk: key.pk, sk: key.sk }),
          ConditionExpression: condition,
          ExpressionAttributeValues: marshall(values),
        },
      },
    };
  }

  deleteWrite(effect: string, key: Key, condition?: { expression: string; values: Item }): Write {
    return {
      effect,
      item: {
        Delete: {
          TableName: this.name,
          Key: marshall({ pk: key.pk, sk: key.sk }),
          ...(condition
            ? { ConditionExpression: condition.expression, ExpressionAttributeValues: marshall(condition.values) }
            : {}),
        },
      },
    };
  }
}

/** Sends so many at once as one command takes. DynamoDB hands back what it had no capacity for: that goes again, later each time. */
async function eachBatch<T>(all: readonly T[], most: number, send: (batch: T[]) => Promise<T[]>): Promise<void> {
  const batches = Array.from({ length: Math.ceil(all.length / most) }, (_, i) => all.slice(i * most, (i + 1) * most));
  await inLanes(batches, BATCHES_AT_ONCE, async (batch) => {
    let left = batch;
    for (let attempt = 1; ; attempt++) {
      const before = left.length;
      left = await send(left);
      if (left.length === 0) return;
      // As long as some of it is taken it is worth while to go on.
      if (left.length < before) attempt = 1;
      if (attempt === MAX_ATTEMPTS) throw new Throttled({ cause: 'items were left over' });
      await pause(attempt);
    }
  });
}

/** Random and longer each time, so that those who met do not meet again. */
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** Math.min(attempt, 6)));
}

function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

function cancellationReasons(error: unknown): (string | undefined)[] | undefined {
  if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') return undefined;
  const { CancellationReasons } = error as { CancellationReasons?: { Code?: string }[] };
  return CancellationReasons?.map(({ Code }) => Code);
}
