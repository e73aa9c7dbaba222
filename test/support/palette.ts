import { deflateSync, inflateSync } from 'node:zlib';
import { pngChunk, pngHeader, pngOf } from '../../shared/attachments/files.fixture.ts';

const MOST_COLOURS = 256;
/** Bits of a channel by which colours are counted as one where there are more than a palette holds. */
const COARSE = 5;

/** A screenshot with a palette in place of three bytes a pixel: a third of its size, and to the eye the same. */
export function withPalette(png: Buffer): Buffer {
  const { width, height, pixels } = read(png);
  const palette = paletteOf(pixels);
  const places = new Map<number, number>();
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0, from = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = pixels[from++] ?? 0;
      let place = places.get(colour);
      if (place === undefined) {
        place = nearest(palette, colour);
        places.set(colour, place);
      }
      rows[y * (width + 1) + 1 + x] = place;
    }
  }
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return pngOf(
    pngHeader(width, height, 8, 3),
    pngChunk('PLTE', colours),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  );
}

/** What a browser writes: eight bits a channel, three or four of them, not interlaced. Colours as 0xRRGGBB. */
function read(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [depth, colour, interlaced] = [png[24], png[25], png[28]];
  if (depth !== 8 || (colour !== 2 && colour !== 6) || interlaced !== 0) throw new Error('not a screenshot');
  const channels = colour === 2 ? 3 : 4;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  const lines = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const pixels = new Uint32Array(width * height);
  for (let n = 0, at = 0; n < pixels.length; n++, at += channels) {
    pixels[n] = ((lines[at] ?? 0) << 16) | ((lines[at + 1] ?? 0) << 8) | (lines[at + 2] ?? 0);
  }
  return { width, height, pixels };
}

/** PNG, 9.2: each line says how its bytes differ from those before and above. */
function unfiltered(data: Buffer, bytes: number, height: number, step: number): Buffer {
  const lines = Buffer.alloc(bytes * height);
  for (let y = 0; y < height; y++) {
    const filter = data[y * (bytes + 1)];
    const to = y * bytes;
    for (let x = 0; x < bytes; x++) {
      const left = x >= step ? (lines[to + x - step] ?? 0) : 0;
      const up = y > 0 ? (lines[to + x - bytes] ?? 0) : 0;
      const corner = x >= step && y > 0 ? (lines[to + x - bytes - step] ?? 0) : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter ?? 0] ?? 0;
      lines[to + x] = (data[y * (bytes + 1) + 1 + x] ?? 0) + guess;
    }
  }
  return lines;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

/** The colours there are, or where they are too many the commonest, alike ones once. */
function paletteOf(pixels: Uint32Array): number[] {
  const counts = new Map<number, number>();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const common = [...counts].sort((a, b) => b[1] - a[1]);
  if (common.length <= MOST_COLOURS) return common.map(([colour]) => colour);
  const alike = new Map<number, number>();
  for (const [colour] of common) {
    const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255].map((channel) => channel >> (8 - COARSE));
    const group = ((r ?? 0) << (2 * COARSE)) | ((g ?? 0) << COARSE) | (b ?? 0);
    if (!alike.has(group)) alike.set(group, colour);
  }
  return [...alike.values()].slice(0, MOST_COLOURS);
}

function nearest(palette: readonly number[], colour: number): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [place, each] of palette.entries()) {
    const [r, g, b] = [
      (each >> 16) - (colour >> 16),
      ((each >> 8) & 255) - ((colour >> 8) & 255),
      (each & 255) - (colour & 255),
    ];
    const far = r * r + g * g + b * b;
    if (far < least) [best, least] = [place, far];
  }
  return best;
}
