import { beforeEach, describe, expect, it } from 'vitest';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { crowdOf, traceKinds } from '../duplicates/traces.ts';
import { table as tableOf } from '../services/services.ts';
import { newId } from './ids.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';
import { foundBy, leadBy, leadingTo, leadNoMore, listsOf, MOST_LISTED, type TraceList } from './trace-lists.ts';

let app: MemoryApp;
let table: Table;
beforeEach(() => {
  app = memoryApp();
  table = tableOf(app);
});

const many = (count: number) => Array.from({ length: count }, () => newId());
const under = (hash: string) => app.dynamoDb.lyingUnder<Key & Partial<TraceList>>(`TRACE#${hash}`);
async function found(hash: string): Promise<string[]> {
  const list = (await listsOf(table, [hash])).get(hash);
  const all: string[] = [];
  if (list) for await (const some of foundBy(table, list, 5)) all.push(...some);
  return all.sort();
}

it('一条线索下的档案在一项里；满了，再来的各占一项，单子上有记号，都找得到', async () => {
  const ids = many(MOST_LISTED + 7);
  for (const id of ids) await leadBy(table, 'x', id);
  const [list, ...beside] = under('x').sort((a) => (a.sk === 'LIST' ? -1 : 1));
  expect([list?.ids?.size, list?.more, beside.length]).toEqual([MOST_LISTED, true, 7]);
  expect(await found('x')).toEqual([...ids].sort());
  for (const id of ids) expect(await leadingTo(table, ['x', 'y'], id)).toEqual(new Set(['x']));
});

it('单子够数出任何一种的太多；一项不超过一个写单位', async () => {
  for (const kind of traceKinds) expect(MOST_LISTED).toBeGreaterThan(crowdOf(kind) + 1);
  for (const id of many(MOST_LISTED + 1)) await leadBy(table, 'h'.repeat(22), id);
  const list = under('h'.repeat(22)).find(({ sk }) => sk === 'LIST');
  const bytes = JSON.stringify({ ...list, ids: [...(list?.ids ?? [])] }).length;
  expect(bytes).toBeLessThanOrEqual(1024);
});

it('留几遍都在原处：单子里的不因满了另占一项，另占一项的不因单子空了回去', async () => {
  const ids = many(MOST_LISTED + 2);
  for (const id of [...ids, ...ids]) await leadBy(table, 'x', id);
  const before = under('x');
  expect(before).toHaveLength(3);
  await leadNoMore(table, 'x', ids[0] as string);
  for (const id of ids.slice(1)) await leadBy(table, 'x', id);
  expect(under('x')).toHaveLength(3);
  expect(await found('x')).toEqual(ids.slice(1).sort());
});

it('去掉一个，别的都在；去掉几遍也一样，没有的不因此添上；一个也没有了，项也没有了', async () => {
  const [one, other, stranger] = many(3) as [string, string, string];
  await leadNoMore(table, 'x', stranger);
  expect(under('x')).toEqual([]);
  await leadBy(table, 'x', one);
  await leadBy(table, 'x', other);
  for (const id of [stranger, one, one]) await leadNoMore(table, 'x', id);
  expect(await found('x')).toEqual([other]);
  await leadNoMore(table, 'x', other);
  expect(under('x')).toEqual([]);
});

it('另占一项的去掉，和单子里的一样', async () => {
  const ids = many(MOST_LISTED + 2);
  for (const id of ids) await leadBy(table, 'x', id);
  for (const id of ids) await leadNoMore(table, 'x', id);
  expect(await found('x')).toEqual([]);
  expect(under('x').filter(({ sk }) => sk !== 'LIST')).toEqual([]);
});

describe('同一刻', () => {
  it('四十份同时来，各写各查：每两份里至少有一份看见另一份', async () => {
    const ids = many(MOST_LISTED + 8);
    const seen = new Map<string, string[]>();
    await Promise.all(
      ids.map(async (id) => {
        await leadBy(table, 'x', id);
        seen.set(id, await found('x'));
      }),
    );
    const blind = ids.flatMap((a) =>
      ids.filter((b) => a < b && !seen.get(a)?.includes(b) && !seen.get(b)?.includes(a)).map((b) => [a, b]),
    );
    expect(blind).toEqual([]);
  });

  it('几份同时走，几份同时来：来的都在，走的都不在', async () => {
    const [leaving, coming] = [many(12), many(12)];
    for (const id of leaving) await leadBy(table, 'x', id);
    await Promise.all([
      ...leaving.map((id) => leadNoMore(table, 'x', id)),
      ...coming.map((id) => leadBy(table, 'x', id)),
    ]);
    expect(await found('x')).toEqual([...coming].sort());
  });

  it('最后两份同时走：空了的项不留下', async () => {
    const ids = many(2);
    for (const id of ids) await leadBy(table, 'x', id);
    await Promise.all(ids.map((id) => leadNoMore(table, 'x', id)));
    expect(under('x')).toEqual([]);
  });
});
