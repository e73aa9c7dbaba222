import { type Awaited, answerTo, type Step, waitsForRuling } from '../../shared/dossier/answers.ts';
import { isHeld } from '../../shared/dossier/duplicate-state.ts';
import { profile } from '../../shared/province/current.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { countMetric, log } from '../../shared/runtime/log.ts';
import { dossiers, table } from '../../shared/services/services.ts';

type Input = { step: 'stall'; dossierId: string; failed: string; error: string } | Overdue;

interface Overdue {
  step: 'overdue';
  dossierId: string;
  /** Number of the registration round, or of the review. */
  round: number;
  awaited: Exclude<Step, 'decision'>;
  /** ISO instant at which the time had passed: one overdue, however often it is told. */
  since: string;
}

const system = { kind: 'system' as const, id: 'stall' };

const { surveyDays, resolutionDays, planDays, reverificationDays } = profile.deadlines;
const days: Record<Overdue['awaited'], number> = {
  survey: surveyDays,
  resolutions: resolutionDays,
  signature: planDays,
  update: reverificationDays,
};

/** Records that a step failed for good, or that somebody let its time pass; the latter also reminds them. */
export async function handler(input: Input): Promise<{ timeoutSeconds: number }> {
  if (input.step === 'stall') {
    log('error', 'stalled', { dossier: input.dossierId, step: input.failed, error: input.error });
    countMetric('DossiersStalled', 1);
    await dossiers().recordLatest(input.dossierId, async ({ state }) =>
      state.stalled?.step === input.failed
        ? undefined
        : { action: { type: 'stall', step: input.failed, error: input.error }, actor: system, now: new Date() },
    );
    return { timeoutSeconds: 0 };
  }
  await markOverdue(input);
  if (input.awaited === 'update') countMetric('OverdueReviews', 1);
  return { timeoutSeconds: days[input.awaited] * 24 * 3600 };
}

async function markOverdue({ dossierId, round, awaited, since }: Overdue): Promise<void> {
  const mailId = `${dossierId}-overdue-${awaited}-${since.replace(/\D/g, '')}`;
  try {
    await dossiers().recordLatest(dossierId, async ({ state, registrarMail }) => {
      // Done at the last moment: nobody is reminded of what they have just done.
      if (answerTo(awaitedIn(awaited, round), state)) return undefined;
      const now = new Date();
      // The visit is done: what is late is the ruling on a likely duplicate, or what was ruled to be done.
      const after = isHeld(state) ? 'merger' : 'ruling';
      const step = awaited === 'survey' && waitsForRuling(state) ? after : awaited;
      const times = state.overdue?.step === step ? state.overdue.times + 1 : 1;
      return {
        action: { type: 'markOverdue', step, times },
        actor: system,
        now,
        effects: [mailWrite(table(), dossierId, { kind: 'stepOverdue', step }, now, registrarMail, mailId)],
      };
    });
  } catch (error) {
    // The mail is there: an earlier run has recorded all of this.
    if (!(error instanceof EffectRefused)) throw error;
  }
}

function awaitedIn(step: Overdue['awaited'], round: number): Awaited {
  if (step === 'signature') return { step };
  return step === 'update' ? { step, review: round } : { step, round };
}
