import { checkPeriods, isDate } from '../calendar/periods.ts';
import { hasWideCharacters, isoDate, type RowFault, readRows } from '../csv/rows.ts';
import { isDivisionOn, successorsOf } from '../divisions/codes.ts';
import { divisionName, ownName } from '../divisions/divisions.ts';
import { formatYuan, parseYuan } from '../money/fen.ts';
import type { SubsistenceLine } from './standard.ts';

/** The columns of a province's subsistence lines, in this order. */
export const lineColumns = ['行政区划代码', '名称', '生效日期', '截止日期', '元每人每月', '来源'] as const;

/** Fen a month; a line outside was entered in another unit. The highest line of any city is below 2,000 yuan. */
export const plausibleLine = { minimum: 10_000, maximum: 1_000_000 };

/** Years in which a line may begin or end: 低保 is nationwide since 国发〔1997〕29号, and nobody fixes a line for the next century. */
const plausibleYears = { first: 1997, last: 2099 };

interface Row extends SubsistenceLine {
  row: number;
  name: string;
}

/**
 * A province's subsistence lines from a CSV that an operator edits in a spreadsheet, UTF-8 or GB18030: the rows that
 * are right, and all that is wrong, by row. Nothing is put right on the way: 1,062 or １０６２ is refused, because whoever
 * pasted it may have pasted more.
 *
 * @param province six digits; every row must be one of its county-level divisions on the day its line begins
 */
export function readLines(bytes: Uint8Array, province: string): { lines: SubsistenceLine[]; faults: RowFault[] } {
  const { rows, faults } = numberedLines(bytes, province);
  return { lines: rows.map(({ line }) => line), faults };
}

/** As `readLines`, each line with the row in which it stands. */
export function numberedLines(
  bytes: Uint8Array,
  province: string,
): { rows: { row: number; line: SubsistenceLine }[]; faults: RowFault[] } {
  const { rows: filled, faults } = readRows(bytes, lineColumns);
  const rows: Row[] = [];
  for (const { row, cells } of filled) {
    const messages = rowFaults(cells, province);
    faults.push(...messages.map((message) => ({ row, message })));
    if (messages.length === 0) rows.push({ row, ...lineOf(cells) });
  }
  faults.push(...checkOrder(rows));
  return {
    rows: rows.map(({ row, division, from, to, fen, source }) => ({ row, line: { division, from, to, fen, source } })),
    faults: faults.toSorted((a, b) => a.row - b.row),
  };
}

function rowFaults(cells: string[], province: string): string[] {
  const [division, name, from, to, yuan, source] = filledUp(cells);
  // What else is wrong with such a row can only be told once it can be read.
  if (cells.length > lineColumns.length)
    return [`多出 ${cells.length - lineColumns.length} 格：金额不要写千位分隔符，来源里有逗号的整格用英文双引号括起`];
  const figures = { 行政区划代码: division, 生效日期: from, 截止日期: to, 金额: yuan };
  const wide = Object.entries(figures).filter(([, cell]) => hasWideCharacters(cell));
  if (wide.length > 0) return wide.map(([title, cell]) => `${title}含全角字符，请改成半角：${cell}`);
  return [
    divisionFault(division, name, isoDate(from), province),
    ...periodFaults(from, to),
    amountFault(yuan),
    source === '' ? '来源为空：须写民政部门的文号或公告' : undefined,
  ].filter((fault) => fault !== undefined);
}

/** With the cells that are empty at its end. */
const filledUp = (cells: string[]) =>
  lineColumns.map((_, i) => cells[i] ?? '') as [string, string, string, string, string, string];

/** Of a row without faults. */
function lineOf(cells: string[]): Omit<Row, 'row'> {
  const [division, name, from, to, yuan, source] = filledUp(cells);
  return { division, name, from: isoDate(from), to: to === '' ? null : isoDate(to), fen: parseYuan(yuan), source };
}

function divisionFault(code: string, name: string, from: string, province: string): string | undefined {
  if (code === '') return '行政区划代码为空：合并的单元格只有第一格有内容，请取消合并，每行都填';
  if (!/^\d{6}$/.test(code)) return `行政区划代码须为六位数字：${code}`;
  if (code.slice(0, 2) !== province.slice(0, 2)) return `${code} 不属于 ${province}`;
  const day = isDate(from) ? from : '9999-12-31';
  if (!isDivisionOn(code, day)) {
    const successors = successorsOf(code).map((each) => `${each} ${divisionName(each)}`);
    if (successors.length === 0) return `没有这个县级行政区划：${code}`;
    return `${code} 在 ${from} 不是县级行政区划，现为 ${successors.join('、')}`;
  }
  const fullName = divisionName(code, day);
  if (name === '') return `名称为空：${code} 是${fullName}`;
  // A line of some years ago may be written under the name of then or of now; with what stands above it, or without.
  const fits = [day, undefined].some(
    (date) => divisionName(code, date)?.endsWith(name) && name.endsWith(ownName(code, date) as string),
  );
  return fits ? undefined : `代码与名称不符：${code} 是${fullName}，写的是${name}`;
}

function periodFaults(from: string, to: string): string[] {
  const faults: string[] = [];
  const [first, last] = [isoDate(from), isoDate(to)];
  if (from === '') faults.push('生效日期为空');
  else if (!isDate(first)) faults.push(`生效日期不是日期：${from}，须写作 2026-01-01`);
  if (to !== '' && !isDate(last)) faults.push(`截止日期不是日期：${to}，须写作 2026-12-31，仍有效的留空`);
  if (faults.length > 0) return faults;
  for (const date of to === '' ? [first] : [first, last]) {
    const year = Number(date.slice(0, 4));
    if (year < plausibleYears.first) faults.push(`${date} 早于低保制度在全国建立的 ${plausibleYears.first} 年`);
    if (year > plausibleYears.last) faults.push(`${date} 晚于 ${plausibleYears.last} 年：仍有效的，截止日期留空`);
  }
  if (faults.length === 0 && to !== '' && last < first) faults.push(`截止日期 ${last} 早于生效日期 ${first}`);
  return faults;
}

function amountFault(text: string): string | undefined {
  if (text === '') return '金额为空：合并的单元格只有第一格有内容，请取消合并，每行都填';
  if (text.startsWith('-')) return `金额不能是负数：${text}`;
  if (/^\d[\d,]*,\d{3}(\.\d+)?$/.test(text)) return `金额不要写千位分隔符：${text}`;
  if (!/^\d+(\.\d{1,2})?$/.test(text)) return `金额须为数字，单位元，最多两位小数：${text}`;
  const { minimum, maximum } = plausibleLine;
  const fen = Number(text) * 100;
  if (fen >= minimum && fen <= maximum) return undefined;
  return `低保标准应在每人每月 ${formatYuan(minimum)} 至 ${formatYuan(maximum)} 元之间：${text}`;
}

function checkOrder(rows: readonly Row[]): RowFault[] {
  const groups = [...Map.groupBy(rows, ({ division }) => division).values()];
  return groups.flatMap((group) =>
    checkPeriods(group).map(({ period: { row, division, name }, other, message }) => ({
      row,
      message: `${division} ${name}：${other ? `与第 ${other.row} 行 ` : ''}${message}`,
    })),
  );
}
