import { expect, test } from 'vitest';
import { isSameName, signedName } from './signed-name.ts';

test.each([
  [' 李 秀　英 ', '李秀英'],
  ['阿依古丽·买买提', '阿依古丽·买买提'],
  ['阿依古丽 · 买买提', '阿依古丽 · 买买提'],
  ['Anna  Maria', 'Anna Maria'],
])('签的名字 %s 印作 %s', (typed, printed) => {
  expect(signedName(typed)).toBe(printed);
});

test('点和空格怎样写，都是同一个名字；少一个字就不是', () => {
  expect(isSameName('阿依古丽・买买提', '阿依古丽 ·买买提')).toBe(true);
  for (const dot of ['.', '．', '。', '∙', '⋅', ' . '])
    expect(isSameName('阿依古丽·买买提', `阿依古丽${dot}买买提`)).toBe(true);
  expect(isSameName('李秀英', '李 秀英')).toBe(true);
  expect(isSameName('李秀英', '李秀')).toBe(false);
});
