import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { MailMessage } from '../../shared/dispatch/messages.ts';
import { failedOf, messageIn } from '../../shared/dispatch/queue.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { isNight, nextMorning } from './letters/hours.ts';
import { messengerOf } from './messenger.ts';
import { attempt, leave, putOff, type Ways, waitingMail } from './send.ts';
import { openRelay } from './smtp.ts';
import { isUrgent } from './urgency.ts';

/** How long the queue retries a mail that fails for a reason of its own. */
const OWN_TROUBLE_MS = 15 * 60_000;

/**
 * Sends the mails that actions caused, as their queue brings them. When the relay cannot be reached, the rest of the
 * batch is not tried, and the queue brings it again until it can. Two kinds are left to the runs of the day (run.ts):
 * mails of the night that are not urgent, and mails that keep failing for a reason of their own.
 */
export const lambda =
  (app: App) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const failed: SQSRecord[] = [];
    const relay = await openRelay(app, 1);
    const ways = { relay, messenger: messengerOf(app) };
    let isDown = false;
    try {
      for (const record of Records) {
        const outcome: Received = isDown ? 'relayDown' : await received(app, record, ways);
        isDown = outcome === 'relayDown';
        if (outcome !== 'done') failed.push(record);
      }
    } finally {
      relay.close();
    }
    return failedOf(failed);
  };

export const handler = lambda(fromEnvironment());

type Received = 'done' | 'again' | 'relayDown';

async function received(app: App, record: SQSRecord, ways: Ways): Promise<Received> {
  try {
    return await receive(app, messageIn(record, MailMessage).mailId, ways, record.messageId);
  } catch (error) {
    log('error', 'message failed', { queueMessage: record.messageId, ...traceOf(error) });
    return 'again';
  }
}

/** `again`: the queue brings it again soon. */
async function receive(app: App, id: string, ways: Ways, by: string): Promise<Received> {
  const mail = await waitingMail(app, id);
  if (!mail || mail.left) return 'done';
  const now = app.now();
  if (isNight(now) && !(await isUrgent(app, mail, now))) {
    await leave(app, id, mail, nextMorning(now));
    return 'done';
  }
  const outcome = await attempt(app, id, mail, ways, by);
  // A message is brought again as long as a mail is for which the relay is down.
  if (outcome === 'busy' || outcome === 'gatewayDown') return 'again';
  if (outcome !== 'failed') return outcome;
  if (app.now().getTime() - Date.parse(mail.createdAt) <= OWN_TROUBLE_MS) return 'again';
  await putOff(app, id, mail);
  return 'done';
}
