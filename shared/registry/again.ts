import { Problem } from '../errors/problem.ts';
import { Contention } from './table.ts';

/** A function that answers has 15 s; the try under way when this is over still has time to end. */
const GIVE_UP_MS = 8_000;
const SHORTEST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 800;

/**
 * Does work that reads and then writes. It starts again from the reading when somebody else wrote in between (E1301),
 * or when transactions kept meeting. This is for callers who did not say which version they read: telling them to read
 * again would not help them. The pauses are random and grow, so that fifty at once come one after the other. Throws
 * what the last try threw when the time is over.
 */
export async function againWhenMet<T>(work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const met = error instanceof Contention || (error instanceof Problem && error.code === 1301);
      if (!met || performance.now() - start > GIVE_UP_MS) throw error;
      const pause = Math.min(LONGEST_PAUSE_MS, SHORTEST_PAUSE_MS * 2 ** attempt);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * pause));
    }
  }
}
