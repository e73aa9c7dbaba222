import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { exchangeOf } from '../exchanges.ts';
import { routes } from '../routes.ts';

interface Definition {
  innerType?: z.core.$ZodType;
  element?: z.core.$ZodType;
  options?: z.core.$ZodType[];
  shape?: Record<string, z.core.$ZodType>;
  entries?: Record<string, string>;
}

const saidOf = (schema: z.core.$ZodType | undefined) => schema && z.globalRegistry.get(schema)?.description;

/** Every field of a body that has no name in Chinese, or words to choose from that nobody explains, by its path. */
function nameless(schema: z.core.$ZodType, path: string, description = saidOf(schema)): string[] {
  // 档案表 has names of its own.
  if (path === 'keepScratch/form') return [];
  const { innerType, element, options, shape, entries } = schema._zod.def as unknown as Definition;
  if (innerType) return nameless(innerType, path, description ?? saidOf(innerType));
  if (element) return nameless(element, path, description);
  if (options) return options.flatMap((option) => nameless(option, path, description ?? saidOf(option)));
  if (shape)
    return Object.entries(shape).flatMap(([field, each]) => {
      const said = saidOf(each) ?? saidOf((each._zod.def as Definition).innerType);
      const name = /^[“\p{Script=Han}][^，；：。（]{0,24}/u.test(said ?? '') ? [] : [`${path}/${field}`];
      return [...name, ...nameless(each, `${path}/${field}`)];
    });
  if (!entries) return [];
  const unexplained = Object.keys(entries).filter((word) => !word.includes('/') && !description?.includes(`${word} `));
  return unexplained.map((word) => `${path} ${word}`);
}

it('工作人员填的每一栏都有中文名，每个选项都有解释：错误里念得出是哪一栏、可以选什么', () => {
  // Forms of pages stand in the page's own words; 档案表 has names of its own.
  const own = ['saveForm', 'assess'];
  const posted = routes.filter(({ access, operation }) => access === 'staff' && !own.includes(operation));
  expect(
    posted.flatMap(({ operation }) => {
      const { body } = exchangeOf(operation);
      return body === undefined ? [] : nameless(body, operation);
    }),
  ).toEqual([]);
});
