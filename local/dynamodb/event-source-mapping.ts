import { randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { compilePattern, type Matcher } from '../events/patterns.ts';
import { failedItems } from '../lambda/batch-response.ts';
import { shuffle } from '../shuffle.ts';
import type { QueueService } from '../sqs/queues.ts';
import type { Store } from '../store.ts';
import type { StreamFaults } from './faults.ts';
import type { StreamReader, StreamRow } from './stream-reader.ts';

const LONGEST_BACKOFF_MS = 60_000;
/** Records looked at for one batch: those that no filter matches cost nothing. */
const WINDOW = 1000;

export interface MappingOptions {
  id: string;
  stream: string;
  functionName: string;
  functionArn: string;
  batchSize: number;
  /** JSON texts; a record passes when one matches. */
  filters: readonly string[];
  /** A record is tried until it is older than this. */
  maximumRecordAgeSeconds: number;
  bisectOnError: boolean;
  reportItemFailures: boolean;
  onFailureArn?: string;
}

interface MappingDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  queues: QueueService;
  faults: StreamFaults;
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  log(line: string): void;
}

interface Position {
  position: number;
  /** Last record of the batch under bisection. */
  until: number | null;
  attempts: number;
  due: number | null;
}

interface Batch {
  rows: StreamRow[];
  /** The position behind the batch, counting the records that the filter left out. */
  end: number;
}

/** Delivers a stream's records to a function, in order, each at least once; the position moves only after success. */
export class EventSourceMapping {
  private readonly filters: Matcher[];
  private readonly options: MappingOptions;
  private readonly deps: MappingDeps;
  private running: Promise<void> | undefined;
  private stopped = true;
  /** Where it is, since that was last written: it is asked far oftener. */
  private known: Position | undefined;

  /** @throws Error naming a filter operator that is not known. */
  constructor(deps: MappingDeps, reader: Pick<StreamReader, 'onRecords'>, options: MappingOptions) {
    this.deps = deps;
    this.options = options;
    this.filters = options.filters.map((filter) => compilePattern(JSON.parse(filter)));
    deps.store
      .prepare(
        `INSERT OR IGNORE INTO stream_positions (mapping, stream, position, until, attempts, due)
       VALUES (?, ?, 0, NULL, 0, NULL)`,
      )
      .run(options.id, options.stream);
    reader.onRecords(() => this.kick());
    deps.clock.register({
      name: `mapping ${options.id}`,
      nextDue: () => (this.stopped || this.running ? undefined : (this.read().due ?? undefined)),
      fireDue: async () => this.kick(),
    });
    deps.activity.registerPending(`mapping ${options.id}`, () => {
      if (this.stopped) return false;
      if (this.running) return true;
      const ready = this.hasWork();
      if (ready) this.kick();
      return ready;
    });
  }

  get id(): string {
    return this.options.id;
  }

  start(): void {
    this.stopped = false;
    this.kick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.running;
  }

  /** Delivers what is there, unless it is doing so already or waits for its next try. */
  kick(): void {
    if (this.stopped || this.running || !this.hasWork()) return;
    const end = this.deps.activity.begin();
    this.running = this.deliverAll()
      .catch((error: unknown) => this.deps.log(`${this.options.functionName} 的数据流投递出错：${String(error)}`))
      .finally(() => {
        this.running = undefined;
        end();
        this.deps.clock.changed();
        this.kick();
      });
  }

  private hasWork(): boolean {
    const state = this.read();
    if (state.due !== null && state.due > this.deps.clock.now()) return false;
    return (
      this.deps.store
        .prepare('SELECT 1 FROM stream_records WHERE stream = ? AND id > ? LIMIT 1')
        .get(this.options.stream, state.position) !== undefined
    );
  }

  private async deliverAll(): Promise<void> {
    while (!this.stopped) {
      const state = this.read();
      if (state.due !== null && state.due > this.deps.clock.now()) return;
      const batch = this.nextBatch(state);
      if (!batch) return;
      if (batch.rows.length === 0) this.moveTo(batch.end);
      else await this.deliver(batch, state);
    }
  }

  private nextBatch(state: Position): Batch | undefined {
    const rows = this.deps.store
      .prepare(
        'SELECT id, record, read_at FROM stream_records WHERE stream = ? AND id > ? AND id <= ? ORDER BY id LIMIT ?',
      )
      .iterate(this.options.stream, state.position, state.until ?? Number.MAX_SAFE_INTEGER, WINDOW);
    const batch: StreamRow[] = [];
    let end: number | undefined;
    for (const row of rows) {
      if (batch.length === this.options.batchSize) break;
      end = Number(row.id);
      const record = JSON.parse(String(row.record)) as StreamRow['record'];
      if (this.passes(record)) batch.push({ id: end, record, readAt: Number(row.read_at) });
    }
    if (end !== undefined) return { rows: batch, end };
    if (state.until === null) return undefined;
    // The part under bisection is done; what lies behind it is an ordinary batch again.
    this.write({ ...state, until: null });
    return this.nextBatch({ ...state, until: null });
  }

  private passes(record: StreamRow['record']): boolean {
    return this.filters.length === 0 || this.filters.some((matches) => matches(record));
  }

  private async deliver(batch: Batch, state: Position): Promise<void> {
    const tooOld = batch.rows.filter(({ readAt }) => this.isTooOld(readAt));
    if (tooOld.length > 0) {
      // Only these: what came later is still delivered.
      const end = tooOld.length === batch.rows.length ? batch.end : (tooOld.at(-1) as StreamRow).id;
      return this.giveUp({ rows: tooOld, end }, state.attempts);
    }
    const firstFailed = await this.attempt(batch.rows);
    if (this.stopped) return;
    if (firstFailed === undefined) return this.moveTo(batch.end);
    const { rows } = batch;
    // What lies before the first failed record has been accepted.
    const accepted = firstFailed > 0 ? (rows[firstFailed - 1] as StreamRow).id : state.position;
    const failed = rows.slice(firstFailed);
    if (this.options.bisectOnError && failed.length > 1 && firstFailed === 0) {
      const middle = failed[Math.ceil(failed.length / 2) - 1] as StreamRow;
      this.write({ ...state, position: accepted, until: middle.id, due: null });
      return;
    }
    // Progress within the batch begins the count anew.
    const attempts = firstFailed > 0 ? 1 : state.attempts + 1;
    const due = this.deps.clock.now() + Math.min(1000 * 2 ** (attempts - 1), LONGEST_BACKOFF_MS);
    this.write({ position: accepted, until: state.until, attempts, due });
  }

  /** @returns the index of the first record that was not accepted, undefined when all were. */
  private async attempt(rows: StreamRow[]): Promise<number | undefined> {
    const { faults } = this.deps;
    const outcome = await this.invoke(rows, faults.reorder);
    if (faults.unheard) await new Promise<never>(() => undefined);
    if (!faults.duplicate) return outcome;
    const again = await this.invoke(rows, faults.reorder);
    if (outcome === undefined || again === undefined) return outcome ?? again;
    return Math.min(outcome, again);
  }

  private async invoke(rows: StreamRow[], shuffled: boolean): Promise<number | undefined> {
    const order = shuffled ? shuffle(rows) : rows;
    try {
      const response = await this.deps.invoke(this.options.functionName, {
        Records: order.map(({ record }) => record),
      });
      if (!this.options.reportItemFailures) return undefined;
      return failedItems(
        response,
        rows.map(({ record }) => record.dynamodb.SequenceNumber),
      )[0];
    } catch {
      return 0;
    }
  }

  /** A record past its age is not sent to the function any more, whether it has failed or only waited. */
  private isTooOld(readAt: number): boolean {
    return this.deps.clock.now() - readAt > this.options.maximumRecordAgeSeconds * 1000;
  }

  /** The failed records are left behind, their place in the stream told to the dead letters, in one transaction. */
  private giveUp({ rows, end }: Batch, attempts: number): void {
    const { store, queues, clock, log } = this.deps;
    const { functionArn, functionName, onFailureArn, stream } = this.options;
    const condition = 'RecordAgeExceeded';
    const [first, last] = [rows[0] as StreamRow, rows.at(-1) as StreamRow];
    const message = {
      requestContext: { requestId: randomUUID(), functionArn, condition, approximateInvokeCount: attempts },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: clock.iso(),
      DDBStreamBatchInfo: {
        shardId: 'shardId-local',
        startSequenceNumber: first.record.dynamodb.SequenceNumber,
        endSequenceNumber: last.record.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: new Date(first.readAt).toISOString(),
        approximateArrivalOfLastRecord: new Date(last.readAt).toISOString(),
        batchSize: rows.length,
        streamArn: stream,
      },
    };
    log(`${functionName} 放弃了数据流的 ${rows.length} 条记录（${condition}）`);
    store.transaction(() => {
      if (onFailureArn) queues.send(onFailureArn, JSON.stringify(message), {});
      this.moveTo(end);
    });
  }

  private moveTo(position: number): void {
    const { until } = this.read();
    this.write({ position, until: until !== null && position >= until ? null : until, attempts: 0, due: null });
    trim(this.deps.store, this.options.stream);
  }

  private read(): Position {
    this.known ??= this.deps.store
      .prepare('SELECT position, until, attempts, due FROM stream_positions WHERE mapping = ?')
      .get(this.options.id) as unknown as Position;
    return this.known;
  }

  private write({ position, until, attempts, due }: Position): void {
    this.known = undefined;
    this.deps.store
      .prepare('UPDATE stream_positions SET position = ?, until = ?, attempts = ?, due = ? WHERE mapping = ?')
      .run(position, until, attempts, due, this.options.id);
  }
}

/** Records that every mapping of the stream has behind it are no longer needed. */
function trim(store: Store, stream: string): void {
  store
    .prepare(
      'DELETE FROM stream_records WHERE stream = ? AND id <= (SELECT MIN(position) FROM stream_positions WHERE stream = ?)',
    )
    .run(stream, stream);
}
