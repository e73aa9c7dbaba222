import type { Activity } from '../activity.ts';
import type { Store } from '../store.ts';

const RETRY_MS = 250;

/**
 * The outbox of events for EventBridge. An event is recorded in the transaction that changes the object, and leaves the
 * outbox in the transaction in which `emit` takes it: a crash in between neither loses nor doubles it, as long as what
 * `emit` keeps is kept in the same store.
 */
export class Notifications {
  private readonly store: Store;
  private readonly activity: Activity;
  private readonly emit: (event: object) => void;
  private retry: NodeJS.Timeout | undefined;
  private running = false;

  constructor(deps: { store: Store; activity: Activity; emit(event: object): void }) {
    this.store = deps.store;
    this.activity = deps.activity;
    this.emit = deps.emit;
    this.store.db.exec(
      'CREATE TABLE IF NOT EXISTS s3_event (seq INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL)',
    );
    this.activity.registerPending('s3-events', () => this.running && this.next() !== undefined);
  }

  start(): void {
    this.running = true;
    this.deliver();
  }

  stop(): void {
    this.running = false;
    clearTimeout(this.retry);
  }

  /** To be called inside the transaction that makes the event true. */
  record(event: object): void {
    this.store.db.prepare('INSERT INTO s3_event (event) VALUES (?)').run(JSON.stringify(event));
  }

  /** Hands over what waits, in order; what is not accepted now is offered again until it is. */
  deliver(): void {
    if (!this.running) return;
    clearTimeout(this.retry);
    try {
      for (let row = this.next(); row; row = this.next()) this.handOver(row);
    } catch (error) {
      console.error(`S3 事件暂未被接收，将重试：${error instanceof Error ? error.name : 'Error'}`);
      this.retry = setTimeout(() => this.deliver(), RETRY_MS);
    }
    this.activity.wake();
  }

  private handOver(row: { seq: number; event: string }): void {
    this.store.transaction(() => {
      this.emit(JSON.parse(row.event) as object);
      this.store.db.prepare('DELETE FROM s3_event WHERE seq = ?').run(row.seq);
    });
  }

  private next(): { seq: number; event: string } | undefined {
    const row = this.store.db.prepare('SELECT seq, event FROM s3_event ORDER BY seq LIMIT 1').get();
    return row as { seq: number; event: string } | undefined;
  }
}
