import { indexes } from '../../../infra/indexes.ts';
import { byPlaces, type Item } from './values.ts';
import { keyOf } from './writes.ts';

export type IndexName = keyof typeof indexes;
const indexNames = Object.keys(indexes) as IndexName[];

/** What an index still shows of an item, until the change comes that has been made of it. */
interface Waiting {
  until: number;
  before: Item | undefined;
}

/**
 * When changes come to the indexes. AWS: a global secondary index follows by an eventually consistent model, so that a
 * query may answer what is no longer so
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.Writes). Each index is late by itself,
 * and each item: of a transaction one index may show a part. The changes of one item come in their order.
 */
export class LateIndexes {
  /** How many ms after it was written a change comes to an index. Whoever plays AWS decides; nothing is late otherwise. */
  lateness: (index: IndexName, key: Item) => number = () => 0;
  /** In the ms of the same clock. */
  now: () => number = () => 0;
  private readonly waiting = new Map<IndexName, Map<string, Waiting[]>>(indexNames.map((name) => [name, new Map()]));

  wrote(before: Item | undefined, after: Item | undefined): void {
    const item = after ?? before ?? {};
    const key = keyOf(item);
    for (const index of indexNames) {
      const waiting = this.of(index).get(key) ?? [];
      const until = Math.max(this.now() + this.lateness(index, item), waiting.at(-1)?.until ?? 0);
      if (until > this.now()) this.of(index).set(key, [...waiting, { until, before }]);
    }
  }

  /** What an index shows of a partition, in order, whose items are these now. */
  shows(index: IndexName, attribute: string, text: string, now: readonly Item[]): readonly Item[] {
    const all = this.of(index);
    for (const [key, waiting] of all) {
      const left = waiting.filter(({ until }) => until > this.now());
      if (left.length > 0) all.set(key, left);
      else all.delete(key);
    }
    if (all.size === 0) return now;
    const late = [...all.values()].flatMap(([first]) => (first?.before?.[attribute]?.S === text ? [first.before] : []));
    const { sort } = indexes[index];
    return [...now.filter((item) => !all.has(keyOf(item))), ...late.filter((item) => item[sort] !== undefined)].sort(
      byPlaces([sort, 'pk', 'sk']),
    );
  }

  /** Answers a function that puts back what is waiting now. */
  mark(): () => void {
    const then = indexNames.map((index) => [index, [...this.of(index)]] as const);
    return () => {
      for (const [index, waiting] of then) this.waiting.set(index, new Map(waiting));
    };
  }

  private of(index: IndexName): Map<string, Waiting[]> {
    return this.waiting.get(index) as Map<string, Waiting[]>;
  }
}
