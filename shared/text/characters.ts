/**
 * Characters that a text may not have. `line`: a name or another text on one line: no control, format (zero width,
 * direction), private-use or unassigned character, no line separator, no half of a surrogate pair. `note`: a note on a
 * form: the same, but for line feeds. `text`: what a person writes at length: no control character but tab and line
 * break, none that changes the direction, no half either.
 */
export type TextKind = 'line' | 'note' | 'text';

/** Made at the first text: patterns of Unicode properties take a millisecond or two. */
function patterns(): Record<TextKind, RegExp> {
  return {
    line: /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u,
    note: /[^\P{Cc}\n]|[\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u,
    text: /[^\P{Cc}\t\n\r]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u,
  };
}
let made: Record<TextKind, RegExp> | undefined;

/** The first character that a text of this kind may not have, in words (`U+000A（换行）`); undefined when all may stay. */
export function badCharacter(text: string, kind: TextKind): string | undefined {
  made ??= patterns();
  const found = made[kind].exec(text)?.[0].codePointAt(0);
  return found === undefined ? undefined : nameOf(found);
}

/**
 * A text without what nobody sees and nobody typed: marks of direction around a number that was copied out of a telephone's
 * contacts, blanks of no width out of a chat. Joiners stay: without them some letters and pictures are others.
 */
export const withoutUnseen = (text: string): string =>
  text.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, '');

const names: Record<number, string> = {
  9: '制表符',
  10: '换行',
  13: '回车',
  8203: '零宽空格',
  8205: '零宽连接符',
  8232: '分行符',
  8233: '分段符',
  65279: '零宽空格',
};

function nameOf(code: number): string {
  const half = code >= 0xd800 && code <= 0xdfff;
  const name = half ? '残缺的字符' : (names[code] ?? (code < 0xa0 ? '控制字符' : '不可见或未定义的字符'));
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}（${name}）`;
}
