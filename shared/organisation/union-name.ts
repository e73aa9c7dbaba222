import { divisionName } from '../divisions/divisions.ts';
import { contains, county, divisionOf } from './org-path.ts';

/**
 * What a union is called where the directory does not have it: 云南省昆明市五华区总工会 by its division, and of a unit only
 * whose it is, 云南省昆明市五华区总工会所属 U0001 工会（未登记名称）.
 */
export function unionNameByPlace(orgPath: string): string {
  const union = county(orgPath);
  const place = divisionName(divisionOf(orgPath)) ?? divisionOf(orgPath);
  return union === orgPath
    ? `${place}总工会`
    : `${place}总工会所属 ${orgPath.slice(union.length + 1)} 工会（未登记名称）`;
}

/** Which union is named to whoever belongs to `reader`: beyond their own county the county's union, and not the employer. */
export function unionToldTo(reader: string, orgPath: string): string {
  const union = county(orgPath);
  return contains(union, reader) || contains(reader, orgPath) ? orgPath : union;
}
