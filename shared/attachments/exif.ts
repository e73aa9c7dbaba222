/** What is kept of a picture's EXIF: how it is held upright, and when it was taken. Where it was taken is not. */
export interface PictureFacts {
  /** 1 to 8 (TIFF 6.0, tag 274). */
  orientation: number | null;
  /** By the camera's own clock, which names no zone: 2026-09-07T10:11:12. */
  takenAt: string | null;
}

const ORIENTATION = 0x0112;
const DATE_TIME = 0x0132;
const EXIF_DIRECTORY = 0x8769;
const DATE_TIME_ORIGINAL = 0x9003;
const SHORT = 3;
const LONG = 4;
const ASCII = 2;
/** `2026:09:07 10:11:12` and a zero byte. */
const DATE_BYTES = 20;
/** A directory with more entries is no camera's. */
const MAX_ENTRIES = 512;

type Entries = Map<number, { type: number; count: number; at: number }>;

/** Reads a TIFF structure (the content of an APP1 or eXIf block); never throws, whatever the bytes are. */
export function readExif(tiff: Buffer): PictureFacts {
  const nothing = { orientation: null, takenAt: null };
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return nothing;
  const reader = new Reader(tiff, order === 'MM');
  const main = reader.directory(reader.long(4));
  const pointer = main.get(EXIF_DIRECTORY);
  const exif: Entries = pointer ? reader.directory(reader.long(pointer.at)) : new Map();
  const upright = main.get(ORIENTATION);
  const orientation = upright?.type === SHORT ? reader.short(upright.at) : 0;
  return {
    orientation: orientation >= 1 && orientation <= 8 ? orientation : null,
    takenAt: reader.date(exif.get(DATE_TIME_ORIGINAL)) ?? reader.date(main.get(DATE_TIME)),
  };
}

class Reader {
  private readonly bytes: Buffer;
  private readonly isBigEndian: boolean;

  constructor(bytes: Buffer, isBigEndian: boolean) {
    this.bytes = bytes;
    this.isBigEndian = isBigEndian;
  }

  /** 0 beyond the end. */
  short(at: number): number {
    if (at + 2 > this.bytes.length) return 0;
    return this.isBigEndian ? this.bytes.readUInt16BE(at) : this.bytes.readUInt16LE(at);
  }

  long(at: number): number {
    if (at + 4 > this.bytes.length) return 0;
    return this.isBigEndian ? this.bytes.readUInt32BE(at) : this.bytes.readUInt32LE(at);
  }

  directory(at: number): Entries {
    const count = at < 8 ? 0 : Math.min(this.short(at), MAX_ENTRIES);
    const entries: Entries = new Map();
    for (let i = 0; i < count; i++) {
      const entry = at + 2 + i * 12;
      if (entry + 12 > this.bytes.length) break;
      entries.set(this.short(entry), { type: this.short(entry + 2), count: this.long(entry + 4), at: entry + 8 });
    }
    return entries;
  }

  date(entry: { type: number; count: number; at: number } | undefined): string | null {
    if (entry?.type !== ASCII || entry.count !== DATE_BYTES) return null;
    const from = this.long(entry.at);
    const text = this.bytes.toString('latin1', from, from + DATE_BYTES - 1);
    const match = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
    if (!match || match[1] === '0000') return null;
    return `${match[1]}-${match[2]}-${match[3]}T${match[4]}`;
  }
}

/** A TIFF structure that holds these facts and nothing else; undefined when there are none. */
export function writeExif({ orientation, takenAt }: PictureFacts): Buffer | undefined {
  if (orientation === null && takenAt === null) return undefined;
  const main: [tag: number, type: number, count: number, value: number][] = [];
  if (orientation !== null) main.push([ORIENTATION, SHORT, 1, orientation << 16]);
  const mainAt = 8;
  const exifAt = mainAt + 2 + (main.length + (takenAt === null ? 0 : 1)) * 12 + 4;
  if (takenAt !== null) main.push([EXIF_DIRECTORY, LONG, 1, exifAt]);
  const dateAt = exifAt + 2 + 12 + 4;
  const bytes = Buffer.alloc(takenAt === null ? exifAt : dateAt + DATE_BYTES);
  bytes.write('MM\0*', 0, 'latin1');
  bytes.writeUInt32BE(mainAt, 4);
  writeDirectory(bytes, mainAt, main);
  if (takenAt !== null) {
    writeDirectory(bytes, exifAt, [[DATE_TIME_ORIGINAL, ASCII, DATE_BYTES, dateAt]]);
    bytes.write(`${takenAt.slice(0, 10).replaceAll('-', ':')} ${takenAt.slice(11)}`, dateAt, 'latin1');
  }
  return bytes;
}

function writeDirectory(bytes: Buffer, at: number, entries: readonly (readonly [number, number, number, number])[]) {
  bytes.writeUInt16BE(entries.length, at);
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const entry = at + 2 + index * 12;
    bytes.writeUInt16BE(tag, entry);
    bytes.writeUInt16BE(type, entry + 2);
    bytes.writeUInt32BE(count, entry + 4);
    bytes.writeUInt32BE(value, entry + 8);
  }
}
