import { keys } from '../../shared/registry/keys.ts';
import { Links } from '../../shared/registry/links.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { Receipts } from '../../shared/registry/receipts.ts';
import { countMetric, log, traceOf } from '../../shared/runtime/log.ts';
import { blindIndex, table } from '../../shared/services/services.ts';
import { compose } from './compose.ts';
import { recipientOf } from './recipient.ts';
import { isRefusedForGood, isRelayDown, type Relay } from './smtp.ts';

const HOUR_MS = 3600_000;
/** A mail that has failed for so long is given up: it needs people, and so does what it was about. */
const GIVE_UP_MS = 72 * HOUR_MS;

/** `failed`: for a reason of its own; `relayDown`: nothing else can be sent now either. */
export type Outcome = 'done' | 'failed' | 'relayDown';

/** Sends a mail that waits to be sent, and says how that went; one that is refused for good is given up. */
export async function attempt(id: string, mail: MailItem, relay: Relay): Promise<Outcome> {
  try {
    await send(id, mail, relay);
    return 'done';
  } catch (error) {
    log('error', 'mail not sent', { mail: id, ...traceOf(error) });
    countMetric('MailFailures', 1);
    if (isRefusedForGood(error) || Date.now() - Date.parse(mail.createdAt) > GIVE_UP_MS) {
      log('error', 'mail given up', { mail: id });
      countMetric('MailsGivenUp', 1);
      await finish(mail, 'givenUp');
      return 'done';
    }
    return isRelayDown(error) ? 'relayDown' : 'failed';
  }
}

/** The mail as it is now; undefined when it does not wait to be sent any more. */
export async function waitingMail(id: string): Promise<MailItem | undefined> {
  const mail = await table().find<MailItem>(keys.mail(id));
  return mail?.status === 'toSend' ? mail : undefined;
}

/** Leaves a mail to the run at or after an instant (ISO): from now on the stream does not send it. */
export async function leave(id: string, mail: MailItem, until: string): Promise<void> {
  await table().update(
    mail,
    'SET dueSort = :dueSort, #left = :left',
    { ':dueSort': `${until}#${id}`, ':left': true, ':toSend': 'toSend' },
    { condition: '#status = :toSend', names: { '#status': 'status', '#left': 'left' } },
  );
}

/** Sends one mail. SMTP knows no idempotency: after a crash in between, it may arrive twice. */
async function send(id: string, mail: MailItem, relay: Relay): Promise<void> {
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
  await relay.deliver(id, to.address, composed.words);
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
