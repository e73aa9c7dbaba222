import { divisionName, isOrWasDivision } from '../divisions/divisions.ts';
import { type UnionLevel, unionLevels } from './union-level.ts';

/**
 * 组织路径 (orgPath): a union of the organisation, as 省/市/县/单位, cut off after any of them: 530000/530100/530102/U0001.
 * Divisions stand by their codes. A county directly under its province (429004 仙桃市, 110101 东城区) follows the
 * province, and below a city without counties (441900 东莞市) its units follow at once: its union is a county's.
 */
export const orgPathShape = /^\d{6}(\/[0-9A-Za-z-]{1,32}){0,4}$/;

const PROVINCE = /^\d{2}0000$/;
const DIVISION = /^\d{6}$/;
/** The prefecture part of counties that no city stands above: districts of a municipality, 省直辖县级行政区划. */
const WITHOUT_CITY = /^(?:(?:11|12|31|50)0[12]|\d{2}90)/;

/** Whether a union is the other one, or stands above it. */
export function contains(union: string, orgPath: string): boolean {
  return orgPath === union || orgPath.startsWith(`${union}/`);
}

/** Why a text is no org path, in Chinese; undefined where it is one. Counties of former years are known too. */
export function orgPathFault(text: string): string | undefined {
  if (!orgPathShape.test(text)) return '组织路径写作省/市/县/单位，如 530000/530100/530102/U0001';
  const [province = '', ...below] = text.split('/');
  if (!PROVINCE.test(province)) return `${province} 不是省级行政区划的代码`;
  const [first, second] = below;
  if (first === undefined || !DIVISION.test(first)) return undefined;
  if (!isIn(province.slice(0, 2), first)) return `${province} 没有 ${first} 这个市、县`;
  if (isOrWasDivision(first)) {
    return first.endsWith('00') || WITHOUT_CITY.test(first)
      ? undefined
      : `${first} 写在它的市后面：${province}/${first.slice(0, 4)}00/${first}`;
  }
  if (WITHOUT_CITY.test(first)) return `${first} 不是市：它的县区直接写在 ${province} 后面`;
  if (second === undefined || !DIVISION.test(second)) return undefined;
  return isOrWasDivision(second) && isIn(first.slice(0, 4), second) ? undefined : `${first} 没有 ${second} 这个县`;
}

function isIn(prefix: string, code: string): boolean {
  return code.startsWith(prefix) && !PROVINCE.test(code) && divisionName(code) !== null;
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
  const isCounty = DIVISION.test(first) && isOrWasDivision(first);
  if (level === 'municipal') return DIVISION.test(first) && !isCounty ? 1 : undefined;
  if (isCounty) return 1;
  return DIVISION.test(first) && DIVISION.test(second) ? 2 : undefined;
}

/** The county's union that an org path belongs to; what stands below no county belongs to its city or province. */
export function county(orgPath: string): string {
  return unionAt('county', orgPath) ?? unionAt('municipal', orgPath) ?? (orgPath.split('/')[0] as string);
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
