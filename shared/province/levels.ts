import type { MatterKind } from '../matters/course.ts';
import type { Standing } from '../matters/standing.ts';
import { unionLevelTitles } from '../organisation/union-level.ts';
import type { ProvinceProfile } from './profile.ts';
import type { ApprovalLevels } from './temporary.ts';

/** 县级工会 and the like: from which union up an exemption is ruled in a province. */
export const exemptionUnion = ({ exemption }: Pick<ProvinceProfile, 'exemption'>): string =>
  unionLevelTitles[exemption.unionLevel];

/** What is being decided, of a household that stands so. */
interface Asked {
  standing: Standing;
  matter: { kind: MatterKind };
}

/** Who approves of the matter under way, lowest first: 临时救助 has a shorter chain, for being taken in and for closing. */
export function levelsOf(
  { approval, temporary }: Pick<ProvinceProfile, 'approval' | 'temporary'>,
  { standing, matter: { kind } }: Asked,
): ApprovalLevels {
  const isShort = kind === 'temporary' || (kind === 'exit' && standing === 'temporary');
  return isShort && temporary !== null ? temporary.levels : approval.levels;
}

/** 县级工会审批 and the like, for a level of an approval chain. */
export function levelName(levels: ApprovalLevels, level: number): string {
  const unionLevel = levels[level - 1]?.unionLevel;
  return `${unionLevel ? unionLevelTitles[unionLevel] : '上级工会'}审批`;
}
