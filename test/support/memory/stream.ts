import { stream } from '../../../infra/triggers.ts';
import type { Clock } from '../../../local/clock.ts';
import { createStreamTables } from '../../../local/dynamodb/stream-reader.ts';
import { compilePattern } from '../../../local/events/patterns.ts';
import type { Store } from '../../../local/store.ts';
import type { Change } from './dynamodb.ts';
import { sameItem } from './values.ts';

export const STREAM = 'arn:aws-cn:dynamodb:cn-northwest-1:000000000000:table/registry/stream/1';

/** Records that no filter lets pass are nobody's, and there are many of them. */
const filters = stream.filters.map((filter) => compilePattern(filter));

/** What the table wrote, in the order in which it did, for whoever reads the stream. */
export class MemoryStream {
  private listeners: (() => void)[] = [];
  private store: Store | undefined;
  private clock: Clock | undefined;
  private readonly records: string[] = [];
  private held: string[] | undefined;
  /** Whether what was written never comes, by its key: what the dispatcher could not hand on within a day. */
  loses: (key: { pk: string; sk: string }, item: Change['after']) => boolean = () => false;

  /** Writes to this store from now on, and tells nobody who listened before. */
  open(store: Store, clock: Clock): void {
    createStreamTables(store);
    Object.assign(this, { store, clock, listeners: [] });
  }

  onRecords(listener: () => void): void {
    this.listeners.push(listener);
  }

  take({ before, after }: Change): void {
    // As on AWS: what changed nothing leaves no record.
    if (before && after && sameItem(before, after)) return;
    const item = after ?? before ?? {};
    if (this.loses({ pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' }, item)) return;
    const number = String(this.records.length + 1);
    const record = {
      eventID: number,
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      dynamodb: {
        Keys: { pk: item.pk, sk: item.sk },
        ...(after && { NewImage: after }),
        SequenceNumber: number,
      },
    };
    if (!filters.some((passes) => passes(record))) return;
    this.records.push(JSON.stringify(record));
    this.bring(this.records.slice(-1));
  }

  /** Everything that it carried. */
  text(): string {
    return this.records.join('\n');
  }

  /** Brings everything from the beginning once more. */
  replay(): void {
    this.bring(this.records);
  }

  /** Brings something that the table never wrote. */
  carry(record: object): void {
    const SequenceNumber = String(this.records.length + 1);
    const { dynamodb, ...rest } = record as { dynamodb?: object };
    this.records.push(JSON.stringify({ ...rest, dynamodb: { ...dynamodb, SequenceNumber } }));
    this.bring(this.records.slice(-1));
  }

  /** Nothing comes until it is let go: then all of it comes, late. */
  hold(): void {
    this.held ??= [];
  }

  letGo(): void {
    const { held = [] } = this;
    this.held = undefined;
    this.bring(held);
  }

  private bring(records: readonly string[]): void {
    if (this.held) {
      this.held.push(...records);
      return;
    }
    for (const record of records) {
      this.store
        ?.prepare('INSERT INTO stream_records (stream, record, read_at) VALUES (?, ?, ?)')
        .run(STREAM, record, this.clock?.now() ?? 0);
    }
    for (const listener of this.listeners) listener();
  }
}
