import { isShowable } from './dimensions.ts';
import { type PictureFacts, readExif, writeExif } from './exif.ts';
import { type Frame, readFrame } from './jpeg-frame.ts';
import { type HuffmanTable, readHuffmanTables, readQuantizationTables } from './jpeg-huffman.ts';
import { Scans } from './jpeg-scans.ts';
import { type Refusal, Undecodable } from './refusal.ts';

/** Markers of ITU-T T.81, second byte. */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DHT = 0xc4;
const DQT = 0xdb;
const DRI = 0xdd;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![DHT, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
const APP1 = 0xe1;
const APP14 = 0xee;
/** Tables, the restart interval, frame and scans: what shows the picture; every other segment only tells of it. */
const isOfPicture = (marker: number) => [DHT, DQT, DRI, SOS].includes(marker) || isShown(marker);
/** Baseline, extended and progressive: the other kinds are opened by nobody's browser. */
const isShown = (marker: number) => marker >= 0xc0 && marker <= 0xc2;
const adobeName = 'Adobe';
/** With its length; what follows is no part of it. */
const ADOBE_BYTES = 14;
const exifName = 'Exif\0\0';
/** A progressive picture has about ten; each is read over the whole picture. */
const MAX_SCANS = 32;
/** A photograph has twenty, or two hundred with what its camera adds; millions of empty ones would fill the memory. */
const MAX_SEGMENTS = 4096;

/** A segment with its marker, and after a scan's header its coded data. */
interface Segment {
  marker: number;
  /** Where its length stands, and where it ends. */
  from: number;
  to: number;
}

/**
 * A JPEG that opens: every segment in place from the start of the image to its end, one frame of a size that can be
 * shown, and scans that decode to all its blocks. What follows the end is not looked at: `rewriteJpeg` leaves it away.
 */
export function inspectJpeg(bytes: Buffer): Refusal | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI || bytes[2] !== 0xff) return 'otherType';
  try {
    const segments = segmentsOf(bytes);
    const frames = segments.filter(({ marker }) => isFrame(marker));
    const [only] = frames;
    if (!only || frames.length > 1) return 'damaged';
    if (!isShown(only.marker) || segments.filter(({ marker }) => marker === SOS).length > MAX_SCANS) return 'unusual';
    const frame = readFrame(only.marker, bytes.subarray(only.from + 2, only.to));
    if (!isShowable(frame.width, frame.height)) return 'dimensions';
    decode(bytes, segments, frame);
    return undefined;
  } catch (error) {
    if (error instanceof Undecodable) return error.refusal;
    throw error;
  }
}

/** Reads tables and scans in their order, as a viewer does. */
function decode(bytes: Buffer, segments: readonly Segment[], frame: Frame): void {
  const scans = new Scans(frame);
  const huffman = new Map<number, HuffmanTable>();
  const quantization = new Set<number>();
  let restartInterval = 0;
  let isBehindFrame = false;
  for (const { marker, from, to } of segments) {
    const data = bytes.subarray(from + 2, to);
    if (isFrame(marker)) isBehindFrame = true;
    else if (marker === DHT) readHuffmanTables(data, huffman);
    else if (marker === DQT) readQuantizationTables(data, quantization);
    else if (marker === DRI) {
      if (data.length !== 2) throw new Undecodable('damaged');
      restartInterval = data.readUInt16BE(0);
    } else if (marker === SOS) {
      if (!isBehindFrame) throw new Undecodable('damaged');
      const codedAt = from + bytes.readUInt16BE(from);
      scans.decode(bytes.subarray(from + 2, codedAt), { bytes, from: codedAt, to }, huffman, restartInterval);
    }
  }
  if (frame.components.some(({ table }) => !quantization.has(table))) throw new Undecodable('damaged');
  scans.finish();
}

/**
 * A JPEG that `inspectJpeg` passed, with its picture as it is and nothing that only tells of it: no place, maker's
 * notes, previews or comments, nothing after its end. Which way is up and when it was taken stay.
 */
export function rewriteJpeg(bytes: Buffer): { content: Buffer; facts: PictureFacts } {
  const segments = segmentsOf(bytes);
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

/** Every segment between the start of the image and its end. */
function segmentsOf(bytes: Buffer): Segment[] {
  const segments: Segment[] = [];
  let at = 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new Undecodable('damaged');
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++];
    if (marker === undefined || marker === 0 || marker === SOI) throw new Undecodable('damaged');
    if (marker === EOI) return segments;
    if (marker === 0x01 || isRestart(marker)) continue;
    if (segments.length === MAX_SEGMENTS) throw new Undecodable('unusual');
    if (at + 2 > bytes.length) throw new Undecodable('damaged');
    const length = bytes.readUInt16BE(at);
    if (length < 2 || at + length > bytes.length) throw new Undecodable('damaged');
    const to = marker === SOS ? endOfScan(bytes, at + length) : at + length;
    segments.push({ marker, from: at, to });
    at = to;
  }
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
