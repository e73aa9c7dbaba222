import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Finding } from './dossier.ts';
import { slimState } from './head.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/**
 * Of a head, the counter that gave its 职工编号, which number it was, and the dossier under which its household was on file
 * before, where there is one; undefined for anything else.
 */
export function numberIn(item: StoredItem): { counter: Key; n: number; after: string | undefined } | undefined {
  if (item.sk !== 'HEAD') return undefined;
  const { transcribed, registration, predecessor } = slimState(item);
  // An older register gave it, whatever it looks like (旧档转入).
  if (transcribed) return undefined;
  const [, county, year, n] = /^(\d{6})(\d{4})(\d{5,})$/.exec(registration?.dossierNumber ?? '') ?? [];
  const after = predecessor ?? undefined;
  return county === undefined ? undefined : { counter: keys.counter(`${county}-${year}`), n: Number(n), after };
}

/**
 * 职工编号 of all heads: each is one dossier's, or its household's that came back under another, and none was given past its counter, or the next household would get it
 * once more. No journal can tell: each dossier's own is in order.
 */
export class Numbers {
  /** By counter, of each number the dossiers that have it, each with the one that it follows on. */
  private readonly given = new Map<string, Map<number, Map<string, string | undefined>>>();
  private readonly faults = new Map<string, string[]>();

  see(item: StoredItem): void {
    const number = numberIn(item);
    if (number === undefined) return;
    const { counter, n, after } = number;
    const given = this.given.get(counter.pk) ?? new Map<number, Map<string, string | undefined>>();
    this.given.set(counter.pk, given.set(n, given.get(n) ?? new Map()));
    given.get(n)?.set(item.pk.slice('D#'.length), after);
  }

  /** The counters are read after the heads: they only go on. */
  async *examine(stored: Stored): AsyncGenerator<Finding> {
    for (const [pk, given] of [...this.given].sort()) {
      // One that was only kept may be an older register's.
      const own = [...given].filter(([, having]) => [...having.values()].includes(undefined));
      const highest = own.reduce((most, [number]) => Math.max(most, number), 0);
      const n = Number((await storedItem(stored, { pk, sk: 'COUNTER' }))?.n ?? 0);
      for (const [number, having] of given) {
        // Whoever comes back may keep their number (返困): of those that have one, all but the first follow on another.
        const first = [...having].filter(([, after]) => after === undefined || !having.has(after));
        const ids = [...having.keys()].sort();
        if (first.length > 1) this.note(pk, `第 ${number} 个职工编号有 ${ids.length} 份档案：${ids.join('、')}`);
      }
      if (!(n >= highest)) this.note(pk, `职工编号发到第 ${highest} 个，计数是 ${n}`);
      yield { id: pk, faults: this.faults.get(pk) ?? [], entries: 0, hash: '' };
    }
  }

  private note(pk: string, fault: string): void {
    this.faults.set(pk, [...(this.faults.get(pk) ?? []), fault]);
  }
}
