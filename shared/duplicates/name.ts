import { firstCharacter, simplified, sounds } from './characters.ts';

/** 复姓 that are still borne; a given name after them is what remains of the name. */
const compoundSurnames = new Set(
  (
    '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 百里 东郭 南宫 西门 呼延 ' +
    '独孤 澹台 公冶 宗政 濮阳 淳于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 完颜 赫连 拓跋 第五 左丘 东门'
  ).split(' '),
);

let traditional: Map<string, string> | undefined;

/** 萬 → 万. The table is read at the first name, so that a function that compares none does not pay for it. */
function simplifiedOf(character: string): string {
  if (traditional === undefined) {
    traditional = new Map();
    for (let i = sounds.indexOf('!'); i >= 0; i = sounds.indexOf('!', i + 1)) {
      traditional.set(String.fromCodePoint(firstCharacter + i), simplified[traditional.size] as string);
    }
  }
  return traditional.get(character) ?? character;
}

/**
 * A name as it is compared: one character code for each character, simplified, capital letters, and neither blanks nor
 * the dots, hyphens and apostrophes between its parts, which are written in a dozen ways (阿卜杜拉·买买提). Empty when
 * nothing of a name is left.
 */
export function plainName(name: string): string {
  return partsOf(name).join('');
}

/** The parts of a name that dots, blanks or hyphens divide, each as it is compared: 阿卜杜拉, 买买提. */
export function partsOf(name: string): string[] {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .split(/[^\p{L}\p{M}\p{N}]/u)
    .filter((part) => part !== '')
    .map((part) => Array.from(part, simplifiedOf).join(''));
}

/** The part of a name that a family shares: 欧阳, or one character; of a name in several parts, the first. */
export function surnameOf(name: string): string {
  const parts = partsOf(name);
  const [plain = ''] = parts;
  if (!/^\p{Script=Han}/u.test(plain) || parts.length > 1) return plain;
  return compoundSurnameOf(plain) ?? String.fromCodePoint(plain.codePointAt(0) as number);
}

/** 欧阳 of 欧阳建国; undefined of 李秀英, and of 欧阳, who is a 欧. */
export function compoundSurnameOf(plain: string): string | undefined {
  const two = plain.slice(0, 2);
  return plain.length > 2 && compoundSurnames.has(two) ? two : undefined;
}
