import { type DynamoDBClient, paginateQuery, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Key } from '../../shared/registry/keys.ts';

/** An item as it lies in the table, of which nothing is believed. */
export type StoredItem = Key & Readonly<Record<string, unknown>>;

/** The registry's table past every function, as an operator reads it. */
export interface Stored {
  /** Everything under one partition key, in order; with a sort key, that one need be there and no other. */
  partition(pk: string, sk?: string): Promise<StoredItem[]>;
  /** Everything there is, in no order. */
  scan(): AsyncIterable<StoredItem>;
}

export function storedIn(client: DynamoDBClient, TableName: string): Stored {
  return {
    async partition(pk, sk) {
      const found: StoredItem[] = [];
      const query = {
        TableName,
        ConsistentRead: true,
        KeyConditionExpression: sk === undefined ? 'pk = :pk' : 'pk = :pk AND sk = :sk',
        ExpressionAttributeValues: marshall({ ':pk': pk, ...(sk === undefined ? {} : { ':sk': sk }) }),
      };
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        found.push(...Items.map((item) => unmarshall(item) as StoredItem));
      }
      return found;
    },
    async *scan() {
      for await (const { Items = [] } of paginateScan({ client }, { TableName, ConsistentRead: true })) {
        yield* Items.map((item) => unmarshall(item) as StoredItem);
      }
    },
  };
}

/** One item of it. */
export async function storedItem(stored: Stored, { pk, sk }: Key): Promise<StoredItem | undefined> {
  return (await stored.partition(pk, sk)).find((item) => item.sk === sk);
}
