import { unpack } from '#platform/unpack';
import { unpackRanges } from './character-ranges.ts';
import { packed } from './printable-characters.ts';

/** A character as people count them: with its combining marks, and with a selector of its variant (辻󠄀). */
let segmenter: Intl.Segmenter | undefined;
/** Bounds of the runs of code points that a font has: from, up to, from, up to… Read at the first text. */
let bounds: Uint32Array | undefined;

/**
 * The characters of a text that neither font of the prints has, each once, in order: [] for nearly every text. The
 * papers leave a box in their place, to be filled in by hand. Line feeds are no characters.
 */
export function unprintable(text: string): string[] {
  // Nearly every text has only ASCII and common characters; those need no table.
  if (/^[\n\x20-\x7e\u4e00-\u9fa5，。、；：（）“”·—]*$/.test(text)) return [];
  return [...new Set(charactersOf(text))].filter((character) => !isPrintable(character));
}

/** A text's characters, as people count them. */
export function charactersOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('zh', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function isPrintable(character: string): boolean {
  return [...character].every((each) => each === '\n' || has(each.codePointAt(0) as number));
}

function has(codePoint: number): boolean {
  bounds ??= unpackRanges(unpack(packed));
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= codePoint) low = middle + 1;
    else high = middle;
  }
  // An odd number of bounds at or below it: inside a run.
  return low % 2 === 1;
}
