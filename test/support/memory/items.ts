import { indexes } from '../../../infra/indexes.ts';
import { byPlaces, frozen, type Item } from './values.ts';

/** Attributes by which items lie together, the table's own and those of its indexes, each with the one that orders them. */
const partitions = [{ partition: 'pk', sort: 'sk' }, ...Object.values(indexes)].map(({ partition, sort }) => ({
  name: partition,
  sort,
  compare: byPlaces([sort, 'pk', 'sk']),
}));

/** Where an item lies by one of these: the key of the partition, and how it is ordered there. */
interface Place {
  key: string;
  compare: (a: Item, b: Item) => number;
}

/** What was held, by key, in the order in which it was first stored. */
type Held = ReadonlyMap<string, Item>;

/** What a table holds, by key; and by partition, so that a query reads no more than its own. */
export class Items {
  private readonly byKey = new Map<string, Item>();
  private readonly byPartition = new Map<string, Item[]>();
  /** What was held at some moment, and the keys that were stored or deleted since. */
  private last: Held = new Map();
  private readonly touched = new Set<string>();

  get(key: string): Item | undefined {
    return this.byKey.get(key);
  }

  set(key: string, stored: Item): void {
    const item = frozen(stored);
    this.leaves(key);
    this.byKey.set(key, item);
    for (const { key: place, compare } of placesOf(item)) {
      const together = this.byPartition.get(place) ?? [];
      together.splice(placeOf(item, together, compare), 0, item);
      this.byPartition.set(place, together);
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
    if (this.touched.size === 0) return this.last;
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

  /** Those that have this text as that attribute and are ordered there, in order. */
  in(partition: string, text: string): readonly Item[] {
    return this.byPartition.get(`${partition}\u0000${text}`) ?? [];
  }

  private leaves(key: string): void {
    this.touched.add(key);
    const item = this.byKey.get(key);
    if (item === undefined) return;
    for (const { key: place, compare } of placesOf(item)) {
      const together = this.byPartition.get(place) ?? [];
      together.splice(placeOf(item, together, compare), 1);
    }
  }
}

function placesOf(item: Item): Place[] {
  return partitions.flatMap(({ name, sort, compare }) => {
    const text = item[name]?.S;
    return text === undefined || item[sort] === undefined ? [] : [{ key: `${name}\u0000${text}`, compare }];
  });
}

/** Where an item is, or would be, among some in order. */
function placeOf(item: Item, among: readonly Item[], compare: Place['compare']): number {
  return firstOf(among, (each) => compare(each, item) >= 0);
}

/** The first of some, in order, of which something is so, as it is of all after it; their number where there is none. */
export function firstOf(among: readonly Item[], isSo: (item: Item) => boolean): number {
  let [low, high] = [0, among.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(among[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
