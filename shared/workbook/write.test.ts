import { expect, it } from 'vitest';
import { cellsOf, partsOf } from '../../test/support/ooxml.ts';
import { workbookOf } from './write.ts';

const sheet = { name: '档案列表', above: '由 <某人> & "某某" 导出', headings: ['一', '二'], widths: [10, 20] };

it('every cell is text that reads back as it was given: a long number, a formula, markup, a rare character', async () => {
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

it('what XML has no place for is left out, and leaves a workbook that opens', async () => {
  const file = await workbookOf({ ...sheet, rows: [['a\u0000b\u001f', 'c\ud800d\uffff']] });
  expect(cellsOf(file)).toMatchObject({ A3: 'ab', B3: 'cd' });
});

it('every column is formatted as text, so that what is typed over stays text', async () => {
  const parts = partsOf(await workbookOf({ ...sheet, rows: [['1', '2']] }));
  // 49 is the built-in format @.
  expect(parts['xl/styles.xml']).toMatch(/numFmtId="49"|formatCode="@"/);
});
