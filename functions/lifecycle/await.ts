import { SFNClient } from '@aws-sdk/client-sfn';
import type { Awaited } from '../../shared/dossier/answers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossierReader, table } from '../../shared/services/services.ts';
import { answerWaiting, type WaitingItem } from './waiting.ts';

const workflows = new SFNClient({});

/**
 * A workflow begins to wait: keeps its token, then looks whether the answer is already in the journal. In this order:
 * an answer that comes in between is found either here or by the relay.
 */
export async function handler(event: { dossierId: string; token: string; awaited: Awaited }): Promise<void> {
  const { dossierId, token, awaited } = event;
  const item: WaitingItem = {
    ...keys.waiting(dossierId, awaited.step),
    awaited,
    token,
    since: new Date().toISOString(),
  };
  await table().put(item);
  const { state } = await dossierReader().get(dossierId);
  await answerWaiting(table(), workflows, state);
}
