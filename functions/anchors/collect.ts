import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { LeafMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';
import { leaves } from '../../shared/services/services.ts';

/** Lays each new entry of a journal by, as a leaf of the day on which it comes here. */
export const lambda =
  (app: Surroundings) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, LeafMessage, (leaf) => leaves(app).collect(leaf, app.now()));

export const handler = lambda(surroundings());
