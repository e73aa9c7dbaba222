import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';

/**
 * Back on file: sets the date on which the dossier must be looked at again. Nothing to do when it is set already, or
 * when another review has begun since.
 */
export const lambda =
  (app: App): StepHandler<'reverification-step'> =>
  async ({ dossierId, round }) => {
    const { state } = await dossiers(app).recordLatest(dossierId, async ({ state }) => {
      if (state.status !== 'reverifying' && state.status !== 'leaving') return undefined;
      if (state.review?.review !== round) return undefined;
      const now = app.now();
      const on = addMonths(dateInShanghai(now), app.profile.review.everyMonths);
      return { action: { type: 'setNextReview', on }, actor: { kind: 'system', id: 'reverification-step' }, now };
    });
    return { outcome: state.status };
  };

export const handler = lambda(fromEnvironment());
