import { addDays } from '../calendar/dates.ts';
import { type ReturnKind, type ReturnTerms, returnKinds } from './form.ts';

/** 上报的一期: 2026, 2026-Q3 or 2026-09. */
export interface ReturnPeriod {
  id: string;
  kind: ReturnKind;
  /** ISO dates, both included: what happened on them, and how everything stood on the last. */
  from: string;
  day: string;
  /** With which it is compared: a year with the year before, a quarter or a month with the one of that year. */
  before: string;
  /** The one that ended on the eve of `from`. */
  previous: string;
  title: string;
}

const shape = /^(20\d\d)(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/;

/** Undefined for what names no period. */
export function periodOf(id: string, { yearEnds }: Pick<ReturnTerms, 'yearEnds'>): ReturnPeriod | undefined {
  const [, year, quarter, month] = shape.exec(id) ?? [];
  if (year === undefined) return undefined;
  const last = String(Number(year) - 1);
  if (quarter === undefined && month === undefined) {
    const [from, day] = [addDays(`${last}-${yearEnds}`, 1), `${year}-${yearEnds}`];
    return { id, kind: 'year', from, day, before: last, previous: last, title: `${year}年度` };
  }
  const first = quarter === undefined ? Number(month) : 3 * Number(quarter) - 2;
  const after = first + (quarter === undefined ? 1 : 3);
  const from = `${year}-${padded(first)}-01`;
  const day = addDays(after > 12 ? `${Number(year) + 1}-01-01` : `${year}-${padded(after)}-01`, -1);
  const kind = quarter === undefined ? 'month' : 'quarter';
  const title = quarter === undefined ? `${year}年${first}月` : `${year}年第${'一二三四'[Number(quarter) - 1]}季度`;
  const previous =
    kind === 'month'
      ? addDays(from, -1).slice(0, 7)
      : quarter === '1'
        ? `${last}-Q4`
        : `${year}-Q${Number(quarter) - 1}`;
  return { id, kind, from, day, before: id.replace(year, last), previous, title };
}

/** The last period of a kind that was over on a day before this one. @param today ISO date */
export function lastPeriod(kind: ReturnKind, today: string, terms: Pick<ReturnTerms, 'yearEnds'>): ReturnPeriod {
  const [year, month] = [today.slice(0, 4), today.slice(5, 7)];
  const id = { year, quarter: `${year}-Q${Math.ceil(Number(month) / 3)}`, month: `${year}-${month}` }[kind];
  const now = periodOf(id, terms) as ReturnPeriod;
  return now.day < today ? now : (periodOf(now.previous, terms) as ReturnPeriod);
}

/** The last ones that are over, of each kind, for whoever chooses one: the latest first. */
export function periodsBefore(today: string, terms: Pick<ReturnTerms, 'yearEnds'>): ReturnPeriod[] {
  const most = { year: 3, quarter: 4, month: 12 };
  return (Object.keys(returnKinds) as ReturnKind[]).flatMap((kind) => {
    const periods = [lastPeriod(kind, today, terms)];
    while (periods.length < most[kind]) periods.push(lastPeriod(kind, (periods.at(-1) as ReturnPeriod).day, terms));
    return periods;
  });
}

const padded = (n: number): string => String(n).padStart(2, '0');
