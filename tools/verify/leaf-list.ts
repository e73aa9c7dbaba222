import type { Leaf } from '../../shared/anchors/anchor.ts';
import { addDays, daysBetween } from '../../shared/calendar/dates.ts';

const BYTES = 40;
const DAY_ZERO = '2020-01-01';

/**
 * The leaves of each dossier, and of each item that is anchored by itself, in the order in which they were added: a
 * province has millions of them, and held as objects they would not fit into memory. Forty bytes each: version, day,
 * hash; room for as many again is made when there is none, so that adding one copies none, mostly.
 */
export class LeafList {
  private readonly bySubject = new Map<string, { bytes: Buffer; used: number }>();

  add(day: string, { of, version, hash }: Leaf): void {
    const list = this.bySubject.get(of) ?? { bytes: Buffer.alloc(BYTES), used: 0 };
    if (list.used === list.bytes.length) list.bytes = Buffer.concat([list.bytes, Buffer.alloc(list.used)]);
    list.bytes.writeUInt32BE(version, list.used);
    list.bytes.writeInt32BE(daysBetween(DAY_ZERO, day), list.used + 4);
    list.bytes.write(hash, list.used + 8, 'hex');
    list.used += BYTES;
    this.bySubject.set(of, list);
  }

  subjects(): Iterable<string> {
    return this.bySubject.keys();
  }

  of(of: string): (Leaf & { day: string })[] {
    const { bytes, used } = this.bySubject.get(of) ?? { bytes: Buffer.of(), used: 0 };
    return Array.from({ length: used / BYTES }, (_, index) => {
      const one = bytes.subarray(index * BYTES, (index + 1) * BYTES);
      const day = addDays(DAY_ZERO, one.readInt32BE(4));
      return { of, version: one.readUInt32BE(0), hash: one.toString('hex', 8), day };
    });
  }
}
