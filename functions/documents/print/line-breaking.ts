/** May not begin a line (GB/T 15834 and the dot of minority names). */
const closing = new Set('、。，．；：！？）》〉」』】〕］｝”’…·•‧～%％℃°,.;:!?)]}'.split(''));
/** May not end a line. */
const opening = new Set('（《〈「『【〔［｛“‘([{'.split(''));
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Breaks a text into lines no wider than `width`, the way Chinese is set: between any two characters, but not inside
 * a Latin word or a number, not before closing and not after opening punctuation. What is wider than a whole line by
 * itself is broken wherever it must be. Every character is kept but the spaces around a break. A line feed always
 * breaks; an empty text gives one empty line.
 */
export function breakLines(text: string, width: number, widthOf: (piece: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, widthOf));
}

/** As breakLines, for headings and labels: as few lines, but of about the same length, so that no character is left alone. */
export function breakEvenly(text: string, width: number, widthOf: (piece: string) => number): string[] {
  const lines = breakLines(text, width, widthOf);
  if (lines.length === 1 || text.includes('\n')) return lines;
  const oneCharacter = widthOf('字');
  for (let even = widthOf(text) / lines.length; even < width; even += oneCharacter / 4) {
    const evenly = breakLines(text, even, widthOf);
    if (evenly.length === lines.length) return evenly;
  }
  return lines;
}

function breakParagraph(paragraph: string, width: number, widthOf: (piece: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  const put = (piece: string) => {
    const wide = widthOf(piece);
    if (line !== '' && used + wide > width) {
      lines.push(line.trimEnd());
      line = '';
      used = 0;
    }
    if (line === '' && lines.length > 0 && piece.trim() === '') return;
    line += piece;
    used += wide;
  };
  for (const unit of unbreakableUnits(paragraph)) {
    if (widthOf(unit) <= width) put(unit);
    else for (const { segment } of segmenter.segment(unit)) put(segment);
  }
  lines.push(line.trimEnd());
  return lines;
}

function unbreakableUnits(paragraph: string): string[] {
  const units: string[] = [];
  let previous = '';
  for (const { segment } of segmenter.segment(paragraph)) {
    const last = units.at(-1);
    const together =
      last !== undefined && (closing.has(segment) || opening.has(previous) || (isWord(segment) && isWord(previous)));
    if (together) units[units.length - 1] = last + segment;
    else units.push(segment);
    previous = segment;
  }
  return units;
}

function isWord(segment: string): boolean {
  return /^[\p{Script=Latin}\p{N}\-_/@+*.]/u.test(segment);
}
