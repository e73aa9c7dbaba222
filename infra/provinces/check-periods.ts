import { addDays } from '../../shared/calendar/dates.ts';

/** Something in force from one ISO date to another, both included, or without end; `entry` is where it stands. */
export interface Period {
  entry: string;
  from: string;
  to: string | null;
}

/** Faults of periods that must follow one another without overlap and without a gap. */
export function checkPeriods(periods: readonly Period[]): string[] {
  const faults = periods.flatMap(checkDates);
  if (faults.length > 0) return faults;
  const inOrder = periods.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return inOrder.slice(1).flatMap((period, index) => {
    const previous = inOrder[index] as Period;
    if (previous.to === null || previous.to >= period.from)
      return [`${period.entry}：${period.from} 起与 ${previous.entry} 的有效期重叠。`];
    const expected = addDays(previous.to, 1);
    if (expected < period.from)
      return [`${period.entry}：${expected} 至 ${addDays(period.from, -1)} 之间没有任何一条有效。`];
    return [];
  });
}

function checkDates({ entry, from, to }: Period): string[] {
  const faults = [from, ...(to === null ? [] : [to])].flatMap((date) =>
    isDate(date) ? [] : [`${entry}：不是日期：${date}。`],
  );
  if (faults.length === 0 && to !== null && to < from) faults.push(`${entry}：止期 ${to} 早于起期 ${from}。`);
  return faults;
}

function isDate(text: string): boolean {
  try {
    return addDays(text, 0) === text;
  } catch {
    return false;
  }
}
