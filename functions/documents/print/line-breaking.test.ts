import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { breakEvenly, breakLines } from './line-breaking.ts';

/** Latin letters and digits are half as wide as Chinese characters, which are 10 wide. */
const widthOf = (piece: string) => [...piece].reduce((width, c) => width + (c.charCodeAt(0) < 256 ? 5 : 10), 0);

describe('中文断行', () => {
  test('行首不出现句读，行尾不出现前引号', () => {
    expect(breakLines('一二三四，五六', 40, widthOf)).toEqual(['一二三', '四，五六']);
    expect(breakLines('一二三（四五）六', 40, widthOf)).toEqual(['一二三', '（四五）', '六']);
  });

  test('电话号码和英文单词不从中间断开', () => {
    expect(breakLines('电话13800138000', 60, widthOf)).toEqual(['电话', '13800138000']);
  });

  test('比一整行还长的号码仍然全部印出', () => {
    expect(breakLines('1234567890', 20, widthOf)).toEqual(['1234', '5678', '90']);
  });

  test('少数民族姓名的间隔号不在行首', () => {
    expect(breakLines('阿卜杜·买买提', 30, widthOf)).toEqual(['阿卜', '杜·买', '买提']);
  });

  test('填写人的换行照旧，空行也保留', () => {
    expect(breakLines('一\n\n二', 40, widthOf)).toEqual(['一', '', '二']);
    expect(breakLines('', 40, widthOf)).toEqual(['']);
  });

  test('栏目名称分行时不把一个字单独留在末行', () => {
    expect(breakLines('是否为工会会员', 60, widthOf)).toEqual(['是否为工会会', '员']);
    expect(breakEvenly('是否为工会会员', 60, widthOf)).toEqual(['是否为工', '会会员']);
  });

  test('任何文字都不丢字，也不超出栏宽', () => {
    const character = fc.constantFrom(...'困难职工，。（）《》·A1- \n𬭩');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 80 }), fc.integer({ min: 20, max: 90 }), (text, width) => {
        const lines = breakLines(text, width, widthOf);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
      }),
    );
  });
});
