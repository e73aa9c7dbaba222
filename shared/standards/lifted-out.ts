import { addMonths, lastDayOf } from '../calendar/dates.ts';
import { fieldFault } from '../errors/field-fault.ts';
import type { FieldFault } from '../errors/problem.ts';
import type { LeavingReason } from '../matters/standing.ts';
import { formatFen } from '../money/fen.ts';

/**
 * 脱困凭什么, as a province says: each of the last months the household's income per head was above so many percent of the
 * subsistence line (facts 1.9.2: 连续六个月); or so many assessments, the first and the last so far apart, no longer took
 * it. Never one number of one day.
 */
export type LiftedOutTerms =
  | { by: 'incomes'; months: number; percentOfLine: number }
  | { by: 'assessments'; times: number; monthsApart: number };

/** What the whole household earned in a month (2027-03), in fen. */
export interface MonthIncome {
  month: string;
  amount: number;
}

/** The same beside what it was held against: fen per person and month. */
export interface JudgedMonth extends MonthIncome {
  line: number;
}

/** So many months, at most, that a province may ask for. */
export const mostMonths = 24;

/** Fen; what is more is a slip of the pen. */
export const mostMonthIncome = 100_000_000;

/** Whether the incomes may end before the last whole month: wages come late, and so does their proof. */
const latestMonthsAgo = 3;

/** What the incomes are held against. Dates are ISO dates. */
export interface IncomeFacts {
  householdSize: number;
  registeredOn: string;
  today: string;
  /** The subsistence line of a day where the household is, fen per person and month; undefined where none is known. */
  lineOn: (date: string) => number | undefined;
}

/** The months, each with its line; or everything that is wrong with them, each fault with its month. Pure. */
export function judgeIncomes(
  incomes: readonly MonthIncome[],
  { months, percentOfLine }: Extract<LiftedOutTerms, { by: 'incomes' }>,
  facts: IncomeFacts,
): { judged: JudgedMonth[]; faults: FieldFault[] } {
  const wanted = `按本省的规定，脱困须写连续 ${months} 个月的家庭收入（incomes）`;
  if (incomes.length === 0) return { judged: [], faults: [fault('', wanted)] };
  const faults: FieldFault[] = [];
  const judged = incomes.map(({ month, amount }, index) => {
    const line = facts.lineOn(lastDayOf(month));
    const wrong = monthFault(incomes, index, facts) ?? incomeFault({ month, amount }, line, percentOfLine, facts);
    if (wrong) faults.push(fault(`/${index}${wrong.field}`, wrong.message));
    return { month, amount, line: line ?? 0 };
  });
  const latest = addMonths(`${facts.today.slice(0, 7)}-01`, -latestMonthsAgo).slice(0, 7);
  const { month: last } = incomes.at(-1) as MonthIncome;
  if (incomes.length !== months) faults.push(fault('', `${wanted}，写了 ${incomes.length} 个月`));
  if (last < latest) faults.push(fault('', `最近的一个月是 ${last}，须不早于 ${latest}`));
  return { judged, faults };
}

interface Wrong {
  field: '' | '/month' | '/amount';
  message: string;
}

/** One after the other, without a gap, since the household is on file, and over. */
function monthFault(
  incomes: readonly MonthIncome[],
  index: number,
  { registeredOn, today }: IncomeFacts,
): Wrong | undefined {
  const { month } = incomes[index] as MonthIncome;
  const before = incomes[index - 1]?.month;
  const next = before && addMonths(`${before}-01`, 1).slice(0, 7);
  const wrong = (message: string): Wrong => ({ field: '/month', message });
  if (month >= today.slice(0, 7)) return wrong(`${month} 还没有过完，今天是 ${today}`);
  if (month < registeredOn.slice(0, 7)) return wrong(`${month} 早于建档的月份 ${registeredOn.slice(0, 7)}`);
  if (next !== undefined && month !== next)
    return wrong(`${before} 之后应为 ${next}，不是 ${month}：须按月连续，各写一次`);
  return undefined;
}

/** Multiplied on both sides, so that no fen is lost. */
function incomeFault(
  { month, amount }: MonthIncome,
  line: number | undefined,
  percent: number,
  { householdSize }: IncomeFacts,
): Wrong | undefined {
  if (line === undefined) return { field: '/month', message: `${month} 当地的低保标准没有录入，无从比较` };
  if (amount * 100 > line * percent * householdSize) return undefined;
  const each = formatFen(Math.floor(amount / householdSize));
  const message = `${month} 家庭收入 ${formatFen(amount)}，人均 ${each}，没有超过低保标准 ${formatFen(line)}的 ${percent}%`;
  return { field: '/amount', message };
}

/** What one assessment of a household on file came to, and when (ISO date). */
export interface FoundBefore {
  on: string;
  outcome: 'eligible' | 'ineligible' | 'excluded';
  reason: LeavingReason | null;
}

/** Those by which the household itself is better off: neither an exclusion, nor standards or a line that changed. */
const byItself: readonly (LeavingReason | null)[] = ['betterOff', 'notACase'];

/**
 * Why the assessments of a household, oldest first and one a matter, do not bear out 脱困, as a Chinese sentence;
 * undefined when they do. One that took it again begins anew.
 */
export function assessmentsRefusal(
  found: readonly FoundBefore[],
  { times, monthsApart }: Extract<LiftedOutTerms, { by: 'assessments' }>,
): string | undefined {
  const since =
    found.findLastIndex(({ outcome, reason }) => outcome !== 'ineligible' || !byItself.includes(reason)) + 1;
  const inRow = found.slice(since);
  if (inRow.length >= times) {
    const [first, last] = [inRow[0], inRow.at(-1)] as [FoundBefore, FoundBefore];
    if (last.on >= addMonths(first.on, monthsApart)) return undefined;
  }
  const have = inRow.length === 0 ? '一次也没有' : `有 ${inRow.length} 次（${inRow.map(({ on }) => on).join('、')}）`;
  return `按本省的规定，脱困须最近连续 ${times} 次认定都因家庭情况不再符合，前后相隔至少 ${monthsApart} 个月；现在${have}`;
}

const fault = (at: string, message: string): FieldFault => fieldFault(`/incomes${at}`, message);
