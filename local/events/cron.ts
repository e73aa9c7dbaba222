/**
 * The cron expressions of EventBridge: minute hour day-of-month month day-of-week year, in UTC. Days of the week are
 * 1-7 from Sunday; one of the two day fields is `?`.
 */

const DAY_MS = 86_400_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Day {
  year: number;
  /** 1-12 */
  month: number;
  day: number;
  /** 1-7 from Sunday */
  weekday: number;
  daysInMonth: number;
}

type DayTest = (day: Day) => boolean;

/** @throws Error with a Chinese sentence when the expression cannot be read. */
export function cronOccurrence(expression: string): (after: number) => number | undefined {
  const fields = expression.trim().split(/\s+/);
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', year = ''] = fields;
  if (fields.length !== 6) throw new Error(`cron(${expression}) 应当有六个字段`);
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new Error(`cron(${expression}) 的日期和星期应当恰有一个是 ?`);
  }
  const minutes = numbers(minute, 0, 59);
  const hours = numbers(hour, 0, 23);
  const months = new Set(numbers(month, 1, 12, MONTHS, 1));
  const years = new Set(numbers(year, 1970, 2199));
  const onDay = dayOfMonth === '?' ? weekdayTest(dayOfWeek) : dayOfMonthTest(dayOfMonth);
  const lastYear = Math.max(...years);

  return (after) => {
    const first = Math.floor(after / 60_000) * 60_000 + 60_000;
    for (let start = Math.floor(first / DAY_MS) * DAY_MS; ; start += DAY_MS) {
      const day = dayOf(start);
      if (day.year > lastYear) return undefined;
      if (!years.has(day.year) || !months.has(day.month) || !onDay(day)) continue;
      for (const h of hours) {
        for (const m of minutes) {
          const at = start + (h * 60 + m) * 60_000;
          if (at >= first) return at;
        }
      }
    }
  };
}

function dayOf(start: number): Day {
  const date = new Date(start);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  return {
    year,
    month,
    day: date.getUTCDate(),
    weekday: date.getUTCDay() + 1,
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

/** `*`, `5`, `1-5`, `0/15`, `1-10/2` and lists of these. */
function numbers(field: string, least: number, most: number, names: readonly string[] = [], firstName = 0): number[] {
  const value = (text: string) => {
    const named = names.indexOf(text.toUpperCase());
    const number = named >= 0 ? named + firstName : /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw new Error(`cron 字段 ${field} 看不懂`);
    return number;
  };
  const found = new Set<number>();
  for (const part of field.split(',')) {
    const [range = '', step] = part.split('/');
    const every = step === undefined ? 1 : stepOf(step, field);
    const [from, to] = range === '*' ? [String(least), String(most)] : range.split('-');
    const start = value(from ?? '');
    const end = to !== undefined ? value(to) : step === undefined ? start : most;
    if (end < start) throw new Error(`cron 字段 ${field} 看不懂`);
    for (let n = start; n <= end; n += every) found.add(n);
  }
  return [...found].sort((a, b) => a - b);
}

function stepOf(step: string, field: string): number {
  if (!/^[1-9]\d*$/.test(step)) throw new Error(`cron 字段 ${field} 看不懂`);
  return Number(step);
}

/** Also `L` (the last day of the month) and `15W` (the working day nearest to the 15th, in the same month). */
function dayOfMonthTest(field: string): DayTest {
  if (field === 'L') return ({ day, daysInMonth }) => day === daysInMonth;
  const nearest = /^(\d{1,2})W$/.exec(field);
  if (nearest) {
    const wanted = Number(nearest[1]);
    if (wanted < 1 || wanted > 31) throw new Error(`cron 字段 ${field} 看不懂`);
    return (day) => day.day === nearestWeekday(day, wanted);
  }
  const days = new Set(numbers(field, 1, 31));
  return ({ day }) => days.has(day);
}

function nearestWeekday({ year, month, daysInMonth }: Day, wanted: number): number | undefined {
  if (wanted > daysInMonth) return undefined;
  const weekday = new Date(Date.UTC(year, month - 1, wanted)).getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === daysInMonth ? wanted - 2 : wanted + 1;
  return wanted;
}

/** Also `6L` (the month's last Friday) and `3#2` (its second Tuesday). */
function weekdayTest(field: string): DayTest {
  const last = /^([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)L$/i.exec(field);
  if (last) {
    const [wanted] = numbers(last[1] ?? '', 1, 7, WEEKDAYS, 1);
    return ({ weekday, day, daysInMonth }) => weekday === wanted && day > daysInMonth - 7;
  }
  const nth = /^([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#([1-5])$/i.exec(field);
  if (nth) {
    const [wanted] = numbers(nth[1] ?? '', 1, 7, WEEKDAYS, 1);
    return ({ weekday, day }) => weekday === wanted && Math.ceil(day / 7) === Number(nth[2]);
  }
  const weekdays = new Set(numbers(field === 'L' ? '7' : field, 1, 7, WEEKDAYS, 1));
  return ({ weekday }) => weekdays.has(weekday);
}
