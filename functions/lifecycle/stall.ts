import { type Awaited, answerTo, waitsForRuling } from '../../shared/dossier/answers.ts';
import { isHeld } from '../../shared/dossier/duplicate-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import type { Overdue, StepHandler, Timed } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';

const system = { kind: 'system' as const, id: 'stall' };

/** Records that a step failed for good, or that somebody let its time pass; the latter also reminds them. */
export const lambda =
  (app: App): StepHandler<'stall'> =>
  async (input) => {
    if (input.step === 'stall') {
      log('error', 'stalled', { dossier: input.dossierId, step: input.failed, error: input.error });
      app.count('DossiersStalled', 1);
      await dossiers(app).recordLatest(input.dossierId, async ({ state }) =>
        state.stalled?.step === input.failed || (await isResumed(app, state, input.since))
          ? undefined
          : { action: { type: 'stall', step: input.failed, error: input.error }, actor: system, now: app.now() },
      );
      return { timeoutSeconds: 0 };
    }
    await markOverdue(app, input);
    if (input.awaited === 'update') app.count('OverdueReviews', 1);
    return { timeoutSeconds: secondsFor(input.awaited, app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

/** Whether it was made to go on since then: what comes late tells of a failure that is mended. */
async function isResumed(app: App, { id, resumed }: DossierState, since: string): Promise<boolean> {
  if (resumed === 0) return false;
  const journal = await dossiers(app).journal(id);
  return journal.some(({ action, at }) => action.type === 'resume' && at > since);
}

async function markOverdue(app: App, { dossierId, round, awaited, since }: Overdue): Promise<void> {
  const mailId = `${dossierId}-overdue-${awaited}-${since.replace(/\D/g, '')}`;
  try {
    await dossiers(app).recordLatest(dossierId, async ({ state, registrarMail }) => {
      // Done at the last moment: nobody is reminded of what they have just done.
      if (answerTo(awaitedIn(awaited, round), state)) return undefined;
      const now = app.now();
      // The visit is done: what is late is the ruling on a likely duplicate, or what was ruled to be done.
      const after = isHeld(state) ? 'merger' : 'ruling';
      const step = awaited === 'survey' && waitsForRuling(state) ? after : awaited;
      const times = state.overdue?.step === step ? state.overdue.times + 1 : 1;
      return {
        action: { type: 'markOverdue', step, times },
        actor: system,
        now,
        effects: [mailWrite(table(app), dossierId, { kind: 'stepOverdue', step }, now, registrarMail, mailId)],
      };
    });
  } catch (error) {
    // The mail is there: an earlier run has recorded all of this.
    if (!(error instanceof EffectRefused)) throw error;
  }
}

function awaitedIn(step: Timed, round: number): Awaited {
  if (step === 'signature') return { step };
  return step === 'update' ? { step, review: round } : { step, round };
}
