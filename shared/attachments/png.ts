import { crc32 } from 'node:zlib';
import { isShowable } from './dimensions.ts';
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
const INDEXED = 3;

/** A PNG that opens: a sound header, and every chunk whole (CRC-32) down to the end. */
export function inspectPng(bytes: Buffer): Refusal | undefined {
  if (!bytes.subarray(0, 8).equals(signature)) return 'otherType';
  let header: { width: number; height: number; colour: number } | undefined;
  let hasPalette = false;
  let hasData = false;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) return 'damaged';
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) return 'damaged';
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return 'damaged';
    if (!header) {
      header = type === 'IHDR' ? headerOf(bytes.subarray(at + 8, end - 4)) : undefined;
      if (!header) return 'damaged';
    } else if (type === 'IHDR') return 'damaged';
    if (type === 'PLTE') hasPalette = true;
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') break;
    at = end;
  }
  if (!hasData || (header.colour === INDEXED && !hasPalette)) return 'damaged';
  return isShowable(header.width, header.height) ? undefined : 'dimensions';
}

/** Size and colour type from the data of IHDR; undefined when it makes no sense. */
function headerOf(data: Buffer): { width: number; height: number; colour: number } | undefined {
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
  return isSound ? { width, height, colour: colour as number } : undefined;
}
