import type { AnswerOf } from '../../../shared/contract/types.ts';

export type Offered = AnswerOf<'getTransfer'>;

/** What one union proposes to another, what is due first first: it can be accepted all at once. */
export interface Pair {
  from: string;
  fromUnion: string;
  to: string;
  toUnion: string;
  offered: Offered[];
}

export function byPair(all: readonly Offered[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const each of all.slice().sort((one, other) => (one.due < other.due ? -1 : 1))) {
    const { from, fromUnion, to, toUnion } = each;
    const key = `${from} ${to}`;
    const pair = pairs.get(key) ?? { from, fromUnion, to, toUnion, offered: [] };
    pair.offered.push(each);
    pairs.set(key, pair);
  }
  return [...pairs.values()];
}
