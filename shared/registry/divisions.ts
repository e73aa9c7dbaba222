import { divisionOf } from '../organisation/org-path.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * The divisions in which a dossier is or ever was, or something is owed about one, each marked before that lies there: whoever goes through
 * the queues of a province asks for these, and not for every county on the map. A mark is never taken away; one too many
 * costs a read. It is looked for where a dossier comes to a division that this instance has not seen, and put once.
 */
export class Divisions {
  private readonly table: Table;
  private readonly seen = new Set<string>();

  constructor(table: Table) {
    this.table = table;
  }

  /** A dossier, or what is owed about one, is about to lie below this org path. */
  async enter(orgPath: string): Promise<void> {
    const division = divisionOf(orgPath);
    if (this.seen.has(division)) return;
    const key = keys.division(division);
    if ((await this.table.find(key)) === undefined) await this.table.putNew(key);
    this.seen.add(division);
  }

  async entered(): Promise<string[]> {
    const found = await this.table.range<Key>(keys.divisions, '0', '~');
    return found.map(({ sk }) => sk);
  }
}
