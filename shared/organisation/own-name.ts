import { isWithinCounty } from './org-path.ts';

/** What a union is called where only its own is meant (`isOwnOf`): of a county's that is all that stands below it, and goes without saying. */
export const nameOfOwn = (union: string, orgPath: string): string =>
  isWithinCounty(orgPath) ? union : `${union}本级和直属单位`;
