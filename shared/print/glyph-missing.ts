import { Problem } from '../errors/problem.ts';

/** A character that the font cannot draw, and the Chinese label of the place where it stands. */
export interface MissingGlyph {
  character: string;
  /** e.g. U+20BB7. */
  codePoint: string;
  field: string;
}

/**
 * E1400: the document would have shown an empty box in place of a character, most often in a name. Nothing was
 * printed. `detail` names every character with its code point and its field.
 */
export class GlyphMissing extends Problem {
  readonly missing: readonly MissingGlyph[];

  constructor(missing: readonly MissingGlyph[]) {
    super(1400, { detail: `${missing.map(describe).join('；')}，字库里没有，文件没有打印。` });
    this.name = 'GlyphMissing';
    this.missing = missing;
  }
}

function describe({ character, codePoint, field }: MissingGlyph): string {
  // A control, separator or combining character shows as nothing at all between quotation marks.
  const shown = /^[\p{C}\p{Z}\p{M}]$/u.test(character)
    ? `一个看不见的字符（${codePoint}）`
    : `“${character}”（${codePoint}）`;
  return `“${field}”中的${shown}`;
}
