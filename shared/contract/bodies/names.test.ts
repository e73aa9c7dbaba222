import { expect, it } from 'vitest';
import type * as z from 'zod';
import { exchangeOf } from '../exchanges.ts';
import { routes } from '../routes.ts';

interface Definition {
  innerType?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  shape?: Record<string, z.ZodType>;
  entries?: Record<string, string>;
}

/** Every field of a body that has no name in Chinese, or words to choose from that nobody explains, by its path. */
function nameless(schema: z.ZodType, path: string, description = schema.description): string[] {
  // 档案表 has names of its own.
  if (path === 'keepScratch/form') return [];
  const { innerType, element, options, shape, entries } = schema.def as unknown as Definition;
  if (innerType) return nameless(innerType, path, description ?? innerType.description);
  if (element) return nameless(element, path, description);
  if (options) return options.flatMap((option) => nameless(option, path, description ?? option.description));
  if (shape)
    return Object.entries(shape).flatMap(([field, each]) => {
      const said = each.description ?? (each.def as Definition).innerType?.description;
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
