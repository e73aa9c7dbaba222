import { expect, it } from 'vitest';
import { nameAndPost, namesTyped } from './names.ts';

it.each([
  ['毕晓峰', ['毕晓峰']],
  ['毕晓峰、蔡梦琪，张三', ['毕晓峰', '蔡梦琪', '张三']],
  ['毕晓峰 蔡梦琪', ['毕晓峰', '蔡梦琪']],
  ['张 三、李　四', ['张三', '李四']],
  ['张 三 李 四', ['张三', '李四']],
  ['蔡 梦琪 王明', ['蔡梦琪', '王明']],
  ['欧阳 锋', ['欧阳锋']],
  ['𠮷 田；阿卜杜·热西提\n', ['𠮷田', '阿卜杜·热西提']],
  [' 、 ', []],
])('写作 %j 的是 %j', (typed, names) => {
  expect(namesTyped(typed)).toEqual(names);
});

it.each([
  ['张三，车间主任', '张三', '车间主任'],
  ['张 三，车间主任', '张三', '车间主任'],
  ['张 三 车间主任、党员', '张三', '车间主任 党员'],
  ['张三', '张三', ''],
])('一行写作 %j 的是 %j，%j', (line, name, post) => {
  expect(nameAndPost(line)).toEqual({ name, post });
});
