import { orgDepth } from './union-level.ts';

/** 省/市/县/单位 (orgPath), cut off after any of them. */
export const orgPathShape = /^\d{6}(\/[0-9A-Za-z-]{1,32}){0,4}$/;

/** Whether `orgPath` (省/市/县/单位) is `ancestor` or lies below it. */
export function isWithin(orgPath: string, ancestor: string): boolean {
  return orgPath === ancestor || orgPath.startsWith(`${ancestor}/`);
}

/** The county's union that an org path belongs to; a city's or the province's own path stays as it is. */
export function countyOf(orgPath: string): string {
  return orgPath.split('/').slice(0, orgDepth.county).join('/');
}
