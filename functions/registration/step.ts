import { addMonths, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isApproved } from '../../shared/dossier/approval.ts';
import { divisionOf } from '../../shared/organisation/org-path.ts';
import { profile } from '../../shared/province/current.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossiers, table } from '../../shared/services/services.ts';

interface Output {
  outcome: 'registered' | 'ended';
  /** How long plan and signature may take before they count as overdue. */
  timeoutSeconds: number;
}

/** 建档: gives the dossier its number and the date of its first reverification. Done once; a repeat answers the same. */
export async function handler({ dossierId }: { dossierId: string }): Promise<Output> {
  const { state } = await dossiers().recordLatest(dossierId, async ({ state }) => {
    if (state.status !== 'awaitingApproval' || !isApproved(state, 'registration')) return undefined;
    const { category, tier } = state.assessment ?? { category: null, tier: null };
    // Nobody is put on file under a category or at a tier that no standard gave them: the workflow stalls instead.
    if (category === null || tier === null) throw new Error('approved without a category');
    const now = new Date();
    const today = dateInShanghai(now);
    const county = divisionOf(state.orgPath);
    return {
      action: {
        type: 'register',
        dossierNumber: await nextNumber(county, today.slice(0, 4)),
        category,
        tier,
        nextReviewOn: addMonths(today, profile.review.everyMonths),
      },
      actor: { kind: 'system', id: 'register-step' },
      now,
    };
  });
  const outcome = state.registration === null ? 'ended' : 'registered';
  return { outcome, timeoutSeconds: profile.deadlines.planDays * 24 * 3600 };
}

/** 职工编号: county code, year, five digits. A number that a crash leaves unused stays unused; none is given twice. */
async function nextNumber(county: string, year: string): Promise<string> {
  const counter = await table().update<{ n: number }>(keys.counter(`${county}-${year}`), 'ADD n :one', { ':one': 1 });
  return `${county}${year}${String(counter?.n ?? 0).padStart(5, '0')}`;
}
