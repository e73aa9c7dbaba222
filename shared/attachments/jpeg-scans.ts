import { CodedBits } from './jpeg-bits.ts';
import type { Component, Frame } from './jpeg-frame.ts';
import type { HuffmanTable } from './jpeg-huffman.ts';
import { Undecodable } from './refusal.ts';

/** The last coefficient of a block. */
const LAST = 63;
/** How many bits the values of an eight-bit picture can have: the mean of a block against the one before, the others. */
const MAX_DC_BITS = 11;
const MAX_AC_BITS = 10;
/** Blocks in one interleaved unit (T.81, B.2.3). */
const MAX_UNIT_BLOCKS = 10;
const MAX_SHIFT = 13;
const NOT_YET = -1;

/** Which coefficients of each block are not zero, two words a block: what later scans of a progressive picture add to. */
type NotZero = Uint32Array;

/** What the scans so far have brought of one component. */
interface Progress {
  /** By coefficient: how many of its last bits are still to come; `NOT_YET` before its first scan. */
  toCome: Int8Array;
  notZero: NotZero | undefined;
}

/** A scan header of T.81, B.2.3. */
interface Scan {
  parts: { component: Component; progress: Progress; dc: number; ac: number }[];
  from: number;
  to: number;
  /** Bits still to come before this scan, and after it. */
  before: number;
  after: number;
}

/**
 * The scans of one picture, decoded to where a viewer would begin with pixels: every code is looked up, every block
 * filled, nothing kept but a bit for each coefficient. Throws `Undecodable`.
 */
export class Scans {
  private readonly frame: Frame;
  private readonly progress = new Map<number, Progress>();

  constructor(frame: Frame) {
    this.frame = frame;
    for (const { id } of frame.components) {
      this.progress.set(id, { toCome: new Int8Array(LAST + 1).fill(NOT_YET), notZero: undefined });
    }
  }

  /** One scan: its header without its length, and where in the bytes its coded data stands. */
  decode(
    header: Buffer,
    coded: { bytes: Buffer; from: number; to: number },
    tables: ReadonlyMap<number, HuffmanTable>,
    restartInterval: number,
  ): void {
    const scan = this.read(header);
    const bits = new CodedBits(coded.bytes, coded.from, coded.to);
    const table = (place: number) => {
      const found = tables.get(place);
      if (!found) throw new Undecodable('damaged');
      return found.ready();
    };
    const [only] = scan.parts;
    let walk: { unit: () => void; restart?: () => void };
    let units = this.frame.units;
    if (scan.parts.length === 1 && only) units = only.component.blocks;
    if (!this.frame.isProgressive)
      walk = { unit: unitOf(scan, (part) => wholeBlock(bits, table(part.dc), table(16 + part.ac))) };
    else if (scan.from === 0) {
      walk = { unit: unitOf(scan, ({ dc }) => (scan.before === 0 ? mean(bits, table(dc)) : () => bits.take(1))) };
    } else if (only) {
      const { component, progress } = only;
      progress.notZero ??= new Uint32Array(2 * component.blocks);
      walk = new Band(bits, table(16 + only.ac), progress.notZero, scan);
    } else throw new Undecodable('damaged');
    for (let unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval === 0) {
        walk.restart?.();
        bits.restart();
      }
      walk.unit();
    }
    walk.restart?.();
    bits.finish();
  }

  /** After the last scan: there is something to show of every component. */
  finish(): void {
    for (const { toCome } of this.progress.values()) {
      if (toCome[0] === NOT_YET) throw new Undecodable('damaged');
    }
  }

  private read(header: Buffer): Scan {
    const count = header[0] ?? 0;
    if (count < 1 || count > this.frame.components.length || header.length !== 4 + 2 * count) {
      throw new Undecodable('damaged');
    }
    const parts = Array.from({ length: count }, (_, index) => {
      const [id, places] = header.subarray(1 + 2 * index) as unknown as [number, number];
      const component = this.frame.components.find((each) => each.id === id);
      const progress = this.progress.get(id);
      if (!component || !progress) throw new Undecodable('damaged');
      return { component, progress, dc: places >> 4, ac: places & 15 };
    });
    if (new Set(parts.map(({ component }) => component.id)).size < count) throw new Undecodable('damaged');
    const blocks = parts.reduce((sum, { component }) => sum + component.across * component.down, 0);
    if (count > 1 && blocks > MAX_UNIT_BLOCKS) throw new Undecodable('damaged');
    // What a sequential picture says of these, nobody reads.
    let [from, to, before, after] = [0, LAST, 0, 0];
    if (this.frame.isProgressive) {
      const [first, last, shift] = header.subarray(-3) as unknown as [number, number, number];
      [from, to, before, after] = [first, last, shift >> 4, shift & 15];
      const isSound = from === 0 ? to === 0 : to >= from && to <= LAST && count === 1;
      if (!isSound || after > MAX_SHIFT) throw new Undecodable('damaged');
    }
    const scan = { parts, from, to, before, after };
    for (const { progress } of parts) this.note(progress.toCome, scan);
    return scan;
  }

  /** Every bit comes once, the mean of the blocks first: or a scan could be repeated without end. */
  private note(toCome: Int8Array, { from, to, before, after }: Scan): void {
    if (from > 0 && toCome[0] === NOT_YET) throw new Undecodable('damaged');
    for (let at = from; at <= to; at++) {
      const isNext = toCome[at] === NOT_YET ? before === 0 : before === toCome[at] && before === after + 1;
      if (!isNext) throw new Undecodable('damaged');
      toCome[at] = after;
    }
  }
}

/** Reads as many blocks of each component as stand in one unit. */
function unitOf({ parts }: Scan, blockOf: (part: Scan['parts'][number]) => () => void): () => void {
  const blocks = parts.flatMap((part) => {
    const count = parts.length === 1 ? 1 : part.component.across * part.component.down;
    return Array<() => void>(count).fill(blockOf(part));
  });
  return () => {
    for (const block of blocks) block();
  };
}

function mean(bits: CodedBits, table: HuffmanTable): () => void {
  return () => {
    const size = bits.symbol(table);
    if (size > MAX_DC_BITS) throw new Undecodable('damaged');
    bits.take(size);
  };
}

function wholeBlock(bits: CodedBits, dc: HuffmanTable, ac: HuffmanTable): () => void {
  const readMean = mean(bits, dc);
  return () => {
    readMean();
    for (let at = 1; at <= LAST; ) {
      const symbol = bits.symbol(ac);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (symbol === 0) return;
      at += run + 1;
      if (size > MAX_AC_BITS || at > LAST + 1 || (size === 0 && run < 15)) throw new Undecodable('damaged');
      bits.take(size);
    }
  };
}

/** Some coefficients of every block of one component, for the first time or one bit more precisely (T.81, annex G). */
class Band {
  private readonly bits: CodedBits;
  private readonly table: HuffmanTable;
  private readonly notZero: NotZero;
  private readonly scan: Scan;
  private block = 0;
  /** How many blocks from here on have no further code. */
  private ended = 0;

  constructor(bits: CodedBits, table: HuffmanTable, notZero: NotZero, scan: Scan) {
    this.bits = bits;
    this.table = table;
    this.notZero = notZero;
    this.scan = scan;
  }

  unit(): void {
    if (this.scan.before === 0) this.first();
    else this.refine();
    this.block++;
  }

  restart(): void {
    if (this.ended > 0) throw new Undecodable('damaged');
  }

  private first(): void {
    if (this.ended > 0) {
      this.ended--;
      return;
    }
    const { bits, scan } = this;
    for (let at = scan.from; at <= scan.to; ) {
      const symbol = bits.symbol(this.table);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.ended = this.length(run) - 1;
        return;
      }
      at += run + 1;
      if (size > MAX_AC_BITS || at > scan.to + 1) throw new Undecodable('damaged');
      bits.take(size);
      if (size > 0) this.set(at - 1);
    }
  }

  private refine(): void {
    const { bits, scan } = this;
    let at = scan.from;
    while (this.ended === 0 && at <= scan.to) {
      const symbol = bits.symbol(this.table);
      const [run, size] = [symbol >> 4, symbol & 15];
      if (size === 0 && run < 15) {
        this.ended = this.length(run);
        break;
      }
      if (size > 1) throw new Undecodable('damaged');
      bits.take(size);
      for (let zeros = run; at <= scan.to; at++) {
        if (this.isSet(at)) bits.take(1);
        else if (zeros-- === 0) break;
      }
      if (at > scan.to) throw new Undecodable('damaged');
      if (size === 1) this.set(at);
      at++;
    }
    if (this.ended > 0) {
      bits.skip(this.setFrom(at));
      this.ended--;
    }
  }

  /** How many blocks end, this one included. */
  private length(bits: number): number {
    return (1 << bits) + this.bits.take(bits);
  }

  private set(at: number): void {
    const word = 2 * this.block + (at >> 5);
    this.notZero[word] = (this.notZero[word] as number) | (1 << (at & 31));
  }

  private isSet(at: number): boolean {
    return (((this.notZero[2 * this.block + (at >> 5)] as number) >>> (at & 31)) & 1) === 1;
  }

  /** How many coefficients from this one to the band's last are not zero. */
  private setFrom(at: number): number {
    let count = 0;
    for (let word = at >> 5; word <= this.scan.to >> 5 && at <= this.scan.to; word++) {
      let bits = this.notZero[2 * this.block + word] as number;
      if (word === at >> 5) bits = (bits >>> (at & 31)) << (at & 31);
      if (word === this.scan.to >> 5) bits &= 0xffffffff >>> (31 - (this.scan.to & 31));
      for (; bits !== 0; bits &= bits - 1) count++;
    }
    return count;
  }
}
