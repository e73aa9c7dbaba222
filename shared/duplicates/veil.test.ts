import { expect, it } from 'vitest';
import { veiled } from './veil.ts';

it('不裁定的人只知道表上的谁与人相像：每人一句，不说像在哪里', () => {
  expect(
    veiled([
      { pointer: '/worker' },
      { pointer: '/members/0' },
      { pointer: '/worker/homeAddress' },
      { pointer: '/members/0' },
    ]),
  ).toEqual([
    { pointer: '/worker', sentence: '困难职工本人与另一份档案中的一人相像。' },
    { pointer: '/members/0', sentence: '第1位家庭成员与另一份档案中的一人相像。' },
    { pointer: '/worker/homeAddress', sentence: '家庭住址与另一份档案相像。' },
  ]);
});
