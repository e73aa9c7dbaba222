import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { MemoryApp } from './app.ts';

/**
 * An instance of the functions of its own, to which something else happens while it is at work: right before it asks the
 * table for the n-th time. Nothing is known to it from before.
 */
export function meanwhile(app: MemoryApp, n: number, happens: () => Promise<unknown>): MemoryApp {
  const client = app.edge.dynamoDb as DynamoDBClient;
  let asked = 0;
  const send = async (command: unknown) => {
    if (++asked === n) await happens();
    return client.send(command as never);
  };
  return { ...app, edge: { ...app.edge, dynamoDb: Object.create(client, { send: { value: send } }) } };
}
