import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { Table } from './table.ts';

type Requests = { PutRequest: { Item: { sk: { S: string } } } }[];

const keysOf = (count: number) => Array.from({ length: count }, (_, i) => ({ pk: 'TRACE#x', sk: `D#${i}` }));
const table = () => new Table('registry', new DynamoDBClient({ region: 'cn-northwest-1' }));

/** DynamoDB as it answers when it is busy: `takes` says how many of each batch it writes. */
function busyDynamo(takes: (call: number) => number) {
  const written: string[] = [];
  const sizes: number[] = [];
  mockClient(DynamoDBClient)
    .on(BatchWriteItemCommand)
    .callsFake(({ RequestItems }: { RequestItems: { registry: Requests } }) => {
      const requests = RequestItems.registry;
      sizes.push(requests.length);
      const count = takes(sizes.length);
      written.push(...requests.slice(0, count).map(({ PutRequest }) => PutRequest.Item.sk.S));
      const left = requests.slice(count);
      return left.length > 0 ? { UnprocessedItems: { registry: left } } : {};
    });
  return { written, sizes };
}

it('一批至多二十五项：再多的分几批，一项不少', async () => {
  const { written, sizes } = busyDynamo(() => 25);
  await table().putAll(keysOf(60));
  expect(sizes).toEqual([25, 25, 10]);
  expect(new Set(written).size).toBe(60);
});

it('数据库没有来得及写的退回来，再写，直到写完', async () => {
  const { written, sizes } = busyDynamo((call) => (call < 3 ? 4 : 25));
  await table().putAll(keysOf(10));
  expect(sizes).toEqual([10, 6, 2]);
  expect(written).toEqual(keysOf(10).map(({ sk }) => sk));
});

it('一直写不进去的说写不进去，不当作写完了', async () => {
  busyDynamo(() => 0);
  await expect(table().putAll(keysOf(1))).rejects.toThrow('unwritten');
});
