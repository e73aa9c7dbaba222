/** 复姓 that are still borne; a given name after them is what remains of the name. */
const compoundSurnames = new Set(
  (
    '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 夏侯 轩辕 端木 百里 东郭 南宫 西门 呼延 ' +
    '独孤 澹台 公冶 宗政 濮阳 淳于 太叔 申屠 仲孙 钟离 鲜于 闾丘 司空 司寇 完颜 赫连 拓跋 第五 左丘 东门'
  ).split(' '),
);

/**
 * A name as it is compared: one character code for each character, capital letters, and neither blanks nor the dots,
 * hyphens and apostrophes between its parts, which are written in a dozen ways (阿卜杜拉·买买提). Empty when nothing of
 * a name is left.
 */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** The part of a name that a family shares: 欧阳, or one character; of a name in several parts, the first. */
export function surnameOf(name: string): string {
  const [first = ''] = name
    .normalize('NFKC')
    .trim()
    .split(/[^\p{L}\p{M}\p{N}]+/u);
  const plain = plainName(first);
  if (!/^\p{Script=Han}/u.test(plain) || plain !== plainName(name)) return plain;
  const two = plain.slice(0, 2);
  return plain.length > 2 && compoundSurnames.has(two) ? two : String.fromCodePoint(plain.codePointAt(0) as number);
}
