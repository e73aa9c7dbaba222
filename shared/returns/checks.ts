import { dateInWords } from '../calendar/dates.ts';
import type { ReturnColumn, ReturnForm, ReturnValues } from './form.ts';
import type { ReturnPeriod } from './period.ts';
import { inWords } from './said.ts';

/** What is wrong with a 上报, or may be. `must`: nobody signs while it is so; of the others whoever signs says why. */
export interface ReturnCheck {
  /** Which, for whoever says why: the same as long as it is about the same. */
  id: string;
  must: boolean;
  /** A sentence that names the union, the column and the values. */
  text: string;
}

/** What a 上报 is checked by. */
export interface Checked {
  period: ReturnPeriod;
  /** What the union is called. */
  union: string;
  form: ReturnForm;
  values: ReturnValues;
  /** What was signed of the period that it is compared with, and of the one that ended as it began; null where nothing was. */
  before: Earlier | null;
  previous: Earlier | null;
  /**
   * What is known of the union's own rows: how many, since which day there are any, through which day none is missing, and
   * how many days before the period's last the last of them was.
   */
  rows: {
    count: number;
    since: string | null;
    completeThrough: string | null;
    daysQuiet: number | null;
    unexplained: number;
  } | null;
  /** What is below it and has not signed, though it is late: by its name, and whether its own checks find what must not be. */
  late: readonly { union: string; isFailing: boolean }[];
}

interface Earlier {
  title: string;
  values: ReturnValues;
}

/** So many a column had in the period before, for nothing to be strange now. */
const MUCH = 10;
const MUCH_FEN = 1_000_000;
/** So many days before the last one nothing was entered any more: it may be that rows are missing. */
const QUIET_DAYS = 14;

/** Everything that is missing or contradicts itself. */
export function checksOf(of: Checked): ReturnCheck[] {
  return [sums, bounds, negatives, rows, opening, nothing, late].flatMap((check) => check(of));
}

const said = ({ unit }: ReturnColumn, value: number): string => inWords(unit, value);

function sums({ union, form, values }: Checked): ReturnCheck[] {
  return form.sums.flatMap(({ total, plus, minus = [] }, at) => {
    const column = columnOf(form, total);
    const add = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (values[id] ?? 0), 0);
    const comes = add(plus) - add(minus);
    const is = values[total] ?? 0;
    if (comes === is) return [];
    const titles = (ids: readonly string[]) => ids.map((id) => `“${columnOf(form, id).title}”`).join('、');
    const less = minus.length === 0 ? '' : `减去${titles(minus)}`;
    const text = `${union}：${titles(plus)}相加${less}是 ${said(column, comes)}，“${column.title}”是 ${said(column, is)}，差 ${said(column, comes - is)}。`;
    return [{ id: `sum-${at + 1}`, must: true, text }];
  });
}

function bounds({ union, form, values }: Checked): ReturnCheck[] {
  return form.atMost.flatMap(([less, more]) => {
    const [one, other] = [columnOf(form, less), columnOf(form, more)];
    const [a, b] = [values[less] ?? 0, values[more] ?? 0];
    if (a <= b) return [];
    const text = `${union}：“${one.title}”是 ${said(one, a)}，比“${other.title}”的 ${said(other, b)} 还多。`;
    return [{ id: `most-${less}-${more}`, must: true, text }];
  });
}

/** What was taken back of an earlier period may be more than what was given in this one. */
function negatives({ union, form, values }: Checked): ReturnCheck[] {
  return form.columns.flatMap((column) => {
    const value = values[column.id] ?? 0;
    if (value >= 0) return [];
    const must = column.unit === 'households' || column.unit === 'people';
    const why = must ? '不会少于零' : '少于零：这一期更正的比登记的多';
    return [
      { id: `negative-${column.id}`, must, text: `${union}：“${column.title}”是 ${said(column, value)}，${why}。` },
    ];
  });
}

function rows({ union, period, rows }: Checked): ReturnCheck[] {
  if (rows === null) return [];
  const { count, since, completeThrough, daysQuiet, unexplained } = rows;
  if (completeThrough === null || completeThrough < period.day) {
    const until = completeThrough === null ? '还没有查过齐不齐' : `只查齐到${dateInWords(completeThrough)}`;
    const text = `${union}：历史行${until}，这一期到${dateInWords(period.day)}为止。每天夜里查一次，查齐了再签。`;
    return [{ id: 'incomplete', must: true, text }];
  }
  if (count === 0)
    return [{ id: 'no-rows', must: false, text: `${union}：没有一条历史行：一户也没有，还是没有用本系统办理？` }];
  const checks: ReturnCheck[] = [];
  if (unexplained > 0) {
    const text = `${union}：有 ${unexplained} 户进了册或者出了册，却没有说明怎样进出的历史行，历史行不全。`;
    checks.push({ id: 'unexplained', must: true, text });
  }
  if (since !== null && since > period.from) {
    const text = `${union}：历史行自${dateInWords(since)}起才有，${dateInWords(period.from)}到那一天以前发生的没有数。`;
    checks.push({ id: 'since', must: false, text });
  }
  if (daysQuiet !== null && daysQuiet > QUIET_DAYS) {
    const text = `${union}：最后一条历史行离${dateInWords(period.day)}有 ${daysQuiet} 天：那以后没有登记过什么，还是历史行没有跟上？`;
    checks.push({ id: 'quiet', must: false, text });
  }
  return checks;
}

/** What the period before ended with is what this one begins with. */
function opening({ union, form, values, previous }: Checked): ReturnCheck[] {
  const closed = form.columns.find(({ figure }) => figure === 'onFile');
  const opened = form.columns.find(({ figure }) => figure === 'movement/opening');
  if (previous === null || !closed || !opened) return [];
  const [was, is] = [previous.values[closed.id] ?? 0, values[opened.id] ?? 0];
  if (was === is) return [];
  const text = `${union}：${previous.title}上报的“${closed.title}”是 ${said(closed, was)}，这一期的“${opened.title}”是 ${said(opened, is)}，接不上。`;
  return [{ id: 'opening', must: false, text }];
}

function nothing({ union, form, values, before }: Checked): ReturnCheck[] {
  if (before === null) return [];
  return form.columns.flatMap((column) => {
    const was = before.values[column.id] ?? 0;
    if (!column.compare || (values[column.id] ?? 0) !== 0 || was < (column.unit === 'fen' ? MUCH_FEN : MUCH)) return [];
    const text = `${union}：“${column.title}”${before.title}是 ${said(column, was)}，这一期一点也没有。`;
    return [{ id: `nothing-${column.id}`, must: false, text }];
  });
}

function late({ late }: Checked): ReturnCheck[] {
  return late.map(({ union, isFailing }) => ({
    id: `unsigned-${union}`,
    must: false,
    text: `${union}：过了期限没有签报，照它的历史行合进来了${isFailing ? '；它的数自相矛盾，须它先改好' : ''}。`,
  }));
}

const columnOf = ({ columns }: ReturnForm, id: string): ReturnColumn =>
  columns.find((each) => each.id === id) as ReturnColumn;
