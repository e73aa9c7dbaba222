import type { Ability } from '../../shared/access/may.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { isMergerOnly } from '../../shared/dossier/merger.ts';
import { decideOverdue, decideStall, type OverdueStep } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { Write } from '../../shared/registry/table.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { handOver } from '../../shared/services/hand-over.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';
import { unionToMerge, unionToRule } from '../../shared/tasks/whose-duplicates.ts';
import type { Overdue, Stalled, StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';

const system = { kind: 'system' as const, id: 'stall' };

/** Records that a step failed for good, or that somebody let its time pass; the latter also reminds them. */
export const lambda =
  (app: App): StepHandler<'stall'> =>
  async (input) => {
    if (input.step === 'stall') {
      await recordStall(app, input);
      return { timeoutSeconds: 0 };
    }
    await recordOverdue(app, input);
    if (input.awaited === 'update') app.count('OverdueReviews', 1);
    // Whatever waits of a run that was handed over is told that it has ended.
    await handOver(app, input);
    return { timeoutSeconds: secondsFor(input.awaited, app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

async function recordStall(app: App, { dossierId, failed: step, error, for: kind, number, run }: Stalled) {
  log('error', 'stalled', { dossier: dossierId, step, error });
  app.count('DossiersStalled', 1);
  await dossiers(app).recordLatest(dossierId, async ({ state }) => {
    const action = decideStall(state, { for: kind, number, run, step, error });
    return isRefusal(action) ? undefined : { action, actor: system, now: app.now() };
  });
}

async function recordOverdue(app: App, input: Overdue): Promise<void> {
  const { dossierId, for: kind, number, run, awaited, since } = input;
  const id = `${dossierId}-overdue-${awaited}-${since.replace(/\D/g, '')}`;
  try {
    await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const action = decideOverdue(dossier.state, { for: kind, number, run, awaited });
      if (isRefusal(action)) return undefined;
      const now = app.now();
      return { action, actor: system, now, effects: await overdueMails(app, dossier, action, { now, id }) };
    });
  } catch (error) {
    // The mail is there: an earlier run has recorded all of this.
    if (!(error instanceof EffectRefused)) throw error;
  }
}

/** Who is to do what is late, where that is not whoever registered the household. */
const abilities: Partial<Record<OverdueStep, Ability>> = {
  survey: 'recordSurvey',
  ruling: 'ruleDuplicate',
  resolutions: 'resolveObjection',
};

/** Whose that is, where somebody has to look into another dossier too. */
const ofBoth: Partial<Record<OverdueStep, (state: DossierState) => string>> = {
  ruling: (state) => unionToRule(state, openDuplicates(state)),
  merger: unionToMerge,
};

/** Who above the unit is told besides whoever registered the household, and from which time on it was reminded of. */
const above: Partial<Record<OverdueStep, { ability: Ability; from: number }>> = {
  // Reminded once and still not done: whoever answers for the county's reviews.
  update: { ability: 'openCampaign', from: 2 },
  deliberation: { ability: 'openCampaign', from: 2 },
  // Whoever sends the batches has to ask the office, and may let a household pass that it does not answer for.
  checking: { ability: 'sendCheck', from: 1 },
};

async function overdueMails(
  app: App,
  dossier: Dossier,
  { step, times }: { step: OverdueStep; times: number },
  { now, id }: { now: Date; id: string },
): Promise<Write[]> {
  const matter = { kind: 'stepOverdue', step } as const;
  const { registrarMail } = dossier;
  const { state } = dossier;
  const ability = step === 'merger' && isMergerOnly(state) ? 'merge' : abilities[step];
  if (ability === undefined) {
    const reminder = mailWrite(table(app), dossier.id, matter, now, registrarMail, id);
    const alsoTold = above[step];
    if (alsoTold === undefined || times < alsoTold.from) return [reminder];
    const { ability: of } = alsoTold;
    const more = { ability: of, matter, now, id: `${id}-above`, otherwise: undefined };
    return [reminder, ...(await tellWhoMay(app, dossier, more))];
  }
  const union = ofBoth[step]?.(state);
  const of = union === undefined ? { ability } : { ability, union };
  return tellWhoMay(app, dossier, { ...of, matter, now, id, otherwise: registrarMail });
}
