import { addDays, dateInShanghai, daysBetween } from '../calendar/dates.ts';
import { Problem } from '../errors/problem.ts';
import { bearers, type Tried, written } from './alike.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/** What is limited, and how often it may be done within one hour, day or week (of Asia/Shanghai). */
export interface Limit {
  /** Names the limited thing in the key, e.g. `objection`; no personal data. */
  name: string;
  per: 'hour' | 'day' | 'week';
  max: number;
}

const pastLimits: Record<Limit['per'], (max: number) => string> = {
  hour: (max) => `一小时至多 ${max} 次，已经用完，请过一小时再办。`,
  day: (max) => `一天至多 ${max} 次，今天的用完了，请明天再办。`,
  week: (max) => `一周至多 ${max} 次，这一周的用完了，请下周再办。`,
};

/**
 * E1010 for whoever is past a limit, with the time after which it counts anew.
 *
 * @param detail by default what one of the staff is told of a limit of their own: how often, and from when on again
 */
export const pastLimit = (limit: Limit, now: Date, detail = pastLimits[limit.per](limit.max)): Problem =>
  new Problem(1010, { detail, retryAfter: secondsUntilNext(limit, now) });

/** Until the window of a limit is over: in whole seconds, at least one. */
export function secondsUntilNext({ per }: Pick<Limit, 'per'>, now: Date): number {
  return Math.ceil((startOfNext(per, now) - now.getTime()) / 1000);
}

const HOUR_MS = 3_600_000;

function startOfNext(per: Limit['per'], now: Date): number {
  if (per === 'hour') return (Math.floor(now.getTime() / HOUR_MS) + 1) * HOUR_MS;
  const today = dateInShanghai(now);
  const next = per === 'day' ? addDays(today, 1) : addDays(mondayOf(today), 7);
  return Date.parse(`${next}T00:00:00+08:00`);
}

const A_MONDAY = '1970-01-05';
const mondayOf = (date: string): string => addDays(date, -(daysBetween(A_MONDAY, date) % 7));

/**
 * Counts tries of one person, address or union against a limit. The count is written before the work is done, so that
 * parallel tries are each seen, and it stays when the work is refused.
 */
export class Tries {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /**
   * Counts one more try of `who`, and answers whether that was still within the limit.
   *
   * @param who a user's `sub`, an org path, or the blind index of an address; never an address itself
   */
  async allows(limit: Limit, who: string, now: Date): Promise<boolean> {
    const counted = await this.table.update<{ n: number }>(
      keys.tries(limit.name, who, windowOf(limit, now)),
      'ADD n :one SET #ttl = :ttl',
      { ':one': 1, ':ttl': endOf(limit, now) },
      { names: { '#ttl': 'ttl' } },
    );
    return (counted?.n ?? 0) <= limit.max;
  }

  /** Takes a counted try back, of which nothing came that is limited. */
  async giveBack(limit: Limit, who: string, now: Date): Promise<void> {
    await this.table.update(keys.tries(limit.name, who, windowOf(limit, now)), 'ADD n :one', { ':one': -1 });
  }

  /**
   * Counts different things that `who` tries, each once however often it is tried, and answers whether all of them are
   * within the limit. Past it nothing more is counted.
   *
   * @param things keyed hashes, shortened: what was tried must not be readable
   */
  async allowsDifferent(limit: Limit, who: string, now: Date, things: readonly string[]): Promise<boolean> {
    if (things.length === 0) return true;
    const counted = await this.counted(limit, who, now, things);
    return counted !== undefined && counted.size <= limit.max;
  }

  /** All that were counted, with these; undefined when there were more than the limit before. */
  private async counted({ max, ...limit }: Limit, who: string, now: Date, things: readonly string[]) {
    const item = await this.table.update<{ things: Set<string> }>(
      keys.tries(limit.name, who, windowOf(limit, now)),
      'ADD things :things SET #ttl = :ttl',
      { ':things': new Set(things), ':max': max, ':ttl': endOf(limit, now) },
      { condition: 'attribute_not_exists(things) OR size(things) <= :max', names: { '#ttl': 'ttl' } },
    );
    return item?.things;
  }

  /**
   * Counts different things that `who` tries, and answers whether no mark of these is borne by more of them than may. One
   * item holds them all; when it is full, of the limit, nobody tries any more in this window.
   */
  async allowsAlike(limit: Limit, who: string, now: Date, tried: readonly Tried[]): Promise<boolean> {
    const counted = await this.counted(limit, who, now, tried.map(written));
    return counted !== undefined && bearers(counted, tried).every(({ count, max }) => count <= max);
  }

  /** How many different things there are, without counting one. */
  async differentSoFar(limit: Limit, who: string, now: Date): Promise<number> {
    const counted = await this.table.find<{ things: Set<string> }>(keys.tries(limit.name, who, windowOf(limit, now)));
    return counted?.things.size ?? 0;
  }
}

/** A count is of no use after its window; what is left a little longer harms nothing. */
const KEEP_SECONDS = { hour: 2 * 3600, day: 2 * 24 * 3600, week: 8 * 24 * 3600 } as const;

function endOf({ per }: Pick<Limit, 'per'>, now: Date): number {
  return Math.floor(now.getTime() / 1000) + KEEP_SECONDS[per];
}

function windowOf({ per }: Pick<Limit, 'per'>, now: Date): string {
  if (per === 'hour') return now.toISOString().slice(0, 13);
  const date = dateInShanghai(now);
  return per === 'day' ? date : `${mondayOf(date)}W`;
}
