import { createInflate } from 'node:zlib';

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
const [NONE, SUB, UP, AVERAGE, PAETH] = [0, 1, 2, 3, 4];
/** How much is unpacked at a time. */
const PIECE_BYTES = 256 * 1024;

export interface Header {
  width: number;
  height: number;
  depth: number;
  colour: number;
  isInterlaced: boolean;
}

/** Rows of one length, without the byte that names the filter. */
interface Pass {
  columns: number;
  rows: number;
  bytes: number;
}

/** How many bytes all rows have, each with its filter byte. */
export function rawBytesOf(header: Header): number {
  return passesOf(header).reduce((sum, { rows, bytes }) => sum + rows * (1 + bytes), 0);
}

function passesOf({ width, height, depth, colour, isInterlaced }: Header): Pass[] {
  const bits = depth * (samples[colour] as number);
  const pass = (columns: number, rows: number) => ({ columns, rows, bytes: Math.ceil((columns * bits) / 8) });
  if (!isInterlaced) return [pass(width, height)];
  return adam7
    .map(([left, top, across, down]) =>
      pass(Math.ceil(Math.max(0, width - left) / across), Math.ceil(Math.max(0, height - top) / down)),
    )
    .filter(({ columns, rows }) => columns > 0 && rows > 0);
}

/**
 * Whether this is packed bytes with nothing behind them, and unpacks to exactly the rows that the header promises. Each
 * row must have a filter that exists, and no colour beyond the palette's `colours`. Holds two rows and a piece at a
 * time.
 */
export async function unpacksToRows(packed: Buffer, header: Header, colours: number): Promise<boolean> {
  const rows = new Rows(header, colours);
  const inflate = createInflate({ chunkSize: PIECE_BYTES });
  inflate.end(packed);
  try {
    for await (const piece of inflate) if (!rows.take(piece as Buffer)) return false;
  } catch {
    return false;
  }
  return rows.areAll() && inflate.bytesWritten === packed.length;
}

/** The rows of a picture, as they come out of the unpacking. */
class Rows {
  private readonly passes: Pass[];
  private pass: Pass | undefined;
  private rowsLeft = 0;
  /** How much of the row there is, its filter byte included. */
  private at = 0;
  private row: Buffer;
  private above: Buffer;
  private filter = NONE as number;
  private readonly palette: Palette | undefined;

  constructor(header: Header, colours: number) {
    this.passes = passesOf(header);
    const longest = Math.max(...this.passes.map(({ bytes }) => bytes));
    // Where every number is a colour, what the rows hold does not matter.
    const isPartial = header.colour === INDEXED && colours < 1 << header.depth;
    if (isPartial) this.palette = new Palette(header.depth, colours);
    this.row = Buffer.alloc(isPartial ? longest : 0);
    this.above = Buffer.alloc(isPartial ? longest : 0);
    this.next();
  }

  /** False when a row is none, or there are too many. */
  take(piece: Buffer): boolean {
    for (let from = 0; from < piece.length; ) {
      const { pass, at } = this;
      if (!pass) return false;
      if (at === 0) {
        this.filter = piece[from++] as number;
        if (this.filter > PAETH) return false;
        this.at = 1;
        continue;
      }
      const count = Math.min(pass.bytes + 1 - at, piece.length - from);
      if (this.palette) piece.copy(this.row, at - 1, from, from + count);
      from += count;
      this.at += count;
      if (this.at === pass.bytes + 1 && !this.finishRow(pass)) return false;
    }
    return true;
  }

  areAll(): boolean {
    return this.pass === undefined;
  }

  private finishRow({ columns, bytes }: Pass): boolean {
    this.at = 0;
    if (this.palette) {
      const row = this.row.subarray(0, bytes);
      unfilter(row, this.above, this.filter);
      if (!this.palette.hasAll(row, columns)) return false;
      [this.row, this.above] = [this.above, this.row];
    }
    if (--this.rowsLeft === 0) this.next();
    return true;
  }

  private next(): void {
    this.pass = this.passes.shift();
    this.rowsLeft = this.pass?.rows ?? 0;
    this.above.fill(0);
  }
}

/** What the bytes of a row stand for (PNG specification, 9.2), where a pixel takes at most one byte. */
function unfilter(row: Buffer, above: Buffer, filter: number): void {
  if (filter === NONE) return;
  let [left, aboveLeft] = [0, 0];
  for (let at = 0; at < row.length; at++) {
    const up = above[at] as number;
    let guess = left;
    if (filter === UP) guess = up;
    else if (filter === AVERAGE) guess = (left + up) >> 1;
    else if (filter !== SUB) guess = paeth(left, up, aboveLeft);
    left = ((row[at] as number) + guess) & 0xff;
    row[at] = left;
    aboveLeft = up;
  }
}

function paeth(left: number, up: number, aboveLeft: number): number {
  const [toLeft, toUp, toBoth] = [
    Math.abs(up - aboveLeft),
    Math.abs(left - aboveLeft),
    Math.abs(left + up - 2 * aboveLeft),
  ];
  if (toLeft <= toUp && toLeft <= toBoth) return left;
  return toUp <= toBoth ? up : aboveLeft;
}

/** Which numbers have a colour. */
class Palette {
  private readonly depth: number;
  private readonly colours: number;
  /** By byte: 1 when each number in it has one. */
  private readonly whole: Uint8Array;

  constructor(depth: number, colours: number) {
    this.depth = depth;
    this.colours = colours;
    this.whole = Uint8Array.from({ length: 256 }, (_, byte) => (this.has(byte, 8 / depth) ? 1 : 0));
  }

  hasAll(row: Buffer, columns: number): boolean {
    const inByte = 8 / this.depth;
    const whole = Math.floor(columns / inByte);
    for (let at = 0; at < whole; at++) if (this.whole[row[at] as number] === 0) return false;
    return whole === row.length || this.has(row[whole] as number, columns % inByte);
  }

  private has(byte: number, numbers: number): boolean {
    const mask = (1 << this.depth) - 1;
    for (let at = 1; at <= numbers; at++) {
      if (((byte >> (8 - at * this.depth)) & mask) >= this.colours) return false;
    }
    return true;
  }
}
