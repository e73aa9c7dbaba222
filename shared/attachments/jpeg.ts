import { isShowable } from './dimensions.ts';
import { type PictureFacts, readExif, writeExif } from './exif.ts';
import type { Refusal } from './refusal.ts';

/** Markers of ITU-T T.81, second byte. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
const APP1 = 0xe1;
const APP14 = 0xee;
/** Tables, the restart interval, frame and scans: what shows the picture; every other segment only tells of it. */
const isOfPicture = (marker: number) => [0xc4, 0xdb, 0xdd, SOS].includes(marker) || isShown(marker);
/** Baseline, extended and progressive: the other kinds are opened by nobody's browser. */
const isShown = (marker: number) => marker >= 0xc0 && marker <= 0xc2;
const adobeName = 'Adobe';
/** With its length; what follows is no part of it. */
const ADOBE_BYTES = 14;
const exifName = 'Exif\0\0';
/** A progressive picture has about ten; each is read over the whole picture. */
const MAX_SCANS = 32;

/** A segment with its marker, and after a scan's header its coded data. */
interface Segment {
  marker: number;
  /** Where its length stands, and where it ends. */
  from: number;
  to: number;
}

/**
 * A JPEG that opens: every segment in place from the start of the image to its end, one frame of a size that can be
 * shown, and at least one scan. What follows the end is not looked at: `rewriteJpeg` leaves it away.
 */
export function inspectJpeg(bytes: Buffer): Refusal | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI || bytes[2] !== 0xff) return 'otherType';
  const segments = segmentsOf(bytes);
  if (!segments) return 'damaged';
  const frames = segments.filter(({ marker }) => isFrame(marker));
  const scans = segments.filter(({ marker }) => marker === SOS);
  const [first] = frames;
  const [scan] = scans;
  if (!first || !isShown(first.marker) || frames.length > 1 || !scan || scan.from < first.from) return 'damaged';
  const frame = frameOf(bytes.subarray(first.from, first.to));
  if (!frame) return 'damaged';
  if (scans.length > MAX_SCANS) return 'dimensions';
  return isShowable(frame.width, frame.height) ? undefined : 'dimensions';
}

/**
 * A JPEG that `inspectJpeg` passed, with its picture as it is and nothing that only tells of it: no place, maker's
 * notes, previews or comments, nothing after its end. Which way is up and when it was taken stay.
 */
export function rewriteJpeg(bytes: Buffer): { content: Buffer; facts: PictureFacts } {
  const segments = segmentsOf(bytes) ?? [];
  const exif = segments.find(
    ({ marker, from }) => marker === APP1 && bytes.toString('latin1', from + 2, from + 8) === exifName,
  );
  const facts = exif ? readExif(bytes.subarray(exif.from + 8, exif.to)) : { orientation: null, takenAt: null };
  const parts: Buffer[] = [Buffer.from([0xff, SOI])];
  const tiff = writeExif(facts);
  if (tiff) parts.push(Buffer.from([0xff, APP1, 0, tiff.length + 8]), Buffer.from(exifName, 'latin1'), tiff);
  for (const { marker, from, to } of segments) {
    if (isOfPicture(marker)) parts.push(Buffer.from([0xff, marker]), bytes.subarray(from, to));
    // Says how the colours are to be read.
    else if (marker === APP14 && to - from >= ADOBE_BYTES && bytes.toString('latin1', from + 2, from + 7) === adobeName)
      parts.push(Buffer.from([0xff, APP14, 0, ADOBE_BYTES]), bytes.subarray(from + 2, from + ADOBE_BYTES));
  }
  parts.push(Buffer.from([0xff, EOI]));
  return { content: Buffer.concat(parts), facts };
}

/** Every segment between the start of the image and its end; undefined when one is not whole. */
function segmentsOf(bytes: Buffer): Segment[] | undefined {
  const segments: Segment[] = [];
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) return undefined;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined || marker === 0 || marker === SOI) return undefined;
    if (marker === EOI) return segments;
    if (marker === 0x01 || isRestart(marker)) continue;
    if (at + 2 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(at);
    if (length < 2 || at + length > bytes.length) return undefined;
    const to = marker === SOS ? endOfScan(bytes, at + length) : at + length;
    segments.push({ marker, from: at, to });
    at = to;
  }
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
