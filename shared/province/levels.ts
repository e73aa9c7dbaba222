import { unionLevelTitles } from '../organisation/union-level.ts';
import type { ProvinceProfile } from './profile.ts';

/** 县级工会 and the like: from which union up an exemption is ruled in a province. */
export const exemptionUnion = ({ exemption }: Pick<ProvinceProfile, 'exemption'>): string =>
  unionLevelTitles[exemption.unionLevel];

/** 县级工会审批 and the like, for a level of a province's approval chain. */
export function levelName({ approval }: Pick<ProvinceProfile, 'approval'>, level: number): string {
  const unionLevel = approval.levels[level - 1]?.unionLevel;
  return `${unionLevel ? unionLevelTitles[unionLevel] : '上级工会'}审批`;
}
