import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type PDFDocument from 'pdfkit';
import { charactersOf } from '../../../shared/form/printable.ts';
import { type Sheet, textsOf } from './sheet.ts';

export type PDFKit = typeof PDFDocument;

/** The parts of fontkit's font that pdfkit holds and that matter here. */
export interface Face {
  readonly characterSet: readonly number[];
  hasGlyphForCodePoint(codePoint: number): boolean;
}

/** The two fonts of the prints: `rare` is only opened for a text that needs it. */
export interface Faces {
  main: Face;
  rare(): Face;
}

/** Paths of the fonts: a TrueType face for nearly all, and one for rare characters, compressed with Brotli. */
export interface FontPaths {
  main: string;
  rare: string;
}

/**
 * Opens a font once, from its path or its bytes. Parsing 10 MB costs more than printing a card, and pdfkit takes a font
 * that is already parsed in place of a path, so every later document reuses this one.
 * @throws the file system's error when there is no such file.
 */
export function openFace(PDFDocument: PDFKit, font: string | Buffer): Face {
  const opened = new PDFDocument({ font: font as string, autoFirstPage: false });
  return (opened as unknown as { _font: { font: Face } })._font.font;
}

export function openFaces(PDFDocument: PDFKit, paths: FontPaths): Faces {
  const main = openFace(PDFDocument, paths.main);
  let rare: Face | undefined;
  return {
    main,
    rare() {
      rare ??= openFace(PDFDocument, brotliDecompressSync(readFileSync(paths.rare)));
      return rare;
    },
  };
}

/** A part of a line in one font; a `box` is one character that neither has, and a pen writes. */
export interface Run {
  font: 'main' | 'rare' | 'box';
  text: string;
}

/** Cuts a text where its font changes: almost always it is one run. */
export function runsOf(faces: Faces, text: string): Run[] {
  if (drawsAll(faces.main, text)) return [{ font: 'main', text }];
  const runs: Run[] = [];
  for (const character of charactersOf(text)) {
    const font = drawsAll(faces.main, character) ? 'main' : drawsAll(faces.rare(), character) ? 'rare' : 'box';
    const last = runs.at(-1);
    if (last !== undefined && last.font === font && font !== 'box') last.text += character;
    else runs.push({ font, text: character });
  }
  return runs;
}

function drawsAll(face: Face, text: string): boolean {
  for (const character of text) if (!face.hasGlyphForCodePoint(character.codePointAt(0) as number)) return false;
  return true;
}

/** Where a sheet leaves boxes: the Chinese label of each place with its characters' code points, each place once. */
export function penPlaces(faces: Faces, sheet: Sheet): string[] {
  const places = new Map<string, Set<string>>();
  for (const { field, text } of textsOf(sheet)) {
    for (const run of runsOf(faces, text.replaceAll('\n', ''))) {
      if (run.font !== 'box') continue;
      const codePoints = places.get(field) ?? new Set();
      places.set(field, codePoints.add([...run.text].map(codePointOf).join(' ')));
    }
  }
  return [...places].map(([field, codePoints]) => `${field}（${[...codePoints].join('、')}）`);
}

/** What the pen has to fill in, as the lines of a note; none for nearly every sheet. */
export function penNote(faces: Faces, sheet: Sheet, inLines: (text: string) => string[]): string[] {
  const places = penPlaces(faces, sheet);
  return places.length === 0 ? [] : inLines(`方框处的字字库里没有，请照身份证手写：${places.join('、')}。`);
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}
