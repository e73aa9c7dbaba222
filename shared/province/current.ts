import type { ProvinceProfile } from './profile.ts';

/** Compiled in: the build puts the province's profile here, so that a bundle serves one province and no other. */
declare const PROVINCE_PROFILE: ProvinceProfile;

/** Only `fromEnvironment` asks: everything else is given an app. */
export const currentProfile = (): ProvinceProfile => PROVINCE_PROFILE;
