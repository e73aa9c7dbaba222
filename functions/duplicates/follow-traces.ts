import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { EntryMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import { standsFor } from '../../shared/dossier/duplicate-state.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { leaveInPlaces } from '../../shared/registry/places.ts';
import { forgetTraces } from '../../shared/registry/stored-traces.ts';
import { Traces } from '../../shared/registry/traces.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';
import { dossierReader, table } from '../../shared/services/services.ts';

/**
 * By what a dossier is found follows it: another telephone or door, and another household. An old dossier is left where a
 * search finds it once it is on file, here as well as by whoever confirms it, who may break off. By an ended one nobody is
 * found any more, nor by those it stood for; one that was merged leads to another.
 */
export const lambda =
  (app: Surroundings) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, EntryMessage, async ({ dossierId, action }) => {
      // What was submitted was left in its places before that; an old dossier is not before it is on file.
      if (action === 'transcribe') await leaveInPlaces(table(app), dossierReader(app), dossierId);
      const { state } = await dossierReader(app).get(dossierId);
      if (!isOver(state)) {
        await new Traces(table(app), dossierReader(app)).leave(dossierId, true);
        return;
      }
      if (state.mergedInto !== null) return;
      await Promise.all(standsFor(state).map((id) => forgetTraces(table(app), id)));
    });

export const handler = lambda(surroundings());
