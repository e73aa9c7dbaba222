import { indexes } from '../../../infra/indexes.ts';
import type { Item } from './values.ts';

/** Attributes by which items lie together: the table's own partition, and those of its indexes. */
const partitions = ['pk', ...Object.values(indexes).map(({ partition }) => partition)];

/** What was held, by key, in the order in which it was first stored. */
type Held = ReadonlyMap<string, Item>;

/** What a table holds, by key; and by partition, so that a query reads no more than its own. */
export class Items {
  private readonly byKey = new Map<string, Item>();
  private readonly byPartition = new Map<string, Map<string, Item>>();
  /** What was held at some moment, and the keys that were stored or deleted since. */
  private last: Held = new Map();
  private readonly touched = new Set<string>();

  get(key: string): Item | undefined {
    return this.byKey.get(key);
  }

  set(key: string, item: Item): void {
    this.leaves(key);
    this.byKey.set(key, item);
    for (const place of placesOf(item)) {
      const together = this.byPartition.get(place) ?? new Map<string, Item>();
      this.byPartition.set(place, together.set(key, item));
    }
  }

  delete(key: string): void {
    this.leaves(key);
    this.byKey.delete(key);
  }

  /** Everything, in the order in which it was first stored. */
  values(): IterableIterator<Item> {
    return this.byKey.values();
  }

  /** All of it as it is now, for `become`. */
  held(): Held {
    this.touched.clear();
    this.last = new Map(this.byKey);
    return this.last;
  }

  /** Holds these in place of all others, in their order. */
  become(held: Held): void {
    // Of thousands a few are others than when these were last all that there was.
    const others = held === this.last ? [...this.touched] : [...new Set([...this.byKey.keys(), ...held.keys()])];
    // What is stored anew comes last: in their order is only what was never away.
    if (others.every((key) => this.byKey.has(key) || !held.has(key))) {
      for (const key of others) {
        const item = held.get(key);
        if (item === undefined) this.delete(key);
        else if (this.byKey.get(key) !== item) this.set(key, item);
      }
    } else {
      this.byKey.clear();
      this.byPartition.clear();
      for (const [key, item] of held) this.set(key, item);
    }
    this.touched.clear();
    this.last = held;
  }

  /** Those that have this text as that attribute. */
  in(partition: string, text: string): Iterable<Item> {
    return this.byPartition.get(`${partition}\u0000${text}`)?.values() ?? [];
  }

  private leaves(key: string): void {
    this.touched.add(key);
    for (const place of placesOf(this.byKey.get(key) ?? {})) this.byPartition.get(place)?.delete(key);
  }
}

function placesOf(item: Item): string[] {
  return partitions.flatMap((name) => {
    const text = item[name]?.S;
    return text === undefined ? [] : [`${name}\u0000${text}`];
  });
}
