import { expect, it } from 'vitest';
import * as contexts from './seal-contexts.ts';

type Context = (id: string, ...of: (string | number)[]) => string;
const all = Object.entries(contexts as unknown as Record<string, Context>).filter(([name]) => name.endsWith('Context'));
/** As many as a context takes. */
const numbers = (context: Context, first: number) => Array.from({ length: context.length - 1 }, (_, i) => first + i);

it('封存给一处用的，别处打不开：哪一份档案、作什么用、第几次，有一样不同就不同', () => {
  const made = all.flatMap(([, context]) => {
    const args = numbers(context, 1);
    // 逐个换一个参数。
    const others = args.map((_, place) => context('d1', ...args.map((each, i) => (i === place ? 99 : each))));
    return [context('d1', ...args), context('d2', ...args), ...others];
  });
  expect(new Set(made).size).toBe(made.length);
});

it('哪一种用处都写着是哪一份档案的', () => {
  for (const [name, context] of all) expect(context('d1', ...numbers(context, 1)), name).toMatch(/^d1\/[a-z]+/);
});
