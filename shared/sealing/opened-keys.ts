import type { KeyObject } from 'node:crypto';

const MOST = 500;
/** A key that is deleted opens nothing after so long, wherever it is in memory. */
const MAX_AGE_MS = 300_000;

/** Data keys that were opened, for five minutes each and never more than five hundred: the oldest goes first. */
export class OpenedKeys {
  private readonly now: () => number;
  private readonly opened = new Map<string, { key: Promise<KeyObject>; since: number }>();

  /** @param now milliseconds that only go forward */
  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /** The key of this name; opened anew where it is not at hand. One that could not be opened is asked for again. */
  of(name: string, open: () => Promise<KeyObject>): Promise<KeyObject> {
    const known = this.opened.get(name);
    if (known && this.now() - known.since <= MAX_AGE_MS) return known.key;
    this.opened.delete(name);
    if (this.opened.size >= MOST) this.opened.delete(this.opened.keys().next().value as string);
    const fresh = { key: open(), since: this.now() };
    fresh.key.catch(() => {
      if (this.opened.get(name) === fresh) this.opened.delete(name);
    });
    this.opened.set(name, fresh);
    return fresh.key;
  }
}
