import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Properties } from '../cloudformation/resource-types.ts';
import type { Environment } from '../cloudformation/stack.ts';
import type { Store } from '../store.ts';
import { compilePattern, type Matcher } from './patterns.ts';
import { parseSchedule, type Schedule } from './schedule-expression.ts';

export interface BusEvent {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO without fractions. */
  time: string;
  region: string;
  resources: string[];
  detail: object;
}

const DAY_MS = 86_400_000;

interface Scheduled {
  arn: string;
  isRate: boolean;
  /** More than once a day. */
  isFrequent: boolean;
  schedule: Schedule;
  targets: string[];
  startedAt: number;
  next: number;
}

interface RulesDeps {
  store: Store;
  clock: Clock;
  environment: Environment;
  /** Hands an event to a target, a function's ARN; durable with the transaction in which it is called. */
  deliver(targetArn: string, event: object): void;
}

/** EventBridge's default bus: schedules in UTC on the virtual clock, and patterns over what the services emit. */
export class EventBus {
  private readonly scheduled: Scheduled[] = [];
  private readonly matching: { matches: Matcher; targets: string[] }[] = [];
  private readonly deps: RulesDeps;
  private stopped = true;
  /** While the clock leaps far, schedules of more than once a day fire no oftener than this (ms). */
  private gap = 0;

  constructor(deps: RulesDeps) {
    this.deps = deps;
    deps.store.db.exec(
      'CREATE TABLE IF NOT EXISTS event_schedules (rule TEXT PRIMARY KEY, expression TEXT NOT NULL, started_at REAL NOT NULL, last_at REAL NOT NULL)',
    );
    deps.clock.register({
      name: 'schedules',
      nextDue: () => this.nextDue(),
      fireDue: async (now) => {
        for (const rule of this.scheduled) this.fire(rule, now);
      },
    });
  }

  /** @throws Error naming the schedule expression or the pattern operator that is not understood. */
  addRule(arn: string, rule: Properties<'AWS::Events::Rule'>): void {
    const targets = rule.Targets.map(({ Arn }) => Arn);
    if (rule.EventPattern) this.matching.push({ matches: compilePattern(rule.EventPattern), targets });
    if (rule.ScheduleExpression === undefined) return;
    const schedule = parseSchedule(rule.ScheduleExpression);
    const { startedAt, lastAt } = this.stored(arn, rule.ScheduleExpression);
    const isRate = rule.ScheduleExpression.startsWith('rate(');
    const first = schedule(0, 0);
    const isFrequent = schedule(first, 0) - first < DAY_MS;
    this.scheduled.push({ arn, isRate, isFrequent, schedule, targets, startedAt, next: schedule(lastAt, startedAt) });
  }

  start(): void {
    this.stopped = false;
    this.deps.clock.changed();
  }

  stop(): void {
    this.stopped = true;
  }

  /**
   * Runs `leap` with frequent schedules thinned: after one occurrence those within `gapMs` are passed over. A `cron()`
   * begins anew with each day, whose first run is the one that finds what the night has left. A rule of every five minutes
   * would otherwise fire a hundred thousand times on the way through a year.
   */
  async withThinnedSchedules(gapMs: number, leap: () => Promise<void>): Promise<void> {
    this.gap = gapMs;
    try {
      await leap();
    } finally {
      this.gap = 0;
      const now = this.deps.clock.now();
      for (const rule of this.scheduled.filter(({ isFrequent }) => isFrequent)) {
        this.setLast(rule.arn, now);
        rule.next = rule.schedule(now, rule.startedAt);
      }
      this.deps.clock.changed();
    }
  }

  /** Puts an event on the bus: every rule whose pattern matches gets it. Durable with the caller's transaction. */
  emit(event: object): void {
    for (const { matches, targets } of this.matching) {
      if (matches(event)) for (const target of targets) this.deps.deliver(target, event);
    }
  }

  private nextDue(): number | undefined {
    if (this.stopped) return undefined;
    if (this.scheduled.length === 0) return undefined;
    return Math.min(...this.scheduled.map(({ next }) => next));
  }

  /** One occurrence at a time: that it has fired and what it set off are one transaction, so it can happen only once. */
  private fire(rule: Scheduled, now: number): void {
    const at = rule.next;
    if (this.stopped || at > now) return;
    const { store, environment, deliver } = this.deps;
    const event: BusEvent = {
      version: '0',
      id: occurrenceId(rule.arn, at),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account: environment.account,
      time: new Date(at).toISOString().replace(/\.\d+/, ''),
      region: environment.region,
      resources: [rule.arn],
      detail: {},
    };
    store.transaction(() => {
      this.setLast(rule.arn, at);
      for (const target of rule.targets) deliver(target, event);
    });
    rule.next = rule.schedule(this.passedOver(rule, at), rule.startedAt);
  }

  /** Up to when a rule that has fired is passed over; after that it fires again. */
  private passedOver({ isRate, isFrequent }: Scheduled, at: number): number {
    if (!isFrequent || this.gap === 0) return at;
    const until = at + this.gap;
    if (isRate) return until - 1;
    // Within the day, or to the beginning of another.
    const endOfDay = (Math.floor(at / DAY_MS) + 1) * DAY_MS;
    return (until < endOfDay ? until : Math.floor(until / DAY_MS) * DAY_MS) - 1;
  }

  private setLast(arn: string, at: number): void {
    this.deps.store.prepare('UPDATE event_schedules SET last_at = ? WHERE rule = ?').run(at, arn);
  }

  /** A rule begins when it is first seen, and again when its expression changes. */
  private stored(arn: string, expression: string): { startedAt: number; lastAt: number } {
    const { store, clock } = this.deps;
    const row = store.prepare('SELECT * FROM event_schedules WHERE rule = ?').get(arn) as
      | { expression: string; started_at: number; last_at: number }
      | undefined;
    if (row?.expression === expression) return { startedAt: row.started_at, lastAt: row.last_at };
    const now = clock.now();
    store
      .prepare('INSERT OR REPLACE INTO event_schedules (rule, expression, started_at, last_at) VALUES (?, ?, ?, ?)')
      .run(arn, expression, now, now);
    return { startedAt: now, lastAt: now };
  }
}

function occurrenceId(arn: string, at: number): string {
  const d = createHash('sha256').update(`${arn}@${at}`).digest('hex');
  return `${d.slice(0, 8)}-${d.slice(8, 12)}-4${d.slice(13, 16)}-8${d.slice(17, 20)}-${d.slice(20, 32)}`;
}
