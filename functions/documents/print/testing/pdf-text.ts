import { inflateSync } from 'node:zlib';

/** A piece of text as a page shows it: where its baseline begins, from the page's upper left corner, and its size in points. */
export interface ShownText {
  page: number;
  text: string;
  x: number;
  y: number;
  size: number;
}

const pageHeight = 841.89;
/** Below this, a page repeats its number. */
const footTop = pageHeight - 50;

/**
 * Reads the text of a document that this project printed: embedded fonts, text placed by `Tm`, upright pages. It
 * goes by each font's ToUnicode map, as a reader's search and copying do.
 */
export function readPdfText(pdf: Uint8Array): ShownText[] {
  const raw = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, string>();
  for (const [, id, body] of raw.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(id as string, body as string);
  const fonts = new Map<string, string[]>();
  for (const [, name, id] of raw.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id as string) ?? '')?.[1];
    if (map !== undefined) fonts.set(name as string, readUnicodeMap(streamOf(objects.get(map))));
  }
  const kids = /\/Kids \[([^\]]*)\]/.exec(raw)?.[1] ?? '';
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, id], index) => {
    const contents = /\/Contents (\d+) 0 R/.exec(objects.get(id as string) ?? '')?.[1];
    return readPage(streamOf(objects.get(contents ?? '')), index + 1, fonts);
  });
}

/**
 * All text of a document, without what every page repeats at its head and foot, and without any white space, so that
 * neither a line's nor a page's end inside a value hides it.
 */
export function plainText(pdf: Uint8Array): string {
  return readPdfText(pdf)
    .filter(({ text, y }) => y < footTop && !text.endsWith('（续）'))
    .map(({ text }) => text)
    .join('')
    .replace(/\s/g, '');
}

function streamOf(object: string | undefined): string {
  const match = /stream\n([\s\S]*)\nendstream/.exec(object ?? '');
  if (match === null) throw new Error('An object that should hold a stream holds none.');
  const bytes = Buffer.from(match[1] as string, 'latin1');
  return (object?.includes('/FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function readUnicodeMap(cmap: string): string[] {
  const unicode: string[] = [];
  for (const [, first, list] of cmap.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/g)) {
    const start = Number.parseInt(first as string, 16);
    for (const [index, [, units]] of [...(list as string).matchAll(/<([^>]*)>/g)].entries()) {
      const codes = (units as string).split(' ').map((unit) => Number.parseInt(unit, 16));
      unicode[start + index] = String.fromCharCode(...codes);
    }
  }
  return unicode;
}

function readPage(content: string, page: number, fonts: ReadonlyMap<string, readonly string[]>): ShownText[] {
  const shown: ShownText[] = [];
  let x = 0;
  let y = 0;
  let size = 0;
  let unicode: readonly string[] = [];
  for (const line of content.split('\n')) {
    const words = line.split(' ');
    if (line.endsWith(' Tm')) [x, y] = [Number(words[4]), Number(words[5])];
    else if (line.endsWith(' Tf')) {
      size = Number(words[1]);
      unicode = fonts.get(words[0]?.slice(1) ?? '') ?? [];
    } else if (line.endsWith(' TJ')) {
      const glyphs = [...line.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex]) => (hex as string).match(/.{4}/g) ?? []);
      const text = glyphs.map((glyph) => unicode[Number.parseInt(glyph, 16)] ?? '\uFFFD').join('');
      shown.push({ page, text, x, y: pageHeight - y, size });
    }
  }
  return shown;
}
