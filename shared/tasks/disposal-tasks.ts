import { addDays, addMonths } from '../calendar/dates.ts';
import { DAYS_UNTIL_DARK, disposalStage, noDisposal, releasing } from '../dossier/disposal-state.ts';
import type { DossierState } from '../dossier/state.ts';
import type { End } from '../matters/standing.ts';
import { county } from '../organisation/org-path.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import type { Task } from './task.ts';

type Terms = Pick<ProvinceProfile, 'retention'>;

/** 处置: once it need not be kept, somebody of the county confirms, and somebody of the union above releases it. */
export function ofDisposal(state: DossierState, terms: Terms): Task[] {
  const { end, orgPath, matter, disposal } = state;
  if (end === null) return [];
  const n = matter.matter;
  const { confirmed, released } = disposal ?? noDisposal;
  switch (disposalStage(state)) {
    case undefined:
      return [{ kind: 'dispose', n, role: 'system', orgPath, due: keptUntil(end, disposal, terms) }];
    case 'listed':
      return [{ kind: 'confirmDisposal', n, role: 'reviewer', orgPath: county(orgPath), due: null }];
    case 'confirmed': {
      const notFor = confirmed ? [confirmed.by] : [];
      return [{ kind: 'releaseDisposal', n, role: 'reviewer', orgPath: releasing(orgPath), due: null, notFor }];
    }
    case 'released':
      return [{ kind: 'darken', n, role: 'system', orgPath, due: addDays(released?.on ?? end.on, DAYS_UNTIL_DARK) }];
    case 'dark':
      return [];
  }
}

/** The last day on which a dossier has to be kept, by its retention, or longer as somebody has decided. */
export function keptUntil(
  end: { as: End; on: string },
  disposal: DossierState['disposal'],
  { retention }: Terms,
): string {
  const retained = retainedUntil(end, retention);
  const longer = disposal?.kept?.until ?? retained;
  return longer > retained ? longer : retained;
}

/** The last day on which a dossier is kept, counted in years from the day on which its life ended (facts 1.10.1). */
export function retainedUntil({ as, on }: { as: End; on: string }, retention: Terms['retention']): string {
  const { leftYears, mergedYears, rejectedYears, withdrawnYears, abandonedYears } = retention;
  const others: Partial<Record<End, number>> = {
    merged: mergedYears,
    rejected: rejectedYears,
    withdrawn: withdrawnYears,
    abandoned: abandonedYears,
  };
  return addMonths(on, (others[as] ?? leftYears) * 12);
}
