import { cronOccurrence } from './cron.ts';

/** When a schedule next occurs after `after`; both in virtual ms, undefined when never again. */
export type Schedule = (after: number, startedAt: number) => number | undefined;

const UNITS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/**
 * Parses an EventBridge schedule expression: `rate(5 minutes)` counts from when the rule began, `cron(0 16 * * ? *)`
 * is UTC.
 * @throws Error with a Chinese sentence when the expression cannot be read.
 */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate) {
    const count = Number(rate[1]);
    const unit = UNITS[rate[2] ?? ''];
    if (count < 1 || unit === undefined || (count === 1) !== (rate[3] === '')) throw unreadable(expression);
    const period = count * unit;
    return (after, startedAt) => startedAt + (Math.floor((after - startedAt) / period) + 1) * period;
  }
  const cron = /^cron\((.+)\)$/.exec(expression);
  if (!cron?.[1]) throw unreadable(expression);
  return cronOccurrence(cron[1]);
}

function unreadable(expression: string): Error {
  return new Error(`看不懂的时间表达式 ${expression}`);
}
