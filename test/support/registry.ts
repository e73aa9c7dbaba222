import { DeleteItemCommand, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { localTable } from '../../tools/local-table.ts';
import type { Item, Registry } from './place.ts';

/** The table of a local cloud, past every function. @param address of the cloud's control */
export async function cloudRegistry(address: string): Promise<Registry> {
  const { client, name: TableName } = await localTable(address);
  return {
    async items() {
      const found: Item[] = [];
      for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
        found.push(...Items.map((item) => unmarshall(item) as Item));
      }
      return found;
    },
    async remove({ pk, sk }) {
      await client.send(new DeleteItemCommand({ TableName, Key: marshall({ pk, sk }) }));
    },
    async put(item) {
      await client.send(new PutItemCommand({ TableName, Item: marshall(item) }));
    },
  };
}
