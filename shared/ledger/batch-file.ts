import { isRounded } from '../csv/rounded.ts';
import { type FilledRow, type RowFault, readRows } from '../csv/rows.ts';
import { isIsoDate, readIdNumber } from '../identity/id-number.ts';
import { AmountError, formatFen, parseYuan } from '../money/fen.ts';
import { plausibleAid } from './aid.ts';
import { mostBatchRows, type RowResult, rowResults } from './batch.ts';

const payColumns = ['序号', '姓名', '身份证号', '金额（元）', '备注'];
const answerColumns = ['序号', '结果', '日期', '说明'];

/** A row of the file by which a batch is prepared: 18 digits, and fen. `line`: as the spreadsheet numbers it. */
export interface PayRow {
  line: number;
  row: number;
  name: string;
  idNumber: string;
  amount: number;
  note: string;
}

/** A row of the bank's answer. */
export interface AnswerRow {
  line: number;
  row: number;
  result: RowResult;
  /** ISO date. */
  on: string;
  note: string;
}

/** Who is to be paid how much; nothing is put right on the way. Every fault at once; ID numbers are never said again. */
export function readPayFile(bytes: Uint8Array): { rows: PayRow[]; faults: RowFault[] } {
  return readAll(bytes, payColumns, ({ row: line, cells: [n = '', name = '', number = '', yuan = '', note = ''] }) => {
    const id = readIdNumber(number);
    const amount = fenOf(yuan);
    const wrong = [
      numberFault(n),
      name === '' ? '没有写姓名' : undefined,
      id.ok && number.length === 18 ? undefined : idNumberFault(number),
      typeof amount === 'string' ? amount : undefined,
      note.length > 100 ? '备注最多 100 个字' : undefined,
    ];
    const row = { line, row: Number(n), name, idNumber: number.toUpperCase(), amount: Number(amount), note };
    return { row, wrong };
  });
}

const idNumberFault = (number: string): string =>
  isRounded(number)
    ? '身份证号存成了数字，后面的已经丢了：把这一列设成“文本”，照证件重填'
    : '身份证号应为十八位，校验码要对';

/** What the bank says of each row. */
export function readAnswerFile(bytes: Uint8Array): { rows: AnswerRow[]; faults: RowFault[] } {
  const results = Object.entries(rowResults) as [RowResult, string][];
  return readAll(bytes, answerColumns, ({ row: line, cells: [n = '', said = '', on = '', note = ''] }) => {
    const result = results.find(([, word]) => word === said)?.[0];
    const wrong = [
      numberFault(n),
      result ? undefined : `结果只能是${results.map(([, word]) => word).join('、')}，不是“${said}”`,
      isIsoDate(on) ? undefined : `日期应写作 2026-11-23，不是“${on}”`,
      note.length > 100 ? '说明最多 100 个字' : undefined,
    ];
    return { row: { line, row: Number(n), result: result ?? 'paid', on, note }, wrong };
  });
}

/** Rows each by itself, and their numbers, which no two may share. */
function readAll<Row extends { line: number; row: number }>(
  bytes: Uint8Array,
  columns: readonly string[],
  read: (row: FilledRow) => { row: Row; wrong: (string | undefined)[] },
): { rows: Row[]; faults: RowFault[] } {
  const found = readRows(bytes, columns);
  if (found.rows.length > mostBatchRows) {
    return {
      rows: [],
      faults: [{ row: 1, message: `一批最多 ${mostBatchRows} 户，这一份有 ${found.rows.length} 行` }],
    };
  }
  const faults = [...found.faults];
  const rows: Row[] = [];
  const lineOf = new Map<number, number>();
  for (const filled of found.rows) {
    const { row, wrong } = read(filled);
    const same = lineOf.get(row.row);
    const twice = same === undefined ? undefined : `序号与第 ${same} 行相同`;
    const extra = filled.cells.length > columns.length ? `多出一格，应为 ${columns.length} 格` : undefined;
    const said = [...wrong, twice, extra].filter((each) => each !== undefined);
    lineOf.set(row.row, row.line);
    rows.push(row);
    faults.push(...said.map((message) => ({ row: row.line, message })));
  }
  return { rows, faults: faults.toSorted((a, b) => a.row - b.row) };
}

const numberFault = (text: string): string | undefined =>
  /^[1-9]\d{0,3}$/.test(text) ? undefined : `序号应为 1 至 9999 的整数，不是“${text.slice(0, 10)}”`;

/** Fen, or what is wrong with the amount. */
function fenOf(yuan: string): number | string {
  try {
    const fen = parseYuan(yuan);
    const { least, askedFrom } = plausibleAid;
    if (fen >= least && fen <= askedFrom) return fen;
    return `金额 ${formatFen(fen)} 应在 ${formatFen(least)} 至 ${formatFen(askedFrom)} 之间，多的另行登记`;
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
    return `${error.message}，不是“${yuan.slice(0, 20)}”`;
  }
}
