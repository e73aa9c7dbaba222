import type PDFDocument from 'pdfkit';
import { GlyphMissing, type MissingGlyph } from './glyph-missing.ts';
import { type Sheet, textsOf } from './sheet.ts';

export type PDFKit = typeof PDFDocument;

/** The parts of fontkit's font that pdfkit holds and that matter here. */
export interface Face {
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/**
 * Opens the font once. Parsing its 10 MB costs more than printing a card, and pdfkit takes a font that is already
 * parsed in place of a path, so every later document reuses this one.
 * @throws the file system's error when there is no such file.
 */
export function openFace(PDFDocument: PDFKit, font: string | Buffer): Face {
  const opened = new PDFDocument({ font: font as string, autoFirstPage: false });
  return (opened as unknown as { _font: { font: Face } })._font.font;
}

/** @throws GlyphMissing (E1400) naming every character of the sheet that the face cannot draw, each once a field. */
export function requireGlyphs(face: Face, sheet: Sheet): void {
  const missing = new Map<string, MissingGlyph>();
  for (const { field, text } of textsOf(sheet)) {
    for (const character of text) {
      const number = character.codePointAt(0) as number;
      if (character === '\n' || face.hasGlyphForCodePoint(number)) continue;
      const codePoint = `U+${number.toString(16).toUpperCase().padStart(4, '0')}`;
      missing.set(`${field} ${codePoint}`, { character, codePoint, field });
    }
  }
  if (missing.size > 0) throw new GlyphMissing([...missing.values()]);
}
