import type { ProvinceProfile } from '../shared/province/profile.ts';
import type { Stage } from '../shared/province/stage.ts';
import { checkSheet } from './provinces/check-sheet.ts';
import { sheets } from './provinces/index.ts';
import { toProfile, unconfirmedItems } from './provinces/sheet.ts';

/** Why nothing can be synthesised, for whoever asked: one sentence in Chinese, or the faults line by line. */
export class NotDeployable extends Error {
  override name = 'NotDeployable';
}

/** A province as it is deployed. */
export interface Province {
  profile: ProvinceProfile;
  /** What somebody must accept: what in the profile is a guess, in the form's order. */
  unconfirmed: { path: string; why: string }[];
}

/**
 * The province of a code, e.g. 530000, as it is at a stage. NotDeployable if there is none,
 * or if its sheet has faults: all of them at once.
 *
 * @param today ISO date on which it is to be deployed: lines and standards must hold then
 */
export function findProvince(code: string, stage: Stage, today: string): Province {
  const sheet = Object.hasOwn(sheets, code) ? sheets[code] : undefined;
  if (!sheet) {
    throw new NotDeployable(`没有 ${code} 的配置；有：${Object.keys(sheets).join('、')}`);
  }
  const faults = checkSheet(sheet, today);
  if (faults.length > 0) {
    throw new NotDeployable([`${code} 的配置还不能部署：`, ...faults].join('\n  '));
  }
  return {
    profile: toProfile(sheet, stage),
    unconfirmed: unconfirmedItems(sheet, stage),
  };
}
