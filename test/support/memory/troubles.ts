import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  RequestLimitExceeded,
  ThrottlingException,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

/**
 * What AWS does to a command and neither local store does, by what its documentation says. Whoever plays AWS decides
 * when, and which of the command's items are struck (`at`, their places in the request; a single one has place 0).
 */
export type Trouble =
  /** Capacity is used up. */
  | { kind: 'throttled'; at: readonly number[]; as?: keyof typeof throttles }
  /** Somebody's transaction is under way on the items. */
  | { kind: 'met'; at: readonly number[] }
  /** The same transaction, sent before, is still under way. */
  | { kind: 'in progress' }
  /** What was done is not heard of, so many times; the SDK sends a command three times. */
  | { kind: 'reply lost'; times: 1 | 2 | 3 };

type Send = (command: object) => Promise<object>;

/** By the name of the error: the error, and what it is called among a transaction's reasons. */
const throttles = {
  ProvisionedThroughputExceededException: [ProvisionedThroughputExceededException, 'ProvisionedThroughputExceeded'],
  ThrottlingException: [ThrottlingException, 'ThrottlingError'],
  RequestLimitExceeded: [RequestLimitExceeded, 'ThrottlingError'],
} as const;

/** How often the SDK sends a command of which it hears nothing, the first time included. */
const ATTEMPTS = 3;

/** Of how many items a command speaks. */
export function itemsOf(command: object): number {
  if (command instanceof TransactWriteItemsCommand || command instanceof TransactGetItemsCommand) {
    return command.input.TransactItems?.length ?? 0;
  }
  if (command instanceof BatchWriteItemCommand) return Object.values(command.input.RequestItems ?? {}).flat().length;
  if (command instanceof BatchGetItemCommand) {
    return Object.values(command.input.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys).length;
  }
  return 1;
}

/** Sends a command on which a trouble comes. */
export async function inTrouble(send: Send, command: object, trouble: Trouble): Promise<object> {
  if (trouble.kind === 'reply lost') return unheard(send, command, trouble.times);
  if (trouble.kind === 'in progress') {
    if (!(command instanceof TransactWriteItemsCommand)) return send(command);
    throw new TransactionInProgressException({ message: 'in progress', $metadata: {} });
  }
  const [Throttle, throttled] = throttles[(trouble.kind === 'throttled' && trouble.as) || 'ThrottlingException'];
  const [error, reason] =
    trouble.kind === 'met'
      ? [
          new TransactionConflictException({ message: 'Transaction is ongoing for the item', $metadata: {} }),
          'TransactionConflict',
        ]
      : [new Throttle({ message: 'Throughput exceeds the current capacity', $metadata: {} }), throttled];
  const { at } = trouble;
  if (at.length === 0) return send(command);
  if (command instanceof TransactWriteItemsCommand || command instanceof TransactGetItemsCommand) {
    throw cancelled(itemsOf(command), at, reason);
  }
  if (command instanceof BatchWriteItemCommand || command instanceof BatchGetItemCommand) {
    if (at.length === itemsOf(command) && trouble.kind === 'throttled') throw error;
    return command instanceof BatchWriteItemCommand ? partlyWritten(send, command, at) : partlyRead(send, command, at);
  }
  const writes = [PutItemCommand, UpdateItemCommand, DeleteItemCommand].some((kind) => command instanceof kind);
  // A read goes on beside a transaction.
  if (trouble.kind === 'met' && !writes) return send(command);
  throw error;
}

/** One reason an item, in the order of the request; None for those that were not struck. */
function cancelled(items: number, at: readonly number[], reason: string): TransactionCanceledException {
  const codes = Array.from({ length: items }, (_, place) => (at.includes(place) ? reason : 'None'));
  return new TransactionCanceledException({
    message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`,
    CancellationReasons: codes.map((Code) => ({ Code })),
    $metadata: {},
  });
}

/** Places count through all tables, in the order of the request. */
function parted<T>(lists: readonly (readonly [string, readonly T[]])[], at: readonly number[]) {
  let place = 0;
  const [taken, left]: [Record<string, T[]>, Record<string, T[]>] = [{}, {}];
  for (const [table, all] of lists) {
    for (const each of all) {
      const part = at.includes(place++) ? left : taken;
      part[table] = [...(part[table] ?? []), each];
    }
  }
  return { taken, left };
}

async function partlyWritten(send: Send, { input }: BatchWriteItemCommand, at: readonly number[]): Promise<object> {
  const { taken, left } = parted(Object.entries(input.RequestItems ?? {}), at);
  if (Object.keys(taken).length > 0) await send(new BatchWriteItemCommand({ ...input, RequestItems: taken }));
  return { UnprocessedItems: left };
}

async function partlyRead(send: Send, { input }: BatchGetItemCommand, at: readonly number[]): Promise<object> {
  const tables = input.RequestItems ?? {};
  const { taken, left } = parted(
    Object.entries(tables).map(([table, { Keys = [] }]) => [table, Keys] as const),
    at,
  );
  const asked = (keys: typeof taken) =>
    Object.fromEntries(Object.entries(keys).map(([table, Keys]) => [table, { ...tables[table], Keys }]));
  const answer =
    Object.keys(taken).length > 0 ? await send(new BatchGetItemCommand({ RequestItems: asked(taken) })) : {};
  return { Responses: {}, ...answer, UnprocessedKeys: asked(left) };
}

/**
 * Done, and then sent again by the SDK, which gives every transaction a token: one that was done is not done again. A put
 * under a condition is refused the second time for what the first one wrote.
 */
async function unheard(send: Send, command: object, times: number): Promise<object> {
  const token = `unheard-${sent++}`;
  const again =
    command instanceof TransactWriteItemsCommand
      ? new TransactWriteItemsCommand({ ClientRequestToken: token, ...command.input })
      : command;
  for (let n = 0; n < times; n++) await send(again).catch(() => undefined);
  if (times < ATTEMPTS) return send(again);
  throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
}

let sent = 0;
