import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { type BusEvent, EventBus } from './rules.ts';

const environment = {
  partition: 'aws-cn',
  region: 'cn-north-1',
  account: '000000000000',
  stackName: 's',
  urlSuffix: 'amazonaws.com.cn',
};
const ARN = 'arn:aws-cn:events:cn-north-1:000000000000:rule/r';
const BEGAN = Date.parse('2026-11-23T10:00:00Z');

let dataDir: string;
let store: Store;
let clock: Clock;
let bus: EventBus;
/** Times of the events that were delivered. */
let delivered: string[];
let failing = false;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rules-'));
  delivered = [];
  failing = false;
  open();
});
afterEach(() => {
  store.close();
  rmSync(dataDir, { recursive: true });
});

function open(): void {
  store = new Store(dataDir);
  clock = new Clock(store, new Activity(), BEGAN);
  const deliver = (_: string, event: object) => {
    if (failing) throw new Error('killed here');
    delivered.push((event as BusEvent).time);
  };
  bus = new EventBus({ store, clock, environment, deliver });
}

function schedule(ScheduleExpression: string): void {
  bus.addRule(ARN, { ScheduleExpression, State: 'ENABLED', Targets: [{ Id: 't', Arn: 'arn:target' }] });
  bus.start();
}

const hours = (count: number) => clock.advanceTo(BEGAN + count * 3_600_000);

test('each occurrence fires once, at its own time, over leaps and restarts', async () => {
  schedule('cron(0 12 * * ? *)');
  await hours(27);
  store.close();
  open();
  schedule('cron(0 12 * * ? *)');
  await hours(75);
  expect(delivered).toEqual([
    '2026-11-23T12:00:00Z',
    '2026-11-24T12:00:00Z',
    '2026-11-25T12:00:00Z',
    '2026-11-26T12:00:00Z',
  ]);
});

test('an occurrence whose delivery was cut off has not happened, and happens after the restart', async () => {
  schedule('cron(0 12 * * ? *)');
  failing = true;
  await expect(hours(3)).rejects.toThrow('killed here');
  failing = false;
  store.close();
  open();
  schedule('cron(0 12 * * ? *)');
  await hours(4);
  expect(delivered).toEqual(['2026-11-23T12:00:00Z']);
});

test('a rule with a new expression begins anew instead of making up for the past', async () => {
  schedule('rate(1 day)');
  await hours(5);
  store.close();
  open();
  schedule('rate(1 hour)');
  await hours(7.5);
  expect(delivered).toHaveLength(2);
});

test('thinned, a rate fires no oftener than allowed on the way, and as always again afterwards', async () => {
  schedule('rate(5 minutes)');
  await bus.withThinnedSchedules(6 * 3_600_000, () => hours(24));
  // The first after five minutes, then one each six hours.
  expect(delivered).toEqual([
    '2026-11-23T10:05:00Z',
    '2026-11-23T16:05:00Z',
    '2026-11-23T22:05:00Z',
    '2026-11-24T04:05:00Z',
  ]);
  await hours(24.25);
  expect(delivered.slice(4)).toHaveLength(3);
});

test('thinned by some hours, a cron of every quarter of an hour fires so often within its day, and at the first of the next', async () => {
  schedule('cron(0/15 0-11 * * ? *)');
  await bus.withThinnedSchedules(5 * 3_600_000, () => hours(26));
  expect(delivered).toEqual([
    '2026-11-23T10:15:00Z',
    '2026-11-24T00:00:00Z',
    '2026-11-24T05:00:00Z',
    '2026-11-24T10:00:00Z',
  ]);
});

test('thinned, a cron of every quarter of an hour fires once a day, at its first; one of once a day as always', async () => {
  schedule('cron(0/15 0-11 * * ? *)');
  await bus.withThinnedSchedules(24 * 3_600_000, () => hours(72));
  // What is left of the day on which the leap begins is seen to once; then the first of each morning.
  expect(delivered).toEqual([
    '2026-11-23T10:15:00Z',
    '2026-11-24T00:00:00Z',
    '2026-11-25T00:00:00Z',
    '2026-11-26T00:00:00Z',
  ]);
  await hours(72.5);
  expect(delivered.slice(4)).toEqual(['2026-11-26T10:15:00Z', '2026-11-26T10:30:00Z']);
  schedule('cron(30 16 * * ? *)');
  await bus.withThinnedSchedules(48 * 3_600_000, () => hours(72.5 + 48));
  expect(delivered.filter((at) => at.endsWith('16:30:00Z'))).toHaveLength(2);
});
