import { type CsvFlaw, decodeText, parseCsv } from './csv.ts';

/** What is wrong with a row, in Chinese, numbered as the spreadsheet numbers it: 1 is the heading. */
export interface RowFault {
  row: number;
  message: string;
}

/** A filled row of a table below its heading: cells without the spaces around them, and without the empty ones at its end. */
export interface FilledRow {
  row: number;
  cells: string[];
}

const flawMessages: Record<CsvFlaw, string> = {
  openQuote: '英文双引号没有配对，从这一行起到文件末尾都成了一格：请补上或删去引号',
  strayQuote: '英文双引号用得不对：引号须括住整格，格内的引号写两个',
  lineBreak: '有一格里换了行，也可能是英文双引号没有配对，把下面几行都吞进了一格：请删去换行，配好引号',
};

/**
 * The filled rows of a CSV file that an operator edits in a spreadsheet, UTF-8 or GB18030, and those that cannot be
 * relied on. Nothing is put right on the way.
 *
 * @param columns what the heading must say, in this order
 */
export function readRows(bytes: Uint8Array, columns: readonly string[]): { rows: FilledRow[]; faults: RowFault[] } {
  const text = decodeText(bytes);
  if (text === undefined)
    return refused('文件既不是 UTF-8 也不是 GB18030 编码的文本，请在 Excel 里另存为“CSV UTF-8（逗号分隔）”');
  const [heading, ...body] = parseCsv(text);
  const [flaw] = heading?.flaws ?? [];
  if (flaw !== undefined) return refused(flawMessages[flaw]);
  const titles = trimEnd((heading?.cells ?? []).map((cell) => cell.trim()));
  if (titles.join() !== columns.join())
    return refused(`首行须依次为：${columns.join('、')}，用逗号分隔，实为：${titles.join('、') || '空行'}`);

  const faults: RowFault[] = [];
  const rows: FilledRow[] = [];
  for (const { row, cells, flaws } of body) {
    const filled = trimEnd(cells.map((cell) => cell.trim()));
    if (flaws.length > 0) faults.push(...flaws.map((each) => ({ row, message: flawMessages[each] })));
    else if (filled.length > 0) rows.push({ row, cells: filled });
  }
  if (rows.length === 0 && faults.length === 0) faults.push({ row: 1, message: '首行之下没有任何一条' });
  return { rows, faults };
}

/** 2026/1/1, as Excel shows and saves dates in China, is the same day; anything else stays as it is. */
export function isoDate(text: string): string {
  const [, year, month = '', day = ''] = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(text) ?? [];
  return year === undefined ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Full-width digits, letters and signs, which look right and are not read; a semicolon between items does no harm. */
export function hasWideCharacters(cell: string): boolean {
  return /[\uff00-\uffef\u3000]/.test(cell.replaceAll('；', ''));
}

function refused(message: string): { rows: FilledRow[]; faults: RowFault[] } {
  return { rows: [], faults: [{ row: 1, message }] };
}

function trimEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1);
}
