import { csvCell } from '../csv/cell.ts';
import { isRounded } from '../csv/rounded.ts';
import { type FilledRow, type RowFault, readRows } from '../csv/rows.ts';
import { mostCheckRows } from './batch.ts';
import { type CheckResult, checkResultCodes, checkResults } from './sources.ts';

const askColumns = ['批号', '序号', '户', '姓名', '身份证号'];
const answerColumns = ['批号', '序号', '身份证号末四位', '结果', '不一致之处'];

/** A person of whom an office is asked. `household`: which of the batch, from 1. */
export interface AskedRow {
  row: number;
  household: number;
  name: string;
  idNumber: string;
}

/** What an office answers of a row. `line`: as the spreadsheet numbers it. */
export interface AnsweredRow {
  line: number;
  row: number;
  lastFour: string;
  result: CheckResult;
  /** What is not as the form says; empty where everything is. */
  difference: string;
}

/**
 * The file for an office: UTF-8 with the mark by which Excel knows it. Eighteen digits are a number to Excel and WPS, which keep
 * fifteen of them: a tab in front makes them a text, and is not seen.
 */
export function askedFile(batch: string, rows: readonly AskedRow[]): Uint8Array {
  const lines = rows.map(({ row, household, name, idNumber }) =>
    [batch, row, household, csvCell(name), `\t${idNumber}`].join(),
  );
  return new TextEncoder().encode(`\ufeff${[askColumns.join(), ...lines, ''].join('\r\n')}`);
}

/** What an office answers, row by row, and everything that is wrong with its file. ID numbers are never said again. */
export function readAnswers(bytes: Uint8Array, batch: string): { rows: AnsweredRow[]; faults: RowFault[] } {
  const found = readRows(bytes, answerColumns);
  if (found.rows.length > mostCheckRows) {
    return {
      rows: [],
      faults: [{ row: 1, message: `一批最多 ${mostCheckRows} 行，这一份有 ${found.rows.length} 行` }],
    };
  }
  const lineOf = new Map<number, number>();
  const read = found.rows.map((filled) => {
    const row = answeredIn(filled);
    const same = lineOf.get(row.row);
    if (same === undefined) lineOf.set(row.row, row.line);
    const faults = [...wrongIn(filled, batch), ...(same === undefined ? [] : [`序号与第 ${same} 行相同`])];
    return { row, faults };
  });
  const faults = read.flatMap(({ row, faults: messages }) => messages.map((message) => ({ row: row.line, message })));
  return {
    rows: read.map(({ row }) => row),
    faults: [...found.faults, ...faults].toSorted((a, b) => a.row - b.row),
  };
}

/** What the cell says: without the signs with which people keep a spreadsheet from taking it for a number (="0423", '0423). */
const bare = (cell: string): string => (/^="(.*)"$/.exec(cell)?.[1] ?? cell).replace(/^'/, '').trim();

function answeredIn({ row: line, cells: [, n = '', cell = '', said = '', difference = ''] }: FilledRow): AnsweredRow {
  const lastFour = bare(cell);
  const result = checkResultCodes.find((code) => checkResults[code] === said) ?? 'consistent';
  // A spreadsheet takes the zeros off in front.
  const whole = /^\d{1,4}$/.test(lastFour) ? lastFour.padStart(4, '0') : lastFour.toUpperCase();
  return { line, row: Number(n), lastFour: whole, result, difference };
}

/** A number that a spreadsheet has rounded is nobody's any more: its last digits are gone, and are not guessed. */
function lastFourFault(lastFour: string): string | undefined {
  if (/^(\d{1,4}|\d{3}[Xx])$/.test(lastFour)) return undefined;
  if (isRounded(lastFour))
    return '身份证号末四位成了科学计数（如 5.30102E+17）：表格软件把号码当成了数，末几位已经丢了，请照送去的文件重填末四位，先把这一列设为“文本”';
  return '身份证号末四位应为四位：只写最后四位，不写整个号码';
}

function wrongIn({ cells }: FilledRow, batch: string): string[] {
  const [number = '', n = '', cell = '', said = '', difference = ''] = cells;
  const lastFour = bare(cell);
  const isConsistent = said === checkResults.consistent;
  const known = checkResultCodes.some((code) => checkResults[code] === said);
  return [
    number === batch ? undefined : `批号应为 ${batch}，不是“${number.slice(0, 20)}”：别的一批的，请交到那一批`,
    /^[1-9]\d{0,3}$/.test(n) ? undefined : `序号应为 1 至 9999 的整数，不是“${n.slice(0, 10)}”`,
    lastFourFault(lastFour),
    known ? undefined : `结果只能是${Object.values(checkResults).join('、')}，不是“${said.slice(0, 20)}”`,
    known && isConsistent && difference !== '' ? '一致的不写不一致之处' : undefined,
    said === checkResults.differs && difference === '' ? '没有写哪里不一致' : undefined,
    difference.length > 200 ? '不一致之处最多 200 个字' : undefined,
    cells.length > answerColumns.length ? `多出一格，应为 ${answerColumns.length} 格` : undefined,
  ].filter((each) => each !== undefined);
}
