import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { standsFor } from '../../shared/dossier/duplicate-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isOver } from '../../shared/dossier/status.ts';
import { profile } from '../../shared/province/current.ts';
import { forgetTraces } from '../../shared/registry/stored-traces.ts';
import { environment } from '../../shared/runtime/environment.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { answerWaiting } from './waiting.ts';

const workflows = new SFNClient({});

type Phase = 'registration' | 'reverification' | 'exit';

/**
 * From the journal to the workflow: an action that begins a phase starts its execution, and whatever waits for an
 * answer that the journal now holds gets it; an ended dossier is found no more. Records come at least once and in any
 * order; all of this is harmless when repeated, and the answers are taken from the dossier as it is, not from the record.
 */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    const text = record.dynamodb?.NewImage?.entry?.S;
    if (text === undefined) continue;
    try {
      await relay(JSON.parse(text) as JournalEntry);
    } catch (error) {
      log('error', 'relay failed', { record: record.eventID ?? '', ...traceOf(error) });
      failures.push({ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' });
      // What follows in the shard comes again after this one: order is not needed, but progress must not be skipped.
      break;
    }
  }
  return { batchItemFailures: failures };
}

async function relay({ dossierId, action, actor }: JournalEntry): Promise<void> {
  if (action.type === 'submit') await start(dossierId, 'registration', action.round);
  if (action.type === 'openReverification') await start(dossierId, 'reverification', action.review);
  if (action.type === 'beginExit') await start(dossierId, 'exit', action.review);
  if (action.type === 'reverify' && action.outcome === 'leave') await start(dossierId, 'exit', action.review);
  const { state } = await dossiers().get(dossierId);
  await forgetWhatIsOver(state);
  if (action.type === 'resume') await goOn(state, action.times);
  if (actor.kind === 'system') return;
  await answerWaiting(table(), workflows, state);
}

/** By an ended dossier nobody is found any more, nor by those it stood for; one that was merged leads to another. */
async function forgetWhatIsOver(state: DossierState): Promise<void> {
  if (!isOver(state.status) || state.mergedInto !== null) return;
  await Promise.all(standsFor(state).map((id) => forgetTraces(table(), id)));
}

/** A stalled phase begins again; every step that was done says so and is passed. */
async function goOn(state: DossierState, times: number): Promise<void> {
  if (state.status === 'leaving' && state.review) return start(state.id, 'exit', state.review.review, times);
  if (state.status === 'reverifying' && state.review)
    return start(state.id, 'reverification', state.review.review, times);
  return start(state.id, 'registration', state.round, times);
}

async function start(dossierId: string, phase: Phase, round: number, resumed?: number): Promise<void> {
  const timeoutSeconds = profile.deadlines.reverificationDays * 24 * 3600;
  const command = new StartExecutionCommand({
    stateMachineArn: environment('STATE_MACHINE_ARN'),
    name: `${dossierId}-${phase}-${round}${resumed === undefined ? '' : `-again-${resumed}`}`,
    input: JSON.stringify({ dossierId, phase, round, timeoutSeconds }),
  });
  try {
    await workflows.send(command);
  } catch (error) {
    // Started by an earlier delivery of the same record, and already over.
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
  }
}
