import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { EntryMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, historyWriter } from '../../shared/services/services.ts';
import { detailsOf, lastStepOf } from './row-of.ts';

/**
 * Writes the 历史行 of an entry. It is made of the journal up to that entry and goes to a place of its own: once more, or
 * after later ones, comes to the same.
 */
export const lambda =
  (app: App) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, EntryMessage, async ({ dossierId, version }) => {
      const journal = (await dossierReader(app).entriesAfter(dossierId, 0, version)).slice(0, version);
      if (journal.length < version) throw new Error('the entry is not there');
      const step = lastStepOf(app, dossierId, journal);
      if (step === undefined) return;
      await historyWriter(app).put(step.row, await detailsOf(app, journal)(step), dateInShanghai(app.now()));
    });

export const handler = lambda(fromEnvironment());
