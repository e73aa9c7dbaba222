import { readSheet } from 'read-excel-file/universal';
import { type CsvFlaw, decodeText, parseCsv } from '../../../shared/csv/csv.ts';
import { unpackingRefusal } from './inflated.ts';

/** A cell as the file has it. `number`: it was kept as a number, of which a spreadsheet knows fifteen digits at most. */
export interface Cell {
  text: string;
  number: boolean;
}

/** A table below its headings; rows are numbered as a spreadsheet numbers them. */
export interface Table {
  headings: string[];
  rows: { row: number; cells: Cell[] }[];
}

/** The file cannot be read; says why, in Chinese. */
export class UnreadableTable extends Error {}

/** Some thousand people. */
export const MOST_BYTES = 10_000_000;
const MOST_ROWS = 20_000;

const flaws: Record<CsvFlaw, string> = {
  openQuote: '英文双引号没有配对',
  strayQuote: '英文双引号用得不对',
  lineBreak: '有一格里换了行',
};

/** The table of a file: a workbook's first sheet, or a CSV in UTF-8 or GB18030. Nothing is put right on the way. */
export async function readTable(bytes: Uint8Array): Promise<Table> {
  const isPacked = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = isPacked ? await sheetRows(bytes) : csvRows(bytes);
  const [heading, ...below] = rows;
  const headings = (heading?.cells ?? []).map(({ text }) => text);
  if (headings.filter((each) => each !== '').length < 2)
    throw new UnreadableTable('第一行应是表头：姓名、身份证号……请删去表头上面的标题行，再选一次。');
  const filled = below.filter(({ cells }) => cells.some(({ text }) => text !== ''));
  if (filled.length === 0) throw new UnreadableTable('表头之下没有任何一行。');
  if (filled.length > MOST_ROWS)
    throw new UnreadableTable(`有 ${filled.length} 行，一次至多 ${MOST_ROWS} 行，请分成几份。`);
  return { headings, rows: filled };
}

function csvRows(bytes: Uint8Array): Table['rows'] {
  const text = decodeText(bytes);
  if (text === undefined)
    throw new UnreadableTable('文件既不是工作簿（.xlsx），也不是 UTF-8、GB18030 的 CSV：请在 Excel 里另存为 .xlsx。');
  return parseCsv(text).map(({ row, cells, flaws: [flaw] }) => {
    if (flaw !== undefined) throw new UnreadableTable(`第 ${row} 行${flaws[flaw]}，后面的都可能串了行：请改好再选。`);
    return { row, cells: cells.map((cell) => ({ text: cell.trim(), number: false })) };
  });
}

async function sheetRows(bytes: Uint8Array): Promise<Table['rows']> {
  const why = unpackingRefusal(bytes);
  if (why !== undefined) throw new UnreadableTable(`${why}。`);
  let sheet: unknown[][];
  try {
    // As it is written: a number of eighteen digits is to be told from the same as text.
    sheet = await readSheet(Uint8Array.from(bytes).buffer, {
      trim: false,
      parseNumber: (said) => new Kept(said),
    });
  } catch (error) {
    throw new UnreadableTable('这个工作簿读不出来：请在 Excel 里另存成新的 .xlsx，再选一次。', { cause: error });
  }
  return sheet.map((cells, index) => ({ row: index + 1, cells: cells.map(cellOf) }));
}

class Kept {
  readonly said: string;
  constructor(said: string) {
    this.said = said;
  }
}

function cellOf(value: unknown): Cell {
  if (value instanceof Kept) return { text: plain(value.said), number: true };
  if (value instanceof Date) return { text: value.toISOString().slice(0, 10), number: false };
  if (typeof value === 'boolean') return { text: value ? '是' : '否', number: false };
  return { text: String(value ?? '').trim(), number: false };
}

/** 5.30102197403120E+17 as a spreadsheet keeps it; short numbers as people write them. */
function plain(said: string): string {
  const number = Number(said);
  return Number.isFinite(number) && Math.abs(number) < 1e15 ? String(Math.round(number * 1e6) / 1e6) : said;
}
