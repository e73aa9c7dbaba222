import { Refused } from '../../../shared/contract/client.ts';

/** How what is typed stands with the API: 暂存. */
export type Standing =
  | { is: 'kept'; at: string | null }
  | { is: 'typed' }
  | { is: 'keeping' }
  /** Nobody answers; it is tried again. */
  | { is: 'unheard' }
  /** Somebody else was faster: both are shown. */
  | { is: 'met' }
  /** The API does not take it: the error says why. */
  | { is: 'refused'; error: unknown };

/** How long after the last key it is kept, and how soon it is tried again when nobody answers, in ms. */
const KEPT_AFTER = 2000;
const AGAIN_AFTER = 5000;

/**
 * Keeps what is typed, one at a time and never one over another: two seconds after the last key, again when the network
 * is back, and at once when somebody leaves.
 */
export class Keeping {
  standing: Standing;
  private readonly send: (revision: number) => Promise<{ revision: number; savedAt: string }>;
  private revision: number;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private underWay: Promise<boolean> | undefined;
  /** Counts what was typed, and up to where it was kept. */
  private typed = 0;
  private kept = 0;

  /**
   * @param send sends what stands on the screen now, over this revision
   * @param at when it was last kept; null when it never was
   */
  constructor(
    send: (revision: number) => Promise<{ revision: number; savedAt: string }>,
    { revision, at }: { revision: number; at: string | null },
  ) {
    this.send = send;
    this.revision = revision;
    this.standing = { is: 'kept', at };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Something was typed. */
  readonly touched = (): void => {
    this.typed += 1;
    if (this.standing.is === 'met') return;
    if (this.standing.is === 'kept' || this.standing.is === 'refused') this.stand({ is: 'typed' });
    this.later(KEPT_AFTER);
  };

  /** The revision of what is kept, as far as this screen knows of it. */
  get seen(): number {
    return this.revision;
  }

  get isLeft(): boolean {
    return this.typed > this.kept;
  }

  /** Keeps all that is typed, also what is typed meanwhile; answers whether it is kept. */
  flush(): Promise<boolean> {
    clearTimeout(this.timer);
    this.underWay ??= this.keepAll().finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }

  private async keepAll(): Promise<boolean> {
    while (this.isLeft && this.standing.is !== 'met') {
      await this.keep();
      if (this.standing.is === 'unheard' || this.standing.is === 'refused') return false;
    }
    return !this.isLeft;
  }

  /** What somebody else kept has been looked at: from now on this is written over theirs. */
  settled(revision: number): void {
    this.revision = revision;
    this.stand({ is: 'typed' });
    this.touched();
  }

  /** It was saved as a form: what was typed up to now is said. */
  saved(revision: number, at: string): void {
    this.revision = revision;
    this.kept = this.typed;
    this.stand({ is: 'kept', at });
  }

  /** Nothing more is kept. */
  end(): void {
    clearTimeout(this.timer);
    this.kept = Number.POSITIVE_INFINITY;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), ms);
  }

  private async keep(): Promise<void> {
    const upTo = this.typed;
    if (this.standing.is !== 'unheard') this.stand({ is: 'keeping' });
    try {
      const { revision, savedAt } = await this.send(this.revision);
      this.revision = revision;
      this.kept = upTo;
      this.stand(this.isLeft ? { is: 'typed' } : { is: 'kept', at: savedAt });
    } catch (error) {
      if (error instanceof Refused && error.status === 412) return this.stand({ is: 'met' });
      if (error instanceof Refused && error.status < 500 && error.status !== 429) {
        return this.stand({ is: 'refused', error });
      }
      this.stand({ is: 'unheard' });
      this.later(AGAIN_AFTER);
    }
  }

  private stand(standing: Standing): void {
    this.standing = standing;
    for (const listener of this.listeners) listener();
  }
}
