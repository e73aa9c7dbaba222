import { readSheet } from 'read-excel-file/universal';
import { expect, it } from 'vitest';
import { cellsOf, partsOf } from '../../test/support/ooxml.ts';
import { workbookOf } from './write.ts';

const sheet = { name: '档案列表', above: '由 <某人> & "某某" 导出', headings: ['一', '二'], widths: [10, 20] };

it('每一格都是文本，读回来一字不差：长号码、公式、标记、生僻字', async () => {
  const rows = [
    ['530102197403120423', '=HYPERLINK("http://example.cn")'],
    ['+1', '-2+3'],
    ['@SUM(A1)', '<b>&amp;</b>]]>'],
    ['𠮷田', ' 前后有空格 '],
    ['0012', '一行\n两行'],
  ];
  const file = await workbookOf({ ...sheet, rows });
  const cells = cellsOf(file);
  expect(cells.A1).toBe(sheet.above);
  expect([cells.A2, cells.B2]).toEqual(['一', '二']);
  expect(rows.map((_, n) => [cells[`A${n + 3}`], cells[`B${n + 3}`]])).toEqual(rows);
});

it('XML 里放不下的字略去，工作簿仍打得开', async () => {
  const file = await workbookOf({ ...sheet, rows: [['a\u0000b\u001f', 'c\ud800d\uffff']] });
  expect(cellsOf(file)).toMatchObject({ A3: 'ab', B3: 'cd' });
});

it('每一格的格式是文本，在上面重新打字的仍是文本', async () => {
  const parts = partsOf(await workbookOf({ ...sheet, rows: [['1', '2']] }));
  // 49 is the built-in format @.
  expect(parts['xl/styles.xml']).toMatch(/numFmtId="49"|formatCode="@"/);
});

it('数是数，金额是元，空的没有格；几张表各有各的；列过了 Z 是 AA', async () => {
  const wide = Array.from({ length: 28 }, (_, n) => `第${n + 1}列`);
  const file = await workbookOf(
    {
      ...sheet,
      rows: [
        [12, { fen: 123_456 }],
        ['', { fen: -5 }],
      ],
    },
    { ...sheet, name: '宽的', headings: wide, widths: [], rows: [wide] },
  );
  expect(cellsOf(file)).toMatchObject({ A3: '12', B3: '1234.56', B4: '-0.05' });
  expect(cellsOf(file)).not.toHaveProperty('A4');
  expect(cellsOf(file, 2)).toMatchObject({ Z3: '第26列', AA3: '第27列', AB2: '第28列' });
});

it('别的程序读得出各格的内容', async () => {
  const file = await workbookOf({ ...sheet, rows: [['530102197403120423', { fen: 100 }]] });
  const read = await readSheet(new Blob([Buffer.from(file)]));
  expect(read.slice(1)).toEqual([
    ['一', '二'],
    ['530102197403120423', 1],
  ]);
});

const printedAs = (part: string | undefined) =>
  /<pageSetup [^>]*pageOrder="overThenDown" orientation="(\w+)" fitToWidth="(\d)" fitToHeight="0"\/>/.exec(part ?? '');

it('印出来与纸一样宽；宽的横着印，太宽的分几页并排，字不缩小；每一页重印上面那一句和标题：单独一张纸也看得出谁取的、为什么；并排的各页重印头几列', async () => {
  const rows = [['1', '2', '3']];
  const three = { ...sheet, headings: ['一', '二', '三'], rows };
  const parts = partsOf(
    await workbookOf(
      { ...three, widths: [10, 20, 30] },
      { ...three, name: '宽的', widths: [40, 60, 50] },
      { ...three, name: '很宽的', widths: [20, 100, 120], repeated: 2 },
    ),
  );
  const printed = [1, 2, 3].map((n) => printedAs(parts[`xl/worksheets/sheet${n}.xml`])?.slice(1));
  expect(printed).toEqual([
    ['portrait', '1'],
    ['landscape', '1'],
    ['landscape', '3'],
  ]);
  const titles = [...(parts['xl/workbook.xml'] ?? '').matchAll(/Print_Titles" localSheetId="(\d)">([^<]*)</g)];
  expect(titles.map(([, n, of]) => [n, of])).toEqual([
    ['0', "'档案列表'!$1:$2"],
    ['1', "'宽的'!$1:$2"],
    ['2', "'很宽的'!$A:$B,'很宽的'!$1:$2"],
  ]);
});

it('上面那一句在重印的几列旁边，只占印得在一页上的几列：哪一页上也不断在中间', async () => {
  const wide = { ...sheet, headings: ['一', '二', '三', '四'], widths: [20, 50, 60, 120], rows: [] };
  expect(partsOf(await workbookOf(wide))['xl/worksheets/sheet1.xml']).toContain('<mergeCell ref="B1:C1"/>');
});

it('几行的字都看得见：行高照最长的一格，字多的一句也一样', async () => {
  const above = '一二三四五六七八九十'.repeat(6);
  const part = partsOf(await workbookOf({ ...sheet, above, rows: [['短', '一行\n两行\n三行']] }))[
    'xl/worksheets/sheet1.xml'
  ];
  const heights = [...(part ?? '').matchAll(/<row r="(\d)" ht="(\d+)"/g)].map(([, row, height]) => [
    row,
    Number(height) / 16,
  ]);
  // 120 characters' room in a line of 29, and one more below it.
  expect(heights).toEqual([
    ['1', 6],
    ['2', 1],
    ['3', 3],
  ]);
});
