import type { HuffmanTable } from './jpeg-huffman.ts';
import { Undecodable } from './refusal.ts';

/** Some cameras leave a byte or two, or one more restart marker, behind a scan's last block. */
const MAX_SPARE_BYTES = 16;
const RESTART = 0xd0;

/** The coded data of one scan, read bit by bit, without the zero bytes stuffed behind 0xFF. */
export class CodedBits {
  private readonly bytes: Buffer;
  private at: number;
  private readonly end: number;
  /** The last `count` bits are still to be used; the last `made` of them are no data but follow its end. */
  private held = 0;
  private count = 0;
  private made = 0;
  private restarts = 0;

  constructor(bytes: Buffer, from: number, end: number) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  symbol(table: HuffmanTable): number {
    if (this.count < 16) this.fill();
    const found = table.find((this.held >>> (this.count - 16)) & 0xffff);
    if (found === 0) throw new Undecodable('damaged');
    this.count -= found >>> 8;
    return found & 0xff;
  }

  /** At most 16 bits as a number. */
  take(bits: number): number {
    if (this.count < bits) this.fill();
    this.count -= bits;
    return (this.held >>> this.count) & ((1 << bits) - 1);
  }

  skip(bits: number): void {
    for (let left = bits; left > 0; left -= 16) this.take(Math.min(left, 16));
  }

  /** Goes behind the restart marker that has to stand here. */
  restart(): void {
    this.assertNotPastEnd();
    const { bytes } = this;
    while (bytes[this.at] === 0xff && bytes[this.at + 1] === 0xff) this.at++;
    const isThere = bytes[this.at] === 0xff && bytes[this.at + 1] === RESTART + (this.restarts++ & 7);
    if (!isThere || this.count - this.made >= 8 || this.at + 2 > this.end) throw new Undecodable('damaged');
    this.at += 2;
    this.held = this.count = this.made = 0;
  }

  /** After the last block: all its bits were there, and hardly any more. */
  finish(): void {
    this.assertNotPastEnd();
    let { end } = this;
    while (end > this.at && this.bytes[end - 1] === 0xff) end--;
    if (((this.count - this.made) >> 3) + end - this.at > MAX_SPARE_BYTES) throw new Undecodable('damaged');
  }

  /** Holds at least 17 bits. */
  private fill(): void {
    this.assertNotPastEnd();
    while (this.count <= 16) {
      let byte = this.at < this.end ? (this.bytes[this.at] as number) : -1;
      if (byte === 0xff) {
        if (this.at + 1 < this.end && this.bytes[this.at + 1] === 0) this.at += 2;
        else byte = -1;
      } else if (byte !== -1) this.at++;
      if (byte === -1) {
        byte = 0;
        this.made += 8;
      }
      this.held = (this.held << 8) | byte;
      this.count += 8;
    }
  }

  private assertNotPastEnd(): void {
    if (this.made > this.count) throw new Undecodable('damaged');
  }
}
