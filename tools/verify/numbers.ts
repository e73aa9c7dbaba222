import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Finding } from './dossier.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/** Of a head, the counter that gave its 职工编号, and which number it was; undefined for anything else. */
export function numberIn({ sk, content }: StoredItem): { counter: Key; n: number } | undefined {
  if (sk !== 'HEAD' || typeof content !== 'string') return undefined;
  const [, county, year, n] = /"dossierNumber":"(\d{6})(\d{4})(\d{5,})"/.exec(content) ?? [];
  return county === undefined ? undefined : { counter: keys.counter(`${county}-${year}`), n: Number(n) };
}

/**
 * 职工编号 of all heads: each is one dossier's, and none was given past its counter, or the next household would get it
 * once more. No journal can tell: each dossier's own is in order.
 */
export class Numbers {
  /** By counter, of each number the dossier that has it. */
  private readonly given = new Map<string, Map<number, string>>();
  private readonly faults = new Map<string, string[]>();

  see(item: StoredItem): void {
    const number = numberIn(item);
    if (number === undefined) return;
    const { counter, n } = number;
    const given = this.given.get(counter.pk) ?? new Map<number, string>();
    this.given.set(counter.pk, given);
    const id = item.pk.slice('D#'.length);
    const other = given.get(n);
    if (other === undefined) given.set(n, id);
    else this.note(counter.pk, `第 ${n} 个职工编号有两份档案：${[other, id].sort().join('、')}`);
  }

  /** The counters are read after the heads: they only go on. */
  async *examine(stored: Stored): AsyncGenerator<Finding> {
    for (const [pk, given] of [...this.given].sort()) {
      const highest = [...given.keys()].reduce((one, other) => Math.max(one, other));
      const n = Number((await storedItem(stored, { pk, sk: 'COUNTER' }))?.n ?? 0);
      if (!(n >= highest)) this.note(pk, `职工编号发到第 ${highest} 个，计数是 ${n}`);
      yield { id: pk, faults: this.faults.get(pk) ?? [], entries: 0, hash: '' };
    }
  }

  private note(pk: string, fault: string): void {
    this.faults.set(pk, [...(this.faults.get(pk) ?? []), fault]);
  }
}
