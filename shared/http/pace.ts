/** What one person may ask of one instance of a function: so many at once, and so many a second in the long run. */
const BURST = 200;
const PER_SECOND = 20;
/** Past so many people, those who have been quiet longest are forgotten: their bucket is full again anyway. */
const MAX_PEOPLE = 1000;

interface Bucket {
  tokens: number;
  at: number;
}

/**
 * Limits each member of staff by their `sub`, in the memory of the function's warm instance: nothing is written, and an
 * office behind one address is not taken for one person (docs/decisions/0024). It stops a program that runs away or a
 * stolen token; it is no exact count, because each instance has its own.
 */
export class Pace {
  private readonly buckets = new Map<string, Bucket>();

  /** Takes one request of this person; answers after how many seconds to come again, 0 when it may go on now. */
  take(sub: string, now: Date): number {
    const at = now.getTime();
    const before = this.buckets.get(sub) ?? { tokens: BURST, at };
    const refilled = before.tokens + (Math.max(0, at - before.at) / 1000) * PER_SECOND;
    const tokens = Math.min(BURST, refilled);
    const allowed = tokens >= 1;
    // Put last, so that the first is the one quiet longest.
    this.buckets.delete(sub);
    this.buckets.set(sub, { tokens: allowed ? tokens - 1 : tokens, at });
    if (this.buckets.size > MAX_PEOPLE) this.buckets.delete(this.buckets.keys().next().value as string);
    return allowed ? 0 : Math.max(1, Math.ceil((1 - tokens) / PER_SECOND));
  }
}
