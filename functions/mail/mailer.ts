import type { DynamoDBBatchResponse, DynamoDBStreamEvent, ScheduledEvent } from 'aws-lambda';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { isNight, nextMorning } from './letters/hours.ts';
import { run } from './run.ts';
import { attempt, leave, putOff, waitingMail } from './send.ts';
import { openRelay, type Relay } from './smtp.ts';
import { isUrgent } from './urgency.ts';

/** How long the stream retries a mail that fails for a reason of its own; the mails behind it wait for that long. */
const OWN_TROUBLE_MS = 15 * 60_000;

/**
 * Sends the mails that actions caused, as the table's stream brings them. When the relay cannot be reached, the batch
 * fails and the stream brings it again until it can. Two kinds are left to the runs of the day (run.ts), so that they
 * do not hold up the next mail: mails of the night that are not urgent, and mails that keep failing for a reason of
 * their own.
 */
export const lambda =
  (app: App) =>
  async (event: DynamoDBStreamEvent | ScheduledEvent): Promise<DynamoDBBatchResponse | undefined> => {
    if (!('Records' in event)) {
      await run(app, app.now());
      return undefined;
    }
    const failures: { itemIdentifier: string }[] = [];
    const relay = await openRelay(app, 1);
    try {
      for (const record of event.Records) {
        const pk = record.dynamodb?.Keys?.pk?.S;
        if (!pk?.startsWith('MAIL#')) continue;
        const outcome = await receive(app, pk.slice('MAIL#'.length), relay);
        if (outcome === 'done') continue;
        failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
        if (outcome === 'relayDown') break;
      }
    } finally {
      relay.close();
    }
    return { batchItemFailures: failures };
  };

export const handler = lambda(fromEnvironment());

/** `again`: the stream brings it again soon. */
async function receive(app: App, id: string, relay: Relay): Promise<'done' | 'again' | 'relayDown'> {
  const mail = await waitingMail(app, id);
  if (!mail || mail.left) return 'done';
  const now = app.now();
  if (isNight(now) && !(await isUrgent(app, mail, now))) {
    await leave(app, id, mail, nextMorning(now));
    return 'done';
  }
  const outcome = await attempt(app, id, mail, relay);
  if (outcome !== 'failed') return outcome;
  if (app.now().getTime() - Date.parse(mail.createdAt) <= OWN_TROUBLE_MS) return 'again';
  await putOff(app, id, mail);
  return 'done';
}
