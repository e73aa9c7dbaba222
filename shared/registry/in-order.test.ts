import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { table } from '../services/services.ts';
import { AT, pageBefore } from './in-order.ts';

const pk = 'LIST#here';
const at = (n: number) => `2026-11-0${n}T02:00:00Z`;

async function pages(limit: number): Promise<string[][]> {
  const app = memoryApp();
  for (let n = 1; n <= 5; n++) await table(app).put({ pk, sk: `${AT}${at(n)}` });
  // Of the same partition, and not of the list.
  await table(app).put({ pk, sk: 'HEAD' });
  const found: string[][] = [];
  let before: string | undefined;
  for (;;) {
    const page = await pageBefore<object>(table(app), pk, before, limit);
    if (page.length === 0) return found;
    found.push(page.map(({ place }) => place));
    before = page.at(-1)?.place;
  }
}

it('一页接一页，后来的在前：前一页末尾的一份不再出现，也没有漏的', async () => {
  expect(await pages(2)).toEqual([[at(5), at(4)], [at(3), at(2)], [at(1)]]);
});

it('正好到头的一页，后面没有了', async () => {
  expect(await pages(5)).toEqual([[at(5), at(4), at(3), at(2), at(1)]]);
});
