import { expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { tries } from '../services/services.ts';
import { type Limit, pastLimit, secondsUntilNext } from './tries.ts';

const limit: Limit = { name: 'alike', per: 'day', max: 3 };
const now = new Date('2026-09-07T09:00:00+08:00');
const hash = (text: string) => text.padEnd(11, '-');
const tried = (thing: number, mark: string, max = 9) => ({
  thing: hash(`${thing}`),
  marks: [{ mark: hash(mark), max }],
});

it.each([
  ['hour', '2026-09-07T09:59:59.500+08:00', 1],
  ['hour', '2026-09-07T09:00:00+08:00', 3600],
  // Days and weeks are of Asia/Shanghai: 2026-09-07 is a Monday there, when it is still Sunday elsewhere.
  ['day', '2026-09-07T00:00:00+08:00', 86_400],
  ['day', '2026-09-07T23:59:00+08:00', 60],
  ['week', '2026-09-07T00:00:00+08:00', 7 * 86_400],
  ['week', '2026-09-13T23:00:00+08:00', 3600],
] as const)('每%s的限，%s 还要等多久重新数起：那时就准了', async (per, at, seconds) => {
  const one = { name: 'one', per, max: 1 };
  const moment = new Date(at);
  expect(secondsUntilNext(one, moment)).toBe(seconds);
  expect(pastLimit(one, moment)).toMatchObject({ code: 1010, status: 429, retryAfter: seconds });
  const all = tries(memoryApp());
  const allowed = (after: number) => all.allows(one, 'one', new Date(moment.getTime() + after * 1000));
  expect([await allowed(0), await allowed(seconds - 1), await allowed(seconds)]).toEqual([true, false, true]);
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
