import { leavingReasons } from '../matters/standing.ts';
import type { Tier } from '../standards/tiers.ts';
import { assessmentOf } from './matter.ts';
import type { DossierState } from './state.ts';
import { statusTitles } from './status.ts';

/** What a public notice may say of a household (facts: 去标识化), and nothing else. */
export interface NoticeSummary {
  id: string;
  maskedName: string;
  /** Employer, or the township for those who have none. */
  workplace: string;
  hardshipCategory: string;
  householdSize: number;
  /** 拟建档案级别 */
  tier: string;
  /** 拟退出的去向 in words; null of a household that is to come on file. */
  leaveAs: string | null;
  from: string;
  until: string;
}

/** What of the decision a notice announces: as what a household is to come on file, or where one that is on file is to go. */
export function announced(state: Pick<DossierState, 'matter' | 'registration' | 'inForce'>) {
  const { matter, registration } = state;
  const leaves = matter.kind === 'exit' && matter.reason !== null;
  // Who is to leave is on file as something still, whatever a review has found since.
  const as: { category: string | null; tier: Tier | null } | null = leaves ? registration : assessmentOf(state);
  return {
    category: as?.category ?? null,
    tier: as?.tier ?? null,
    leaveAs: leaves && matter.reason !== null ? statusTitles[leavingReasons[matter.reason].as] : null,
  };
}
