import { addDays } from './dates.ts';

/** Something in force from one ISO date to another, both included, or without end. */
export interface Period {
  from: string;
  to: string | null;
}

/** A period that is wrong, in Chinese; `other` is the one that it gets in the way of. */
export interface PeriodFault<P extends Period> {
  period: P;
  message: string;
  other?: P;
}

/** Faults of periods that must follow one another without overlap and without a gap, whatever their order. */
export function checkPeriods<P extends Period>(periods: readonly P[]): PeriodFault<P>[] {
  const faults = periods.flatMap((period) => checkDates(period).map((message) => ({ period, message })));
  if (faults.length > 0) return faults;
  const inOrder = periods.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return inOrder.slice(1).flatMap((period, index): PeriodFault<P>[] => {
    const other = inOrder[index] as P;
    if (other.from === period.from && other.to === period.to) return [{ period, other, message: '重复' }];
    if (other.to === null || other.to >= period.from) {
      return [{ period, other, message: `${period.from} 起有效期重叠` }];
    }
    const expected = addDays(other.to, 1);
    if (expected === period.from) return [];
    return [{ period, message: `${expected} 至 ${addDays(period.from, -1)} 之间没有任何一条有效` }];
  });
}

function checkDates({ from, to }: Period): string[] {
  const faults = [from, ...(to === null ? [] : [to])].flatMap((date) => (isDate(date) ? [] : [`不是日期：${date}`]));
  if (faults.length === 0 && to !== null && to < from) faults.push(`止期 ${to} 早于起期 ${from}`);
  return faults;
}

/** Whether a text is an ISO date that the calendar has. */
export function isDate(text: string): boolean {
  try {
    return addDays(text, 0) === text;
  } catch {
    return false;
  }
}
