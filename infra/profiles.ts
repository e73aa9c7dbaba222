import type { ProvinceProfile } from '../shared/province/profile.ts';
import type { Stage } from '../shared/province/stage.ts';
import { checkSheet } from './provinces/check-sheet.ts';
import { sheets } from './provinces/index.ts';
import { toProfile, unconfirmedItems } from './provinces/sheet.ts';

/** A province as it is deployed. */
export interface Province {
  profile: ProvinceProfile;
  /** What somebody must accept: what in the profile is a guess, in the form's order. */
  unconfirmed: { path: string; why: string }[];
}

/**
 * The province of a code, e.g. 530000, as it is at a stage. Throws if there is none, or if its form has faults: all of them at once.
 *
 * @param today ISO date on which it is to be deployed: lines and standards must hold then
 */
export function findProvince(code: string, stage: Stage, today: string): Province {
  const form = Object.hasOwn(sheets, code) ? sheets[code] : undefined;
  if (!form) {
    throw new Error(`No province ${code}. Known: ${Object.keys(sheets).join(', ')}`);
  }
  const faults = checkSheet(form, today);
  if (faults.length > 0) {
    throw new Error([`The profile of ${code} cannot be deployed:`, ...faults].join('\n  '));
  }
  return {
    profile: toProfile(form, stage),
    unconfirmed: unconfirmedItems(form, stage),
  };
}
