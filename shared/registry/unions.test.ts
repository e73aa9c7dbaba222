import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { isOwnOf } from '../organisation/org-path.ts';
import { unions } from '../services/services.ts';
import { keys } from './keys.ts';

const city = '530000/530100';
let app: MemoryApp;
/** Items that the table read for queries. */
let read: number;

beforeEach(() => {
  app = memoryApp();
  read = 0;
  app.dynamoDb.onCommand = (command, _written, answer) => {
    if (command instanceof QueryCommand) read += (answer as { ScannedCount: number }).ScannedCount;
  };
});

function registered(...orgPaths: string[]): void {
  for (const orgPath of orgPaths) app.dynamoDb.put({ ...keys.union(orgPath), orgPath, name: orgPath, active: true });
}
const units = (of: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${of}/U${String(n).padStart(4, '0')}`);
const ownOf = async (orgPath: string, most = 500) =>
  (await unions(app).own(orgPath, most)).map(({ orgPath: each }) => each);

describe('一个工会的本级和直属单位', () => {
  it('单位的编号排在各县前面、中间、后面，一个不漏；县里的、邻市的一个没有', async () => {
    const own = [city, `${city}/0001`, `${city}/530102-1`, `${city}/530103A`, ...units(city, 70), `${city}/z9/1`];
    const others = ['530102', '530103', '530181'].flatMap((code) => [
      `${city}/${code}`,
      ...units(`${city}/${code}`, 60),
    ]);
    registered(...own, ...others, '530000', '530000/530300', '530000/530300/U1', '530000/Z1');
    expect((await ownOf(city)).toSorted()).toEqual(own.toSorted());
    expect(await ownOf('530000')).toEqual(['530000', '530000/Z1']);
    expect(await ownOf(`${city}/530102`)).toHaveLength(61);
    for (const each of await ownOf(city)) expect(isOwnOf(city, each)).toBe(true);
  });

  it('县里的工会再多，市里的读的一样多；至多几个就是几个', async () => {
    registered(city, ...units(city, 20), ...units(`${city}/530102`, 200));
    await ownOf(city);
    const few = read;
    registered(...units(`${city}/530102`, 3_000));
    read = 0;
    expect(await ownOf(city)).toHaveLength(21);
    expect(read).toBe(few);
    expect(await ownOf(city, 5)).toEqual([city, ...units(city, 4)]);
  });
});
