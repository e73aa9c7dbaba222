import {
  DeleteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  paginateScan,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { local } from './inside.ts';
import type { Province } from './province.ts';

export type Item = Record<string, unknown> & { pk: string; sk: string };

/** The table as it lies in the database, read and written past every function. */
export class Registry {
  private readonly client: DynamoDBClient;
  private readonly name: string;

  private constructor(client: DynamoDBClient, name: string) {
    this.client = client;
    this.name = name;
  }

  static async of(province: Province): Promise<Registry> {
    const environment = await local<Record<string, string>>(province, 'environment.json');
    const { AWS_REGION = '', AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ACCESS_KEY_ID = '' } = environment;
    const client = new DynamoDBClient({
      region: AWS_REGION,
      endpoint: AWS_ENDPOINT_URL_DYNAMODB,
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '' },
    });
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    const [name] = TableNames;
    if (name === undefined || TableNames.length > 1) throw new Error(`tables: ${TableNames.join(', ')}`);
    return new Registry(client, name);
  }

  /** Everything that is in it. */
  async items(): Promise<Item[]> {
    const found: Item[] = [];
    for await (const { Items = [] } of paginateScan({ client: this.client }, { TableName: this.name })) {
      found.push(...Items.map((item) => unmarshall(item) as Item));
    }
    return found;
  }

  async remove({ pk, sk }: Pick<Item, 'pk' | 'sk'>): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: this.name, Key: marshall({ pk, sk }) }));
  }

  async put(item: Item): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: this.name, Item: marshall(item) }));
  }
}
