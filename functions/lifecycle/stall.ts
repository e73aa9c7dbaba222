import type { Ability } from '../../shared/access/may.ts';
import { type Awaited, answerTo, waitsForRuling } from '../../shared/dossier/answers.ts';
import { isHeld } from '../../shared/dossier/duplicate-state.ts';
import { isClosed, runsOf } from '../../shared/dossier/running.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite, type OverdueStep } from '../../shared/registry/mails.ts';
import type { Write } from '../../shared/registry/table.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { handOver } from '../../shared/services/hand-over.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';
import type { Overdue, StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';

const system = { kind: 'system' as const, id: 'stall' };

/** Records that a step failed for good, or that somebody let its time pass; the latter also reminds them. */
export const lambda =
  (app: App): StepHandler<'stall'> =>
  async (input) => {
    const { dossierId, for: kind, number, run } = input;
    if (input.step === 'stall') {
      const { failed: step, error } = input;
      log('error', 'stalled', { dossier: dossierId, step, error });
      app.count('DossiersStalled', 1);
      await dossiers(app).recordLatest(dossierId, async ({ state }) => {
        const runs = runsOf(state, { for: kind, number });
        // Of an earlier run: what comes late tells of a failure that is mended.
        if (runs?.run !== run || runs.stalled?.step === step || isClosed(state, { for: kind })) return undefined;
        return { action: { type: 'stall', for: kind, number, run, step, error }, actor: system, now: app.now() };
      });
      return { timeoutSeconds: 0 };
    }
    await markOverdue(app, input);
    if (input.awaited === 'update') app.count('OverdueReviews', 1);
    // Whatever waits of a run that was handed over is told that it has ended.
    await handOver(app, input);
    return { timeoutSeconds: secondsFor(input.awaited, app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

async function markOverdue(app: App, input: Overdue): Promise<void> {
  const { dossierId, for: kind, number, run, awaited, since } = input;
  const mailId = `${dossierId}-overdue-${awaited}-${since.replace(/\D/g, '')}`;
  try {
    await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const { state } = dossier;
      // Done at the last moment: nobody is reminded of what they have just done.
      if (answerTo(awaitedIn(input), state)) return undefined;
      const now = app.now();
      // The visit is done: what is late is the ruling on a likely duplicate, or what was ruled to be done.
      const after = isHeld(state) ? 'merger' : 'ruling';
      const step = awaited === 'survey' && waitsForRuling(state) ? after : awaited;
      const before = runsOf(state, { for: kind, number })?.overdue;
      const times = before?.step === step ? before.times + 1 : 1;
      return {
        action: { type: 'markOverdue', for: kind, number, run, step, times },
        actor: system,
        now,
        effects: await overdueMails(app, dossier, step, { now, id: mailId }),
      };
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

async function overdueMails(
  app: App,
  dossier: Dossier,
  step: OverdueStep,
  { now, id }: { now: Date; id: string },
): Promise<Write[]> {
  const matter = { kind: 'stepOverdue', step } as const;
  const { registrarMail } = dossier;
  const ability = abilities[step];
  if (ability === undefined) return [mailWrite(table(app), dossier.id, matter, now, registrarMail, id)];
  return tellWhoMay(app, dossier, { ability, matter, now, id, otherwise: registrarMail });
}

function awaitedIn({ awaited: step, number, run }: Overdue): Awaited {
  return step === 'signature' ? { step, plan: number, run } : { step, matter: number, run };
}
