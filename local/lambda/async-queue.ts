import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { QueueService } from '../sqs/queues.ts';
import type { Store } from '../store.ts';
import { LambdaError } from './errors.ts';
import type { LambdaService } from './service.ts';

/** Lambda waits one minute before the first retry of an asynchronous invocation, two before the second. */
const RETRY_WAITS_MS = [60_000, 120_000];

/** Two retries at the most, and none of an event older than this. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

interface Row {
  id: number;
  function: string;
  request_id: string;
  payload: string;
  attempts: number;
  /** Virtual ms. */
  due: number;
  queued_at: number;
}

/** Asynchronous invocations: queued durably, tried up to three times, then handed to the dead letters. */
export class AsyncInvocations {
  private readonly running = new Set<number>();
  /** Queue ARN of a function's DeadLetterConfig, which gets the bare event. */
  private readonly deadLetters = new Map<string, string>();
  private readonly deps: AsyncDeps;
  /** When each that is queued is due, since that last changed: it is asked far oftener. */
  private known: readonly Pick<Row, 'id' | 'due'>[] | undefined;
  private stopped = true;

  constructor(deps: AsyncDeps) {
    this.deps = deps;
    deps.store.db.exec(`CREATE TABLE IF NOT EXISTS lambda_async (
      id INTEGER PRIMARY KEY, function TEXT NOT NULL, request_id TEXT NOT NULL, payload TEXT NOT NULL,
      attempts INTEGER NOT NULL, due REAL NOT NULL, queued_at REAL NOT NULL)`);
    deps.clock.register({
      name: 'lambda-async',
      nextDue: () => this.nextDue(),
      fireDue: async () => this.pump(),
    });
    // Virtual time flows during a leap, too: what has fallen due meanwhile begins here, as the leap waits for it.
    deps.activity.registerPending('lambda-async', () => {
      const due = this.nextDue();
      if (due !== undefined && due <= deps.clock.now()) this.pump();
      return this.running.size > 0;
    });
  }

  setDeadLetters(functionName: string, queueArn: string): void {
    this.deadLetters.set(functionName, queueArn);
  }

  /** Queues an invocation. Durable with the caller's transaction: once that is committed, it will run. */
  enqueue(functionName: string, payload: unknown): void {
    const now = this.deps.clock.now();
    this.known = undefined;
    this.deps.store
      .prepare(
        'INSERT INTO lambda_async (function, request_id, payload, attempts, due, queued_at) VALUES (?, ?, ?, 0, ?, ?)',
      )
      .run(functionName, randomUUID(), JSON.stringify(payload ?? null), now, now);
    const end = this.deps.activity.begin();
    setImmediate(() => {
      this.pump();
      end();
    });
  }

  /** Begins to run what is queued, also what an earlier process left behind. */
  start(): void {
    this.stopped = false;
    this.pump();
  }

  stop(): void {
    this.stopped = true;
  }

  private nextDue(): number | undefined {
    if (this.stopped) return undefined;
    const dues = this.waiting().map(({ due }) => due);
    return dues.length === 0 ? undefined : Math.min(...dues);
  }

  private pump(): void {
    if (this.stopped) return;
    const now = this.deps.clock.now();
    const due = this.waiting().filter((each) => each.due <= now);
    for (const { id } of due) {
      void this.run(this.deps.store.prepare('SELECT * FROM lambda_async WHERE id = ?').get(id) as unknown as Row);
    }
    this.deps.clock.changed();
  }

  /** What is queued and does not run, in the order in which it came. */
  private waiting(): Pick<Row, 'id' | 'due'>[] {
    this.known ??= this.deps.store.prepare('SELECT id, due FROM lambda_async ORDER BY id').all() as unknown as Row[];
    return this.known.filter(({ id }) => !this.running.has(id));
  }

  private async run(row: Row): Promise<void> {
    this.running.add(row.id);
    const end = this.deps.activity.begin();
    try {
      await this.deps.lambda.invoke(row.function, JSON.parse(row.payload), { requestId: row.request_id });
      if (!this.stopped) this.remove(row);
    } catch (error) {
      if (!this.stopped) this.failed(row, error);
    } finally {
      this.running.delete(row.id);
      end();
      this.deps.clock.changed();
    }
  }

  private failed(row: Row, cause: unknown): void {
    const { store, clock, log, queues } = this.deps;
    const error = cause instanceof LambdaError ? cause : new LambdaError('Unknown', String(cause));
    const wait = RETRY_WAITS_MS[row.attempts];
    const due = clock.now() + (wait ?? 0);
    if (wait !== undefined && due - row.queued_at <= LONGEST_WAIT_MS) {
      this.known = undefined;
      store.prepare('UPDATE lambda_async SET attempts = attempts + 1, due = ? WHERE id = ?').run(due, row.id);
      return;
    }
    log(`${row.function} 的异步调用试了 ${row.attempts + 1} 次都没有成功：${error.errorType}`);
    store.transaction(() => {
      this.remove(row);
      const deadLetters = this.deadLetters.get(row.function);
      if (deadLetters === undefined) return;
      queues.send(deadLetters, row.payload, {
        RequestID: row.request_id,
        ErrorCode: '200',
        ErrorMessage: error.errorMessage.slice(0, 1024),
      });
    });
  }

  private remove(row: Row): void {
    this.known = undefined;
    this.deps.store.prepare('DELETE FROM lambda_async WHERE id = ?').run(row.id);
  }
}

interface AsyncDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  lambda: Pick<LambdaService, 'invoke'>;
  queues: QueueService;
  log(line: string): void;
}
