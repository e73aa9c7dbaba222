import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { EntryMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import { reduce } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, stepFunctions, table } from '../../shared/services/services.ts';
import type { ExecutionInput, Phase } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';
import { answerWaiting } from './waiting.ts';

/**
 * Carries the journal to the workflow. An action that begins a phase starts its execution. A step that waits for an
 * answer gets it once the journal holds it. Entries come at least once and in any order. Repeating this is harmless: an
 * execution's name says which it is, and answers are taken from the dossier as it is now and not from the entry.
 */
export const lambda =
  (app: App) =>
  (event: SQSEvent): Promise<SQSBatchResponse> =>
    eachMessage(event, EntryMessage, (message) => relay(app, message));

export const handler = lambda(fromEnvironment());

async function relay(app: App, { dossierId, version }: EntryMessage): Promise<void> {
  const reader = dossierReader(app);
  const entry = await reader.entry(dossierId, version);
  if (!entry) throw new Error('no such entry');
  const { action, actor } = entry;
  if (action.type === 'submit') await start(app, dossierId, 'registration', action.round);
  if (action.type === 'openReverification') await start(app, dossierId, 'reverification', action.review);
  if (action.type === 'beginExit') await start(app, dossierId, 'exit', action.review);
  if (action.type === 'reverify' && action.outcome === 'leave') await start(app, dossierId, 'exit', action.review);
  if (action.type === 'resume') await goOn(app, dossierId, version, action.times);
  if (actor.kind === 'system') return;
  const { state } = await reader.get(dossierId);
  await answerWaiting(table(app), stepFunctions(app), state);
}

/**
 * A stalled phase begins again; every step that was done says so and is passed. Which phase that is, is asked of the
 * dossier as it was when it was resumed: a record that comes late must not begin a later phase a second time.
 */
async function goOn(app: App, dossierId: string, version: number, times: number): Promise<void> {
  const journal = await dossierReader(app).journal(dossierId);
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
