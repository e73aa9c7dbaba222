import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import { keys } from '../../shared/registry/keys.ts';
import { Links } from '../../shared/registry/links.ts';
import { type MailItem, UNSENT } from '../../shared/registry/mails.ts';
import { Receipts } from '../../shared/registry/receipts.ts';
import { countMetric, log, traceOf } from '../../shared/runtime/log.ts';
import { blindIndex, table } from '../../shared/runtime/services.ts';
import { compose } from './compose.ts';
import { recipientOf } from './recipient.ts';
import { deliver, isRefusedForGood, isRelayDown } from './smtp.ts';

const HOUR_MS = 3600_000;
/** So long the stream brings a mail again that cannot be made or sent for a reason of its own, before those behind it. */
const OWN_TROUBLE_MS = HOUR_MS / 4;
/** A relay that is down for longer needs people, and so does what the mail was about. */
const GIVE_UP_MS = 72 * HOUR_MS;

/**
 * Sends the mails that actions caused, as the table's stream brings them; once a day also whatever is left unsent. A
 * relay that cannot be reached fails the batch, and the stream brings it again until it can. A mail that fails for a
 * reason of its own does not keep the next one waiting: it is tried again for a while, and then daily.
 */
export async function handler(event: DynamoDBStreamEvent | ScheduledEvent): Promise<DynamoDBBatchResponse | undefined> {
  if (!('Records' in event)) return sweep();
  const failures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    const pk = record.dynamodb?.Keys?.pk?.S;
    if (!pk?.startsWith('MAIL#')) continue;
    const outcome = await attempt(pk.slice('MAIL#'.length));
    if (outcome === 'done' || outcome === 'later') continue;
    failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
    if (outcome === 'relayDown') break;
  }
  return { batchItemFailures: failures };
}

async function sweep(): Promise<undefined> {
  let after: object | undefined;
  do {
    const page = await table().indexPage<MailItem>('byDue', UNSENT, { limit: 100, ...(after ? { after } : {}) });
    for (const mail of page.items) {
      if ((await attempt(mail.pk.slice('MAIL#'.length))) === 'relayDown') return undefined;
    }
    after = page.last;
  } while (after);
  countMetric('UnsentMailRuns', 1);
  return undefined;
}

/** `again`: soon, by the stream; `later`: by the daily sweep; `relayDown`: nothing else can be sent now either. */
type Outcome = 'done' | 'again' | 'later' | 'relayDown';

async function attempt(id: string): Promise<Outcome> {
  let mail: MailItem | undefined;
  try {
    mail = await table().find<MailItem>(keys.mail(id));
    if (mail) await send(id, mail);
    return 'done';
  } catch (error) {
    log('error', 'mail not sent', { mail: id, ...traceOf(error) });
    countMetric('MailFailures', 1);
    const age = mail ? Date.now() - Date.parse(mail.createdAt) : 0;
    if (mail && (isRefusedForGood(error) || age > GIVE_UP_MS)) {
      log('error', 'mail given up', { mail: id });
      countMetric('MailsGivenUp', 1);
      await finish(mail, 'givenUp');
      return 'done';
    }
    if (isRelayDown(error)) return 'relayDown';
    return age > OWN_TROUBLE_MS ? 'later' : 'again';
  }
}

/** Sends one mail unless that is done. SMTP knows no idempotency: after a crash in between, it may arrive twice. */
async function send(id: string, mail: MailItem): Promise<void> {
  if (mail.status !== 'toSend') return;
  // Whoever counts the attempt makes it: a record that comes twice at once is sent once.
  const claimed = await table().update<MailItem>(
    mail,
    'SET attempts = :next',
    { ':next': mail.attempts + 1, ':seen': mail.attempts, ':toSend': 'toSend' },
    { condition: 'attempts = :seen AND #status = :toSend', names: { '#status': 'status' } },
  );
  if (!claimed) return;
  const to = await recipientOf(mail);
  const composed = to && (await compose(mail, to));
  if (!to || !composed) return finish(mail, 'dropped');
  await deliver(id, to.address, composed.words);
  if (composed.link) await new Links(table(), blindIndex()).makeCurrent(composed.link);
  if (composed.code) await new Receipts(table(), blindIndex()).sent(composed.code);
  await finish(mail, 'sent');
}

async function finish(mail: MailItem, status: MailItem['status']): Promise<void> {
  await table().update(
    mail,
    'SET #status = :status REMOVE due, dueSort',
    { ':status': status },
    { names: { '#status': 'status' } },
  );
}
