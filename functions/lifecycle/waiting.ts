import { SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { type Awaited, answerTo } from '../../shared/dossier/answers.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import type { Table } from '../../shared/registry/table.ts';

/** A workflow that waits: the token never leaves the table but to go back to Step Functions. */
export interface WaitingItem extends Key {
  awaited: Awaited;
  token: string;
  since: string;
}

/** Answers every waiting workflow of the dossier whose answer its journal holds. */
export async function answerWaiting(table: Table, workflows: SFNClient, state: DossierState): Promise<void> {
  for (const waiting of await table.range<WaitingItem>(keys.dossier(state.id), 'AWAIT#', 'AWAIT$')) {
    const answer = answerTo(waiting.awaited, state);
    if (!answer) continue;
    try {
      await workflows.send(new SendTaskSuccessCommand({ taskToken: waiting.token, output: JSON.stringify(answer) }));
    } catch (error) {
      if (!isOver(error)) throw error;
    }
    await table.remove(waiting);
  }
}

/** The task was answered before, timed out, or its execution is over: the journal stays what it is. */
function isOver(error: unknown): boolean {
  return error instanceof Error && ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(error.name);
}
