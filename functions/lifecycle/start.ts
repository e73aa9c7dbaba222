import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { answerTo, goesOnAt } from '../../shared/dossier/answers.ts';
import type { Running } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { App } from '../../shared/services/app.ts';
import { stepFunctions } from '../../shared/services/services.ts';
import { type ExecutionInput, type NextStage, waitOf } from '../../shared/workflow/steps.ts';
import { SHORTEST_WAIT_SECONDS, secondsFor } from '../../shared/workflow/waits.ts';

/** An execution's name says which run it is of which matter or plan: there is only ever one. */
export function executionName(dossierId: string, { for: kind, number, run }: Running): string {
  return `${dossierId}-${kind}-${number}-${run}`;
}

/** Begins a run where its matter or plan stands now; what was begun, superseded or is over in the meantime, not. */
export async function start(app: App, state: DossierState, running: Running): Promise<void> {
  const stage = stageNow(state, running);
  if (stage === 'ended') return;
  const { deadlines } = app.profile;
  const wait = Object.hasOwn(waitOf, stage) ? waitOf[stage as keyof typeof waitOf] : undefined;
  const input: ExecutionInput = {
    dossierId: state.id,
    ...running,
    stage,
    timeoutSeconds: wait ? secondsFor(wait, deadlines) : SHORTEST_WAIT_SECONDS,
    waits: {
      deliberation: secondsFor('deliberation', deadlines),
      checking: secondsFor('checking', deadlines),
    },
  };
  const command = new StartExecutionCommand({
    stateMachineArn: app.setting('STATE_MACHINE_ARN'),
    name: executionName(state.id, running),
    input: JSON.stringify(input),
  });
  try {
    await stepFunctions(app).send(command);
  } catch (error) {
    // Started by an earlier delivery of the same record, from the same or an earlier stage.
    if (!(error instanceof Error && error.name === 'ExecutionAlreadyExists')) throw error;
  }
}

/** Where a run goes on now; `ended` where it does not. */
export function stageNow(state: DossierState, { for: kind, number, run }: Running): NextStage {
  if (kind !== 'plan') return goesOnAt(state, { matter: number, run }).stage;
  const { plan } = state;
  if (plan?.plan !== number || plan.run !== run) return 'ended';
  return answerTo({ step: 'signature', plan: number, run }, state)?.stage ?? 'signature';
}
