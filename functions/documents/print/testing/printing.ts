import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { openFaces } from '../face.ts';
import { openPrinter } from '../printer.ts';
import type { ShownText } from './pdf-text.ts';

export const fontPath = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

export const rarePath = fileURLToPath(new URL('../fonts/rare-characters.ttf.br', import.meta.url));

const paths = { main: fontPath, rare: rarePath };

export const faces = openFaces(PDFDocument, paths);

export const printer = openPrinter(PDFDocument, paths);

/** 10:00 in Shanghai on 23 November 2026. */
export const printedAt = new Date('2026-11-23T02:00:00Z');

const ruler = new PDFDocument({ font: fontPath, autoFirstPage: false });

interface Box {
  shown: ShownText;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Where each text lies on its page: the em boxes of its characters. */
export function boxesOf(texts: readonly ShownText[]): Box[] {
  return texts.map((shown) => ({
    shown,
    left: shown.x,
    right: shown.x + ruler.fontSize(shown.size).widthOfString(shown.text),
    top: shown.y - 0.88 * shown.size,
    bottom: shown.y + 0.12 * shown.size,
  }));
}

/** Pairs of texts that lie on one another. */
export function overlaps(boxes: readonly Box[]): [string, string][] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          one.shown.page === other.shown.page &&
          one.left < other.right - 0.1 &&
          other.left < one.right - 0.1 &&
          one.top < other.bottom - 0.1 &&
          other.top < one.bottom - 0.1,
      )
      .map((other): [string, string] => [one.shown.text, other.shown.text]),
  );
}

/** Every string of a view that is there to be read, with a function that gives the view with another string in its place. */
export function stringsOf<View>(view: View): { path: string; text: string; replacedBy: (text: string) => View }[] {
  if (typeof view === 'string') return [{ path: '', text: view, replacedBy: (text) => text as View }];
  if (typeof view !== 'object' || view === null) return [];
  // Which of the boxes is ticked, not a text.
  const parts = Object.entries(view).filter(([key]) => key !== 'chosen');
  return parts.flatMap(([key, part]) =>
    stringsOf(part as unknown).map((inner) => ({
      path: `${key}/${inner.path}`,
      text: inner.text,
      replacedBy: (text: string) => {
        const copy = (Array.isArray(view) ? [...view] : { ...view }) as Record<string, unknown>;
        copy[key] = inner.replacedBy(text);
        return copy as View;
      },
    })),
  );
}

export function withoutSpace(text: string): string {
  return text.replace(/\s/g, '');
}
