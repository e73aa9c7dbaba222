import { divisionName } from '../divisions/divisions.ts';
import { contains, county, divisionOf } from './org-path.ts';

/** 云南省昆明市五华区总工会所属 U0001 工会, or 云南省昆明市五华区总工会. */
export function unionName(orgPath: string): string {
  const union = county(orgPath);
  const place = divisionName(divisionOf(orgPath)) ?? divisionOf(orgPath);
  return union === orgPath ? `${place}总工会` : `${place}总工会所属 ${orgPath.slice(union.length + 1)} 工会`;
}

/** A union's name for whoever belongs to `reader`: beyond their own county the county's union, and not the employer. */
export function unionNameFor(orgPath: string, reader: string): string {
  const union = county(orgPath);
  return unionName(contains(union, reader) || contains(reader, orgPath) ? orgPath : union);
}
