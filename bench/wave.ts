import { indexes } from '../infra/indexes.ts';
import { schedules } from '../infra/triggers.ts';
import { addDays, endOfDay } from '../shared/calendar/dates.ts';
import { noticeClosesAt } from '../shared/workflow/waits.ts';
import { executionsOf } from '../test/support/inside.ts';
import { MemoryGround } from '../test/support/memory/place.ts';
import { offUntil } from '../test/support/power-cut.ts';
import { beginning, provinceOn, yunnan } from '../test/support/province.ts';
import type { Row } from './row.ts';
import { entryOf, writeUnits } from './units.ts';

/** Notices that end on one day: the largest province, all at once. */
const NOTICES = 25_000;
const DAY = '2026-11-13';

/** What AWS documents for the China regions and a new table, each a second; what it grows to later is not counted on. */
const limits = {
  /** Write units of a table on demand, as it begins. */
  table: 4_000,
  /** Of one partition, and so of the entries of one status or queue in an index. */
  partition: 1_000,
  /** State transitions: the refill, without the bucket. */
  transitions: 500,
  /** Executions of functions: 1,000 at once, each of which takes about half a second. */
  invocations: 2_000,
};
type Limit = keyof typeof limits;
/** What the closing of one notice takes of each. */
type Cost = Record<Limit, number>;

/** Mails at once, the longest that one may take (s), and how much of a quarter of an hour a run uses (functions/mail). */
const mail = { lanes: 8, seconds: 2.8, share: 13.5 / 15, hours: 12 };
/** Dossiers at once that the sweep opens, and how long one takes (s): six round trips and a pause (functions/reverification/sweep.ts). */
const sweep = { lanes: 16, seconds: 0.15, limit: 540 };

/** How a throttled step is tried again (workflows/asl.ts): before, like any other failure; now, by a retrier of its own. */
const retriers = {
  before: { first: 2, longest: 60, attempts: 5 },
  now: { first: 5, longest: 600, attempts: 150 },
};

const scheduled = new Set<string>(Object.values(schedules).map(({ function: name }) => name));

/** From the end of a notice to the approver who is asked, of one household, counted as it runs in one process. */
async function measured(): Promise<Cost> {
  const ground = new MemoryGround(yunnan, beginning);
  const province = await provinceOn(ground, yunnan);
  try {
    const one = await province.dossierIn('underNotice');
    const { notice } = await province.view(one);
    const until = notice?.until as string;
    // The runs of the days between are not of this household.
    await offUntil(province, `${until}T23:00:00+08:00`);
    const before = await transitionsOf();
    const hot = new Map<string, number>();
    let [table, invocations] = [0, 0];
    ground.onInvoke = (name) => {
      if (!scheduled.has(name)) invocations++;
    };
    ground.app.dynamoDb.onCommand = (command, written, answer) => {
      if (written.some(({ before, after }) => (after ?? before)?.pk?.S?.startsWith('SWEEP#'))) return;
      table += writeUnits(command, written, answer);
      for (const change of written) {
        for (const [name, index] of Object.entries(indexes)) {
          for (const image of [change.before, change.after]) {
            const partition = image?.[index.partition]?.S;
            if (entryOf(index, image)) hot.set(`${name}/${partition}`, (hot.get(`${name}/${partition}`) ?? 0) + 1);
          }
        }
      }
    };
    await province.system.leapTo(`${addDays(until, 1)}T06:00:01+08:00`);
    await province.system.atRest();
    return { table, partition: Math.max(...hot.values()), transitions: (await transitionsOf()) - before, invocations };

    async function transitionsOf(): Promise<number> {
      return (await executionsOf(province, one))['registration-1-1']?.transitions ?? 0;
    }
  } finally {
    await province.stop();
  }
}

/**
 * Lets notices close in virtual time, a second after the other: each takes its cost of what the second has left, or is
 * throttled and comes again. Jitter is a fixed sequence, so that each run says the same.
 */
function pass(wakes: readonly number[], cost: Cost, { first, longest, attempts }: (typeof retriers)['now']) {
  const due = new Map<number, number[]>();
  const at = (second: number, tries: number) => {
    const there = due.get(second);
    if (there) there.push(tries);
    else due.set(second, [tries]);
  };
  for (const wake of wakes) at(Math.floor(wake), 0);
  let random = 1;
  const jitter = () => {
    random = (random * 48_271) % 2_147_483_647;
    return random / 2_147_483_647;
  };
  const room = Math.min(...(Object.keys(limits) as Limit[]).map((each) => Math.floor(limits[each] / cost[each])));
  let [stalled, throttled, last, busiest] = [0, 0, 0, 0];
  for (let second = 0; due.size > 0; second++) {
    const here = due.get(second);
    if (!here) continue;
    due.delete(second);
    busiest = Math.max(busiest, Math.min(here.length, room));
    last = second;
    for (const tries of here.slice(room)) {
      throttled++;
      if (tries === attempts) stalled++;
      else at(second + 1 + Math.floor(jitter() * Math.min(first * 2 ** tries, longest)), tries + 1);
    }
  }
  return { stalled, throttled, hours: last / 3600, busiest };
}

/** The model of the day on which the most ends: what it comes to, and which limit is reached next, by how many. */
export async function run(): Promise<Row[]> {
  const cost = await measured();
  const wakes = Array.from(
    { length: NOTICES },
    (_, n) => (Date.parse(noticeClosesAt(`household-${n}`, DAY)) - Date.parse(endOfDay(DAY))) / 1000,
  );
  const atOnce = wakes.map(() => 0);
  const was = pass(atOnce, cost, retriers.before);
  const retried = pass(atOnce, cost, retriers.now);
  const spread = pass(wakes, cost, retriers.now);
  // How many in six hours each limit would let through, one as often as the other.
  const walls = (Object.keys(limits) as Limit[]).map((each) => ({
    each,
    notices: (limits[each] / cost[each]) * Math.max(...wakes),
  }));
  const wall = walls.reduce((lowest, each) => (each.notices < lowest.notices ? each : lowest));
  const mailsADay = (mail.lanes / mail.seconds) * mail.share * mail.hours * 3600;
  const row = (what: string, value: number, unit: string, limit: number | null = null): Row => ({
    ...{ what, value, unit, limit },
    better: 'less',
  });
  return [
    row('一户公示期满到送审的写入', cost.table, '写单位'),
    row('两万五千户同一秒期满，限流只试五次：停滞', was.stalled, '户'),
    row('两万五千户同一秒期满，限流试半天：停滞', retried.stalled, '户', 0),
    row('两万五千户分散期满：停滞', spread.stalled, '户', 0),
    row('两万五千户分散期满：被限流', spread.throttled, '次', 0),
    row('两万五千户分散期满：办完', spread.hours, '小时', 6.5),
    row('两万五千户分散期满：最忙的一秒', spread.busiest * cost.table, '写单位', limits.table),
    { ...row(`下一堵墙（${wall.each}）：同一天期满`, wall.notices, '户', NOTICES), better: 'more' },
    row('两万五千封信，每封 2.8 秒', NOTICES / (mail.lanes / mail.seconds) / mail.share / 3600, '小时', 12),
    { ...row('一天发得出的信', mailsADay, '封', NOTICES), better: 'more' },
    row('两万五千户同一天到期的复核扫描', (NOTICES / sweep.lanes) * sweep.seconds, '秒', sweep.limit),
  ];
}
