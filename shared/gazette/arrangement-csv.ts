import type { Arrangement } from '../calendar/arrangement.ts';
import { addDays, daysBetween } from '../calendar/dates.ts';
import { festivals, knownYears, statutoryDays, statutoryHolidays } from '../calendar/holidays.ts';
import { isDate } from '../calendar/periods.ts';
import { isWeekend } from '../calendar/working-days.ts';
import { hasWideCharacters, isoDate, type RowFault, readRows } from '../csv/rows.ts';

/** The columns of a year's arrangement, in this order: one row a holiday, as the State Council's notice has one paragraph. */
export const arrangementColumns = ['节日', '放假第一天', '放假最后一天', '天数', '上班日'] as const;

/** Since 2008 no holiday was longer than nine days, and none was made up for more than ten days before or after it. */
const longest = 10;
const farthest = 15;
/** A later notice may give days on top (2015-09-03, 2020-01-31); more than that is a slip. */
const mostDaysOff = statutoryDays + 5;

interface Row {
  row: number;
  names: string[];
  from: string;
  to: string;
  /** Weekend days worked for it. */
  work: string[];
}

/**
 * A year's arrangement from the file that an administrator writes by the State Council's notice, UTF-8 or GB18030, or
 * all that is wrong with it, by row. The law says what must come out (《全国年节及纪念日放假办法》): its own days are off,
 * and over the year thirteen weekdays more are off than weekend days are worked.
 *
 * @param source the notice's name, number and address
 */
export function readArrangement(
  bytes: Uint8Array,
  source: string,
): { arrangement: Arrangement | undefined; faults: RowFault[] } {
  const { rows: filled, faults } = readRows(bytes, arrangementColumns);
  const rows: Row[] = [];
  for (const { row, cells } of filled) {
    const messages = rowFaults(cells);
    faults.push(...messages.map((message) => ({ row, message })));
    if (messages.length === 0) rows.push({ row, ...rowOf(cells) });
  }
  if (faults.length === 0) faults.push(...wholeFaults(rows));
  const year = yearOf(rows);
  if (faults.length > 0 || year === undefined)
    return { arrangement: undefined, faults: faults.toSorted((a, b) => a.row - b.row) };
  const off = rows.flatMap(({ from, to }) => run(from, to)).filter((date) => !isWeekend(date));
  const work = rows.flatMap((row) => row.work);
  return { arrangement: { year, off: off.sort(), work: work.sort(), source }, faults: [] };
}

function rowFaults(cells: string[]): string[] {
  const [name = '', from = '', to = '', days = '', work = ''] = cells;
  if (cells.length > arrangementColumns.length)
    return [`多出 ${cells.length - arrangementColumns.length} 格：几个上班日写在一格里，用顿号隔开`];
  const wide = Object.entries({ 放假第一天: from, 放假最后一天: to, 天数: days, 上班日: work }).filter(([, cell]) =>
    hasWideCharacters(cell),
  );
  if (wide.length > 0) return wide.map(([title, cell]) => `${title}含全角字符，请改成半角：${cell}`);
  const dates = { 放假第一天: from, 放假最后一天: to };
  const faults = Object.entries(dates).flatMap(([title, cell]) =>
    isDate(isoDate(cell)) ? [] : [dateFault(title, cell)],
  );
  faults.push(...datesOf(work).flatMap((cell) => (isDate(cell) ? [] : [dateFault('上班日', cell)])));
  if (name === '') faults.push('节日为空');
  if (!/^\d{1,2}$/.test(days)) faults.push(`天数须为数字，照通知写的“共几天”：${days || '空'}`);
  return faults.length > 0 ? faults : periodFaults(rowOf(cells), Number(days));
}

function dateFault(title: string, cell: string): string {
  return cell === '' ? `${title}为空` : `${title}不是日期：${cell}，须写作 2027-01-01`;
}

function periodFaults({ from, to, work }: Omit<Row, 'row'>, days: number): string[] {
  const length = daysBetween(from, to) + 1;
  if (length < 1) return [`放假最后一天 ${to} 早于第一天 ${from}`];
  return [
    ...(length === days ? [] : [`${from} 至 ${to} 是 ${length} 天，天数写的是 ${days}`]),
    ...(length > longest ? [`放假 ${length} 天，从来没有超过 ${longest} 天的，请核对年月`] : []),
    ...work.flatMap((date) => {
      if (!isWeekend(date)) return [`上班日 ${date} 不是周六、周日，本来就上班`];
      if (date >= from && date <= to) return [`${date} 既放假又上班`];
      const distance = date < from ? daysBetween(date, from) : daysBetween(to, date);
      return distance > farthest ? [`上班日 ${date} 离这个节日 ${distance} 天，请核对`] : [];
    }),
  ];
}

/** What cannot be seen in a row by itself. */
function wholeFaults(rows: readonly Row[]): RowFault[] {
  const last = rows.at(-1)?.row ?? 1;
  const year = yearOf(rows);
  if (year === undefined) return [{ row: last, message: '没有国庆节一行，看不出是哪一年的安排' }];
  const { first: from, last: to } = knownYears;
  if (year < from || year > to) return [{ row: last, message: `${year} 年不在能核对的 ${from} 至 ${to} 年之间` }];
  return [...dayFaults(rows, year), ...festivalFaults(rows, year, last), ...sumFaults(rows, last)];
}

/** A day of another year, but for the December before, and a day named twice. */
function dayFaults(rows: readonly Row[], year: number): RowFault[] {
  const named = new Map<string, number>();
  return rows.flatMap(({ row, from, to, work }) =>
    [...run(from, to), ...work].flatMap((date) => {
      const before = named.get(date);
      named.set(date, row);
      if (before !== undefined) return [{ row, message: `${date} 在第 ${before} 行已经写过` }];
      if (date < `${year - 1}-12-01` || date > `${year}-12-31`)
        return [{ row, message: `${date} 不是 ${year} 年或上一年十二月的` }];
      return [];
    }),
  );
}

/** Each festival once, and the days off that the law gives for it. */
function festivalFaults(rows: readonly Row[], year: number, last: number): RowFault[] {
  const statutory = statutoryHolidays(year);
  return festivals.flatMap((festival): RowFault[] => {
    const [found, another] = rows.filter(({ names }) => names.includes(festival));
    if (found === undefined) return [{ row: last, message: `没有${festival}：通知里每年七个节日都有` }];
    if (another !== undefined) return [{ row: another.row, message: `${festival}写了两次` }];
    const missing = statutory[festival].filter((date) => date < found.from || date > found.to);
    if (missing.length === 0) return [];
    return [{ row: found.row, message: `${festival}的法定假日 ${missing.join('、')} 不在所写的放假日里` }];
  });
}

function sumFaults(rows: readonly Row[], last: number): RowFault[] {
  const weekdays = rows.flatMap(({ from, to }) => run(from, to)).filter((date) => !isWeekend(date)).length;
  const worked = rows.flatMap(({ work }) => work).length;
  const net = weekdays - worked;
  const onlyFestivals = rows.every(({ names }) =>
    names.every((name) => (festivals as readonly string[]).includes(name)),
  );
  if (net === statutoryDays || (!onlyFestivals && net > statutoryDays && net <= mostDaysOff)) return [];
  const sum = `放假的周一至周五 ${weekdays} 天，上班的周六、周日 ${worked} 天，相差 ${net} 天`;
  return [{ row: last, message: `${sum}，按《全国年节及纪念日放假办法》应相差 ${statutoryDays} 天：漏写或多写了日子` }];
}

/** Of a row without faults in its dates. */
function rowOf([name = '', from = '', to = '', , work = '']: string[]): Omit<Row, 'row'> {
  return { names: name.split(/[、和]/), from: isoDate(from), to: isoDate(to), work: datesOf(work) };
}

function datesOf(cell: string): string[] {
  return cell === '' ? [] : cell.split(/[、;；\s]+/).map(isoDate);
}

function yearOf(rows: readonly Row[]): number | undefined {
  const national = rows.find(({ names }) => names.includes('国庆节'));
  return national && Number(national.from.slice(0, 4));
}

function run(from: string, to: string): string[] {
  return Array.from({ length: daysBetween(from, to) + 1 }, (_, n) => addDays(from, n));
}
