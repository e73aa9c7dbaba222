import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, checkCharacter, convert15, isIsoDate, readIdNumber } from './id-number.ts';

const pad = (value: number, width: number) => String(value).padStart(width, '0');

/** Seventeen digits with a real date, and the check character that ISO 7064 gives them by trying all eleven. */
const validNumber = fc
  .record({
    division: fc.integer({ min: 110_000, max: 659_999 }),
    date: fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2026-11-22T00:00:00Z'),
      noInvalidDate: true,
    }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ division, date, order }) => {
    const body = `${division}${date.toISOString().slice(0, 10).replaceAll('-', '')}${pad(order, 3)}`;
    return body + checkCharacter(body);
  });

describe('公民身份号码', () => {
  it('读出行政区划、出生日期和性别', () => {
    // 11010519491231002X is the worked example of GB 11643 itself.
    expect(readIdNumber('11010519491231002X')).toEqual({
      ok: true,
      value: { division: '110105', birthDate: '1949-12-31', sex: '女' },
    });
    expect(readIdNumber('440524188001010014')).toEqual({
      ok: true,
      value: { division: '440524', birthDate: '1880-01-01', sex: '男' },
    });
  });

  it('加权和除以十一余一（ISO 7064 MOD 11-2）', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        let residue = 0;
        for (const c of number) residue = (residue * 2 + (c === 'X' ? 10 : Number(c))) % 11;
        return residue === 1;
      }),
    );
  });

  it('任何一位抄错都会被发现', () => {
    fc.assert(
      fc.property(validNumber, fc.nat({ max: 17 }), fc.constantFrom(...'0123456789'), (number, at, digit) => {
        fc.pre(number[at] !== digit);
        return !readIdNumber(number.slice(0, at) + digit + number.slice(at + 1)).ok;
      }),
    );
  });

  it('任何相邻两位颠倒都会被发现', () => {
    fc.assert(
      fc.property(validNumber, fc.nat({ max: 16 }), (number, at) => {
        fc.pre(number[at] !== number[at + 1]);
        return !readIdNumber(number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)).ok;
      }),
    );
  });

  it('校验码不对时仍说出其中的日期和性别，以便一次指出所有问题', () => {
    expect(readIdNumber('530102197606280408')).toEqual({
      ok: false,
      fault: 'check',
      value: { division: '530102', birthDate: '1976-06-28', sex: '女' },
    });
  });

  it('不存在的日期单独指出', () => {
    expect(readIdNumber('530102197502300423')).toEqual({ ok: false, fault: 'date', value: null });
    expect(readIdNumber('530102197513010423')).toMatchObject({ fault: 'date' });
  });

  it('长短不对或夹有字母的都不是号码', () => {
    for (const text of ['', '53010219740312042', '5301021974031204233', 'X30102197403120423', '530102197403120A23']) {
      expect(readIdNumber(text), text).toEqual({ ok: false, fault: 'shape', value: null });
    }
  });

  it('任何文字都能读而不出错', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readIdNumber(text) !== undefined));
  });
});

describe('写法不规范的号码只作建议，从不悄悄改正', () => {
  it('小写x、全角数字、空格和连字符', () => {
    const plain = '53011119701105024X';
    for (const text of [
      '53011119701105024x',
      '５３０１１１１９７０１１０５０２４Ｘ',
      '530111 19701105 024X',
      '530111-19701105-024X',
    ]) {
      expect(readIdNumber(text), text).toMatchObject({ ok: false, fault: 'spelling', offer: plain });
    }
  });

  it('改写后仍然错的，不提出建议', () => {
    const reading = readIdNumber('530102 19760628 0408');
    expect(reading).toMatchObject({ ok: false, fault: 'check' });
    expect(reading).not.toHaveProperty('offer');
    expect(readIdNumber('530102 19760628')).toEqual({ ok: false, fault: 'shape', value: null });
  });

  it('任何建议都是有效的十八位号码', () => {
    fc.assert(
      fc.property(fc.oneof(validNumber, fc.stringMatching(/^[0-9xX ０-９]{14,20}$/)), (text) => {
        const reading = readIdNumber(text);
        return reading.ok || reading.offer === undefined || readIdNumber(reading.offer).ok;
      }),
    );
  });
});

describe('十五位旧号码', () => {
  it('补上世纪和校验码后建议给本人核对', () => {
    const reading = readIdNumber('530102571001021');
    expect(reading).toMatchObject({
      ok: false,
      fault: 'length15',
      value: { division: '530102', birthDate: '1957-10-01', sex: '男' },
    });
    if (reading.ok || reading.offer === undefined) throw new Error('an offer is expected');
    // Double-add over the residue, independent of the weights: 53010219571001021? must leave 1.
    expect(reading.offer.slice(0, 17)).toBe('53010219571001021');
    expect(readIdNumber(reading.offer).ok).toBe(true);
  });

  it('十八位号码去掉世纪和校验码，再换算回来不变', () => {
    fc.assert(
      fc.property(validNumber, (number) => {
        fc.pre(number.slice(6, 8) === '19');
        return convert15(number.slice(0, 6) + number.slice(8, 17)) === number;
      }),
    );
  });

  it('其中日期不存在的不换算', () => {
    expect(convert15('530102570230021')).toBeNull();
    expect(readIdNumber('530102570230021')).toMatchObject({ fault: 'shape' });
  });
});

describe('日期和年龄', () => {
  it('只认真实存在的日期', () => {
    for (const date of ['1968-02-29', '2000-02-29', '2026-12-31']) expect(isIsoDate(date), date).toBe(true);
    for (const date of ['0001-01-01', '2026-06-30', '2026-09-30', '2026-11-30', '2026-01-31', '2026-12-01']) {
      expect(isIsoDate(date), date).toBe(true);
    }
    for (const date of ['1900-02-29', '2026-02-29', '2026-04-31', '2026-13-01', '2026-1-1', '20260101', '']) {
      expect(isIsoDate(date), date).toBe(false);
    }
    for (const date of ['0000-01-01', '2026-00-10', '2026-01-00', '2026-06-31', '2026-09-31', '2026-11-31']) {
      expect(isIsoDate(date), date).toBe(false);
    }
  });

  it('前后多出一位的不是日期', () => {
    for (const date of ['12026-01-01', '2026-01-011', ' 2026-01-01', '2026-01-01 ']) {
      expect(isIsoDate(date), date).toBe(false);
    }
  });

  it('校验码只由十七位数字算出，多一位、少一位、夹有字母的都不算', () => {
    expect(checkCharacter('11010519491231002')).toBe('X');
    for (const body of ['1101051949123100', '110105194912310020', '1101051949123100A', '']) {
      expect(() => checkCharacter(body), body).toThrow('17 digits expected');
    }
  });

  it('满十四周岁之日起不再是不满十四周岁', () => {
    expect(ageOn('2012-03-03', '2026-03-02')).toBe(13);
    expect(ageOn('2012-03-03', '2026-03-03')).toBe(14);
    expect(ageOn('2012-02-29', '2026-02-28')).toBe(13);
    expect(ageOn('2012-02-29', '2026-03-01')).toBe(14);
  });
});
