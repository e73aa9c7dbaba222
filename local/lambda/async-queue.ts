import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { QueueService } from '../sqs/queues.ts';
import type { Store } from '../store.ts';
import { LambdaError } from './errors.ts';
import type { LambdaService } from './service.ts';

/** Lambda waits one minute before the first retry of an asynchronous invocation, two before the second. */
const RETRY_WAITS_MS = [60_000, 120_000];

/** What becomes of an asynchronous invocation that fails. */
export interface AsyncPolicy {
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
  /** Queue ARN of the function's DeadLetterConfig: gets the bare event. */
  deadLetterArn?: string;
  /** Queue ARN of the EventInvokeConfig's OnFailure: gets a record of the invocation. */
  onFailureArn?: string;
}

export const DEFAULT_ASYNC_POLICY: AsyncPolicy = { maximumRetryAttempts: 2, maximumEventAgeSeconds: 21_600 };

interface Row {
  id: number;
  function: string;
  request_id: string;
  payload: string;
  attempts: number;
  queued_at: number;
}

/** Asynchronous invocations: queued durably, tried up to three times, then handed to the dead letters. */
export class AsyncInvocations {
  private readonly running = new Set<number>();
  private readonly policies = new Map<string, AsyncPolicy>();
  private readonly deps: AsyncDeps;
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
    deps.activity.registerPending('lambda-async', () => {
      const due = this.nextDue();
      return this.running.size > 0 || (!this.stopped && due !== undefined && due <= deps.clock.now());
    });
  }

  setPolicy(functionName: string, policy: AsyncPolicy): void {
    this.policies.set(functionName, policy);
  }

  policyOf(functionName: string): AsyncPolicy {
    return this.policies.get(functionName) ?? DEFAULT_ASYNC_POLICY;
  }

  /** Queues an invocation. Durable with the caller's transaction: once that is committed, it will run. */
  enqueue(functionName: string, payload: unknown): void {
    const now = this.deps.clock.now();
    this.deps.store.db
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
    const skip = [...this.running];
    const row = this.deps.store.db
      .prepare(`SELECT MIN(due) AS due FROM lambda_async WHERE id NOT IN (${skip.map(() => '?').join(',')})`)
      .get(...skip) as { due: number | null };
    return row.due ?? undefined;
  }

  private pump(): void {
    if (this.stopped) return;
    const rows = this.deps.store.db
      .prepare('SELECT * FROM lambda_async WHERE due <= ? ORDER BY id')
      .all(this.deps.clock.now()) as unknown as Row[];
    for (const row of rows) if (!this.running.has(row.id)) void this.run(row);
    this.deps.clock.changed();
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
    const { store, clock, log } = this.deps;
    const error = cause instanceof LambdaError ? cause : new LambdaError('Unknown', String(cause));
    const policy = this.policyOf(row.function);
    const attempts = row.attempts + 1;
    const due = clock.now() + (RETRY_WAITS_MS[attempts - 1] ?? 120_000);
    const tooOld = due - row.queued_at > policy.maximumEventAgeSeconds * 1000;
    if (attempts <= policy.maximumRetryAttempts && !tooOld) {
      store.db.prepare('UPDATE lambda_async SET attempts = ?, due = ? WHERE id = ?').run(attempts, due, row.id);
      return;
    }
    log(`${row.function} 的异步调用试了 ${attempts} 次都没有成功：${error.errorType}`);
    store.transaction(() => {
      this.remove(row);
      this.giveUp(row, attempts, error, policy, tooOld && attempts <= policy.maximumRetryAttempts);
    });
  }

  private giveUp(row: Row, attempts: number, error: LambdaError, policy: AsyncPolicy, tooOld: boolean): void {
    const { queues, lambda } = this.deps;
    if (policy.deadLetterArn) {
      queues.send(policy.deadLetterArn, row.payload, {
        RequestID: row.request_id,
        ErrorCode: '200',
        ErrorMessage: error.errorMessage.slice(0, 1024),
      });
    }
    if (policy.onFailureArn) {
      const arn = lambda.list().find(({ name }) => name === row.function)?.arn ?? row.function;
      const record = {
        version: '1.0',
        timestamp: this.deps.clock.iso(),
        requestContext: {
          requestId: row.request_id,
          functionArn: `${arn}:$LATEST`,
          condition: tooOld ? 'EventAgeExceeded' : 'RetriesExhausted',
          approximateInvokeCount: attempts,
        },
        requestPayload: JSON.parse(row.payload) as unknown,
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: { errorType: error.errorType, errorMessage: error.errorMessage, trace: error.trace },
      };
      queues.send(policy.onFailureArn, JSON.stringify(record), {});
    }
  }

  private remove(row: Row): void {
    this.deps.store.db.prepare('DELETE FROM lambda_async WHERE id = ?').run(row.id);
  }
}

interface AsyncDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  lambda: LambdaService;
  queues: QueueService;
  log(line: string): void;
}
