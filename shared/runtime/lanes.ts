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

/**
 * The same for as long as there is time: what is begun is done. Answers whether there was time for all.
 *
 * @param until when nothing more is begun (ms of `performance.now`)
 */
export async function inLanesUntil<T>(
  items: AsyncIterable<T> | Iterable<T>,
  { lanes, until }: { lanes: number; until: number },
  work: (item: T) => Promise<unknown>,
): Promise<boolean> {
  let isOver = false;
  async function* inTime(): AsyncGenerator<T> {
    for await (const item of items) {
      isOver ||= performance.now() >= until;
      if (isOver) return;
      yield item;
    }
  }
  await inLanes(inTime(), lanes, work);
  return !isOver;
}

/** One walk over the items, of which each lane takes the next. */
async function* walked<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T> {
  yield* items;
}
