import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isApproved } from '../../shared/dossier/approval.ts';
import { endingWrites } from '../../shared/registry/ending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';

const system = { kind: 'system' as const, id: 'exit-step' };

/** beginExit: a household that no longer meets the standard is handed to exit. leave: 撤档, once that is approved. */
export const lambda =
  (app: App): StepHandler<'exit-step'> =>
  async ({ step, dossierId, round }) => {
    const { state } = await dossiers(app).recordLatest(dossierId, async (dossier) => {
      const { state } = dossier;
      const now = app.now();
      if (step === 'beginExit') {
        if (state.status !== 'reverifying' || state.review?.review !== round) return undefined;
        // Above the line without anyone having said why: lifted out, as the approver is told (江苏 2019、青岛 2017 口径).
        return { action: { type: 'beginExit', review: round, leaveAs: 'liftedOut' }, actor: system, now };
      }
      if (state.status !== 'leaving' || !isApproved(state, 'exit')) return undefined;
      const as = (state.review?.leaveAs ?? 'closed') as 'liftedOut' | 'relieved' | 'closed';
      const retainUntil = addMonths(dateInShanghai(now), app.profile.retentionYears * 12);
      return {
        action: { type: 'leave', as, retainUntil },
        actor: system,
        now,
        facts: { locks: [] },
        effects: endingWrites(table(app), dossier, app.profile.code),
      };
    });
    return { outcome: state.status };
  };

export const handler = lambda(fromEnvironment());
