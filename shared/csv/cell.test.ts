import { expect, it } from 'vitest';
import { csvCell } from './cell.ts';
import { parseCsv } from './csv.ts';

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '=HYPERLINK("http://example.cn","看"),1'];

it.each(formulas)('表格软件不把 %s 当公式，一个字也不少', (text) => {
  const [row] = parseCsv(`${csvCell(text)},甲`);
  expect(row?.cells).toEqual([`\t${text}`, '甲']);
});

it.each(['五华区总工会', '少于5', '1-2', ' 甲', ''])('不是公式的照写：%s', (text) => {
  expect(csvCell(text)).toBe(text);
});
