import { describe, expect, test } from 'vitest';
import { readLines } from './lines-csv.ts';

const heading = '行政区划代码,名称,生效日期,截止日期,元每人每月,来源';
const wuhua = '530102,五华区,2026-01-01,,700,云民发〔2025〕1号';

/** A file with the heading, read as 云南's. */
function read(...rows: string[]) {
  return readLines(new TextEncoder().encode([heading, ...rows].join('\r\n')), '530000');
}

/** The one fault of a file, with its row. */
function faultOf(...rows: string[]): string {
  const { faults } = read(...rows);
  expect(faults).toHaveLength(1);
  return `${faults[0]?.row} ${faults[0]?.message}`;
}

describe('文件', () => {
  const line = { division: '530102', from: '2026-01-01', to: null, fen: 70_000, source: '云民发〔2025〕1号' };
  // 云民发〔2025〕1号 and the heading in GB18030, as Excel in China saves plain CSV.
  const gb18030 = Buffer.from(
    'd0d0d5fec7f8bbaeb4fac2eb2cc3fbb3c62cc9fad0a7c8d5c6da2cbdd8d6b9c8d5c6da2cd4aac3bfc8cbc3bfd4c22cc0b4d4b40d0a' +
      '3533303130322ccee5bbaac7f82c323032362f312f312c2c3730302cd4c6c3f1b7a2a1b232303235a1b331bac50d0a',
    'hex',
  );
  test.each([
    ['UTF-8', Buffer.from(`${heading}\n${wuhua}\n`)],
    ['UTF-8 with a mark at its beginning', Buffer.from(`\ufeff${heading}\r\n${wuhua}\r\n`)],
    ['GB18030, with dates as Excel writes them', gb18030],
    [
      'quotes and blank cells behind',
      Buffer.from(`${heading},,\n"530102","五华区",2026-01-01,,"700.00","云民发〔2025〕1号",,\n`),
    ],
  ])('%s is read', (_name, bytes) => {
    expect(readLines(bytes, '530000')).toEqual({ lines: [line], faults: [] });
  });

  test('不是这种文本的不收，并说怎样改：UTF-16、别的表头、制表符', () => {
    const utf16 = Buffer.from(`\ufeff${heading}\n${wuhua}\n`, 'utf16le');
    expect(readLines(utf16, '530000').faults[0]?.message).toContain('CSV UTF-8');
    const tabs = Buffer.from(`${heading}\n${wuhua}`.replaceAll(',', '\t'));
    expect(readLines(tabs, '530000').faults[0]?.message).toContain('用逗号分隔');
    const swapped = Buffer.from(`名称,行政区划代码\n${wuhua}`);
    expect(readLines(swapped, '530000').faults).toMatchObject([{ row: 1 }]);
    expect(readLines(Buffer.from(heading), '530000').faults[0]?.message).toContain('没有任何一条');
  });

  test('行号与表格软件的一样，空行、格内换行都算', () => {
    const { faults } = read(
      wuhua.replace('云民发〔2025〕1号', '"云民\r\n发"'),
      ',,,,,',
      '530103,盘龙区,2026-01-01,,七百,文',
    );
    expect(faults.map(({ row }) => row)).toEqual([2, 4]);
    expect(faults[0]?.message).toContain('有一格里换了行');
  });
});

describe('引号没有配对，不能把别的县区吞掉', () => {
  const panlong = '530103,盘龙区,2026-01-01,,700,文';

  test('到文件末尾也没有关上的，指出从哪一行起', () => {
    expect(faultOf(wuhua, '530111,官渡区,2026-01-01,,700,"文', panlong)).toMatch(/^3 英文双引号没有配对/);
    expect(faultOf(wuhua, '530111,官渡区,2026-01-01,,700,"')).toMatch(/^3 英文双引号没有配对/);
  });

  test('被下面的引号关上的，吞了几行也看得出', () => {
    const { faults } = read('530111,官渡区,2026-01-01,,700,"文', panlong, wuhua.replace('云民发', '"云民发'));
    expect(faults.map(({ row, message }) => [row, message.slice(0, 7)])).toEqual([
      [2, '有一格里换了行'],
      [2, '英文双引号用得'],
    ]);
  });

  test.each([
    ['引号在格的中间', '530102,五华"区",2026-01-01,,700,文'],
    ['引号前有空格', '530102, "五华区",2026-01-01,,700,文'],
    ['关上的引号后面还有字', '530102,"五华区"旧,2026-01-01,,700,文'],
    ['关上的引号后面还有空格', '530102,"五华区" ,2026-01-01,,700,文'],
    ['空的引号后面又有引号', '530102,五华区,2026-01-01,"" "",700,文'],
  ])('%s', (_name, row) => {
    expect(faultOf(panlong, row)).toMatch(/^3 英文双引号用得不对/);
  });

  test('老式 Mac 的换行不算一行的结束', () => {
    expect(faultOf(`${panlong}\r${wuhua}`)).toMatch(/^2 有一格里换了行/);
  });

  test('首行也一样', () => {
    const { faults } = readLines(Buffer.from(`"${heading}\n${wuhua}\n`), '530000');
    expect(faults).toMatchObject([{ row: 1, message: expect.stringContaining('没有配对') }]);
  });

  test('格内的引号写两个，整格括起的逗号，都照原样读', () => {
    const { lines, faults } = read('530102,五华区,2026-01-01,,700,"关于""低保""的通知,第1号"');
    expect([lines[0]?.source, faults]).toEqual(['关于"低保"的通知,第1号', []]);
  });
});

describe('一行里的错', () => {
  test.each([
    ['merged cells pasted: no code', ',五华区,2026-01-01,,700,文', /代码为空.*取消合并/],
    ['a code that is too long', '5301021,五华区,2026-01-01,,700,文', /^3 行政区划代码须为六位数字：5301021$/],
    ['a code behind a letter', 'x530102,五华区,2026-01-01,,700,文', /^3 行政区划代码须为六位数字：x530102$/],
    ['no name', '530102,,2026-01-01,,700,文', /^3 名称为空：530102 是云南省昆明市五华区$/],
    ['no beginning', '530102,五华区,,,700,文', /^3 生效日期为空$/],
    ['no source and no more cells', '530102,五华区,2026-01-01,,700', /^3 来源为空：须写民政部门的文号或公告$/],
    [
      'an end that is no day',
      '530102,五华区,2026-01-01,2026-02-30,700,文',
      /^3 截止日期不是日期：2026-02-30，须写作 2026-12-31，仍有效的留空$/,
    ],
    [
      'both ends before 低保 began, and the wrong way round',
      '530102,五华区,2026-01-01,1996-12-31,700,文',
      /^3 1996-12-31 早于低保制度在全国建立的 1997 年$/,
    ],
    ['thousands and cents', '530102,五华区,2026-01-01,,"1,062.50",文', /千位分隔符/],
    ['millions', '530102,五华区,2026-01-01,,"1,000,062",文', /千位分隔符/],
    ['a word behind thousands', '530102,五华区,2026-01-01,,"1,062元",文', /须为数字/],
    ['a sign before thousands', '530102,五华区,2026-01-01,,"¥1,062",文', /须为数字/],
    ['merged cells pasted: no amount', '530102,五华区,2026-01-01,,,文', /金额为空.*取消合并/],
    ['a code in full-width digits', '５３０１０２,五华区,2026-01-01,,700,文', /行政区划代码含全角/],
    ['an amount in full-width digits', '530102,五华区,2026-01-01,,７００,文', /金额含全角/],
    ['a thousands separator', '530102,五华区,2026-01-01,,"1,062",文', /千位分隔符/],
    ['a thousands separator that became a column', '530102,五华区,2026-01-01,,1,062,文', /多出 1 格.*千位分隔符/],
    ['a negative amount', '530102,五华区,2026-01-01,,-700,文', /负数/],
    ['a year’s amount in a month’s place, or fen', '530102,五华区,2026-01-01,,70000,文', /100\.00 至 10,000\.00/],
    ['next to nothing', '530102,五华区,2026-01-01,,7,文', /100\.00 至 10,000\.00/],
    ['more digits than any amount has', '530102,五华区,2026-01-01,,99999999999999999999,文', /100\.00 至 10,000\.00/],
    ['three decimals', '530102,五华区,2026-01-01,,700.005,文', /两位小数/],
    ['words', '530102,五华区,2026-01-01,,700元,文', /须为数字/],
    ['a county that there is not', '530199,五华区,2026-01-01,,700,文', /没有这个县级行政区划：530199/],
    ['a city in a county’s place', '530100,昆明市,2026-01-01,,700,文', /没有这个县级行政区划/],
    ['a county of another province', '370203,市北区,2026-01-01,,700,文', /不属于 530000/],
    [
      'a name that is another county’s',
      '530102,盘龙区,2026-01-01,,700,文',
      /530102 是云南省昆明市五华区，写的是盘龙区/,
    ],
    [
      'a day that there is not',
      '530102,五华区,2026-02-30,,700,文',
      /^3 生效日期不是日期：2026-02-30，须写作 2026-01-01$/,
    ],
    [
      'an end before the beginning',
      '530102,五华区,2026-07-01,2026-06-30,700,文',
      /^3 截止日期 2026-06-30 早于生效日期 2026-07-01$/,
    ],
    ['a line before 低保 began', '530102,五华区,1996-12-31,,700,文', /1996-12-31 早于.*1997/],
    ['a year mistyped', '530102,五华区,0202-01-01,,700,文', /0202-01-01 早于.*1997/],
    ['an end for “never”', '530102,五华区,2026-01-01,9999-12-31,700,文', /9999-12-31 晚于.*留空/],
    ['a name that is only a suffix', '530102,区,2026-01-01,,700,文', /530102 是云南省昆明市五华区，写的是区/],
    ['half a name', '530112,山区,2026-01-01,,700,文', /530112 是云南省昆明市西山区，写的是山区/],
    ['no source', '530102,五华区,2026-01-01,,700,', /来源为空/],
  ])('%s', (_name, row, message) => {
    expect(faultOf('530103,盘龙区,2026-01-01,,700,文', row)).toMatch(message);
    expect(faultOf('530103,盘龙区,2026-01-01,,700,文', row)).toMatch(/^3 /);
  });

  test('撤销了的县区，说出现在是哪一个', () => {
    // 四方区并入市北区，2012 年。
    const { faults } = readLines(Buffer.from(`${heading}\n370205,四方区,2026-01-01,,900,文`), '370000');
    expect(faults).toEqual([
      { row: 2, message: '370205 在 2026-01-01 不是县级行政区划，现为 370203 山东省青岛市市北区' },
    ]);
    // 崂山县 1994 年分为两个区。
    const divided = readLines(Buffer.from(`${heading}\n370221,崂山县,2026-01-01,,900,文`), '370000');
    expect(divided.faults[0]?.message).toContain('现为 370212 山东省青岛市崂山区、370214 山东省青岛市城阳区');
  });

  test('日期读不出来的，按今天的行政区划看，不另说一个错', () => {
    // 即墨 2017 年设区。
    const { faults } = readLines(Buffer.from(`${heading}\n370215,即墨区,2026-02-30,,900,文`), '370000');
    expect(faults.map(({ message }) => message)).toEqual(['生效日期不是日期：2026-02-30，须写作 2026-01-01']);
  });

  test('改了名的县区，写当时的、现在的名字都行，改名之后的日子不能写旧名', () => {
    // 翠云区改名思茅区，2007 年。
    expect(read('530802,翠云区,2006-01-01,2006-12-31,130,文').faults).toEqual([]);
    expect(read('530802,思茅区,2006-01-01,2006-12-31,130,文').faults).toEqual([]);
    expect(faultOf('530802,翠云区,2026-01-01,,700,文')).toMatch(/530802 是云南省普洱市思茅区，写的是翠云区/);
  });

  test('东莞不设区县，“矿区”是完整的名字，仙桃直接在省之下', () => {
    const one = (province: string, row: string) => readLines(Buffer.from(`${heading}\n${row}`), province).faults;
    expect(one('440000', '441900,东莞市,2026-01-01,,1100,文')).toEqual([]);
    expect(one('140000', '140303,矿区,2026-01-01,,700,文')).toEqual([]);
    expect(one('420000', '429004,仙桃市,2026-01-01,,700,文')).toEqual([]);
    expect(one('110000', '110101,北京市东城区,2026-01-01,,1400,文')).toEqual([]);
  });

  test('到边上的照收：最低最高的金额，最晚的年份，只有一天的', () => {
    for (const row of [
      '530102,五华区,2026-01-01,,100,文',
      '530102,五华区,2026-01-01,,10000.00,文',
      '530102,五华区,2026-01-01,2099-12-31,700,文',
      '530102,五华区,2026-01-01,2026-01-01,700,文',
    ]) {
      expect(read(row).faults, row).toEqual([]);
    }
    expect(faultOf('530102,五华区,2100-01-01,,700,文')).toBe('2 2100-01-01 晚于 2099 年：仍有效的，截止日期留空');
  });

  test('低保头一年的标准照收', () => {
    expect(read('530102,五华区,1997-01-01,1997-12-31,150,文').faults).toEqual([]);
  });

  test('名称可以写全称', () => {
    expect(read('530102,昆明市五华区,2026-01-01,,700,文').faults).toEqual([]);
  });

  test('各行的错误一次全说，按行的次序', () => {
    const { faults, lines } = read('5301,五华区,2026-01-01,,-1,', wuhua, ',,2026-01-01,,700,文');
    expect(faults.map(({ row }) => row)).toEqual([2, 2, 2, 4]);
    expect(lines).toHaveLength(1);
  });
});

describe('同一县区的几行', () => {
  const until = (to: string) => wuhua.replace('01-01,,', `01-01,${to},`);
  test('同一县区写了两次', () => {
    expect(faultOf(wuhua, wuhua)).toMatch(/^3 530102 五华区：与第 2 行 重复/);
  });

  test('两个县区各写各的；错误照行的次序说，重复的也在其中', () => {
    const panlong = '530103,盘龙区,2026-01-01,,700,文';
    expect(read(wuhua, panlong).faults).toEqual([]);
    expect(read(wuhua, wuhua, panlong.replace('700', '7')).faults.map(({ row }) => row)).toEqual([3, 4]);
  });

  test('同一天有两条低保标准', () => {
    expect(faultOf(until('2026-06-30'), '530102,五华区,2026-06-30,,730,文')).toMatch(
      /^3 .*与第 2 行 2026-06-30 起有效期重叠/,
    );
  });

  test('有几天没有低保标准', () => {
    expect(faultOf('530102,五华区,2026-07-02,,730,文', until('2026-06-30'))).toBe(
      '2 530102 五华区：2026-07-01 至 2026-07-01 之间没有任何一条有效',
    );
  });

  test('新的一条从旧的次日起，正该这样', () => {
    expect(read(until('2026-06-30'), '530102,五华区,2026-07-01,,730,文').faults).toEqual([]);
  });
});
