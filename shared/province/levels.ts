import type { OrgTier } from '../organisation/union-level.ts';
import { profile } from './current.ts';

const tierNames: Record<OrgTier, string> = { county: '县级工会', municipal: '市级工会', provincial: '省级工会' };

/** 县级工会 and the like: from which union up an exemption is ruled in this province. */
export const exemptionTier: string = tierNames[profile.exemption.tier];

/** 县级工会审批 and the like, for a level of this province's approval chain. */
export function levelName(level: number): string {
  const tier = profile.approval.levels[level - 1]?.tier;
  return `${tier ? tierNames[tier] : '上级工会'}审批`;
}
