import type { ProvinceProfile } from '../shared/province/profile.ts';
import { checkProfile } from './provinces/check.ts';
import { profiles } from './provinces/index.ts';

/** The profile of a province code, e.g. 530000. Throws if there is none, or if it has faults: all of them at once. */
export function findProfile(code: string): ProvinceProfile {
  const profile = profiles[code];
  if (!profile) {
    throw new Error(`No province ${code}. Known: ${Object.keys(profiles).join(', ')}`);
  }
  const faults = checkProfile(profile);
  if (faults.length > 0) {
    throw new Error([`The profile of ${code} cannot be deployed:`, ...faults].join('\n  '));
  }
  return profile;
}
