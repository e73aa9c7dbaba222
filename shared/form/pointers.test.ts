import { expect, it } from 'vitest';
import { labelOf } from './pointers.ts';

it('栏目按表上的名字称呼；表上没有的，叫什么都只是“这一栏”', () => {
  expect(labelOf(['worker', 'name'])).toBe('姓名');
  for (const name of Object.getOwnPropertyNames(Object.prototype)) expect(labelOf([name])).toBe('这一栏');
});
