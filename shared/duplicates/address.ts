import { placed } from './place.ts';

const digits: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const units: Record<string, number> = { 十: 10, 百: 100 };

/** 十二 → 12, 一百零三 → 103, 三〇一 → 301; for the numbers of houses, so up to 999. */
function arabic(chinese: string): string {
  if (!/[十百]/.test(chinese)) return Array.from(chinese, (each) => digits[each]).join('');
  let [sum, digit] = [0, 0];
  for (const each of chinese) {
    const unit = units[each];
    // 十 by itself is ten.
    if (unit) sum += (digit || 1) * unit;
    digit = digits[each] ?? 0;
  }
  return String(sum + digit);
}

/** Words behind a number that say what it counts; people leave them out, or take one for another. */
const counted = /([0-9A-Z]+)(?:号楼|号院|号|栋|幢|座|#楼|#|楼|层|单元|门|房间|房|室|户|弄)/g;

/** A road with its number, which people write before the name of an estate, behind it, or not at all. */
const roadAndNumber = String.raw`[\p{Script=Han}]{1,5}?(?:路|街|大道|巷)\d+号`;
const estate = '小区|社区|花园|家园|公寓|宿舍|苑|城';
const roadBehindEstate = new RegExp(`(?<=\\p{Script=Han}(?:${estate}))${roadAndNumber}(?=[0-9A-Z])`, 'u');
const roadBeforeEstate = new RegExp(`^${roadAndNumber}(?=\\p{Script=Han}{2}.*\\d)`, 'u');

/** A door's address as it is compared. */
export interface PlainAddress {
  text: string;
  /** The same without the group of a village (组), which people leave out; undefined where none is named. */
  withoutGroup?: string;
}

/**
 * The code of the place, then the address behind its divisions with every number of a house written the one way:
 * 人民路12号5幢二单元301室 and 人民路１２号 5栋2-301 both give `5301 人民路12-5-2-301`. Left out is what others leave out: town and 村委会,
 * the road of an estate.
 *
 * Null where the address does not lead to one door: a village or a group of it, a road, a building with many flats, a
 * 5栋302 that names no estate. So many households live there that the place says nothing about two of them.
 *
 * @param home six digits of GB/T 2260: where an address lies that names no place
 */
export function plainAddress(address: string, home: string): PlainAddress | null {
  const written = address
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\([^()]*\)|\s/g, '');
  const { area, rest } = placed(written, home);
  const numbered = rest
    .replace(/^\p{Script=Han}{1,8}?街道(?:办事处|办)?(?=\p{Script=Han})/u, '')
    .replace(/^\p{Script=Han}{2,6}?[镇乡](?=\p{Script=Han}{2})/u, '')
    .replace(/[零〇一二两三四五六七八九十百]+(?=号|栋|幢|座|楼|层|单元|门|房|室|户|弄|组|社|队|村民小组)/g, arabic)
    .replace(/第(?=\d)/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '')
    .replace(/\p{Script=Han}+?村?(?:村民委员会|村委会)(?=\p{Script=Han}+(?:村|寨|庄|屯))/u, '')
    .replace(/村?(?:村民委员会|村委会)/, '村')
    .replace(/(?<=\d)(?:村民小组|组|社|队)/g, '组')
    .replace(/(?:职工|单位|家属)?宿舍(?:楼|区)?|家属(?:院|区|楼)|职工(?:住宅|生活)区/g, '宿舍')
    .replace(roadBehindEstate, '')
    .replace(roadBeforeEstate, '')
    .replace(/(?:社区)?居委会|社区|小区/g, '');
  const plain = numbered
    // 3楼301室: the floor says nothing that the room does not.
    .replace(/(\d+)[楼层](?=\1\d\d(?!\d))/g, '')
    .replace(counted, '$1-')
    .replace(/(?<=[0-9A-Z]-?)[附之](?=\d)/g, '-')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|(?<![0-9A-Z])-|-(?![0-9A-Z])/g, '');
  const ungrouped = plain.replace(group, '');
  const namesPlace = /\p{Script=Han}{2}/u.test(ungrouped);
  const isDoor = namesDoor.test(ungrouped) || /\d(?:房间|房|室|户)$/.test(numbered);
  if (!namesPlace || !isDoor) return null;
  return { text: `${area} ${plain}`, ...(plain === ungrouped ? {} : { withoutGroup: `${area} ${ungrouped}` }) };
}

const group = /\d+组/;

/** A house of its own in a road or a village (石头村12), or a room (翠湖5-2-301, 机床厂宿舍2-301). */
const namesDoor = /(?:[村寨庄屯路街巷道]|胡同)\d+(?:-\d+)?$|[0-9A-Z]-\d{3,4}$/u;
