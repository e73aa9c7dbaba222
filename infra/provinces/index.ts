import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { profile as shandong } from './370000.ts';
import { profile as yunnan } from './530000.ts';
import { profile as demonstration } from './990000.ts';

/** Every profile by its code. */
export const profiles: Record<string, ProvinceProfile> = {
  [shandong.code]: shandong,
  [yunnan.code]: yunnan,
  [demonstration.code]: demonstration,
};
