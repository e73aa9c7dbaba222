import { Chance } from './chance.ts';

/** 故障, each by its word on the command line, and what of it is seen. */
export const faultTitles = {
  crash: '进程死在半路',
  'lost-reply': '写了而没有得到回答',
  throttle: '限流',
  conflict: '事务相遇',
  slow: '回答慢',
  'index-lag': '索引迟',
  repeat: '变更流、队列送两次',
  reorder: '变更流、队列颠倒',
  late: '变更流迟',
  garbage: '变更流里有读不懂的',
  'mail-down': '邮件中继不在',
  'bad-deployment': '周末的部署是坏的',
  outage: '几个小时什么也不动，也会跨过年底',
} as const;
export type Fault = keyof typeof faultTitles;
const allFaults = Object.keys(faultTitles) as Fault[];

/** @param text `all`, `none` or words with commas between; throws naming a word that there is not */
export function faultsNamed(text: string): ReadonlySet<Fault> {
  if (text === 'all') return new Set(allFaults);
  if (text === 'none') return new Set();
  const words = text.split(',');
  const unknown = words.filter((word) => !Object.hasOwn(faultTitles, word));
  if (unknown.length > 0) throw new Error(`没有这种故障：${unknown}；有 all、none、${allFaults.join('、')}`);
  return new Set(words as Fault[]);
}

/** What happens to one call to the outside. */
export type Fate = 'passes' | 'diesBefore' | 'diesAfter' | 'repliesLost' | 'replyLost' | 'throttled' | 'conflicts';

/** How often in a hundred calls, on an ordinary day. */
const fates: readonly (readonly [fault: Fault, fate: Fate, percent: number])[] = [
  ['crash', 'diesBefore', 0.15],
  ['crash', 'diesAfter', 0.15],
  ['lost-reply', 'replyLost', 0.2],
  ['lost-reply', 'repliesLost', 0.05],
  ['throttle', 'throttled', 0.3],
  ['conflict', 'conflicts', 0.3],
];
/** In a storm everything goes wrong so many times as often. */
const STORM = 15;

/** Which faults there are in a run, and which of them befall what. */
export class Faults {
  private on: ReadonlySet<Fault> = new Set();
  private readonly chance: Chance;
  /** A few hours in which everything goes wrong oftener. */
  storm = false;

  constructor(seed: number) {
    this.chance = new Chance(seed, 'faults');
  }

  /** From now on these may come. */
  begin(on: ReadonlySet<Fault>): void {
    this.on = on;
  }

  /** From now on nothing goes wrong any more. */
  cease(): void {
    this.on = new Set();
    this.storm = false;
  }

  has(fault: Fault): boolean {
    return this.on.has(fault);
  }

  /** Whether a fault that comes so often does so now. */
  strikes(fault: Fault, probability: number): boolean {
    return this.on.has(fault) && this.chance.happens(probability);
  }

  fate(): Fate {
    if (this.on.size === 0) return 'passes';
    const times = this.storm ? STORM : 1;
    for (const [fault, fate, percent] of fates) {
      if (this.strikes(fault, (percent * times) / 100)) return fate;
    }
    return 'passes';
  }

  /** How long a call is under way, ms: what was asked later may come before. */
  latency(): number {
    if (this.strikes('slow', this.storm ? 0.02 : 0.002)) return this.chance.between(500, 6000);
    return this.chance.between(1, this.storm ? 60 : 12);
  }

  /** How long an index does not show a change, ms. */
  lateness(): number {
    if (!this.strikes('index-lag', this.storm ? 0.5 : 0.1)) return 0;
    return this.chance.between(50, this.storm ? 600_000 : 5000);
  }

  between(from: number, to: number): number {
    return this.chance.between(from, to);
  }

  one<T>(of: readonly T[]): T {
    return this.chance.one(of);
  }
}
