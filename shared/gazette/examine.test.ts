import { describe, expect, test } from 'vitest';
import { publishedArrangements } from '../calendar/published.ts';
import { inventedSource } from '../standards/invented.ts';
import { lineColumns } from '../standards/lines-csv.ts';
import type { SubsistenceLine } from '../standards/standard.ts';
import { arrangementColumns } from './arrangement-csv.ts';
import { examine } from './examine.ts';
import { arrangementsInForce, linesInForce } from './in-force.ts';
import type { Gazette } from './items.ts';

const line = (division: string, from: string, fen: number, source = '昆民发〔2025〕1号'): SubsistenceLine => ({
  division,
  from,
  to: null,
  fen,
  source,
});
const lines = [line('530102', '2025-01-01', 70_000), line('530103', '2025-01-01', 70_000)];
const real = { code: '530000', coverage: ['530102', '530103', '5304'], subsistenceLines: lines };
const demonstration = {
  ...real,
  subsistenceLines: [line('530102', '2025-01-01', 70_000, inventedSource('仅供演示'))],
};
const gazette: Gazette = { arrangements: publishedArrangements, lines };
const today = '2026-11-27';

/** Nobody has published 2027 yet: days as the law has them, made up by the seven rows of a notice. */
const rows2027 = [
  '元旦,2027-01-01,2027-01-03,3',
  '春节,2027-02-05,2027-02-11,7,2027-01-31',
  '清明节,2027-04-03,2027-04-05,3',
  '劳动节,2027-05-01,2027-05-05,5,2027-05-08',
  '端午节,2027-06-09,2027-06-09,1',
  '中秋节,2027-09-15,2027-09-15,1',
  '国庆节,2027-10-01,2027-10-07,7,2027-09-26、2027-10-09',
];
const arrangement = (rows: string[], year = 2027) => ({
  kind: 'arrangement' as const,
  file: [arrangementColumns.join(), ...rows].join('\n'),
  document: `国务院办公厅关于${year}年部分节假日安排的通知（国办发明电〔${year - 1}〕7号）`,
  url: `https://www.gov.cn/zhengce/content/${year - 1}/content.htm`,
});
const linesFile = (...rows: string[]) => ({
  kind: 'lines' as const,
  file: [lineColumns.join(), ...rows].join('\n'),
  document: '云南省民政厅关于公布2027年城乡低保标准的通知（云民发〔2026〕30号）',
  url: null,
});
type Proposed = Parameters<typeof examine>[0];
const faultsOf = (proposed: Proposed, profile = real, now = gazette, day = today): string[] =>
  examine(proposed, profile, now, day).faults.map(({ row, message }) => `${row} ${message}`);

describe('次年的节假日安排', () => {
  test('接着最后一年的，收下', () => {
    const { content, faults } = examine(arrangement(rows2027), real, gazette, today);
    expect(faults).toEqual([]);
    expect(content).toMatchObject({ kind: 'arrangement', arrangement: { year: 2027, source: /〔2026〕7号） https:/ } });
  });

  test.each<[string, Partial<Proposed>, RegExp]>([
    ['文件名称不对', { document: '某县人民政府通知（国办发明电〔2026〕7号）' }, /^1 文件须是国务院办公厅关于2027年/],
    ['别的年份的文件', { document: '国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）' }, /2027年/],
    ['没有文号', { document: '国务院办公厅关于2027年部分节假日安排的通知' }, /^1 文件名称之后须写文号/],
    ['没有地址', { url: null }, /^1 须写通知在政府网站上的地址/],
    ['不是政府网站', { url: 'https://www.gov.cn.example.com/a' }, /^1 须写通知在政府网站上的地址/],
    ['没有加密的地址', { url: 'http://www.gov.cn/a' }, /^1 须写通知在政府网站上的地址/],
    ['虚构的', { document: inventedSource('演示') }, /^1 本省用的是真实的数据，不收虚构的/],
  ])('%s的，不收', (_what, change, message) => {
    expect(faultsOf({ ...arrangement(rows2027), ...change } as Proposed)[0]).toMatch(message);
  });

  test('中间缺一年的，先录缺的', () => {
    const without2026 = { ...gazette, arrangements: publishedArrangements.slice(0, -1) };
    expect(faultsOf(arrangement(rows2027), real, without2026)).toEqual(['1 须先录入 2026 年的，中间不能缺一年']);
  });

  const with2027 = (rows = rows2027, document?: string): Gazette => {
    const proposed = { ...arrangement(rows), ...(document === undefined ? {} : { document }) };
    const { content } = examine(proposed, demonstration, gazette, today);
    if (content?.kind !== 'arrangement') throw new Error('not as it should be');
    return { ...gazette, arrangements: arrangementsInForce(gazette.arrangements, [content.arrangement]) };
  };

  test('已经有了的，一天不差就不再录', () => {
    expect(faultsOf(arrangement(rows2027), real, with2027())).toEqual(['1 与现行的 2027 年安排一天不差，不必再录']);
  });

  test('忘了一整年的，过了年还补得上', () => {
    expect(faultsOf(arrangement(rows2027), real, gazette, '2028-02-01')).toEqual([]);
  });

  const corrected = rows2027.with(3, '劳动节,2027-05-01,2027-05-05,5,2027-04-25');

  test('年中更正的，往后的日子可以改，过去的不能', () => {
    expect(faultsOf(arrangement(corrected), real, with2027(), '2027-04-24')).toEqual([]);
    expect(faultsOf(arrangement(corrected), real, with2027(), '2027-05-09')).toEqual([
      '1 2027-04-25、2027-05-08 已经过去，上不上班不能再改',
    ]);
    expect(faultsOf(arrangement(corrected), real, with2027(), '2028-01-01')).toEqual(['1 2027 年已经过去，不再更正']);
  });

  test('虚构的只有演示才收；公布了就换掉它，不论哪一天；公布过的不能换成虚构的', () => {
    const invented = with2027(rows2027, inventedSource('演示'));
    expect(faultsOf(arrangement(corrected), demonstration, invented, '2027-06-01')).toEqual([]);
    const made = { ...arrangement(corrected), document: inventedSource('演示') };
    expect(faultsOf(made, demonstration, with2027())).toEqual(['1 2027 年的安排已经公布，不能换成虚构的']);
  });

  test('公布的不能接在虚构的后面：虚构的一年不算录过', () => {
    const invented = with2027(rows2027, inventedSource('演示'));
    const rows2028 = [
      '元旦,2028-01-01,2028-01-03,3',
      '春节,2028-01-25,2028-01-30,6',
      '清明节,2028-04-04,2028-04-04,1',
      '劳动节,2028-05-01,2028-05-02,2',
      '端午节,2028-05-27,2028-05-29,3',
      '国庆节、中秋节,2028-10-01,2028-10-05,5',
    ];
    expect(faultsOf(arrangement(rows2028, 2028), demonstration, invented)).toEqual([
      '1 须先录入 2027 年的，中间不能缺一年',
    ]);
  });
});

describe('新的低保标准', () => {
  const wuhua = '530102,五华区,2027-01-01,,750,昆民发〔2026〕12号';

  test('从所写的一天起；已在用的行照抄在里面也无妨', () => {
    const { content } = examine(
      linesFile('530103,盘龙区,2025-01-01,,700,昆民发〔2025〕1号', wuhua),
      real,
      gazette,
      today,
    );
    expect(content).toEqual({ kind: 'lines', lines: [line('530102', '2027-01-01', 75_000, '昆民发〔2026〕12号')] });
  });

  test('追溯的，只从核准的次日起，之前认定的不变', () => {
    const { content } = examine(linesFile(wuhua.replace('2027-01-01', '2026-07-01')), real, gazette, today);
    expect(content).toMatchObject({ lines: [{ from: '2026-11-28', fen: 75_000 }] });
    expect(examine(linesFile(wuhua.replace('2027-01-01', today)), real, gazette, today).content).toMatchObject({
      lines: [{ from: '2026-11-28' }],
    });
  });

  test.each<[string, string, RegExp]>([
    ['每行照样逐项检查', wuhua.replace('750', '７５０'), /^2 金额含全角字符/],
    ['不受理的县区', '530111,官渡区,2027-01-01,,750,文', /^2 530111 .*官渡区不在本省受理的县区之列/],
    ['差一倍以上', wuhua.replace('750', '1500'), /^2 与现行的 700\.00 元差一倍以上.*1,500\.00 元/],
    ['已经过去', '530102,五华区,2024-01-01,2024-12-31,650,文', /^2 截止日期 2024-12-31 已经过去/],
    ['虚构的', wuhua.replace('昆民发', '虚构：'), /^2 本省用的是真实的数据，不收虚构的/],
    ['没有一行是新的', '530102,五华区,2025-01-01,,700,昆民发〔2025〕1号', /^1 每一行都已在用/],
  ])('%s的，指出是哪一行', (_what, row, message) => {
    expect(faultsOf(linesFile(row))[0]).toMatch(message);
  });

  test('与前后各一条比，已核准的以后的、同一份文件里的也算；差一倍以上的指出与哪一条', () => {
    const now = { ...gazette, lines: linesInForce(lines, [line('530102', '2027-06-01', 36_000)]) };
    const row = (from: string, yuan: number) => `530102,五华区,${from},,${yuan},文`;
    const faults = (...rows: string[]) => faultsOf(linesFile(...rows), real, now);
    expect(faults(row('2027-06-02', 1300))).toEqual([
      expect.stringMatching(/^2 与 2027-06-01 起的 360\.00 元差一倍以上/),
    ]);
    expect(faults(row('2027-05-01', 1000))).toEqual([
      expect.stringContaining('与 2027-06-01 起的 360.00 元差一倍以上'),
    ]);
    expect(faults(row('2027-06-02', 700))).toEqual([]);
    expect(faults(row('2027-07-01', 500).replace(',,', ',2027-07-31,'), row('2027-08-01', 1350))).toEqual([
      expect.stringMatching(/^2 与 2027-08-01 起的 1,350\.00 元/),
      expect.stringMatching(/^3 与 2027-07-01 起的 500\.00 元/),
    ]);
  });

  test('两年以后才开始的不收：年份写错了', () => {
    expect(faultsOf(linesFile(wuhua.replace('2027-01-01', '2028-11-27')))).toEqual([]);
    expect(faultsOf(linesFile(wuhua.replace('2027-01-01', '2028-11-28')))[0]).toContain('2028-11-28 在 2 年以后');
  });

  test.each(['\u200b虚构：', ' 虚构：', '\u3000虚构:', '虚\u2060构：'])('“虚构：”藏着写的 %j，也是虚构的', (mark) => {
    expect(faultsOf(linesFile(wuhua.replace('昆民发', `${mark}昆民发`)))[0]).toContain('不收虚构的');
  });

  test('受理的县区头一次有低保标准的，收', () => {
    expect(faultsOf(linesFile('530402,红塔区,2027-01-01,,720,文'))).toEqual([]);
  });
});

describe('哪一条在用', () => {
  const at = (list: readonly SubsistenceLine[], date: string) =>
    list.filter(({ from, to }) => from <= date && (to === null || date <= to)).map(({ fen }) => fen);

  test('新的一条开始，旧的就到前一天为止；哪一天都至多一条', () => {
    const inForce = linesInForce(
      [line('530102', '2025-01-01', 70_000)],
      [line('530102', '2027-01-01', 75_000), line('530102', '2026-12-01', 72_000)],
    );
    const days = ['2026-11-30', '2026-12-01', '2026-12-31', '2027-01-01', '2030-01-01'];
    expect(days.map((day) => at(inForce, day))).toEqual([[70_000], [72_000], [72_000], [75_000], [75_000]]);
  });

  test('同一天起的，后核准的算数；别的县区不受影响', () => {
    const inForce = linesInForce(lines, [line('530102', '2027-01-01', 75_000), line('530102', '2027-01-01', 76_000)]);
    expect(at(inForce, '2027-06-01')).toEqual([76_000, 70_000]);
  });

  test('写了截止日期的，到那天为止', () => {
    expect(at(linesInForce([{ ...line('530102', '2025-01-01', 70_000), to: '2026-12-31' }], []), '2027-01-01')).toEqual(
      [],
    );
  });
});
