import { sha256 } from '#platform/sha256';
import { keys } from '../../shared/registry/keys.ts';
import type { Surroundings } from '../../shared/services/app.ts';
import { surroundings } from '../../shared/services/from-environment.ts';
import { dossierReader, stepFunctions, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { answerWaiting, type WaitingItem } from './waiting.ts';

/**
 * A workflow begins to wait: keeps its token, then looks whether the answer is already in the journal. In this order:
 * an answer that comes in between is found either here or by the relay. Each token has a place of its own: an attempt
 * that comes late, after Step Functions has tried again with another token, does not take that one's.
 */
export const lambda =
  (app: Surroundings): StepHandler<'await'> =>
  async ({ dossierId, token, awaited }) => {
    const item: WaitingItem = {
      ...keys.waiting(dossierId, awaited.step, sha256(token)),
      awaited,
      token,
      since: app.now().toISOString(),
    };
    await table(app).put(item);
    const { state } = await dossierReader(app).get(dossierId);
    await answerWaiting(table(app), stepFunctions(app), state);
  };

export const handler = lambda(surroundings());
