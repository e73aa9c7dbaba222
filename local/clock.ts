import type { Activity } from './activity.ts';
import type { Store } from './store.ts';

const RealDate = Date;
const MAX_TIMEOUT = 2 ** 31 - 1;

/** Something with durable timers: waits and timeouts of executions, schedules, retries. */
export interface TimerSource {
  name: string;
  /** Virtual time (ms) of the earliest timer, or undefined when there is none. */
  nextDue(): number | undefined;
  /** Fires what is due at `now`; must make nextDue() move past it. */
  fireDue(now: number): Promise<void>;
}

/**
 * Virtual time = real time + a durable offset. Time flows; POST /_local/clock makes it leap, and a leap is a
 * discrete-event loop: each timer on the way fires at its own instant, and the system comes to rest before the next.
 */
export class Clock {
  private offset: number;
  private readonly sources: TimerSource[] = [];
  private timeout: NodeJS.Timeout | undefined;
  private advancing = false;
  private stopped = true;
  private isToldOfChange = false;
  /** Float64 cell with the offset in ms, read by Lambda workers. */
  readonly shared = new Float64Array(new SharedArrayBuffer(8));

  private readonly store: Store;
  private readonly activity: Activity;

  /** @param startAt virtual instant at which new data begins (ms); data that has a clock already keeps it. */
  constructor(store: Store, activity: Activity, startAt?: number) {
    this.store = store;
    this.activity = activity;
    store.db.exec('CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 1), offset_ms REAL NOT NULL)');
    const row = store.prepare('SELECT offset_ms FROM clock WHERE id = 1').get() as { offset_ms: number } | undefined;
    this.offset = row?.offset_ms ?? 0;
    this.shared[0] = this.offset;
    if (row === undefined && startAt !== undefined) this.set(startAt);
    // A timer that is due is work to run now; during a leap its loop sees to them.
    activity.registerPending('timers', () => {
      if (this.stopped || this.advancing) return false;
      const due = this.earliest();
      return due !== undefined && due <= this.now();
    });
  }

  now(): number {
    return RealDate.now() + this.offset;
  }

  iso(): string {
    return new RealDate(this.now()).toISOString();
  }

  register(source: TimerSource): void {
    this.sources.push(source);
  }

  /** Begins to fire timers as virtual time flows. */
  start(): void {
    this.stopped = false;
    this.changed();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timeout);
  }

  /** A source has a new or an earlier timer. Sources are asked once for all that say so together. */
  changed(): void {
    if (this.isToldOfChange) return;
    this.isToldOfChange = true;
    setImmediate(() => {
      this.isToldOfChange = false;
      this.setTimer();
    });
  }

  private setTimer(): void {
    if (this.stopped || this.advancing) return;
    clearTimeout(this.timeout);
    const due = this.earliest();
    if (due === undefined) return;
    const delay = Math.min(Math.max(0, due - this.now()), MAX_TIMEOUT);
    this.timeout = setTimeout(() => void this.tick(), delay);
  }

  /** Leaps to `target` (ms). Only one leap at a time; going back is refused. */
  async advanceTo(target: number): Promise<void> {
    if (this.advancing) throw new Error('时钟正在前进，请等它停下再试');
    if (target < this.now()) throw new Error('时钟不能倒退');
    this.advancing = true;
    clearTimeout(this.timeout);
    try {
      await this.activity.quiescent();
      for (;;) {
        const due = this.earliest();
        if (due === undefined || due > target) break;
        if (due > this.now()) this.set(due);
        await this.fire();
        await this.activity.quiescent();
      }
      if (target > this.now()) this.set(target);
      await this.activity.quiescent();
    } finally {
      this.advancing = false;
      this.changed();
    }
  }

  private earliest(): number | undefined {
    const dues = this.sources.map((source) => source.nextDue()).filter((due) => due !== undefined);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  private async fire(): Promise<void> {
    for (const source of this.sources) {
      const due = source.nextDue();
      if (due !== undefined && due <= this.now()) await source.fireDue(this.now());
    }
  }

  private async tick(): Promise<void> {
    await this.activity.during(() => this.fire());
    this.changed();
  }

  private set(now: number): void {
    this.offset = now - RealDate.now();
    this.store
      .prepare(
        'INSERT INTO clock (id, offset_ms) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET offset_ms = excluded.offset_ms',
      )
      .run(this.offset);
    this.shared[0] = this.offset;
  }
}

/** Makes `Date` virtual in this thread, for libraries that read it themselves. */
export function installVirtualDate(offset: () => number): void {
  class VirtualDate extends RealDate {
    constructor(...args: ConstructorParameters<typeof Date> | []) {
      if (args.length === 0) super(RealDate.now() + offset());
      else super(...(args as ConstructorParameters<typeof Date>));
    }
    static override now(): number {
      return RealDate.now() + offset();
    }
  }
  globalThis.Date = VirtualDate as DateConstructor;
}
