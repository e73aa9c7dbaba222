import { crc32, inflateSync } from 'node:zlib';
import { isShowable } from './dimensions.ts';
import { type PictureFacts, readExif, writeExif } from './exif.ts';
import { type Header, rawBytesOf, unpacksToRows } from './png-rows.ts';
import { type Refusal, Undecodable } from './refusal.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bit depths by colour type (PNG specification, table 11.1). */
const depths: Record<number, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const INDEXED = 3;
/** All rows of a picture, unpacked. */
const MAX_RAW_BYTES = 256 * 1024 * 1024;
/** What all texts and colour profiles inside a picture may unpack to, together. */
const MAX_ANCILLARY_BYTES = 1024 * 1024;
/** A chunk for each row is the most that a writer makes; a million empty ones would fill the memory. */
const MAX_CHUNKS = 32_768;
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
export async function inspectPng(bytes: Buffer): Promise<Refusal | undefined> {
  if (!bytes.subarray(0, 8).equals(signature)) return 'otherType';
  try {
    return await inspectChunks(chunksOf(bytes));
  } catch (error) {
    if (error instanceof Undecodable) return error.refusal;
    throw error;
  }
}

async function inspectChunks([first, ...others]: readonly Chunk[]): Promise<Refusal | undefined> {
  const header = first?.type === 'IHDR' ? headerOf(first.data) : undefined;
  if (!header || others.some(({ type }) => type === 'IHDR')) return 'damaged';
  if (others.some(({ type, data }) => needed.includes(type) && !kept.get(type)?.(data.length))) return 'damaged';
  const pixelsAt = others.findIndex(({ type }) => type === 'IDAT');
  const pixels = others.filter(({ type }) => type === 'IDAT').map(({ data }) => data);
  const areTogether = others.slice(pixelsAt, pixelsAt + pixels.length).every(({ type }) => type === 'IDAT');
  if (pixels.length === 0 || !areTogether) return 'damaged';
  const colours = coloursOf(others.slice(0, pixelsAt), others.slice(pixelsAt), header);
  if (colours === undefined) return 'damaged';
  if (!isShowable(header.width, header.height) || rawBytesOf(header) > MAX_RAW_BYTES) return 'dimensions';
  if (!unpackInBounds(others)) return 'inflates';
  return (await unpacksToRows(Buffer.concat(pixels), header, colours)) ? undefined : 'damaged';
}

/** How many colours the palette has; 0 where none is needed, undefined when there is one too many or too few. */
function coloursOf(before: readonly Chunk[], behind: readonly Chunk[], { colour, depth }: Header): number | undefined {
  const palettes = before.filter(({ type }) => type === 'PLTE');
  const [palette] = palettes;
  if (palettes.length > 1 || behind.some(({ type }) => type === 'PLTE')) return undefined;
  if (colour !== INDEXED) return 0;
  const colours = (palette?.data.length ?? 0) / 3;
  return colours >= 1 && colours <= 1 << depth ? colours : undefined;
}

/**
 * A PNG that `inspectPng` passed, with its picture as it is, without texts, places and whatever stands after its end.
 * Which way is up and when it was taken stay.
 */
export function rewritePng(bytes: Buffer): { content: Buffer; facts: PictureFacts } {
  const chunks = chunksOf(bytes);
  const exif = chunks.find(({ type }) => type === 'eXIf');
  const facts = exif ? readExif(exif.data) : { orientation: null, takenAt: null };
  const tiff = writeExif(facts);
  const parts = chunks.flatMap(({ type, data, whole }) => {
    if (!kept.get(type)?.(data.length)) return [];
    return type === 'IHDR' && tiff ? [whole, chunkOf('eXIf', tiff)] : [whole];
  });
  return { content: Buffer.concat([signature, ...parts]), facts };
}

/** Every chunk down to the end of the picture; throws `Undecodable` when one is not whole, or there is no end. */
function chunksOf(bytes: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 8; ; ) {
    if (chunks.length === MAX_CHUNKS) throw new Undecodable('unusual');
    if (at + 12 > bytes.length) throw new Undecodable('damaged');
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) throw new Undecodable('damaged');
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw new Undecodable('damaged');
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
