import type { Step } from '../../shared/dossier/answers.ts';
import { profile } from '../../shared/province/current.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { log } from '../../shared/runtime/log.ts';
import { dossiers, table } from '../../shared/runtime/services.ts';

type Input =
  | { step: 'stall'; dossierId: string; failed: string; error: string }
  | { step: 'overdue'; dossierId: string; awaited: Step };

const system = { kind: 'system' as const, id: 'stall' };

const { surveyDays, resolutionDays, planDays, reverificationDays } = profile.deadlines;
const days: Record<Step, number> = {
  survey: surveyDays,
  resolutions: resolutionDays,
  decision: resolutionDays,
  signature: planDays,
  update: reverificationDays,
};

/** Records that a step failed for good, or that somebody let its time pass; the latter also reminds them. */
export async function handler(input: Input): Promise<{ timeoutSeconds: number }> {
  if (input.step === 'stall') {
    log('error', 'stalled', { dossier: input.dossierId, step: input.failed, error: input.error });
    await dossiers().recordLatest(input.dossierId, async ({ state }) =>
      state.stalled?.step === input.failed
        ? undefined
        : { action: { type: 'stall', step: input.failed, error: input.error }, actor: system, now: new Date() },
    );
    return { timeoutSeconds: 0 };
  }
  const { awaited, dossierId } = input;
  await dossiers().recordLatest(dossierId, async ({ state, registrarMail }) => {
    const now = new Date();
    const times = state.overdue?.step === awaited ? state.overdue.times + 1 : 1;
    return {
      action: { type: 'markOverdue', step: awaited, times },
      actor: system,
      now,
      effects: [mailWrite(table(), dossierId, { kind: 'stepOverdue', step: awaited }, now, registrarMail)],
    };
  });
  return { timeoutSeconds: days[awaited] * 24 * 3600 };
}
