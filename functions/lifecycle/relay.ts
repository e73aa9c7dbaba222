import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { EntryMessage } from '../../shared/dispatch/messages.ts';
import { eachMessage } from '../../shared/dispatch/queue.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import type { Running } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, stepFunctions, table } from '../../shared/services/services.ts';
import { start } from './start.ts';
import { answerWaiting } from './waiting.ts';

/**
 * Carries the journal to the workflow. An action that begins a run starts its execution. A step that waits for an
 * answer gets it once the journal holds it. Those that can do neither are not sent here (shared/dossier/carried.ts). Entries come at least once and in any order. Repeating this is harmless: an
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
  const { state } = await reader.get(dossierId);
  const begun = runIn(entry.action, state);
  if (begun) await start(app, state, begun);
  await answerWaiting(table(app), stepFunctions(app), state);
}

/** The run that an action begins, of its matter or plan. */
function runIn(action: Action, { matter }: DossierState): Running | undefined {
  switch (action.type) {
    case 'submit':
      if (action.review) return reported(action);
      // Of a matter that is over nothing runs any more.
      return action.matter === matter.matter ? { for: matter.kind, number: action.matter, run: action.run } : undefined;
    case 'openReverification':
      return { for: 'reverification', number: action.matter, run: 1 };
    case 'reverify':
      return reported(action);
    case 'proposeExit':
      return { for: 'exit', number: action.matter, run: action.run };
    case 'makePlan':
      return { for: 'plan', number: action.plan, run: 1 };
    case 'resume':
    case 'renew':
      return { for: action.for, number: action.number, run: action.run };
    default:
      return undefined;
  }
}

/** A report of a review that was sent back begins another run; the first is waited for. */
function reported({ matter, run }: { matter: number; run: number }): Running | undefined {
  return run > 1 ? { for: 'reverification', number: matter, run } : undefined;
}
