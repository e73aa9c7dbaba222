import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { keys } from '../../shared/registry/keys.ts';
import { type MailItem, UNSENT } from '../../shared/registry/mails.ts';
import { countMetric, log, traceOf } from '../../shared/runtime/log.ts';
import { table } from '../../shared/runtime/services.ts';
import { compose } from './compose.ts';
import { recipientOf } from './recipient.ts';
import { deliver, isRefusedForGood } from './smtp.ts';

const MAX_ATTEMPTS = 30;

/**
 * Sends the mails that actions caused, as the table's stream brings them; once a day also whatever is left unsent. A
 * relay that cannot be reached fails the batch, and the stream brings it again until it can.
 */
export async function handler(event: DynamoDBStreamEvent | ScheduledEvent): Promise<DynamoDBBatchResponse | undefined> {
  if (!('Records' in event)) return sweep();
  for (const record of event.Records) {
    const pk = record.dynamodb?.Keys?.pk?.S;
    if (!pk?.startsWith('MAIL#')) continue;
    try {
      await send(pk.slice('MAIL#'.length));
    } catch (error) {
      log('error', 'mail not sent', traceOf(error));
      countMetric('MailFailures', 1);
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

async function sweep(): Promise<undefined> {
  let after: object | undefined;
  do {
    const page = await table().indexPage<MailItem>('byDue', UNSENT, { limit: 100, ...(after ? { after } : {}) });
    for (const mail of page.items) {
      try {
        await send(mail.pk.slice('MAIL#'.length));
      } catch (error) {
        log('error', 'mail not sent', traceOf(error));
        countMetric('MailFailures', 1);
      }
    }
    after = page.last;
  } while (after);
  return undefined;
}

/** Sends one mail unless that is done. SMTP knows no idempotency: after a crash in between, it may arrive twice. */
async function send(id: string): Promise<void> {
  const mail = await table().find<MailItem>(keys.mail(id));
  if (mail?.status !== 'toSend') return;
  // Whoever counts the attempt makes it: a record that comes twice at once is sent once.
  const claimed = await table().update<MailItem>(
    mail,
    'SET attempts = :next',
    { ':next': mail.attempts + 1, ':seen': mail.attempts, ':toSend': 'toSend' },
    { condition: 'attempts = :seen AND #status = :toSend', names: { '#status': 'status' } },
  );
  if (!claimed) return;
  const to = await recipientOf(mail);
  const words = to && (await compose(mail, to));
  if (!to || !words) return finish(mail, 'dropped');
  try {
    await deliver(id, to.address, words);
  } catch (error) {
    if (!isRefusedForGood(error) && claimed.attempts < MAX_ATTEMPTS) throw error;
    log('error', 'mail given up', { mail: id, ...traceOf(error) });
    countMetric('MailFailures', 1);
    return finish(mail, 'givenUp');
  }
  return finish(mail, 'sent');
}

async function finish(mail: MailItem, status: MailItem['status']): Promise<void> {
  await table().update(
    mail,
    'SET #status = :status REMOVE due, dueSort',
    { ':status': status },
    { names: { '#status': 'status' } },
  );
}
