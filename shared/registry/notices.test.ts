import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { notices, table } from '../services/services.ts';
import { keys } from './keys.ts';

const today = '2026-11-09';
const until = '2026-11-13';
const [province, county, another] = ['530000', '530102', '530103'];

let app: MemoryApp;
/** What the table was asked: queries, and the items that it read for them. */
let read: { queries: number; items: number };

beforeEach(() => {
  app = memoryApp();
  read = { queries: 0, items: 0 };
  app.dynamoDb.onCommand = (command, _written, answer) => {
    if (!(command instanceof QueryCommand)) return;
    read.queries++;
    read.items += (answer as { ScannedCount: number }).ScannedCount;
  };
});
afterEach(() => {
  app.dynamoDb.onCommand = () => undefined;
});

const idOf = (n: number) => `${until.replaceAll('-', '')}-${String(n).padStart(12, '0')}`;

/** Notices on the wall, of which every tenth hundred belongs to the county that is asked for. */
function up(count: number, of: (n: number) => string): void {
  for (let n = 0; n < count; n++) {
    const [id, division] = [idOf(n), of(n)];
    const item = { summary: { id, from: today, until }, division };
    for (const each of [province, division]) app.dynamoDb.put({ ...keys.notice(each, until, id), ...item });
  }
}

async function costOf(division: string | null, after: string | null = null) {
  read = { queries: 0, items: 0 };
  const page = await notices(app).page(today, { division, limit: 15, after });
  return { ids: page.notices.map(({ summary }) => summary.id), next: page.next, ...read };
}

describe('公示栏', () => {
  it('一页读的一样多，墙上一百户还是十万户；一个县的只读它自己的', async () => {
    // The county's are the last of all: whoever reads on through the others' reads them all.
    up(100, (n) => (n < 80 ? another : county));
    const few = [await costOf(null), await costOf(county)];
    up(100_000, (n) => (n < 99_980 ? another : county));
    const many = [await costOf(null), await costOf(county)];
    const cost = ({ queries, items }: { queries: number; items: number }) => ({ queries, items });
    expect(few.map(cost)).toEqual([
      { queries: 1, items: 16 },
      { queries: 1, items: 16 },
    ]);
    expect(many.map(cost)).toEqual(few.map(cost));
    expect(many.map(({ ids }) => ids.length)).toEqual([15, 15]);
  }, 60_000);

  it('一个县的翻到底，各户一次；全省的也是', async () => {
    up(40, (n) => (n % 2 ? county : another));
    for (const [division, count] of [
      [county, 20],
      [null, 40],
    ] as const) {
      const seen: string[] = [];
      for (let after: string | null = null, pages = 0; pages < 9; pages++) {
        const { ids, next } = await costOf(division, after);
        seen.push(...ids);
        if (next === null) break;
        after = next;
      }
      expect(seen).toHaveLength(count);
      expect(new Set(seen).size).toBe(count);
    }
  });

  it('正好一页的，没有下一页；没有公示的县是空的；过了末日的不列', async () => {
    up(15, () => county);
    expect(await costOf(county)).toMatchObject({ next: null });
    expect(await costOf(another)).toMatchObject({ ids: [], next: null });
    expect((await notices(app).page('2026-11-14', { division: county, limit: 15, after: null })).notices).toEqual([]);
  });

  it('省的代码只是省总工会本级和直属单位的，各县的、各市本级的不在里面；不写的是全省的', async () => {
    const put = (n: number, division: string) => {
      const summary = { id: idOf(n), from: today, until } as never;
      return table(app).transact(
        notices(app).openWrites({ dossierId: 'x', summary, division, workingDays: 5, ttl: 9e9 }),
      );
    };
    await put(1, county);
    await put(2, '530100');
    await put(3, province);
    expect((await costOf(null)).ids).toEqual([idOf(1), idOf(2), idOf(3)]);
    expect((await costOf(province)).ids).toEqual([idOf(3)]);
    expect((await costOf('530100')).ids).toEqual([idOf(2)]);
  });

  it('撤下的，全省的和县里的一并没有；属于省本级的也一样', async () => {
    const summary = { id: idOf(1), from: today, until } as never;
    const item = { dossierId: 'x', summary, workingDays: 5, ttl: 9e9 };
    for (const division of [county, province]) {
      await table(app).transact(notices(app).openWrites({ ...item, division }));
      const up = async () => [await costOf(null), await costOf(division)].map(({ ids }) => ids);
      expect(await up()).toEqual([[idOf(1)], [idOf(1)]]);
      await table(app).transact(notices(app).closeWrites(idOf(1), division));
      expect(await up()).toEqual([[], []]);
    }
  });
});
