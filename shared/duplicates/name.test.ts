import { describe, expect, it } from 'vitest';
import { plainName, surnameOf } from './name.ts';

describe('同一个姓名的不同写法', () => {
  it.each([
    // First: the table of characters is made once, at the first name.
    ['刘国强', '劉國強'],
    ['阿卜杜拉·买买提', '阿卜杜拉•买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉 买买提'],
    ['阿卜杜拉·买买提', '阿卜杜拉．买买提'],
    ['李秀英', ' 李 秀 英'],
    ['钟万里', '鍾萬里'],
    ['Ivan Petrov', 'ＩＶＡＮ　ＰＥＴＲＯＶ'],
    ["O'Neil", 'O’NEIL'],
  ])('%s 与 %s 是一个姓名', (one, other) => {
    expect(plainName(one)).toBe(plainName(other));
  });

  it.each([
    ['李秀英', '李秀瑛'],
    ['李秀英', '李英秀'],
    ['阿卜杜拉·买买提', '阿卜杜拉'],
  ])('%s 与 %s 不是一个姓名', (one, other) => {
    expect(plainName(one)).not.toBe(plainName(other));
  });

  it('字母一律大写', () => {
    expect(plainName('Ivan Petrov')).toBe('IVANPETROV');
  });

  it('只有符号的姓名什么也不剩', () => {
    expect(plainName('··')).toBe('');
    expect(surnameOf(' · ')).toBe('');
  });
});

describe('姓', () => {
  it.each([
    ['李秀英', '李'],
    ['欧阳建国', '欧阳'],
    ['欧阳', '欧'],
    ['司马光', '司马'],
    ['阿卜杜拉·买买提', '阿卜杜拉'],
    ['䶮小明', '䶮'],
    ['𠮷野', '𠮷'],
    [' 李秀英 ', '李'],
    ['Anna李', 'ANNA李'],
  ])('%s 姓 %s', (name, surname) => {
    expect(surnameOf(name)).toBe(surname);
  });
});
