import { ownRandomness } from '../support/own-randomness.ts';
import { sequence } from '../support/random.ts';

// This file is loaded before any other: what reads the time, waits or draws does so here from then on.

const RealDate = Date;
const realImmediate = setImmediate;
/** So many turns may pass in one instant before it is said that something goes round for ever. */
const MOST_TURNS = 2_000_000;

interface Timer {
  at: number;
  n: number;
  run: (() => void) | undefined;
}

/**
 * The process's clock, timers and randomness, drawn from a seed. Time passes only from one timer to the next, and each
 * turn runs to its end before the next: the same seed gives the same run. Nothing here waits for the machine, so that
 * what does (a file, a thread) has to be loaded before.
 */
class Loop {
  private now = 0;
  private n = 0;
  private cancelled = 0;
  private heap: Timer[] = [];
  private immediates: (() => void)[] = [];
  private draw: () => number = Math.random;

  /** Begins anew: nothing is left of an earlier run. */
  begin(seed: number, at: number): void {
    Object.assign(this, { now: at, n: 0, cancelled: 0, heap: [], immediates: [], draw: sequence(seed) });
  }

  /** Virtual ms. */
  time(): number {
    return this.now;
  }

  random(): number {
    return this.draw();
  }

  after(ms: number, run: () => void): Timer {
    const timer: Timer = { at: this.now + Math.max(0, Math.min(Number(ms) || 0, 2 ** 31 - 1)), n: this.n++, run };
    this.push(timer);
    return timer;
  }

  cancel(timer: Timer | undefined): void {
    if (timer?.run === undefined) return;
    timer.run = undefined;
    if (++this.cancelled * 2 <= this.heap.length || this.heap.length < 1000) return;
    const left = this.heap.filter(({ run }) => run !== undefined);
    Object.assign(this, { heap: [], cancelled: 0 });
    for (const one of left) this.push(one);
  }

  soon(run: () => void): void {
    this.immediates.push(run);
  }

  /** So much time passes in which nothing is done: what fell due meanwhile is late. */
  skip(ms: number): void {
    this.now += ms;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs everything that there is to run until the work is done. Throws when it never can be. */
  async drive<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settled = () => {
      done = true;
    };
    work.then(settled, settled);
    let [turns, instant] = [0, this.now];
    for (;;) {
      // After it, all that was promised in this turn has come about.
      await new Promise<void>((resolve) => realImmediate(resolve));
      if (done) return work;
      this.turn();
      turns = this.now === instant ? turns + 1 : 0;
      instant = this.now;
      if (turns > MOST_TURNS) throw new Error('an instant does not end');
    }
  }

  private turn(): void {
    const immediates = this.immediates;
    if (immediates.length > 0) {
      this.immediates = [];
      for (const run of immediates) run();
      return;
    }
    const next = this.pop();
    if (next === undefined) throw new Error('everything waits, and nothing is under way');
    this.now = Math.max(this.now, next.at);
    next.run?.();
  }

  private push(timer: Timer): void {
    const { heap } = this;
    let i = heap.push(timer) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(timer, heap[parent] as Timer)) break;
      heap[i] = heap[parent] as Timer;
      i = parent;
    }
    heap[i] = timer;
  }

  /** The earliest timer that was not cancelled. */
  private pop(): Timer | undefined {
    for (;;) {
      const { heap } = this;
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return undefined;
      if (heap.length > 0) this.sink(last);
      if (first.run !== undefined) return first;
      this.cancelled--;
    }
  }

  private sink(timer: Timer): void {
    const { heap } = this;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      const right = heap[child + 1];
      if (right !== undefined && isBefore(right, heap[child] as Timer)) child++;
      if (!isBefore(heap[child] as Timer, timer)) break;
      heap[i] = heap[child] as Timer;
      i = child;
    }
    heap[i] = timer;
  }
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.n < b.n);

export const loop = new Loop();

/** Puts the loop in the place of the machine's clock, timers and randomness, for the whole of this process. */
export function ownProcess(): void {
  class VirtualDate extends RealDate {
    constructor(...args: ConstructorParameters<typeof Date> | []) {
      if (args.length === 0) super(loop.time());
      else super(...(args as ConstructorParameters<typeof Date>));
    }
    static override now(): number {
      return loop.time();
    }
  }
  Object.assign(globalThis, {
    Date: VirtualDate,
    setTimeout: (run: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      loop.after(ms, () => run(...given)),
    clearTimeout: (timer: Timer | undefined) => loop.cancel(timer),
    setImmediate: (run: (...given: unknown[]) => void, ...given: unknown[]) => loop.soon(() => run(...given)),
  });
  Object.defineProperty(performance, 'now', { value: () => loop.time() });
  ownRandomness(() => loop.random());
}
