import { orgDepth } from '../province/profile.ts';

/** Whether `orgPath` (省/市/县/单位) is `ancestor` or lies below it. */
export function isWithin(orgPath: string, ancestor: string): boolean {
  return orgPath === ancestor || orgPath.startsWith(`${ancestor}/`);
}

/** The county's union that an org path belongs to; a city's or the province's own path stays as it is. */
export function countyOf(orgPath: string): string {
  return orgPath.split('/').slice(0, orgDepth.county).join('/');
}
