import { unionLevelTitles } from '../organisation/union-level.ts';
import { profile } from './current.ts';

/** 县级工会 and the like: from which union up an exemption is ruled in this province. */
export const exemptionUnion: string = unionLevelTitles[profile.exemption.unionLevel];

/** 县级工会审批 and the like, for a level of this province's approval chain. */
export function levelName(level: number): string {
  const unionLevel = profile.approval.levels[level - 1]?.unionLevel;
  return `${unionLevel ? unionLevelTitles[unionLevel] : '上级工会'}审批`;
}
