import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { besideReading } from '../../../shared/registry/keys.ts';

/** A client under the role of a function that only reads (infra/constructs/permissions.ts). */
export function readsOnly(client: DynamoDBClient): DynamoDBClient {
  const send = (command: unknown): Promise<unknown> => {
    for (const pk of putBy(command)) {
      if (besideReading.some((prefix) => pk?.startsWith(prefix))) continue;
      const message = `a function that only reads: ${(command as object).constructor.name} ${pk?.split('#')[0]}#`;
      throw Object.assign(new Error(message), { name: 'AccessDeniedException' });
    }
    return (client as { send(command: unknown): Promise<unknown> }).send(command);
  };
  return { send } as unknown as DynamoDBClient;
}

/** Partitions that a command puts to or updates; an undefined one for whatever else it would do. */
function putBy(command: unknown): (string | undefined)[] {
  const reads = [GetItemCommand, BatchGetItemCommand, QueryCommand];
  if (reads.some((kind) => command instanceof kind)) return [];
  if (command instanceof PutItemCommand) return [command.input.Item?.pk?.S];
  if (command instanceof UpdateItemCommand) return [command.input.Key?.pk?.S];
  if (!(command instanceof TransactWriteItemsCommand)) return [undefined];
  return (command.input.TransactItems ?? []).map(({ Put, Update }) => (Put?.Item ?? Update?.Key)?.pk?.S);
}
