import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { StreamFaults } from '../dynamodb/faults.ts';
import { failedItems } from '../lambda/batch-response.ts';
import { shuffle } from '../shuffle.ts';
import { md5, type QueueService, type ReceivedMessage } from './queues.ts';

/** Out of so many a disordered batch is drawn. */
const WINDOW = 100;

export interface QueueMappingOptions {
  id: string;
  queueArn: string;
  region: string;
  functionName: string;
  batchSize: number;
  /** Batches that may be with the function at once. */
  maximumConcurrency: number;
  /** So long (virtual time) the first message of a batch waits for others. */
  batchingWindowSeconds: number;
  reportItemFailures: boolean;
}

interface QueueMappingDeps {
  clock: Clock;
  activity: Activity;
  queues: QueueService;
  faults: StreamFaults;
  invoke(functionName: string, payload: unknown): Promise<unknown>;
  log(line: string): void;
}

/**
 * Delivers a queue's messages to a function, each at least once, several batches at a time. What was accepted is
 * deleted; what failed comes again when its visibility timeout has passed. A message is in hand only in memory: what a
 * killed cloud had handed over is delivered again when it comes up.
 */
export class QueueMapping {
  private readonly options: QueueMappingOptions;
  private readonly deps: QueueMappingDeps;
  private readonly inHand = new Set<number>();
  private readonly running = new Set<Promise<void>>();
  private stopped = true;

  constructor(deps: QueueMappingDeps, options: QueueMappingOptions) {
    this.deps = deps;
    this.options = options;
    const { clock, activity, queues } = deps;
    queues.onMessages(options.queueArn, () => this.kick());
    clock.register({
      name: `mapping ${options.id}`,
      nextDue: () => (this.mayRun() ? this.nextBatch() : undefined),
      fireDue: async () => this.kick(),
    });
    activity.registerPending(`mapping ${options.id}`, () => {
      this.kick();
      return this.running.size > 0;
    });
  }

  start(): void {
    this.stopped = false;
    this.kick();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private mayRun(): boolean {
    return !this.stopped && this.running.size < this.options.maximumConcurrency;
  }

  /** When what is visible next has waited for others long enough (virtual ms). */
  private nextBatch(): number | undefined {
    const { queueArn, batchingWindowSeconds } = this.options;
    const visibleAt = this.deps.queues.nextVisible(queueArn, this.inHand);
    return visibleAt === undefined ? undefined : visibleAt + batchingWindowSeconds * 1000;
  }

  /** Delivers what is visible, as far as the function may have batches at once. */
  private kick(): void {
    while (this.mayRun()) {
      const { queues, faults } = this.deps;
      const { batchSize, queueArn } = this.options;
      const visible = queues.visible(queueArn, this.inHand, faults.reorder ? WINDOW : batchSize);
      if (visible.length === 0) return;
      if (visible.length < batchSize && this.deps.clock.now() < (this.nextBatch() ?? 0)) return;
      this.begin((faults.reorder ? shuffle(visible) : visible).slice(0, batchSize));
    }
  }

  private begin(batch: ReceivedMessage[]): void {
    const { activity, clock, log } = this.deps;
    for (const { id } of batch) this.inHand.add(id);
    const end = activity.begin();
    const run = this.deliver(batch)
      .catch((error: unknown) => log(`${this.options.functionName} 的队列投递出错：${String(error)}`))
      .finally(() => {
        for (const { id } of batch) this.inHand.delete(id);
        this.running.delete(run);
        end();
        this.kick();
        clock.changed();
      });
    this.running.add(run);
  }

  private async deliver(batch: ReceivedMessage[]): Promise<void> {
    const { clock, queues, faults } = this.deps;
    const receivedAt = clock.now();
    const failed = await this.attempt(batch);
    if (faults.duplicate) for (const index of await this.attempt(shuffle(batch), batch)) failed.add(index);
    if (this.stopped) return;
    for (const [index, { id }] of batch.entries()) {
      if (failed.has(index)) queues.failed(this.options.queueArn, id, receivedAt);
      else queues.delete(this.options.queueArn, id);
    }
  }

  /** @returns the places, within a batch, of what was not accepted of the messages sent. */
  private async attempt(
    sent: readonly ReceivedMessage[],
    batch: readonly ReceivedMessage[] = sent,
  ): Promise<Set<number>> {
    const { functionName, reportItemFailures } = this.options;
    try {
      const response = await this.deps.invoke(functionName, { Records: sent.map((message) => this.record(message)) });
      if (!reportItemFailures) return new Set();
      return new Set(
        failedItems(
          response,
          batch.map(({ messageId }) => messageId),
        ),
      );
    } catch {
      return new Set(batch.keys());
    }
  }

  private record({ messageId, body, sentAt, failures }: ReceivedMessage): object {
    return {
      messageId,
      receiptHandle: messageId,
      body,
      attributes: { ApproximateReceiveCount: String(failures + 1), SentTimestamp: String(Date.parse(sentAt)) },
      messageAttributes: {},
      md5OfBody: md5(body),
      eventSource: 'aws:sqs',
      eventSourceARN: this.options.queueArn,
      awsRegion: this.options.region,
    };
  }
}
