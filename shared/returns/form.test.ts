import { expect, it } from 'vitest';
import { formFaults, type ReturnColumn, type ReturnForm, valuesOf } from './form.ts';

const column = (id: string, figure: string): ReturnColumn => ({
  ...{ id, title: id, figure, unit: 'households', compare: true },
});
const form: ReturnForm = {
  columns: [column('a', 'onFile'), column('b', 'categories/低保户'), column('c', 'categories/*')],
  sums: [{ total: 'a', plus: ['b', 'c'] }],
  atMost: [],
};

it('一列照它的路径取数；没有的是零；星号是别的列没有点名的那些', () => {
  const figures = { onFile: 7, categories: { 低保户: 4, 低保边缘户: 2, '': 1 } };
  expect(valuesOf(form, figures)).toEqual({ a: 7, b: 4, c: 3 });
  expect(valuesOf(form, { onFile: 0, categories: {} })).toEqual({ a: 0, b: 0, c: 0 });
  // The names of methods are nobody's figures.
  expect(valuesOf({ columns: [column('x', 'categories/constructor')] }, { categories: {} })).toEqual({ x: 0 });
});

it('取到的不是数，报错：报表写错了', () => {
  expect(() => valuesOf({ columns: [column('x', 'categories')] }, { categories: {} })).toThrow('categories');
});

it('两列同名、加了没有的列、取的不是统计里的数，都说出来', () => {
  expect(formFaults(form)).toEqual([]);
  const wrong = {
    columns: [column('a', 'onFile'), column('a', 'salary/mean')],
    sums: [{ total: 'a', plus: ['gone'] }],
    atMost: [['a', 'none']] as const,
  };
  expect(formFaults(wrong)).toEqual([
    expect.stringContaining('两列叫 a'),
    expect.stringContaining('没有 gone'),
    expect.stringContaining('没有 none'),
    expect.stringContaining('salary/mean'),
  ]);
});
