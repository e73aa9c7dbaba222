import { Undecodable } from './refusal.ts';

/** Codes up to this long are found in one look; longer ones are rare. */
const SHORT_BITS = 9;
const LONGEST = 16;
const MAX_SYMBOLS = 256;

/** A Huffman table of T.81, annex C, to be asked with the next 16 bits. */
export class HuffmanTable {
  /** How many codes there are of each length, from 1. */
  private readonly counts: Buffer;
  private readonly symbols: Buffer;
  /** By the next 9 bits: the code's length × 256 + its symbol; 0 for a longer code, or none. */
  private short = new Uint16Array(0);
  /** By length: the last code of that length, and what is added to a code to find its symbol. */
  private last = new Int32Array(0);
  private shift = new Int32Array(0);

  constructor(counts: Buffer, symbols: Buffer) {
    this.counts = counts;
    this.symbols = symbols;
  }

  /** The code that these 16 bits begin with: its length × 256 + its symbol; 0 when there is none. */
  find(ahead: number): number {
    const found = this.short[ahead >>> (LONGEST - SHORT_BITS)] as number;
    if (found !== 0) return found;
    for (let length = SHORT_BITS + 1; length <= LONGEST; length++) {
      const code = ahead >>> (LONGEST - length);
      if (code <= (this.last[length] as number)) {
        return length * 256 + (this.symbols[code + (this.shift[length] as number)] as number);
      }
    }
    return 0;
  }

  /** Before it is first asked: a file may hold half a million tables that no scan uses. */
  ready(): this {
    if (this.short.length > 0) return this;
    this.short = new Uint16Array(1 << SHORT_BITS);
    this.last = new Int32Array(LONGEST + 1).fill(-1);
    this.shift = new Int32Array(LONGEST + 1);
    let [code, at] = [0, 0];
    for (let length = 1; length <= LONGEST; length++, code *= 2) {
      const count = this.counts[length - 1] as number;
      if (code + count > 1 << length) throw new Undecodable('damaged');
      if (count > 0) this.last[length] = code + count - 1;
      this.shift[length] = at - code;
      for (let i = 0; i < count; i++, code++, at++) {
        if (length > SHORT_BITS) continue;
        const from = code << (SHORT_BITS - length);
        this.short.fill(length * 256 + (this.symbols[at] as number), from, from + (1 << (SHORT_BITS - length)));
      }
    }
    return this;
  }
}

/** The tables of a DHT segment, without its length, into `tables`, by class × 16 + identifier. */
export function readHuffmanTables(data: Buffer, tables: Map<number, HuffmanTable>): void {
  for (let at = 0; at < data.length; ) {
    const place = data[at] as number;
    const counts = data.subarray(at + 1, at + 1 + LONGEST);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const from = at + 1 + LONGEST;
    if (place >> 4 > 1 || (place & 15) > 3 || total > MAX_SYMBOLS || from + total > data.length) {
      throw new Undecodable('damaged');
    }
    tables.set(place, new HuffmanTable(counts, data.subarray(from, from + total)));
    at = from + total;
  }
}

/** The identifiers of the quantization tables in a DQT segment, without its length, into `known`. */
export function readQuantizationTables(data: Buffer, known: Set<number>): void {
  for (let at = 0; at < data.length; ) {
    const place = data[at] as number;
    const to = at + 1 + (place >> 4 === 0 ? 64 : 128);
    if (place >> 4 > 1 || (place & 15) > 3 || to > data.length) throw new Undecodable('damaged');
    known.add(place & 15);
    at = to;
  }
}
