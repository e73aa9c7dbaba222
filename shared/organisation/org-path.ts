import { type UnionLevel, unionLevels } from './union-level.ts';

/**
 * 组织路径 (orgPath): a union of the organisation, as 省/市/县/单位, cut off after any of them: 530000/530100/530102/U0001.
 * Divisions stand by their codes. A county directly under its province (429004 仙桃市, 110101 东城区) follows the
 * province, and below a city without counties (441900 东莞市) its units follow at once: its union is a county's. Nothing
 * here asks the table of divisions, which is large: whether there is such a place is asked where a path comes in.
 */
export const orgPathShape = /^\d{6}(\/[0-9A-Za-z-]{1,32}){0,4}$/;

const DIVISION = /^\d{6}$/;
/** Codes below a province that no city stands for: districts of a municipality, 省直辖县级行政区划, and 市辖区 above them. */
export const withoutCity = /^(?:(?:11|12|31|50)0[12]|\d{2}90)\d{2}$/;
/** Cities without counties: today's four, and former ones. */
const citiesWithoutCounties = ['420400', '441900', '442000', '460400', '530200', '620200', '650300'];

/** Whether a code that follows a province is a county's, of all codes that there are or were. */
export function isCountyBelowProvince(code: string): boolean {
  return (withoutCity.test(code) && !code.endsWith('00')) || citiesWithoutCounties.includes(code);
}

/** Whether a union is the other one, or stands above it. */
export function contains(union: string, orgPath: string): boolean {
  return orgPath === union || orgPath.startsWith(`${union}/`);
}

/** Which level the union of an org path is of; undefined for a unit below them. */
export function levelOf(orgPath: string): UnionLevel | undefined {
  const last = orgPath.split('/').length - 1;
  return unionLevels.find((level) => depthOf(level, orgPath) === last);
}

/** The union of a level that an org path stands below, or is; undefined where there is none, as a city above 仙桃市. */
export function unionAt(level: UnionLevel, orgPath: string): string | undefined {
  const depth = depthOf(level, orgPath);
  return depth === undefined
    ? undefined
    : orgPath
        .split('/')
        .slice(0, depth + 1)
        .join('/');
}

/** In which place the code of a level's division stands. */
function depthOf(level: UnionLevel, orgPath: string): number | undefined {
  const [, first = '', second = ''] = orgPath.split('/');
  if (level === 'provincial') return 0;
  const isCounty = isCountyBelowProvince(first);
  if (level === 'municipal') return DIVISION.test(first) && !isCounty ? 1 : undefined;
  if (isCounty) return 1;
  return DIVISION.test(first) && DIVISION.test(second) ? 2 : undefined;
}

/** The union of an org path and those above it, nearest first: those of units and streets below a county too. */
export function unionsAbove(orgPath: string): string[] {
  const parts = orgPath.split('/');
  return parts.map((_, above) => parts.slice(0, parts.length - above).join('/'));
}

/** The nearest union to which both belong; both are of one province. */
export function unionOfBoth(one: string, other: string): string {
  return unionsAbove(one).find((union) => contains(union, other)) ?? (one.split('/')[0] as string);
}

/** The county's union that an org path belongs to; what stands below no county belongs to its city or province. */
export function county(orgPath: string): string {
  return unionAt('county', orgPath) ?? unionAt('municipal', orgPath) ?? (orgPath.split('/')[0] as string);
}

/**
 * Whether an org path is a union's own (本级和直属单位), where not all of a city or a province can be meant: of a city's and a
 * province's union that is what stands below none of its counties, of every other union all that stands below it.
 */
export function isOwnOf(union: string, orgPath: string): boolean {
  return contains(union, orgPath) && county(union) === county(orgPath);
}

/** Whether an org path reaches no further than a county: one's union, a union in it, or a unit that stands below no county. */
export function isWithinCounty(orgPath: string): boolean {
  return unionAt('county', orgPath) !== undefined || levelOf(orgPath) === undefined;
}

/** The org path of a county's union by its code: 530102 → 530000/530100/530102. */
export function countyPath(code: string): string {
  const province = `${code.slice(0, 2)}0000`;
  return isCountyBelowProvince(code) ? `${province}/${code}` : `${province}/${code.slice(0, 4)}00/${code}`;
}

/** The union by the code that `divisionOf` gives: a county's; a city's or a province's of what stands below no county. */
export function unionOfDivision(code: string): string {
  const province = `${code.slice(0, 2)}0000`;
  if (code === province) return province;
  return code.endsWith('00') && !isCountyBelowProvince(code) ? `${province}/${code}` : countyPath(code);
}

/** The code of the county that an org path belongs to, or of its city or province: 530102. */
export function divisionOf(orgPath: string): string {
  return county(orgPath).split('/').at(-1) as string;
}

/** Whether the union of an org path is of a level or of one above it. */
export function reaches(level: UnionLevel, orgPath: string): boolean {
  const own = levelOf(orgPath);
  return own !== undefined && unionLevels.indexOf(own) >= unionLevels.indexOf(level);
}
