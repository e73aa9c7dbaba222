import { indexes } from '../../../infra/indexes.ts';
import type { Item } from './values.ts';

/** Attributes by which items lie together: the table's own partition, and those of its indexes. */
const partitions = ['pk', ...Object.values(indexes).map(({ partition }) => partition)];

/** What a table holds, by key; and by partition, so that a query reads no more than its own. */
export class Items {
  private readonly byKey = new Map<string, Item>();
  private readonly byPartition = new Map<string, Map<string, Item>>();

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

  entries(): IterableIterator<[string, Item]> {
    return this.byKey.entries();
  }

  /** Holds these in place of all others, in their order. Most of them are here already. */
  become(items: readonly (readonly [key: string, item: Item])[]): void {
    if (items.every(([key]) => this.byKey.has(key))) {
      const keys = new Set(items.map(([key]) => key));
      for (const key of this.byKey.keys()) if (!keys.has(key)) this.delete(key);
    } else {
      this.byKey.clear();
      this.byPartition.clear();
    }
    for (const [key, item] of items) if (this.byKey.get(key) !== item) this.set(key, item);
  }

  /** Those that have this text as that attribute. */
  in(partition: string, text: string): Iterable<Item> {
    return this.byPartition.get(`${partition}\u0000${text}`)?.values() ?? [];
  }

  private leaves(key: string): void {
    for (const place of placesOf(this.byKey.get(key) ?? {})) this.byPartition.get(place)?.delete(key);
  }
}

function placesOf(item: Item): string[] {
  return partitions.flatMap((name) => {
    const text = item[name]?.S;
    return text === undefined ? [] : [`${name}\u0000${text}`];
  });
}
