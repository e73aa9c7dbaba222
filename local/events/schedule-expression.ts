/** When a schedule next occurs after `after`; both in virtual ms. */
export type Schedule = (after: number, startedAt: number) => number;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE_MS, hour: 3_600_000, day: DAY_MS };

/**
 * Parses an EventBridge schedule expression: `rate(30 minutes)` counts from when the rule began, `cron(30 16 * * ? *)`
 * is each day at that minute in UTC, `cron(0/15 0-11 * * ? *)` each quarter of these hours. No template has another cron.
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
  const cron = /^cron\((\d{1,2})(?:\/(\d{1,2}))? (\d{1,2})(?:-(\d{1,2}))? \* \* \? \*\)$/.exec(expression);
  if (!cron) throw unreadable(expression);
  const [from = 0, step = 60, first = 0, last = first] = cron.slice(1).map((each) => each && Number(each)) as number[];
  if (from > 59 || step < 1 || last > 23 || first > last) throw unreadable(expression);
  const times: number[] = [];
  for (let hour = first; hour <= last; hour++) {
    for (let minute = from; minute < 60; minute += step) times.push((hour * 60 + minute) * MINUTE_MS);
  }
  return (after) => {
    const midnight = Math.floor(after / DAY_MS) * DAY_MS;
    const today = times.find((time) => midnight + time > after);
    return midnight + (today ?? DAY_MS + (times[0] as number));
  };
}

function every(period: number): Schedule {
  return (after, startedAt) => startedAt + (Math.floor((after - startedAt) / period) + 1) * period;
}

function unreadable(expression: string): Error {
  return new Error(
    `本地云只认识 rate(…) 和每天的 cron(分 时 * * ? *)，分可以带间隔，时可以是一段，不认识 ${expression}`,
  );
}
