import type { Addresses } from '../../tools/client.ts';
import type { AnchorStore } from '../../tools/verify/anchored.ts';

export type Item = Record<string, unknown> & { pk: string; sk: string };

/** The registry's table as it lies in the database, read and written past every function. */
export interface Registry {
  /** Everything that is in it. */
  items(): Promise<Item[]>;
  put(item: Item): Promise<void>;
  remove(key: Pick<Item, 'pk' | 'sk'>): Promise<void>;
}

/** Where a province runs: a local cloud in a process of its own, or this process. */
export interface Place extends Addresses {
  /** How its addresses are reached. */
  fetch: typeof globalThis.fetch;
  registry(): Promise<Registry>;
  /** What lies under Object Lock, read past every function. */
  anchors(): Promise<AnchorStore>;
  /** The folder in which it keeps what outlives it. */
  data: string;
  /** Everything that it said of itself. */
  output(): string;
  /** Everything that its functions logged. */
  logs(): string;
  /** Keys and metadata in the bucket: what an event, a log or a listing shows of an object. */
  objects(): string;
  stop(): Promise<void>;
  /** Ends it as a power cut would; in this process, between two things that it does. */
  kill9(): Promise<void>;
}
