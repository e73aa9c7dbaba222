import type { GlyphMissing } from '../../shared/print/glyph-missing.ts';

/**
 * A document that the font cannot print (E1400), as the workflow is told: code points and the labels of fields only,
 * for a single character of a name is no name. A Problem by name, because trying again does not help.
 */
export class Unprintable extends Error {
  constructor({ missing }: GlyphMissing) {
    super(`E1400 ${missing.map(({ codePoint, field }) => `${codePoint}（${field}）`).join('、')}`);
    this.name = 'Problem';
  }
}
