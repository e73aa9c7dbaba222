import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { MailMessage } from '../../shared/dispatch/messages.ts';
import { failedOf, messageIn } from '../../shared/dispatch/queue.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { TasksToday } from './digest.ts';
import { isNight, nextMorning } from './letters/hours.ts';
import { messengerOf } from './messenger.ts';
import { recipientOf } from './recipient.ts';
import { attempt, leave, putOff, type Ways, waitingMail } from './send.ts';
import { openRelay } from './smtp.ts';
import { isAwaited, isUrgent } from './urgency.ts';

/** How long the queue retries a mail that fails for a reason of its own. */
const OWN_TROUBLE_MS = 15 * 60_000;
/** So long an instance lets the relay be once it was down: less than the queue hides a mail, so that it is tried when it comes again. */
const REST_MS = 150_000;
/** So often one mail begins a rest: where the relay closes at its mailbox alone, it would keep the others waiting for ever. */
const RESTS_OF_ONE = 3;

interface Rest {
  /** Until when (ms) no mail is tried for which nobody waits. */
  until: number;
  /** Whether the relay was down in this batch: several tries that hang are longer than an invocation. */
  inBatch: boolean;
}

/**
 * Sends the mails that actions caused, as their queue brings them. When the relay cannot be reached, the rest of the batch
 * is not tried, nor for a while any mail but those that somebody waits for; the queue brings them again until it can.
 * Messages need no relay and go on. Two kinds are left to the runs of the day (run.ts): mails of the night that are not
 * urgent, and mails that keep failing for a reason of their own.
 */
export const lambda = (app: App) => {
  const rest: Rest = { until: 0, inBatch: false };
  return async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    rest.inBatch = false;
    const relay = await openRelay(app, 1);
    const ways = { relay, messenger: messengerOf(app), tasksToday: new TasksToday(app) };
    try {
      for (const record of Records) {
        if ((await received(app, record, ways, rest)) === 'again') failed.push(record);
      }
    } finally {
      relay.close();
    }
    return failedOf(failed);
  };
};

export const handler = lambda(fromEnvironment());

/** Where messages are sent, one goes by the gateway, and whoever has no mailbox is told by one. */
async function needsRelay(app: App, mail: MailItem): Promise<boolean> {
  if (app.profile.mail.messages === 'none') return true;
  return mail.by !== 'message' && (await recipientOf(app, mail)) !== undefined;
}

/** `again`: the queue brings it again soon. */
type Received = 'done' | 'again';

async function received(app: App, record: SQSRecord, ways: Ways, rest: Rest): Promise<Received> {
  try {
    return await receive(app, messageIn(record, MailMessage).mailId, ways, record.messageId, rest);
  } catch (error) {
    log('error', 'message failed', { queueMessage: record.messageId, ...traceOf(error) });
    return 'again';
  }
}

async function receive(app: App, id: string, ways: Ways, by: string, rest: Rest): Promise<Received> {
  const mail = await waitingMail(app, id);
  if (!mail || mail.left) return 'done';
  const now = app.now();
  if (isNight(now) && !(await isUrgent(app, mail, now))) {
    await leave(app, id, mail, nextMorning(now));
    return 'done';
  }
  const rests = rest.inBatch || (now.getTime() < rest.until && !isAwaited(mail));
  if (rests && (await needsRelay(app, mail))) return 'again';
  const outcome = await attempt(app, id, mail, ways, by);
  if (outcome === 'done') return 'done';
  if (outcome === 'relayDown') {
    rest.inBatch = true;
    if (mail.attempts < RESTS_OF_ONE) rest.until = app.now().getTime() + REST_MS;
  }
  // A message is brought again as long as a mail is for which the relay is down.
  if (outcome !== 'failed' || app.now().getTime() - Date.parse(mail.createdAt) <= OWN_TROUBLE_MS) return 'again';
  await putOff(app, id, mail);
  return 'done';
}
