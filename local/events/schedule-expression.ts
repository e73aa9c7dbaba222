/** When a schedule next occurs after `after`; both in virtual ms. */
export type Schedule = (after: number, startedAt: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 3_600_000, day: DAY_MS };

/**
 * Parses an EventBridge schedule expression: `rate(30 minutes)` counts from when the rule began, `cron(30 16 * * ? *)`
 * is each day at that minute in UTC. No template has another cron.
 * @throws Error with a Chinese sentence when the expression is neither.
 */
export function parseSchedule(expression: string): Schedule {
  const rate = /^rate\((\d+) (minute|hour|day)(s?)\)$/.exec(expression);
  if (rate) {
    const count = Number(rate[1]);
    const unit = UNITS[rate[2] ?? ''];
    if (count < 1 || unit === undefined || (count === 1) !== (rate[3] === '')) throw unreadable(expression);
    return every(count * unit);
  }
  const [, minute, hour] = (/^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(expression) ?? []).map(Number);
  if (minute === undefined || hour === undefined || minute > 59 || hour > 23) throw unreadable(expression);
  const daily = every(DAY_MS);
  return (after) => daily(after, (hour * 60 + minute) * MINUTE_MS);
}

function every(period: number): Schedule {
  return (after, startedAt) => startedAt + (Math.floor((after - startedAt) / period) + 1) * period;
}

function unreadable(expression: string): Error {
  return new Error(`本地云只认识 rate(…) 和每天一次的 cron(分 时 * * ? *)，不认识 ${expression}`);
}
