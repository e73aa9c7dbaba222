import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { addWorkingDays } from '../../shared/calendar/working-days.ts';
import type { RunningSystem } from '../client.ts';
import { demonstrationCalendar } from '../invented-years.ts';

const calendar = demonstrationCalendar();

interface Waiting {
  until: number;
  goOn(): void;
  fail(error: unknown): void;
}

/**
 * A province's one clock, shared by households that run together: it leaps only when every household still under way
 * has asked it to, and then to the nearest instant asked for. After a leap everything that fell due has come to rest.
 */
export class JointClock {
  private readonly system: Pick<RunningSystem, 'now' | 'leapTo' | 'atRest'>;
  private current = 0;
  private households = 0;
  private waiting: Waiting[] = [];
  /** How many virtual days it has leapt, and how many real milliseconds that took. */
  readonly leapt = { days: 0, ms: 0 };

  constructor(system: JointClock['system']) {
    this.system = system;
  }

  async start(): Promise<void> {
    this.current = Date.parse(await this.system.now());
  }

  /** Today in Asia/Shanghai, as of the last leap. */
  get today(): string {
    return dateInShanghai(new Date(this.current));
  }

  /** Runs households together: none is left behind by a leap before it has begun. */
  async together<T>(plays: (() => Promise<T>)[]): Promise<T[]> {
    this.households += plays.length;
    return Promise.all(
      plays.map(async (play) => {
        try {
          return await play();
        } finally {
          this.households -= 1;
          this.leapWhenAllWait();
        }
      }),
    );
  }

  /** Comes back at an instant, or, when it has passed, as soon as all that is under way has come to rest. */
  reach(instant: string): Promise<void> {
    return this.wait(Date.parse(instant));
  }

  /** Comes back when all that is under way now has come to rest. */
  rest(): Promise<void> {
    return this.wait(0);
  }

  /** When offices open on a date in Asia/Shanghai. */
  morning(date: string): Promise<void> {
    return this.reach(`${date}T09:30:00+08:00`);
  }

  /** When offices open n working days from today. */
  workingMorning(n = 1): Promise<void> {
    return this.morning(addWorkingDays(calendar, this.today, n));
  }

  private wait(until: number): Promise<void> {
    return new Promise((goOn, fail) => {
      this.waiting.push({ until, goOn, fail });
      this.leapWhenAllWait();
    });
  }

  private leapWhenAllWait(): void {
    if (this.waiting.length > 0 && this.waiting.length === this.households) void this.leap();
  }

  private async leap(): Promise<void> {
    const all = this.waiting;
    this.waiting = [];
    const target = Math.min(...all.map(({ until }) => until));
    try {
      const now = target > this.current ? await this.leapTo(target) : await this.settle();
      this.current = Date.parse(now);
    } catch (error) {
      for (const { fail } of all) fail(error);
      return;
    }
    this.waiting = all.filter(({ until }) => until > this.current);
    for (const { goOn } of all.filter(({ until }) => until <= this.current)) goOn();
  }

  private async leapTo(target: number): Promise<string> {
    // Real time has gone on since the last leap, and the clock does not go back.
    const from = await this.system.now();
    if (Date.parse(from) >= target) return this.settle();
    const started = performance.now();
    const now = await this.system.leapTo(new Date(target).toISOString());
    this.leapt.ms += performance.now() - started;
    this.leapt.days += (Date.parse(now) - Date.parse(from)) / 86_400_000;
    return now;
  }

  private async settle(): Promise<string> {
    await this.system.atRest();
    return this.system.now();
  }
}
