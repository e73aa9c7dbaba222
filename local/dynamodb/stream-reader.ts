import {
  type _Record,
  DescribeStreamCommand,
  type DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type Shard,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import type { Watch } from './engine.ts';
import { type StreamRecord, toLambdaRecord } from './stream-records.ts';

const BUSY_POLL_MS = 25;
const IDLE_POLL_MS = 100;
/** Records come soon after other work: so long the reader keeps looking often. */
const BUSY_FOR_MS = 1000;

export interface StreamRow {
  id: number;
  record: StreamRecord;
  /** Virtual time in ms at which the record was read. */
  readAt: number;
}

interface ReaderDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  client: DynamoDBStreamsClient;
  region: string;
  /** Where there is one, the stream is asked only after something was written. */
  watch?: Watch | undefined;
  log(line: string): void;
}

/**
 * Copies one table's stream into the durable store, in order and exactly once: the records of a poll and the position
 * behind them are one transaction. Mappings consume from that copy, each at its own pace.
 */
export class StreamReader {
  private readonly iterators = new Map<string, string>();
  private readonly listeners: (() => void)[] = [];
  private readonly deps: ReaderDeps;
  private readonly stream: string;
  private readonly localArn: string;
  private clearAsOf = -1;
  /** Of the database, when a poll that found nothing began. */
  private clearVersion: number | undefined;
  private busyUntil = 0;
  private lastGeneration = -1;
  private stopped = false;
  private lookForShards = true;
  private wakeUp: (() => void) | undefined;
  private loop: Promise<void> | undefined;

  /** @param stream the ARN by the template; @param localArn the one by which the emulator serves it. */
  constructor(deps: ReaderDeps, stream: string, localArn: string) {
    this.deps = deps;
    this.stream = stream;
    this.localArn = localArn;
    createStreamTables(deps.store);
    deps.activity.registerPending(`stream ${stream}`, () => {
      if (this.clearAsOf >= deps.activity.generation || this.nothingWritten()) return false;
      this.wakeUp?.();
      return true;
    });
  }

  onRecords(listener: () => void): void {
    this.listeners.push(listener);
  }

  start(): void {
    this.loop = this.run();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp?.();
    await this.loop;
    this.deps.watch?.close();
  }

  private nothingWritten(): boolean {
    return this.clearVersion !== undefined && this.clearVersion === this.deps.watch?.version();
  }

  private async run(): Promise<void> {
    let failures = 0;
    while (!this.stopped) {
      const { generation } = this.deps.activity;
      if (generation !== this.lastGeneration) this.busyUntil = performance.now() + BUSY_FOR_MS;
      this.lastGeneration = generation;
      try {
        const version = this.deps.watch?.version();
        const found = this.nothingWritten() ? 0 : await this.pollOnce();
        failures = 0;
        if (found > 0) for (const listener of this.listeners) listener();
        else {
          this.clearAsOf = generation;
          this.clearVersion = version;
          this.deps.activity.wake();
        }
        if (found > 0) continue;
      } catch (error) {
        if (this.stopped) return;
        if (++failures % 20 === 1) this.deps.log(`读取数据流失败：${(error as Error).name}`);
      }
      await this.sleep(performance.now() < this.busyUntil ? BUSY_POLL_MS : IDLE_POLL_MS);
    }
  }

  private sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** Reads every open shard once; 0 only when all were read to their present end and there was nothing new. */
  private async pollOnce(): Promise<number> {
    let found = 0;
    for (const shard of await this.readableShards()) found += await this.pollShard(shard);
    return found;
  }

  /** Shards still to be read, parents before their children: a child waits until its parent is read to the end. */
  private async readableShards(): Promise<string[]> {
    if (!this.lookForShards) return this.openShards();
    const shards = await this.describeShards();
    const closed = new Set(this.shardRows(true));
    const listed = new Set(shards.map(({ ShardId }) => ShardId));
    for (const { ShardId, ParentShardId } of shards) {
      if (!ShardId || closed.has(ShardId)) continue;
      const parentDone = !ParentShardId || !listed.has(ParentShardId) || closed.has(ParentShardId);
      if (parentDone) {
        this.deps.store
          .prepare('INSERT OR IGNORE INTO stream_shards (stream, shard, seq, closed) VALUES (?, ?, NULL, 0)')
          .run(this.stream, ShardId);
      }
    }
    const open = this.openShards();
    this.lookForShards = open.length === 0;
    return open;
  }

  private async describeShards(): Promise<Shard[]> {
    const shards: Shard[] = [];
    let last: string | undefined;
    do {
      const { StreamDescription } = await this.deps.client.send(
        new DescribeStreamCommand({ StreamArn: this.localArn, ...(last && { ExclusiveStartShardId: last }) }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      last = StreamDescription?.LastEvaluatedShardId;
    } while (last);
    return shards;
  }

  private async pollShard(shard: string): Promise<number> {
    const { store, clock } = this.deps;
    const { records, next } = await this.getRecords(shard);
    if (records.length > 0 || next === undefined) {
      const insert = store.prepare('INSERT INTO stream_records (stream, record, read_at) VALUES (?, ?, ?)');
      store.transaction(() => {
        for (const record of records) {
          const event = toLambdaRecord(record, this.deps.region, this.stream, clock.now());
          insert.run(this.stream, JSON.stringify(event), clock.now());
        }
        this.setPosition(shard, records.at(-1)?.dynamodb?.SequenceNumber, next === undefined);
      });
    }
    if (next !== undefined) {
      this.iterators.set(shard, next);
      return records.length;
    }
    // The shard has ended (it does so every few hours): its children come next.
    this.iterators.delete(shard);
    this.lookForShards = true;
    return records.length + 1;
  }

  private async getRecords(shard: string): Promise<{ records: _Record[]; next: string | undefined }> {
    for (;;) {
      try {
        const iterator = this.iterators.get(shard) ?? (await this.newIterator(shard));
        const result = await this.deps.client.send(new GetRecordsCommand({ ShardIterator: iterator }));
        return { records: result.Records ?? [], next: result.NextShardIterator };
      } catch (error) {
        this.iterators.delete(shard);
        // A day has passed since the position was stored; what is left begins at the horizon.
        if (error instanceof TrimmedDataAccessException) this.setPosition(shard, null, false);
        else if (!(error instanceof ExpiredIteratorException)) throw error;
      }
    }
  }

  private async newIterator(shard: string): Promise<string> {
    const row = this.deps.store
      .prepare('SELECT seq FROM stream_shards WHERE stream = ? AND shard = ?')
      .get(this.stream, shard) as { seq: string | null } | undefined;
    const { ShardIterator } = await this.deps.client.send(
      new GetShardIteratorCommand({
        StreamArn: this.localArn,
        ShardId: shard,
        ...(row?.seq
          ? { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: row.seq }
          : { ShardIteratorType: 'TRIM_HORIZON' }),
      }),
    );
    if (!ShardIterator) throw new Error('没有得到数据流的位置');
    return ShardIterator;
  }

  /** @param seq undefined leaves the stored position, null forgets it. */
  private setPosition(shard: string, seq: string | null | undefined, closed: boolean): void {
    const { store } = this.deps;
    if (seq !== undefined) {
      store.prepare('UPDATE stream_shards SET seq = ? WHERE stream = ? AND shard = ?').run(seq, this.stream, shard);
    }
    if (closed) {
      store.prepare('UPDATE stream_shards SET closed = 1 WHERE stream = ? AND shard = ?').run(this.stream, shard);
    }
  }

  private openShards(): string[] {
    return this.shardRows(false);
  }

  private shardRows(closed: boolean): string[] {
    return this.deps.store
      .prepare('SELECT shard FROM stream_shards WHERE stream = ? AND closed = ? ORDER BY rowid')
      .all(this.stream, closed ? 1 : 0)
      .map((row) => String(row.shard));
  }
}

export function createStreamTables(store: Store): void {
  store.db.exec(`
    CREATE TABLE IF NOT EXISTS stream_shards (
      stream TEXT NOT NULL, shard TEXT NOT NULL, seq TEXT, closed INTEGER NOT NULL, PRIMARY KEY (stream, shard));
    CREATE TABLE IF NOT EXISTS stream_records (
      id INTEGER PRIMARY KEY AUTOINCREMENT, stream TEXT NOT NULL, record TEXT NOT NULL, read_at REAL NOT NULL);
    CREATE TABLE IF NOT EXISTS stream_positions (
      mapping TEXT PRIMARY KEY, stream TEXT NOT NULL, position INTEGER NOT NULL, until INTEGER,
      attempts INTEGER NOT NULL, due REAL);`);
}
