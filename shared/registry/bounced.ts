import { isOwnOf, unionsAbove } from '../organisation/org-path.ts';
import { bouncedDue } from './batches.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** So many are read at once. */
const PAGE = 100;

/**
 * Takes a household's name off what bounced, in each union that it was of and in those above that pay for it: the money
 * stays its payer's to settle, and nothing of whoever it was for stays in the table. May be repeated.
 */
export async function forgetBounced(table: Table, dossier: string, unions: Iterable<string>): Promise<void> {
  const payers = new Set([...unions].flatMap((each) => unionsAbove(each).filter((above) => isOwnOf(above, each))));
  for (const orgPath of payers) {
    const { due, dueSort } = bouncedDue(0, { dossier, orgPath, maskedName: '' });
    const prefix = dueSort.slice(0, dueSort.lastIndexOf('#') + 1);
    let after: object | undefined;
    do {
      const page = await table.indexPage<Key>('byDue', due, { prefix, limit: PAGE, ...(after ? { after } : {}) });
      for (const { pk, sk } of page.items) {
        // Settled meanwhile, it has no name any more.
        const none = { ':none': '' };
        const named = 'attribute_exists(maskedName)';
        await table.transact([table.updateWrite('bounced', { pk, sk }, 'SET maskedName = :none', none, named)]);
      }
      after = page.last;
    } while (after);
  }
}
