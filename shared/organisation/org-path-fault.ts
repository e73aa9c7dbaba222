import { isOrWasCode, isOrWasDivision } from '../divisions/codes.ts';
import { isCountyBelowProvince, orgPathShape, withoutCity } from './org-path.ts';

const PROVINCE = /^\d{2}0000$/;
const DIVISION = /^\d{6}$/;

/** Why a text is no org path, in Chinese; undefined where it is one. Counties of former years are known too. */
export function orgPathFault(text: string): string | undefined {
  if (!orgPathShape.test(text)) return '组织路径写作省/市/县/单位，如 530000/530100/530102/U0001';
  const [province = '', ...below] = text.split('/');
  if (!PROVINCE.test(province)) return `${province} 不是省级行政区划的代码`;
  if (!isOrWasCode(province)) return `没有 ${province} 这个省级行政区划`;
  const [first, second] = below;
  if (first === undefined || !DIVISION.test(first)) return undefined;
  if (!isIn(province.slice(0, 2), first)) return `${province} 没有 ${first} 这个市、县`;
  if (isCountyBelowProvince(first)) return undefined;
  if (withoutCity.test(first)) return `${first} 不是市：它的县区直接写在 ${province} 后面`;
  if (isOrWasDivision(first)) return `${first} 写在它的市后面：${province}/${first.slice(0, 4)}00/${first}`;
  if (second === undefined || !DIVISION.test(second)) return undefined;
  return isOrWasDivision(second) && isIn(first.slice(0, 4), second) ? undefined : `${first} 没有 ${second} 这个县`;
}

function isIn(prefix: string, code: string): boolean {
  return code.startsWith(prefix) && !PROVINCE.test(code) && isOrWasCode(code);
}
