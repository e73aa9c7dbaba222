/** Something that is tried, and what it may have in common with others: keyed hashes in base64url. */
export interface Tried {
  thing: string;
  /** Each with how many different things may bear it. */
  marks: readonly { mark: string; max: number }[];
}

/** Characters that are kept of a thing's hash, and of a mark's: of some thousands in one item hardly two are taken for one. */
const THING = 8;
const MARK = 5;

/** One text of a set: the thing, and its marks after it. The same tried again is the same text. */
export function written({ thing, marks }: Tried): string {
  return thing.slice(0, THING) + marks.map(({ mark }) => mark.slice(0, MARK)).join('');
}

/** How many different things, among those written down, bear each of the marks that these bear, and how many may. */
export function bearers(all: Iterable<string>, mine: readonly Tried[]): { count: number; max: number }[] {
  const bearing = new Map(
    mine.flatMap(({ marks }) =>
      marks.map(({ mark, max }) => [mark.slice(0, MARK), { max, things: new Set<string>() }]),
    ),
  );
  for (const text of all) {
    const thing = text.slice(0, THING);
    for (let at = THING; at < text.length; at += MARK) bearing.get(text.slice(at, at + MARK))?.things.add(thing);
  }
  return [...bearing.values()].map(({ max, things }) => ({ max, count: things.size }));
}
