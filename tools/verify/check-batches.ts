import { type CheckBatch, checkPlace } from '../../shared/registry/checks.ts';
import { CHECK, CHECKS, keys } from '../../shared/registry/keys.ts';
import { CountyLists } from './county-lists.ts';
import type { Finding } from './dossier.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

/**
 * 核对批次: each is where its county looks for it. What was sent and to whom is in its record of changes (alone.ts), and how
 * far each household is in the household's journal. Takes the items of a scan one after the other, and then reads again
 * what it names.
 */
export class CheckBatches {
  private readonly seen = new Set<string>();
  private readonly lists = new CountyLists(CHECKS, 'check');

  see(item: StoredItem): void {
    if (item.pk.startsWith(CHECK)) this.seen.add(item.pk.slice(CHECK.length));
    this.lists.see(item);
  }

  async *examine(stored: Stored): AsyncGenerator<Finding> {
    for (const id of [...new Set([...this.seen, ...this.lists.listed()])].sort()) {
      // Somebody may have put something while it was read: what is wrong is wrong twice.
      const first = await this.faultsOf(stored, id);
      const faults = first.length === 0 ? first : await this.faultsOf(stored, id);
      yield { id: keys.check(id).pk, faults, entries: 0, hash: '' };
    }
  }

  private async faultsOf(stored: Stored, id: string): Promise<string[]> {
    const batch = (await storedItem(stored, keys.check(id))) as (StoredItem & CheckBatch) | undefined;
    // That it is gone, its record of changes says.
    if (batch === undefined) return this.lists.faultsOf(stored, id, []);
    const { status, file, receipt, cancelled } = batch;
    return [
      ...(status === 'handedOver' && (file === undefined || receipt === undefined)
        ? ['记为已送出，没有文件或回执']
        : []),
      ...((status === 'cancelled') === (cancelled === undefined) ? ['作废与作废的理由对不上'] : []),
      ...(await this.lists.faultsOf(stored, id, [checkPlace(batch)])),
    ];
  }
}
