import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent, StreamRecord } from 'aws-lambda';
import {
  EntryMessage,
  LeafMessage,
  type MailMessage,
  type PersonMessage,
  type Subscription,
  type Told,
} from '../../shared/dispatch/messages.ts';
import { isCarried } from '../../shared/dossier/carried.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { unreported } from '../../shared/history/unreported.ts';
import { isAnchoredAlone, leafAlone } from '../../shared/registry/alone.ts';
import { isId } from '../../shared/registry/ids.ts';
import { JOURNAL, type Key, keys, MAIL, PERSON, READINGS } from '../../shared/registry/keys.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';
import { sqs } from '../../shared/services/services.ts';

/** Entries of one SendMessageBatch, at the most. */
const BATCH = 10;

type Message = EntryMessage | LeafMessage | MailMessage | PersonMessage;

/** A record of the stream that was read. */
interface Read {
  sequenceNumber: string;
  /** The message for who takes that. */
  told: { [told in Told]?: Message };
}

/**
 * The one reader of the table's stream. It hands what is new on to a queue a consumer, and acts on nothing itself: what
 * fails at a consumer is tried again from there and holds up nobody. A record that cannot be read is counted and passed
 * over. One that could not be sent comes again with all that follow it, so every consumer gets some messages twice.
 */
export const lambda =
  (app: Surroundings) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const consumers = JSON.parse(app.setting('CONSUMERS')) as Subscription[];
    const read = Records.flatMap((record) => readRecord(app, record) ?? []);
    const unsent = await Promise.all(
      consumers.map(({ queue, takes }) =>
        send(
          app,
          queue,
          read.flatMap(({ sequenceNumber, told: { [takes]: message } }) =>
            message ? { sequenceNumber, message } : [],
          ),
        ),
      ),
    );
    const failed = [...new Set(unsent.flat().map(({ sequenceNumber }) => sequenceNumber))];
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };

export const handler = lambda(surroundings());

/** Undefined for what nobody acts on: what cannot be read, and what was done past every function. */
function readRecord(app: Surroundings, record: DynamoDBRecord): Read | undefined {
  try {
    const { eventName, dynamodb = {} } = record;
    const [pk, sk] = [dynamodb.Keys?.pk?.S ?? '', dynamodb.Keys?.sk?.S ?? ''];
    const isAlone = isAnchoredAlone({ pk, sk });
    const isPutOnce = isAlone || pk.startsWith(JOURNAL) || pk.startsWith(READINGS);
    if (isPutOnce && (eventName === 'MODIFY' || eventName === 'REMOVE')) {
      if (!wentWithTime(record)) reportChange(app, eventName, dynamodb);
      return undefined;
    }
    if (pk.startsWith(PERSON) && dynamodb.NewImage?.leftAt?.S) return personIn(dynamodb);
    if (eventName !== 'INSERT') throw new Error('nothing that is told');
    if (isAlone) return aloneIn(dynamodb);
    return pk.startsWith(JOURNAL) ? entryIn(dynamodb) : mailIn(dynamodb);
  } catch (error) {
    log('error', 'record passed over', { record: String(record?.eventID ?? ''), ...traceOf(error) });
    app.count('UnreadableRecords', 1);
    return undefined;
  }
}

function entryIn({ Keys, NewImage, SequenceNumber: sequenceNumber = '' }: StreamRecord): Read {
  const { dossierId, version, action, actor, hash } = JSON.parse(NewImage?.entry?.S ?? '') as JournalEntry;
  const entry = EntryMessage.parse({ dossierId, version, action: action.type });
  const leaf = LeafMessage.parse({ of: dossierId, version, hash });
  const { pk, sk } = keys.entry(dossierId, version);
  if (!isId(dossierId) || Keys?.pk?.S !== pk || Keys.sk?.S !== sk) throw new Error('an entry that lies elsewhere');
  const over = NewImage?.over?.BOOL ?? false;
  const told: Read['told'] = { leaf };
  if (isCarried({ action, actor }, over)) told.carried = entry;
  if (!unreported.includes(action.type)) told.reported = entry;
  if (over || NewImage?.moved?.BOOL) told.traces = entry;
  if (action.type === 'absorb' || action.type === 'requestApproval') told.approver = entry;
  return { sequenceNumber, told };
}

/** Read as the stream brought it, and not as the table may say later. */
function aloneIn({ NewImage, SequenceNumber: sequenceNumber = '' }: StreamRecord): Read {
  const item = unmarshall((NewImage ?? {}) as Record<string, AttributeValue>) as Key;
  return { sequenceNumber, told: { leaf: LeafMessage.parse(leafAlone(item)) } };
}

function personIn({ Keys, SequenceNumber: sequenceNumber = '' }: StreamRecord): Read {
  const { pk, sk } = { pk: Keys?.pk?.S ?? '', sk: Keys?.sk?.S };
  const person = pk.slice(PERSON.length);
  if (person === '' || sk !== keys.person(person).sk) throw new Error('nobody of the directory');
  return { sequenceNumber, told: { approver: { person } } };
}

function mailIn({ Keys, NewImage, SequenceNumber: sequenceNumber = '' }: StreamRecord): Read {
  const { pk, sk } = { pk: Keys?.pk?.S ?? '', sk: Keys?.sk?.S };
  const mailId = pk.slice(MAIL.length);
  if (!pk.startsWith(MAIL) || mailId === '' || sk !== keys.mail(mailId).sk) throw new Error('no mail');
  // Left to the runs from the beginning: of the thousands of one morning none stands before a mail that somebody waits for.
  if (NewImage?.left?.BOOL) return { sequenceNumber, told: {} };
  return { sequenceNumber, told: { mail: { mailId } } };
}

/** A reading, and nothing else of these, has its time, after which DynamoDB itself deletes it. */
function wentWithTime({ eventName, dynamodb, userIdentity }: DynamoDBRecord): boolean {
  const isReading = dynamodb?.Keys?.pk?.S?.startsWith(READINGS) ?? false;
  return isReading && eventName === 'REMOVE' && userIdentity?.principalId === 'dynamodb.amazonaws.com';
}

/** No function may change or delete what is put once, so nobody of ours did. `npm run verify` says what is wrong. */
function reportChange(app: Surroundings, event: string, { Keys }: StreamRecord): void {
  const [pk, entry] = [Keys?.pk?.S ?? '', Keys?.sk?.S ?? ''];
  const of = pk.startsWith(JOURNAL) ? { dossier: pk.slice(JOURNAL.length) } : { partition: pk };
  log('error', 'journal entry changed', { event, ...of, entry });
  app.count('JournalChanges', 1);
}

/** A message, and the record of the stream that it is of. */
interface Sending {
  sequenceNumber: string;
  message: Message;
}

/** Answers what could not be sent. */
async function send(app: Surroundings, queue: string, all: readonly Sending[]): Promise<Sending[]> {
  const batches = Array.from({ length: Math.ceil(all.length / BATCH) }, (_, i) =>
    all.slice(i * BATCH, (i + 1) * BATCH),
  );
  const unsent = await Promise.all(batches.map((batch) => sendBatch(app, queue, batch)));
  return unsent.flat();
}

async function sendBatch(app: Surroundings, QueueUrl: string, batch: readonly Sending[]): Promise<readonly Sending[]> {
  const Entries = batch.map(({ message }, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
  const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1);
  try {
    const { Failed = [] } = await sqs(app).send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    for (const { Code = '' } of Failed) log('error', 'message not sent', { queue, error: Code });
    return Failed.flatMap(({ Id }) => batch[Number(Id)] ?? []);
  } catch (error) {
    log('error', 'messages not sent', { queue, ...traceOf(error) });
    return batch;
  }
}
