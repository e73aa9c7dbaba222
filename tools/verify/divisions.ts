import { divisionOf } from '../../shared/organisation/org-path.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Finding } from './dossier.ts';
import type { Stored, StoredItem } from './stored.ts';

/** Where dossiers lie must be marked: nobody is told of the tasks of any other division. */
export class EnteredDivisions {
  private readonly of = new Set<string>();

  see({ sk, statusSort }: StoredItem): void {
    if (sk === 'HEAD' && typeof statusSort === 'string') this.of.add(divisionOf(statusSort.split('#')[0] as string));
  }

  /** Read after the heads: a division is marked before its first one. */
  async *examine(stored: Stored): AsyncGenerator<Finding> {
    const marked = new Set((await stored.partition(keys.divisions)).map(({ sk }) => sk));
    for (const division of [...this.of].filter((each) => !marked.has(each)).sort()) {
      yield { id: `${keys.divisions}|${division}`, faults: ['区划里有档案，没有记下'], entries: 0, hash: '' };
    }
  }
}
