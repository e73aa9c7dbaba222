import { type DynamoDBClient, GetItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';

/** A table of wrapped data keys, as an operator reads it. */
export interface KeysOf {
  find(dossier: string): Promise<string | undefined>;
  /** The dossiers that have one, in no order. */
  dossiers(): AsyncIterable<string>;
}

export function keysIn(client: DynamoDBClient, TableName: string): KeysOf {
  return {
    async find(dossier) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName, Key: { pk: { S: dossier } }, ConsistentRead: true }),
      );
      return Item?.wrapped?.S;
    },
    async *dossiers() {
      // Which dossiers have one is all that is asked: the keys themselves stay where they are.
      const scan = { TableName, ProjectionExpression: 'pk' };
      for await (const { Items = [] } of paginateScan({ client }, scan)) {
        for (const { pk } of Items) if (pk?.S !== undefined) yield pk.S;
      }
    },
  };
}
