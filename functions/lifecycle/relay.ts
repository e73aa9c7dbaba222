import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { standsFor } from '../../shared/dossier/duplicate-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { type DossierState, reduce } from '../../shared/dossier/state.ts';
import { isOver } from '../../shared/dossier/status.ts';
import { JOURNAL } from '../../shared/registry/keys.ts';
import { forgetTraces } from '../../shared/registry/stored-traces.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, stepFunctions, table } from '../../shared/services/services.ts';
import type { ExecutionInput, Phase } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';
import { answerWaiting } from './waiting.ts';

/**
 * Carries the journal to the workflow. An action that begins a phase starts its execution. A step that waits for an
 * answer gets it once the journal holds it. An ended dossier loses its traces, so that no search finds it. Records come
 * at least once and in any order. Repeating this is harmless: an execution's name says which it is, and answers are
 * taken from the dossier as it is now and not from the record.
 */
export const lambda =
  (app: App) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const failures: { itemIdentifier: string }[] = [];
    for (const record of event.Records) {
      if (record.eventName === 'MODIFY' || record.eventName === 'REMOVE') {
        reportChange(app, record);
        continue;
      }
      const text = record.dynamodb?.NewImage?.entry?.S;
      if (text === undefined) continue;
      try {
        await relay(app, JSON.parse(text) as JournalEntry);
      } catch (error) {
        log('error', 'relay failed', { record: record.eventID ?? '', ...traceOf(error) });
        failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
        // What follows in the shard comes again after this one: order is not needed, but progress must not be skipped.
        break;
      }
    }
    return { batchItemFailures: failures };
  };

export const handler = lambda(fromEnvironment());

/** No function may change or delete an entry, so nobody of ours did. `npm run verify` says what is wrong. */
function reportChange(app: App, { eventName, dynamodb }: DynamoDBRecord): void {
  const { pk, sk } = dynamodb?.Keys ?? {};
  const [dossier, entry] = [pk?.S?.slice(JOURNAL.length) ?? '', sk?.S ?? ''];
  log('error', 'journal entry changed', { event: eventName ?? '', dossier, entry });
  app.count('JournalChanges', 1);
}

async function relay(app: App, { dossierId, action, actor, version }: JournalEntry): Promise<void> {
  if (action.type === 'submit') await start(app, dossierId, 'registration', action.round);
  if (action.type === 'openReverification') await start(app, dossierId, 'reverification', action.review);
  if (action.type === 'beginExit') await start(app, dossierId, 'exit', action.review);
  if (action.type === 'reverify' && action.outcome === 'leave') await start(app, dossierId, 'exit', action.review);
  const { state } = await dossiers(app).get(dossierId);
  await forgetWhatIsOver(app, state);
  if (action.type === 'resume') await goOn(app, dossierId, version, action.times);
  if (actor.kind === 'system') return;
  await answerWaiting(table(app), stepFunctions(app), state);
}

/** By an ended dossier nobody is found any more, nor by those it stood for; one that was merged leads to another. */
async function forgetWhatIsOver(app: App, state: DossierState): Promise<void> {
  if (!isOver(state.status) || state.mergedInto !== null) return;
  await Promise.all(standsFor(state).map((id) => forgetTraces(table(app), id)));
}

/**
 * A stalled phase begins again; every step that was done says so and is passed. Which phase that is, is asked of the
 * dossier as it was when it was resumed: a record that comes late must not begin a later phase a second time.
 */
async function goOn(app: App, dossierId: string, version: number, times: number): Promise<void> {
  const journal = await dossiers(app).journal(dossierId);
  const state = reduce(dossierId, journal.slice(0, version));
  if (!state) throw new Error('resumed before it began');
  if (state.status === 'leaving' && state.review) return start(app, state.id, 'exit', state.review.review, times);
  if (state.status === 'reverifying' && state.review)
    return start(app, state.id, 'reverification', state.review.review, times);
  return start(app, state.id, 'registration', state.round, times);
}

async function start(app: App, dossierId: string, phase: Phase, round: number, resumed?: number): Promise<void> {
  const timeoutSeconds = secondsFor('update', app.profile.deadlines);
  const command = new StartExecutionCommand({
    stateMachineArn: app.setting('STATE_MACHINE_ARN'),
    name: `${dossierId}-${phase}-${round}${resumed === undefined ? '' : `-again-${resumed}`}`,
    input: JSON.stringify({ dossierId, phase, round, timeoutSeconds } satisfies ExecutionInput),
  });
  try {
    await stepFunctions(app).send(command);
  } catch (error) {
    // Started by an earlier delivery of the same record, and already over.
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
  }
}
