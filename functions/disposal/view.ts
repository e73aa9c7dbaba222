import type { AnswerOf } from '../../shared/contract/types.ts';
import type { DisposalStage } from '../../shared/dossier/disposal-state.ts';
import { nextFollowUp } from '../../shared/dossier/follow-up.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { names, unions } from '../../shared/services/services.ts';
import { keptUntil } from '../../shared/tasks/disposal-tasks.ts';

type Shown = AnswerOf<'listDisposals'>['disposals'][number];

/** A dossier on the list as its reader needs it to decide; undefined when it has come to another stage meanwhile. */
export async function disposalOf(
  app: App,
  { state, maskedName }: Dossier,
  stage: DisposalStage,
  at: DisposalStage | undefined,
): Promise<Shown | undefined> {
  const { id, orgPath, end, registration, disposal } = state;
  if (at !== stage || end === null || disposal?.listedOn == null) return undefined;
  const { listedOn, confirmed, released, dark } = disposal;
  return {
    dossier: id,
    dossierNumber: registration?.dossierNumber ?? null,
    orgPath,
    union: await unions(app).name(orgPath),
    maskedName,
    end,
    retainedUntil: keptUntil(end, disposal, app.profile),
    undone: nextFollowUp(state, app.profile.afterLeaving.followUpMonths) ? ['followUp'] : [],
    listedOn,
    confirmed: await stepOf(app, confirmed),
    released: await stepOf(app, released),
    dark,
  };
}

async function stepOf(app: App, step: { by: string; on: string } | null) {
  return step && { by: step.by, on: step.on, byName: await names(app).of(step.by) };
}
