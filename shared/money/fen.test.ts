import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AmountError, fenFromYuan, formatFen, formatYuan, parseYuan, perCapita } from './fen.ts';

const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('金额写法', () => {
  it('以元、角、分分节书写', () => {
    expect(formatFen(145_000)).toBe('1,450.00 元');
    expect(formatFen(5)).toBe('0.05 元');
    expect(formatFen(123_456_789)).toBe('1,234,567.89 元');
    expect(formatFen(-12_345)).toBe('-123.45 元');
  });

  it('不是整数分的金额不得印出', () => {
    expect(() => formatFen(0.5)).toThrow(AmountError);
    expect(() => formatFen(Number.NaN)).toThrow(AmountError);
    expect(() => formatFen(2 ** 60)).toThrow(AmountError);
  });

  it('写出的金额读回来分文不差', () => {
    fc.assert(fc.property(amount, (fen) => parseYuan(formatYuan(fen)) === fen && parseYuan(formatFen(fen)) === fen));
  });
});

describe('读金额', () => {
  it('接受人们通常的写法', () => {
    expect(parseYuan('1450')).toBe(145_000);
    expect(parseYuan(' 1,450.5 元')).toBe(145_050);
    expect(parseYuan('￥0.07')).toBe(7);
  });

  it('多于两位小数、负数、错误分节、科学记数一律拒绝，不作舍入', () => {
    for (const text of ['1.005', '-1', '1,45', '1e3', '', '元', '一千', '90071992547409.93', '１４５０']) {
      expect(() => parseYuan(text), text).toThrow(AmountError);
    }
  });

  it('不精确的浮点数拒绝', () => {
    expect(fenFromYuan(1450.5)).toBe(145_050);
    expect(fenFromYuan(0.29)).toBe(29);
    expect(() => fenFromYuan(0.1 + 0.2)).toThrow(AmountError);
    expect(() => fenFromYuan(Number.POSITIVE_INFINITY)).toThrow(AmountError);
  });
});

describe('家庭月人均收入', () => {
  it('年度总收入除以十二个月再除以人口，不足一分的舍去，并列出算式', () => {
    expect(perCapita(1_740_000, 3)).toEqual({
      fen: 48_333,
      working: '17,400.00 元 ÷ 12 个月 ÷ 3 人 = 483.33 元（不足一分的舍去）',
    });
    expect(perCapita(1_176_000, 1)).toEqual({ fen: 98_000, working: '11,760.00 元 ÷ 12 个月 ÷ 1 人 = 980.00 元' });
  });

  it('只在最后舍去一次：分到各人的钱不多于总数，差额不足每人每月一分', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), fc.integer({ min: 1, max: 99 }), (annual, size) => {
        const rest = annual - perCapita(annual, size).fen * 12 * size;
        return rest >= 0 && rest < 12 * size;
      }),
    );
  });

  it('人口为零、非整数或金额为负的不予计算', () => {
    expect(() => perCapita(100, 0)).toThrow(AmountError);
    expect(() => perCapita(100, 1.5)).toThrow(AmountError);
    expect(() => perCapita(-1, 1)).toThrow(AmountError);
  });
});
