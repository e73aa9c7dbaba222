/** Knows whether anything in the local cloud is running or about to: the virtual clock moves only between such moments. */
export class Activity {
  private running = 0;
  private count = 0;
  private readonly pending = new Map<string, () => boolean | Promise<boolean>>();
  private waiters: (() => void)[] = [];

  /**
   * Grows whenever something begins or ends. A poller that found nothing remembers the generation it started from:
   * as long as the two are equal, nothing can have been written behind its back.
   */
  get generation(): number {
    return this.count;
  }

  /** Marks something as in flight; call the returned function once when it has ended. */
  begin(): () => void {
    this.running++;
    this.count++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.running--;
      this.count++;
      if (this.running === 0) this.wake();
    };
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const end = this.begin();
    try {
      return await work();
    } finally {
      end();
    }
  }

  /** A queue or poller says here whether it holds work that is due now. */
  registerPending(name: string, hasWork: () => boolean | Promise<boolean>): void {
    this.pending.set(name, hasWork);
  }

  /** Something changed that a waiter should look at again. */
  wake(): void {
    const waiters = this.waiters;
    this.waiters = [];
    for (const waiter of waiters) waiter();
  }

  /**
   * Resolves when nothing is in flight and no registered source has work; asks again after each change. It counts as
   * a change itself, because whoever asks may just have written something that only a fresh poll can find.
   */
  async quiescent(): Promise<void> {
    this.count++;
    for (;;) {
      const generation = this.count;
      // What just ended may have handed work on in the same tick: look once more after it.
      if (await this.atRest()) {
        await new Promise((resolve) => setImmediate(resolve));
        if ((await this.atRest()) && generation === this.count) return;
        continue;
      }
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, 20);
        this.waiters.push(() => {
          clearTimeout(timeout);
          resolve();
        });
      });
    }
  }

  private async atRest(): Promise<boolean> {
    return this.running === 0 && !(await this.anyPending()) && this.running === 0;
  }

  private async anyPending(): Promise<boolean> {
    for (const hasWork of this.pending.values()) if (await hasWork()) return true;
    return false;
  }
}
