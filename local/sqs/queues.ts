import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
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

/** A message as whoever reads the queue gets it. */
export interface ReceivedMessage extends QueueMessage {
  id: number;
  /** How often it was received before and not deleted. */
  failures: number;
}

export interface QueueOptions {
  visibilityTimeoutSeconds: number;
  /** Where a message goes that was received so often and never deleted. */
  redrive?: { arn: string; after: number };
}

/** SQS as far as it is used: standard queues that a function reads, and such as keep dead letters for a person. */
export class QueueService {
  private readonly queues = new Map<string, QueueOptions>();
  private readonly listeners = new Map<string, () => void>();
  /** What lies in a queue and from when on it is visible, since it last changed: readers ask oftener than anybody sends. */
  private readonly lying = new Map<string, Lying[]>();
  private readonly store: Store;
  private readonly clock: Clock;

  constructor(deps: { store: Store; clock: Clock }) {
    this.store = deps.store;
    this.clock = deps.clock;
    this.store.db.exec(`CREATE TABLE IF NOT EXISTS queue_messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, message_id TEXT NOT NULL, sent_at TEXT NOT NULL,
      body TEXT NOT NULL, attributes TEXT NOT NULL, visible_at REAL NOT NULL, failures INTEGER NOT NULL);
      CREATE INDEX IF NOT EXISTS queue_visible ON queue_messages (queue, visible_at)`);
  }

  create(arn: string, options: QueueOptions = { visibilityTimeoutSeconds: 30 }): void {
    this.queues.set(nameOf(arn), options);
  }

  has(arn: string): boolean {
    return this.queues.has(nameOf(arn));
  }

  /** Calls the one reader of a queue whenever something was sent to it. */
  onMessages(arn: string, listener: () => void): void {
    this.optionsOf(arn);
    this.listeners.set(nameOf(arn), listener);
  }

  /** Durable with the caller's transaction. */
  send(arn: string, body: string, attributes: Readonly<Record<string, string>>): QueueMessage {
    this.optionsOf(arn);
    const queue = nameOf(arn);
    this.lying.delete(queue);
    const message = { queue, messageId: randomUUID(), sentAt: this.clock.iso(), body, attributes };
    this.store
      .prepare(
        `INSERT INTO queue_messages (queue, message_id, sent_at, body, attributes, visible_at, failures)
         VALUES (?, ?, ?, ?, ?, ?, 0)`,
      )
      .run(queue, message.messageId, message.sentAt, body, JSON.stringify(attributes), this.clock.now());
    return message;
  }

  /**
   * Answers one call of the API. `target` is the x-amz-target header (`AmazonSQS.SendMessageBatch`).
   * @throws AwsError with SQS's own error names.
   */
  async handle(target: string, body: object): Promise<object> {
    const name = target.slice(target.lastIndexOf('.') + 1);
    if (name !== 'SendMessageBatch') {
      throw new AwsError('UnknownOperationException', `The local SQS does not know ${name}`);
    }
    const { QueueUrl, Entries, ...others } = body as SendMessageBatch;
    if (Object.keys(others).length > 0) throw invalid(`The local SQS does not know ${Object.keys(others)}`);
    if (!this.has(QueueUrl)) {
      throw new AwsError('QueueDoesNotExist', `The specified queue does not exist: ${QueueUrl}`);
    }
    checkEntries(Entries);
    const Successful = this.store.transaction(() =>
      Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: this.send(QueueUrl, MessageBody, {}).messageId,
        MD5OfMessageBody: md5(MessageBody),
      })),
    );
    this.listeners.get(nameOf(QueueUrl))?.();
    return { Successful, Failed: [] };
  }

  /** So many messages, at the most, that a reader may receive now: the longest visible first, and none that it has in hand. */
  visible(arn: string, inHand: ReadonlySet<number>, limit: number): ReceivedMessage[] {
    const now = this.clock.now();
    const visible = this.lyingIn(nameOf(arn))
      .filter(({ id, visibleAt }) => visibleAt <= now && !inHand.has(id))
      .slice(0, limit)
      .map(({ id }) => messageOf(this.store.prepare('SELECT * FROM queue_messages WHERE id = ?').get(id) ?? {}));
    return this.giveUp(arn, visible) ? this.visible(arn, inHand, limit) : visible;
  }

  /** Virtual time (ms) from which on a reader may receive something that it has not in hand. */
  nextVisible(arn: string, inHand: ReadonlySet<number>): number | undefined {
    return this.lyingIn(nameOf(arn)).find(({ id }) => !inHand.has(id))?.visibleAt;
  }

  delete(arn: string, id: number): void {
    this.lying.delete(nameOf(arn));
    this.store.prepare('DELETE FROM queue_messages WHERE id = ?').run(id);
  }

  /** It was received at a moment (virtual ms) and not deleted: it is hidden until its visibility timeout has passed. */
  failed(arn: string, id: number, receivedAt: number): void {
    const visibleAt = receivedAt + this.optionsOf(arn).visibilityTimeoutSeconds * 1000;
    this.lying.delete(nameOf(arn));
    this.store
      .prepare('UPDATE queue_messages SET failures = failures + 1, visible_at = ? WHERE id = ?')
      .run(visibleAt, id);
  }

  /** What waits for a person, oldest first: everything in queues without a redrive policy. */
  deadLetters(): QueueMessage[] {
    return this.store
      .prepare('SELECT * FROM queue_messages ORDER BY id')
      .all()
      .map(messageOf)
      .filter(({ queue }) => !this.queues.get(queue)?.redrive)
      .map(({ id: _, failures: __, ...message }) => message);
  }

  /** Moves what was received too often, as SQS does when it would be received once more; answers whether it did. */
  private giveUp(arn: string, received: readonly ReceivedMessage[]): boolean {
    const { redrive } = this.optionsOf(arn);
    const given = redrive ? received.filter(({ failures }) => failures >= redrive.after) : [];
    for (const { id, body, attributes } of given) {
      this.store.transaction(() => {
        this.delete(arn, id);
        this.send(redrive?.arn as string, body, attributes);
      });
    }
    return given.length > 0;
  }

  private lyingIn(queue: string): readonly Lying[] {
    const known = this.lying.get(queue);
    if (known) return known;
    const found = this.store
      .prepare('SELECT id, visible_at FROM queue_messages WHERE queue = ? ORDER BY visible_at, id')
      .all(queue)
      .map(({ id, visible_at }) => ({ id: Number(id), visibleAt: Number(visible_at) }));
    this.lying.set(queue, found);
    return found;
  }

  private optionsOf(arn: string): QueueOptions {
    const options = this.queues.get(nameOf(arn));
    if (!options) throw new Error(`没有队列 ${arn}`);
    return options;
  }
}

interface Lying {
  id: number;
  /** Virtual ms. */
  visibleAt: number;
}

interface SendMessageBatch {
  QueueUrl: string;
  Entries: { Id: string; MessageBody: string }[];
}

const MOST_ENTRIES = 10;
const MOST_BYTES = 1024 * 1024;

function checkEntries(entries: SendMessageBatch['Entries']): void {
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new AwsError(
      'EmptyBatchRequest',
      'There should be at least one SendMessageBatchRequestEntry in the request.',
    );
  }
  if (entries.length > MOST_ENTRIES) {
    throw new AwsError('TooManyEntriesInBatchRequest', `Maximum number of entries per request are ${MOST_ENTRIES}.`);
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new AwsError('BatchEntryIdsNotDistinct', 'Id repeated.');
  }
  const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
  if (bytes > MOST_BYTES) {
    throw new AwsError('BatchRequestTooLong', `Batch requests cannot be longer than ${MOST_BYTES} bytes.`);
  }
  for (const { Id, MessageBody, ...others } of entries) {
    if (!/^[\w-]{1,80}$/.test(Id)) throw new AwsError('InvalidBatchEntryId', `A batch entry id may not be ${Id}`);
    if (MessageBody === '') throw invalid('The request must contain the parameter MessageBody.');
    if (Object.keys(others).length > 0) throw invalid(`The local SQS does not know ${Object.keys(others)} of an entry`);
  }
}

const invalid = (message: string) => new AwsError('InvalidParameterValue', message);

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function messageOf(row: Record<string, unknown>): ReceivedMessage {
  return {
    id: Number(row.id),
    queue: String(row.queue),
    messageId: String(row.message_id),
    sentAt: String(row.sent_at),
    body: String(row.body),
    attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
    failures: Number(row.failures),
  };
}

/** The name of a queue in its ARN or in its URL. */
function nameOf(arnOrUrl: string): string {
  return arnOrUrl.slice(Math.max(arnOrUrl.lastIndexOf(':'), arnOrUrl.lastIndexOf('/')) + 1);
}
