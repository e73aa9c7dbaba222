import { deflateSync, inflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { pngChunk, pngHeader, pngOf } from '../../shared/attachments/files.fixture.ts';
import { withPalette } from './palette.ts';

const partOf = (png: Buffer, name: string): Buffer => {
  const at = png.indexOf(name, 8, 'latin1');
  return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
};

/** The colours of a picture with a palette, pixel by pixel. */
function coloursOf(png: Buffer, width: number): number[][] {
  const [palette, rows] = [partOf(png, 'PLTE'), inflateSync(partOf(png, 'IDAT'))];
  return [...rows].filter((_, at) => at % (width + 1) !== 0).map((at) => [...palette.subarray(at * 3, at * 3 + 3)]);
}

it('a picture with a palette has the colours it had, whatever filter its lines were written with', () => {
  // Two by five: each line is the same two pixels, said by none, sub, up, average and Paeth.
  const [a, b] = [
    [200, 10, 30],
    [210, 20, 10],
  ] as const;
  const minus = (x: readonly number[], y: readonly number[]) => x.map((value, n) => (value - (y[n] ?? 0)) & 255);
  const half = (x: readonly number[], y: readonly number[]) => x.map((value, n) => (value + (y[n] ?? 0)) >> 1);
  const lines = [
    [0, ...a, ...b],
    [1, ...a, ...minus(b, a)],
    [2, 0, 0, 0, 0, 0, 0],
    [3, ...minus(a, half([0, 0, 0], a)), ...minus(b, half(a, b))],
    // Above the first pixel is itself; beside the second stands a, above it b, in the corner a: Paeth takes b.
    [4, 0, 0, 0, 0, 0, 0],
  ];
  const png = pngOf(
    pngHeader(2, lines.length),
    pngChunk('IDAT', deflateSync(Buffer.from(lines.flat()))),
    pngChunk('IEND', Buffer.alloc(0)),
  );
  expect(coloursOf(withPalette(png), 2)).toEqual(lines.flatMap(() => [[...a], [...b]]));
});

it('of more colours than a palette holds, the commonest stay as they are', () => {
  const pixels = Array.from({ length: 2000 }, (_, n) => (n % 2 === 0 ? [1, 2, 3] : [n & 255, (n * 7) & 255, n >> 3]));
  const png = pngOf(
    pngHeader(pixels.length, 1),
    pngChunk('IDAT', deflateSync(Buffer.from([0, ...pixels.flat()]))),
    pngChunk('IEND', Buffer.alloc(0)),
  );
  const colours = coloursOf(withPalette(png), pixels.length);
  expect(colours.filter((_, n) => n % 2 === 0)).toEqual(pixels.filter((_, n) => n % 2 === 0));
  expect(new Set(colours.map(String)).size).toBeLessThanOrEqual(256);
});
