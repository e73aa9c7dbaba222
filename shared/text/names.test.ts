import { expect, it } from 'vitest';
import { nameAndPost, namesTyped } from './names.ts';

it.each([
  ['毕晓峰', ['毕晓峰']],
  ['毕晓峰、蔡梦琪，张三', ['毕晓峰', '蔡梦琪', '张三']],
  ['毕晓峰 蔡梦琪', ['毕晓峰', '蔡梦琪']],
  ['张 三、李　四', ['张三', '李四']],
  ['张 三 李四', ['张三', '李四']],
  ['张三 李 四', ['张三', '李四']],
  ['蔡 梦琪 王明', ['蔡梦琪', '王明']],
  ['欧阳 锋', ['欧阳锋']],
  ['欧 阳 锋', ['欧阳锋']],
  ['𠮷 田；阿卜杜·热西提\n', ['𠮷田', '阿卜杜·热西提']],
  ['买买提 · 热西提、阿依古丽· 艾山 李 四', ['买买提·热西提', '阿依古丽·艾山', '李四']],
  ['\u202d张\u200b三\u202c', ['张三']],
  ['张', ['张']],
  [' 、 ', []],
])('写作 %j 的是 %j', (typed, names) => {
  expect(namesTyped(typed)).toEqual({ names, unclear: null });
});

it.each([
  ['张 三 李 四', '写成“张三、李四”，或者“张三李四”'],
  ['李 小 龙 王 明', '写成“李小、龙王明”，或者“李小龙、王明”'],
  ['欧阳 锋 李 四', '写成“欧阳、锋李四”，或者“欧阳锋、李四”'],
  ['毕晓峰、王 明 芳 李四', '写成“王明、芳李四”，或者“王明芳、李四”'],
  ['李 小龙 王', '写成“张三、李四”'],
])('写作 %j 的不猜，问是哪几个人', (typed, says) => {
  expect(namesTyped(typed).unclear).toContain(says);
});

it('再多的字也很快读完', () => {
  const { names, unclear } = namesTyped('一 '.repeat(500));
  expect([names.join('').length, unclear]).toEqual([500, expect.stringContaining('看不出')]);
});

it.each([
  ['张三，车间主任', '张三', '车间主任'],
  ['张 三，车间主任', '张三', '车间主任'],
  ['张 三 车间主任、党员', '张三', '车间主任 党员'],
  ['张三，工 会 主席', '张三', '工 会 主席'],
  ['张三', '张三', ''],
])('一行写作 %j 的是 %j，%j', (line, name, post) => {
  expect(nameAndPost(line)).toEqual({ name, post, unclear: null });
});

it.each([
  ['张 三 丰 主任', '如“张三，”或“张三丰，”'],
  ['张三 车 间 主任', '如“张三，”或“张三车，”'],
])('一行写作 %j 的不猜，问姓名到哪里', (line, says) => {
  expect(nameAndPost(line).unclear).toContain(says);
});
