import type { Leaf } from '../anchors/anchor.ts';
import { addDays, dateInShanghai, endOfDay } from '../calendar/dates.ts';
import { type Key, keys, leafShards } from './keys.ts';
import type { Table } from './table.ts';

/** So long a leaf stays when its day is over: as long as the anchors may be late. */
export const LEAVES_KEPT_DAYS = 60;

/** What a day's anchor was, for the next one to follow on. */
export interface KeptAnchor {
  day: string;
  number: number;
  /** Of its statement. */
  digest: string;
  /** Over its leaves: a draw is made of it (shared/spot-checks). */
  root: string;
}

/**
 * 叶 that wait to be anchored, by the day in Asia/Shanghai on which they came: a day that is over gets no more, however
 * late its entries are told. All that a leaf says is in its key, so it may be put again, and there is nothing to change.
 */
export class Leaves {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async collect({ of, version, hash }: Leaf, now: Date): Promise<void> {
    const day = dateInShanghai(now);
    const ttl = Math.floor(Date.parse(endOfDay(addDays(day, LEAVES_KEPT_DAYS))) / 1000);
    await this.table.put({ ...keys.leaf(day, of, version, hash), ttl });
  }

  async any(day: string): Promise<boolean> {
    return (await this.items(day, { limit: 1 })).length > 0;
  }

  async of(day: string): Promise<Leaf[]> {
    return (await this.items(day)).map(({ sk }) => {
      const [, of = '', version = '', hash = ''] = /^(.*)#(.*)#(.*)$/.exec(sk) ?? [];
      return { of, version: Number(version), hash };
    });
  }

  private async items(day: string, options?: { limit: number }): Promise<{ sk: string }[]> {
    const all = Array.from({ length: leafShards }, (_, shard) =>
      this.table.range<{ sk: string }>(keys.leaves(day, shard), '0', '~', options),
    );
    return (await Promise.all(all)).flat();
  }
}

/** What is known of the anchors in the table: whoever anchors may not list what lies under Object Lock. */
export class Anchors {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async last(): Promise<KeptAnchor | undefined> {
    const [last] = await this.table.range<KeptAnchor>(keys.anchors, '0', '~', { limit: 1, backward: true });
    return last;
  }

  async of(day: string): Promise<KeptAnchor | undefined> {
    return this.table.find<KeptAnchor & Key>(keys.anchor(day));
  }

  /** One that is kept already stays. */
  keep(anchor: KeptAnchor): Promise<void> {
    return this.table.putNew({ ...keys.anchor(anchor.day), ...anchor });
  }
}
