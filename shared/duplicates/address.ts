import { placed } from './place.ts';

const digits = '零一二三四五六七八九';

/** 十二 → 12, 一百零三 → 103, 三〇一 → 301; for the numbers of houses, so up to 999. */
function arabic(chinese: string): string {
  const plain = chinese.replaceAll('〇', '零').replaceAll('两', '二');
  if (!/[十百]/.test(plain)) return [...plain].map((each) => digits.indexOf(each)).join('');
  const [, hundreds = '', tens = '', ones = ''] = /^(?:(.?)百)?零?(?:(.?)十)?零?(.?)$/.exec(plain) ?? [];
  const value = (digit: string, unit: string) =>
    plain.includes(unit) ? Math.max(1, digits.indexOf(digit || '一')) : 0;
  return String(value(hundreds, '百') * 100 + value(tens, '十') * 10 + Math.max(0, ones ? digits.indexOf(ones) : 0));
}

/** Words behind a number that say what it counts; people leave them out, or take one for another. */
const counted = /([0-9A-Z]+)(?:号楼|号院|号|栋|幢|座|#楼|#|楼|单元|门|房间|房|室|户|弄)/g;

/**
 * An address as it is compared: the city's code, then the address behind its divisions with every number of a house
 * written the one way: 人民路12号5幢二单元301室 and 人民路１２号 5栋2-301 both give `5301 人民路12-5-2-301`.
 *
 * Null where it leads to no door (a village, a group of a village, a road, 5栋302 of whatever estate): too many
 * households live there for the place to say anything about two of them.
 * @param home six digits of GB/T 2260: where an address lies that names no place
 */
export function plainAddress(address: string, home: string): string | null {
  const written = address
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\([^()]*\)|\s/g, '');
  const { city, rest } = placed(written, home);
  const plain = rest
    .replace(/^\p{Script=Han}{1,8}?街道(?:办事处|办)?(?=\p{Script=Han})/u, '')
    .replace(/(?:社区)?居委会|社区|小区/g, '')
    .replace(/[零〇一二两三四五六七八九十百]+(?=号|栋|幢|座|楼|层|单元|门|房|室|户|弄|组|队)/g, arabic)
    .replace(/第(?=\d)/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    // 3楼301室: the floor says nothing that the room does not.
    .replace(/(\d+)[楼层](?=\1\d\d(?!\d))|\d+层/g, '')
    .replace(counted, '$1-')
    .replace(/(?<=[0-9A-Z]-?)[附之](?=\d)/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|(?<![0-9A-Z])-|-(?![0-9A-Z])/g, '');
  return /\p{Script=Han}{2}.*\d[A-Z]?$/u.test(plain) ? `${city} ${plain}` : null;
}
