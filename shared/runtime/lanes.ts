/** Does something with each item, at most so many at once; throws what the first of them threw that failed. */
export async function inLanes<T>(
  items: AsyncIterable<T> | Iterable<T>,
  lanes: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = walked(items);
  const lane = async (): Promise<void> => {
    for (let next = await left.next(); !next.done; next = await left.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** One walk over the items, of which each lane takes the next. */
async function* walked<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
