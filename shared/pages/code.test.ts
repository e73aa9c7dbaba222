import { describe, expect, it } from 'vitest';
import { spokenCode, typedCode } from './code.ts';

describe('六位验证码', () => {
  it('三位一组，可以在电话里念', () => {
    expect(spokenCode('483920')).toBe('483 920');
    expect(spokenCode('004000')).toBe('004 000');
  });

  it.each(['483920', '483 920', ' 483920 ', '４８３９２０', '483　920', '483-920'])('照抄的人写成“%s”也认', (typed) => {
    expect(typedCode(typed)).toBe('483920');
  });

  it.each(['', '48392', '4839201', '48392o', '四八三九二零', '٤٨٣٩٢٠', '483.920'])(
    '不是六位数字的“%s”不认',
    (typed) => {
      expect(typedCode(typed)).toBeUndefined();
    },
  );
});
