import { crc32, inflateSync } from 'node:zlib';
import { isShowable } from './dimensions.ts';
import { type PictureFacts, readExif, writeExif } from './exif.ts';
import type { Refusal } from './refusal.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bit depths by colour type (PNG specification, table 11.1). */
const depths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** Samples a pixel by colour type. */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const INDEXED = 3;
/** The passes of an interlaced picture (Adam7): first column, first row, column step, row step. */
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
/** All rows of a picture, unpacked. */
const MAX_RAW_BYTES = 256 * 1024 * 1024;
/** What all texts and colour profiles inside a picture may unpack to, together. */
const MAX_ANCILLARY_BYTES = 1024 * 1024;
/** What shows the picture, and how many bytes it can have; every other chunk only tells of it, and is left away. */
const kept = new Map<string, (length: number) => boolean>([
  ['IHDR', (length) => length === 13],
  ['PLTE', (length) => length % 3 === 0 && length <= 3 * 256],
  ['tRNS', (length) => length <= 256],
  ['gAMA', (length) => length === 4],
  ['cHRM', (length) => length === 32],
  ['sRGB', (length) => length === 1],
  ['pHYs', (length) => length === 9],
  ['IDAT', () => true],
  ['IEND', (length) => length === 0],
]);
/** Without these the picture is another, or none. */
const needed = ['PLTE', 'tRNS', 'IEND'];

interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced: boolean;
}

interface Chunk {
  type: string;
  data: Buffer;
  /** As it stands in the file, with its length and CRC. */
  whole: Buffer;
}

/**
 * A PNG that opens: a sound header, every chunk whole (CRC-32) down to the end, and pixels that unpack to just the rows
 * the header promises. Nothing inside may unpack to more than a viewer can be expected to hold.
 */
export function inspectPng(bytes: Buffer): Refusal | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return 'otherType';
  const chunks = chunksOf(bytes);
  const [first, ...others] = chunks ?? [];
  const header = first?.type === 'IHDR' ? headerOf(first.data) : undefined;
  if (!header || others.some(({ type }) => type === 'IHDR')) return 'damaged';
  if (header.colour === INDEXED && !others.some(({ type }) => type === 'PLTE')) return 'damaged';
  if (others.some(({ type, data }) => needed.includes(type) && !kept.get(type)?.(data.length))) return 'damaged';
  const pixels = others.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  if (pixels.length === 0) return 'damaged';
  if (!isShowable(header.width, header.height) || rawBytesOf(header) > MAX_RAW_BYTES) return 'dimensions';
  if (!unpackInBounds(others)) return 'inflates';
  return unpacksTo(Buffer.concat(pixels), rawBytesOf(header)) ? undefined : 'damaged';
}

/**
 * A PNG that `inspectPng` passed, with its picture as it is, without texts, places and whatever stands after its end.
 * Which way is up and when it was taken stay.
 */
export function rewritePng(bytes: Buffer): { content: Buffer; facts: PictureFacts } {
  const chunks = chunksOf(bytes) ?? [];
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const facts = exif ? readExif(exif.data) : { orientation: null, takenAt: null };
  const tiff = writeExif(facts);
  const parts = chunks.flatMap(({ type, data, whole }) => {
    if (!kept.get(type)?.(data.length)) return [];
    return type === 'IHDR' && tiff ? [whole, chunkOf('eXIf', tiff)] : [whole];
  });
  return { content: Buffer.concat([signature, ...parts]), facts };
}

/** Every chunk down to the end of the picture; undefined when one is not whole, or there is no end. */
function chunksOf(bytes: Buffer): Chunk[] | undefined {
  const chunks: Chunk[] = [];
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return undefined;
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return undefined;
    const type = bytes.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), whole: bytes.subarray(at, end) });
    if (type === 'IEND') return chunks;
    at = end;
  }
}

function chunkOf(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(data.length + 12);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, data.length + 8)), data.length + 8);
  return chunk;
}

/** How many bytes all rows have, each with its filter byte. */
function rawBytesOf({ width, height, depth, colour, isInterlaced }: Header): number {
  const bits = depth * (samples[colour] as number);
  const rows = (columns: number, lines: number) =>
    columns === 0 || lines === 0 ? 0 : lines * (1 + Math.ceil((columns * bits) / 8));
  if (!isInterlaced) return rows(width, height);
  return adam7.reduce(
    (sum, [left, top, across, down]) =>
      sum + rows(Math.ceil(Math.max(0, width - left) / across), Math.ceil(Math.max(0, height - top) / down)),
    0,
  );
}

/** Whether this is packed bytes and nothing behind them. */
function unpacksTo(data: Buffer, length: number): boolean {
  try {
    const { buffer, engine } = unpacked(data, length);
    return buffer.length === length && engine.bytesWritten === data.length;
  } catch {
    return false;
  }
}

/** With `info`, which its types leave out, zlib also says how much of the data it used. */
function unpacked(data: Buffer, maximum: number): { buffer: Buffer; engine: { bytesWritten: number } } {
  const options = { maxOutputLength: maximum, info: true };
  return inflateSync(data, options) as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
}

/** zTXt, iTXt and iCCP hold a name, a zero byte, and somewhere after it what may be packed. */
function unpackInBounds(chunks: readonly Chunk[]): boolean {
  let left = MAX_ANCILLARY_BYTES;
  for (const { type, data } of chunks) {
    if (type !== 'zTXt' && type !== 'iTXt' && type !== 'iCCP') continue;
    const name = data.indexOf(0);
    if (name === -1) return false;
    if (type === 'iTXt' && data[name + 1] !== 1) continue;
    let packedAt = name + 2;
    if (type === 'iTXt') packedAt = data.indexOf(0, data.indexOf(0, name + 3) + 1) + 1;
    try {
      left -= inflateSync(data.subarray(packedAt), { maxOutputLength: Math.max(1, left) }).length;
    } catch {
      return false;
    }
  }
  return left >= 0;
}

/** The header from the data of IHDR; undefined when it makes no sense. */
function headerOf(data: Buffer): Header | undefined {
  if (data.length !== 13) return undefined;
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth, colour, compression, filter, interlace] = data.subarray(8) as unknown as number[];
  const isSound =
    width > 0 &&
    height > 0 &&
    depths[colour as number]?.includes(depth as number) === true &&
    compression === 0 &&
    filter === 0 &&
    (interlace === 0 || interlace === 1);
  if (!isSound) return undefined;
  return { width, height, depth: depth as number, colour: colour as number, isInterlaced: interlace === 1 };
}
