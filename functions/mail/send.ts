import { keys } from '../../shared/registry/keys.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App, Messenger } from '../../shared/services/app.ts';
import { receipts, table } from '../../shared/services/services.ts';
import { makeCurrent } from '../links/current.ts';
import { compose } from './compose.ts';
import type { TasksToday } from './digest.ts';
import { nextMorning } from './letters/hours.ts';
import { sendMessage, tellByMessage } from './messages.ts';
import { isGatewayDown, isMessageRefused } from './messenger.ts';
import { recipientOf } from './recipient.ts';
import { isRefusedForGood, isRelayDown, type Relay } from './smtp.ts';

const HOUR_MS = 3600_000;
/**
 * A mail that fails for so long for a reason of its own is given up: it needs people, and so does what it was about. How long
 * the relay was away before is not counted.
 */
const GIVE_UP_MS = 72 * HOUR_MS;
/**
 * So long one waits for the relay: longer than the longest holiday, on which nobody mends it. What is of no use any more
 * by then is dropped, and not sent.
 */
const AWAY_MS = 14 * 24 * HOUR_MS;

/** Longer than an attempt may take: by then whoever made it has died. */
const CLAIMED_MS = 60_000;

/**
 * `failed`: for a reason of its own; `busy`: somebody else is sending it; `relayDown`: nothing can be sent now;
 * `gatewayDown`: no message can, which is no reason not to send mails.
 */
export type Outcome = 'done' | 'failed' | 'busy' | 'relayDown' | 'gatewayDown';

/** By which a batch or a run sends. */
export interface Ways {
  relay: Relay;
  messenger: Messenger;
  /** What is to be done in each county, counted once. */
  tasksToday: TasksToday;
}

/**
 * Sends a mail that waits to be sent, and says how that went; one that is refused for good is given up.
 * @param by who sends it: with the same name, it goes on where it died
 */
export async function attempt(app: App, id: string, mail: MailItem, ways: Ways, by: string): Promise<Outcome> {
  try {
    if (await claim(app, mail, by)) await send(app, id, mail, ways);
    else if (await waitingMail(app, id)) return 'busy';
    return 'done';
  } catch (error) {
    log('error', 'mail not sent', { mail: id, ...traceOf(error) });
    if (isRefusedForGood(error) || isMessageRefused(error) || (await hasFailedTooLong(app, mail, error))) {
      log('error', 'mail given up', { mail: id });
      if (mail.by === 'message') app.count('MessagesGivenUp', 1);
      else app.count('MailsGivenUp', 1);
      await finish(app, mail, 'givenUp');
      return 'done';
    }
    if (isGatewayDown(error)) {
      app.count('MessageGatewayDown', 1);
      return 'gatewayDown';
    }
    if (!isRelayDown(error)) return 'failed';
    app.count('RelayDown', 1);
    return 'relayDown';
  }
}

async function hasFailedTooLong(app: App, mail: MailItem, error: unknown): Promise<boolean> {
  const now = app.now();
  const isPast = (since: string, ms: number) => now.getTime() - Date.parse(since) > ms;
  if (isPast(mail.createdAt, AWAY_MS)) return true;
  if (isRelayDown(error)) return false;
  if (mail.failingSince !== undefined) return isPast(mail.failingSince, GIVE_UP_MS);
  await table(app).update(
    mail,
    'SET failingSince = :now',
    { ':now': now.toISOString(), ':toSend': 'toSend' },
    { condition: '#status = :toSend', names: { '#status': 'status' } },
  );
  return false;
}

/** The mail as it is now; undefined when it does not wait to be sent any more. */
export async function waitingMail(app: App, id: string): Promise<MailItem | undefined> {
  const mail = await table(app).find<MailItem>(keys.mail(id));
  return mail?.status === 'toSend' ? mail : undefined;
}

/** Leaves a mail to the run at or after an instant (ISO): from now on the mailer does not send it. */
export async function leave(app: App, id: string, mail: MailItem, until: string): Promise<void> {
  await table(app).update(
    mail,
    'SET dueSort = :dueSort, #left = :left',
    { ':dueSort': `${until}#${id}`, ':left': true, ':toSend': 'toSend' },
    { condition: '#status = :toSend', names: { '#status': 'status', '#left': 'left' } },
  );
}

/** Leaves a mail that keeps failing for a reason of its own to the next morning. */
export async function putOff(app: App, id: string, mail: MailItem): Promise<void> {
  await leave(app, id, mail, nextMorning(app.now()));
  countMail(app, false);
}

/** Both figures each time: an alarm compares them, and to one that was never written nothing can be compared. */
function countMail(app: App, isSent: boolean): void {
  app.count('MailsSent', isSent ? 1 : 0);
  app.count('MailsPutOff', isSent ? 0 : 1);
}

/**
 * Whether a mail may be sent now by this one: whoever counts the attempt makes it, and until it is made nobody else
 * begins another. The stream and the queue may each bring a mail twice, and two invocations may have it at once.
 */
async function claim(app: App, mail: MailItem, by: string): Promise<boolean> {
  const now = app.now().getTime();
  const claimed = await table(app).update<MailItem>(
    mail,
    'SET attempts = :next, claimedBy = :by, claimedUntil = :until',
    {
      ...{ ':next': mail.attempts + 1, ':seen': mail.attempts, ':toSend': 'toSend' },
      ...{ ':by': by, ':now': now, ':until': now + CLAIMED_MS },
    },
    {
      condition:
        'attempts = :seen AND #status = :toSend AND ' +
        '(attribute_not_exists(claimedBy) OR claimedBy = :by OR claimedUntil <= :now)',
      names: { '#status': 'status' },
    },
  );
  return claimed !== undefined;
}

/** Sends one mail. SMTP knows no idempotency: after a crash in between, it may arrive twice. */
async function send(app: App, id: string, mail: MailItem, { relay, messenger, tasksToday }: Ways): Promise<void> {
  if (mail.by === 'message')
    return finish(app, mail, (await sendMessage(app, id, mail, messenger)) ? 'sent' : 'dropped');
  const to = await recipientOf(app, mail);
  const composed = to && (await compose(app, mail, to, tasksToday));
  // Before it is done: whoever dies here comes again, and the message is written once.
  if (!to) await tellByMessage(app, id, mail);
  if (!to || !composed) return finish(app, mail, 'dropped');
  await relay.deliver(id, to.address, composed.words);
  if (composed.link) await makeCurrent(app, composed.link);
  if (composed.code) await receipts(app).sent(composed.code);
  await tellByMessage(app, id, mail);
  await finish(app, mail, 'sent');
  countMail(app, true);
}

async function finish(app: App, mail: MailItem, status: MailItem['status']): Promise<void> {
  await table(app).update(
    mail,
    'SET #status = :status REMOVE due, dueSort',
    { ':status': status },
    { names: { '#status': 'status' } },
  );
}
