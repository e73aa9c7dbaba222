import { Problem } from '../errors/problem.ts';
import { reaches } from '../organisation/org-path.ts';
import { exemptionUnion } from '../province/levels.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import type { Ability, User } from './may.ts';

/** What nobody below a county has a say in, whatever their part. */
const ofCounties: readonly Ability[] = [
  'clear',
  'confirmAccount',
  'confirmDisposal',
  'releaseDisposal',
  'keepLonger',
  'prepareSpotCheck',
];

/** Why the user's union is too far down for it, as a Chinese sentence; undefined when it is not. */
export function levelRefusal(
  { orgPath }: Pick<User, 'orgPath'>,
  ability: Ability,
  profile: Pick<ProvinceProfile, 'exemption'>,
): string | undefined {
  if (ability === 'exempt') {
    return reaches(profile.exemption.unionLevel, orgPath)
      ? undefined
      : `本省的豁免由${exemptionUnion(profile)}及以上裁定。`;
  }
  return ofCounties.includes(ability) && !reaches('county', orgPath) ? '由县级及以上工会的审核人办理。' : undefined;
}

/** E1502 where it is. */
export function requireLevel(
  user: Pick<User, 'orgPath'>,
  ability: Ability,
  profile: Pick<ProvinceProfile, 'exemption'>,
): void {
  const detail = levelRefusal(user, ability, profile);
  if (detail !== undefined) throw new Problem(1502, { detail });
}
