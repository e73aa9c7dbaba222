import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isApproved } from '../../shared/dossier/approval.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { secondsFor } from '../../shared/workflow/waits.ts';

/** 建档: gives the dossier its number and the date of its first reverification. Done once; a repeat answers the same. */
export const lambda =
  (app: App): StepHandler<'register-step'> =>
  async ({ dossierId }) => {
    const { state } = await dossiers(app).recordLatest(dossierId, async ({ state }) => {
      if (state.status !== 'awaitingApproval' || !isApproved(state, 'registration')) return undefined;
      const { category, tier } = state.assessment ?? { category: null, tier: null };
      // Nobody is put on file under a category or at a tier that no standard gave them: the workflow stalls instead.
      if (category === null || tier === null) throw new Error('approved without a category');
      const now = app.now();
      const today = dateInShanghai(now);
      const county = divisionOf(state.orgPath);
      return {
        action: {
          type: 'register',
          dossierNumber: await nextNumber(app, county, today.slice(0, 4)),
          category,
          tier,
          nextReviewOn: addMonths(today, app.profile.review.everyMonths),
        },
        actor: { kind: 'system', id: 'register-step' },
        now,
      };
    });
    const outcome = state.registration === null ? 'ended' : 'registered';
    return { outcome, timeoutSeconds: secondsFor('signature', app.profile.deadlines) };
  };

export const handler = lambda(fromEnvironment());

/** 职工编号: county code, year, five digits. A number that a crash leaves unused stays unused; none is given twice. */
async function nextNumber(app: App, county: string, year: string): Promise<string> {
  const counter = await table(app).update<{ n: number }>(keys.counter(`${county}-${year}`), 'ADD n :one', {
    ':one': 1,
  });
  return `${county}${year}${String(counter?.n ?? 0).padStart(5, '0')}`;
}
