import { type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Command } from './commands.fixture.ts';

export type Send = (command: Command) => Promise<object>;

interface Failure extends Error {
  Item?: object;
  CancellationReasons?: { Code?: string; Item?: object }[];
}

/** What somebody who sends a command is told: the answer with all its pages, or which error, and of a transaction why. */
export async function told(send: Send, command: Command): Promise<object> {
  try {
    // DynamoDB Local tells of capacity without being asked.
    const { $metadata: _, ConsumedCapacity: __, ...answer } = (await send(command)) as Record<string, unknown>;
    const { LastEvaluatedKey } = answer;
    if (!(command instanceof QueryCommand) || LastEvaluatedKey === undefined) return withoutOrder(answer);
    const next = new QueryCommand({ ...command.input, ExclusiveStartKey: LastEvaluatedKey as never });
    return [withoutOrder(answer), ...[await told(send, next)].flat()];
  } catch (error) {
    const { name, Item, CancellationReasons } = error as Failure;
    if (!name.endsWith('Exception')) throw error;
    return withoutOrder({
      error: name,
      ...(Item && { Item }),
      ...(CancellationReasons && {
        reasons: CancellationReasons.map(({ Code, Item }) => ({ Code, ...(Item && { Item }) })),
      }),
    });
  }
}

export const sendOf =
  (client: DynamoDBClient): Send =>
  (command) =>
    client.send(command as never) as Promise<object>;

/** Past the SDK, which takes longer for a command than either store: the same request and the same answer. */
export const sendTo =
  (endpoint: string): Send =>
  (command) =>
    post(endpoint, `DynamoDB_20120810.${command.constructor.name.replace(/Command$/, '')}`, command.input);

/** @param target service and operation, as the header X-Amz-Target has them */
export async function post<T extends object>(endpoint: string, target: string, input: object): Promise<T> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': target,
      'x-amz-date': '20260101T000000Z',
      authorization:
        'AWS4-HMAC-SHA256 Credential=local/20260101/cn-northwest-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0',
    },
    body: JSON.stringify(input),
  });
  const answer = (await response.json()) as { __type?: string };
  if (response.ok) return answer as T;
  const { __type = '', ...failure } = answer;
  throw Object.assign(new Error(), failure, { name: __type.slice(__type.indexOf('#') + 1) });
}

/** Neither sets nor what a batch brings have an order. */
export function withoutOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutOrder) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, inner]) => {
    if (name === 'Responses' && !Array.isArray(inner)) return [name, mapped(inner as object, sorted)];
    const isSet = (name === 'SS' || name === 'NS') && Array.isArray(inner);
    return [name, isSet ? [...inner].sort() : withoutOrder(inner)];
  });
  return Object.fromEntries(entries) as T;
}

const mapped = (of: object, change: (value: never) => unknown) =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value as never)]));

/** Items by their keys. */
function sorted(items: readonly { pk: { S: string }; sk: { S: string } }[]): unknown {
  const key = ({ pk, sk }: (typeof items)[number]) => `${pk.S} ${sk.S}`;
  return withoutOrder([...items].sort((a, b) => (key(a) < key(b) ? -1 : 1)));
}
