/** Knows whether anything in the local cloud is running or about to: the virtual clock moves only between such moments. */
export class Activity {
  private running = 0;
  private readonly pending = new Map<string, () => boolean | Promise<boolean>>();
  private waiters: (() => void)[] = [];

  /** Marks something as in flight; call the returned function once when it has ended. */
  begin(): () => void {
    this.running++;
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      this.running--;
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

  /** Resolves when nothing is in flight and no registered source has work; asks again after each change. */
  async quiescent(): Promise<void> {
    for (;;) {
      if (this.running === 0 && !(await this.anyPending()) && this.running === 0) {
        // What just ended may have handed work on in the same tick: look once more after it.
        await new Promise((resolve) => setImmediate(resolve));
        if (this.running === 0 && !(await this.anyPending()) && this.running === 0) return;
        continue;
      }
      await new Promise<void>((resolve) => {
        this.waiters.push(resolve);
        setTimeout(resolve, 20).unref();
      });
    }
  }

  private async anyPending(): Promise<boolean> {
    for (const hasWork of this.pending.values()) if (await hasWork()) return true;
    return false;
  }
}
