import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';

export interface QueueMessage {
  queue: string;
  messageId: string;
  /** Virtual time, ISO. */
  sentAt: string;
  body: string;
  attributes: Record<string, string>;
}

/** SQS as far as dead letters need it: queues that keep what is sent until a person has looked at it. */
export class QueueService {
  private readonly names = new Set<string>();
  private readonly store: Store;
  private readonly clock: Clock;

  constructor(deps: { store: Store; clock: Clock }) {
    this.store = deps.store;
    this.clock = deps.clock;
    this.store.db.exec(`CREATE TABLE IF NOT EXISTS sqs_messages (
      id INTEGER PRIMARY KEY, queue TEXT NOT NULL, message_id TEXT NOT NULL, sent_at TEXT NOT NULL,
      body TEXT NOT NULL, attributes TEXT NOT NULL)`);
  }

  create(arn: string): void {
    this.names.add(nameOf(arn));
  }

  has(arn: string): boolean {
    return this.names.has(nameOf(arn));
  }

  /** Durable with the caller's transaction. */
  send(arn: string, body: string, attributes: Readonly<Record<string, string>>): void {
    if (!this.has(arn)) throw new Error(`没有队列 ${arn}`);
    this.store.db
      .prepare('INSERT INTO sqs_messages (queue, message_id, sent_at, body, attributes) VALUES (?, ?, ?, ?, ?)')
      .run(nameOf(arn), randomUUID(), this.clock.iso(), body, JSON.stringify(attributes));
  }

  /** Everything that lies in the queues, oldest first. */
  messages(): QueueMessage[] {
    return this.store.db
      .prepare('SELECT * FROM sqs_messages ORDER BY id')
      .all()
      .map((row) => ({
        queue: String(row.queue),
        messageId: String(row.message_id),
        sentAt: String(row.sent_at),
        body: String(row.body),
        attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
      }));
  }
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1);
}
