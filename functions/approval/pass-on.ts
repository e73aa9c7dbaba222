import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { ApproverMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { passOn } from '../../shared/services/pass-on.ts';
import { tasks } from '../../shared/services/services.ts';

/** Dossiers passed on at once: five thousand take a minute or two. */
const LANES = 8;

/**
 * 转请, as soon as somebody can decide no more: all that a departed approver was asked, or the one dossier in which somebody
 * came to have handled it, or was asked as they left. Messages come more than once and in any order: what is passed on
 * already names somebody else, and what failed is found again by the next delivery.
 */
export const lambda =
  (app: App) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, ApproverMessage, async (message) => {
      if ('person' in message) await passOnAllOf(app, message.person);
      else await passOn(app, message.dossierId);
    });

export const handler = lambda(fromEnvironment());

async function passOnAllOf(app: App, person: string): Promise<void> {
  let failed = 0;
  await inLanes(tasks(app).askedOf(person), LANES, async ({ dossierId }) => {
    try {
      await passOn(app, dossierId);
    } catch (error) {
      failed++;
      log('error', 'not passed on', { dossier: dossierId, ...traceOf(error) });
    }
  });
  if (failed > 0) throw new Error(`${failed} were not passed on`);
}
