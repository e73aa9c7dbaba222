import type { Leaf } from '../../shared/anchors/anchor.ts';
import { addDays, daysBetween } from '../../shared/calendar/dates.ts';

const BYTES = 40;
const DAY_ZERO = '2020-01-01';

/**
 * The leaves of each dossier in the order in which they were added: a province has millions of them, and held as objects
 * they would not fit into memory. Forty bytes each: version, day, hash.
 */
export class LeafList {
  private readonly byDossier = new Map<string, Buffer>();

  add(day: string, { dossierId, version, hash }: Leaf): void {
    const one = Buffer.alloc(BYTES);
    one.writeUInt32BE(version, 0);
    one.writeInt32BE(daysBetween(DAY_ZERO, day), 4);
    one.write(hash, 8, 'hex');
    this.byDossier.set(dossierId, Buffer.concat([this.byDossier.get(dossierId) ?? Buffer.of(), one]));
  }

  dossiers(): Iterable<string> {
    return this.byDossier.keys();
  }

  of(dossierId: string): (Leaf & { day: string })[] {
    const all = this.byDossier.get(dossierId) ?? Buffer.of();
    return Array.from({ length: all.length / BYTES }, (_, index) => {
      const one = all.subarray(index * BYTES, (index + 1) * BYTES);
      const day = addDays(DAY_ZERO, one.readInt32BE(4));
      return { dossierId, version: one.readUInt32BE(0), hash: one.toString('hex', 8), day };
    });
  }
}
