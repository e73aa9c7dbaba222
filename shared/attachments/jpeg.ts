import { isShowable } from './dimensions.ts';
import type { Refusal } from './refusal.ts';

/** Markers of ITU-T T.81, second byte. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/**
 * A JPEG that opens: every segment in place from the start of the image to its end, one frame of a size that can be
 * shown, and at least one scan. What follows the end is left alone: telephones put previews and films there.
 */
export function inspectJpeg(bytes: Buffer): Refusal | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI || bytes[2] !== 0xff) return 'otherType';
  let frame: { width: number; height: number } | undefined;
  let scans = 0;
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return 'damaged';
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined || marker === 0 || marker === SOI) return 'damaged';
    if (marker === EOI) break;
    if (marker === 0x01 || isRestart(marker)) continue;
    if (at + 2 > bytes.length) return 'damaged';
    const length = bytes.readUInt16BE(at);
    if (length < 2 || at + length > bytes.length) return 'damaged';
    if (isFrame(marker)) {
      const found = frameOf(bytes.subarray(at, at + length));
      if (frame || !found) return 'damaged';
      frame = found;
    }
    at += length;
    if (marker === SOS) {
      if (!frame) return 'damaged';
      scans++;
      at = endOfScan(bytes, at);
    }
  }
  if (!frame || scans === 0) return 'damaged';
  return isShowable(frame.width, frame.height) ? undefined : 'dimensions';
}

/** The picture's size from a frame header, length included; undefined when it makes no sense. */
function frameOf(segment: Buffer): { width: number; height: number } | undefined {
  if (segment.length < 8) return undefined;
  const height = segment.readUInt16BE(3);
  const width = segment.readUInt16BE(5);
  const components = segment[7] as number;
  const isSound =
    width > 0 && height > 0 && components >= 1 && components <= 4 && segment.length === 8 + 3 * components;
  return isSound ? { width, height } : undefined;
}

/** Where the marker after a scan's coded data stands, or the end of the bytes. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1];
    if (next === 0xff) {
      at--;
      continue;
    }
    if (next !== undefined && next !== 0 && !isRestart(next)) return at;
  }
  return bytes.length;
}
