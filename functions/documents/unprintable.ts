import type { GlyphMissing } from '../../shared/print/glyph-missing.ts';

/**
 * A document that the font cannot print (E1400), as the workflow is told. The workflow records an error's name and
 * nothing else, so the name says what is missing: `E1400 U+20BB7`. Code points and the labels of fields only, for a
 * single character of a name is no name, and ASCII, for the name travels in an HTTP header.
 */
export class Unprintable extends Error {
  constructor({ missing }: GlyphMissing) {
    const places = missing.map(({ codePoint, field }) => `${codePoint}（${field}）`);
    super(`E1400 ${places.join('、')}`);
    this.name = `E1400 ${[...new Set(missing.map(({ codePoint }) => codePoint))].join(' ')}`;
  }
}
