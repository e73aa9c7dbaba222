import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { tries } from '../services/services.ts';
import type { Limit } from './tries.ts';

const limit: Limit = { name: 'alike', per: 'day', max: 3 };
const now = new Date('2026-09-07T09:00:00+08:00');
const hash = (text: string) => text.padEnd(11, '-');
const tried = (thing: number, mark: string, max = 9) => ({
  thing: hash(`${thing}`),
  marks: [{ mark: hash(mark), max }],
});

it('一处数得满了，不论什么都不再准；别处照旧', async () => {
  const all = tries(memoryApp());
  const asked = (who: string, thing: number) => all.allowsAlike(limit, who, now, [tried(thing, `${thing}`)]);
  for (let n = 0; n < limit.max + 1; n++) expect(await asked('one', n)).toBe(true);
  expect(await asked('one', 0)).toBe(false);
  expect(await asked('another', 0)).toBe(true);
});

it('同时来的，各看见先到的', async () => {
  const all = tries(memoryApp());
  const answers = await Promise.all([1, 2, 3].map((n) => all.allowsAlike(limit, 'one', now, [tried(n, 'a', 2)])));
  expect(answers.filter((each) => each)).toHaveLength(2);
});
