import { describe, expect, it } from 'vitest';
import { context, set } from '../../test/support/spoiled-form.ts';
import { quoted } from '../errors/quoted.ts';
import { checkForm } from './check.ts';

const messageOf = (path: (string | number)[], value: unknown) =>
  checkForm(set(path, value), context).faults.find(({ pointer }) => pointer === `/${path.join('/')}`)?.message;

describe('不在选项表里的，说可以填什么', () => {
  it('选项少的全列出来，连同所填的', () => {
    expect(messageOf(['worker', 'sex'], '女性')).toBe('性别不能是“女性”（2016版选项表），可以填：男、女');
  });

  it('选项多的，列出最相近的几项', () => {
    const message = messageOf(['worker', 'ethnicity'], '彝人族');
    expect(message).toMatch(/^民族不能是“彝人族”（2016版选项表），共 \d+ 项，最相近的是：彝族/);
    expect(message?.split('：')[1]?.split('、')).toHaveLength(5);
  });

  it('没有相近的，举几项为例', () => {
    expect(messageOf(['worker', 'ethnicity'], 'X')).toMatch(/共 \d+ 项，如：汉族、/);
  });
});

describe('错的值怎样引用', () => {
  it.each([
    ['长的截短', '一'.repeat(30), `“${'一'.repeat(20)}……”`],
    ['证件号、卡号不照抄', '5301021974031204', '“（号码）”'],
    [
      '隔开写的、全角的、以 X 结尾的，也不照抄',
      '530102 19740312-041Ｘ，５３０１０２１９７４０３１２０４１２',
      '“（号码），（号码）”',
    ],
    ['控制字符和半个字不照抄', 'a\u0007\ud800', '“a��”'],
    ['数组只说有几项', [1, 2], '有 2 项的数组'],
    ['对象', {}, '一个对象'],
    ['空', null, 'null'],
    ['是否', true, 'true'],
  ])('%s', (_, value, text) => {
    expect(quoted(value)).toBe(text);
  });
});

it('类型不对的，说是哪一栏、应为什么、举例、现为什么', () => {
  expect(messageOf(['worker', 'name'], 5)).toBe('姓名应为文字，如"李秀英"；现为5');
  expect(messageOf(['worker', 'unionMember'], '是')).toBe('工会会员应为是（true）或否（false），如true；现为“是”');
});

it('字库里没有的字，照收，只提醒一声，说出是哪个字', () => {
  const { faults, warnings } = checkForm(set(['members', 0, 'name'], '王\u{2EBF0}'), context);
  expect(faults).toEqual([]);
  expect(warnings).toMatchObject([{ pointer: '/members/0/name' }]);
  expect(warnings[0]?.message).toContain('\u{2EBF0}');
});
