import { profiles } from '../../../infra/provinces/index.ts';
import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import { examine } from '../../../tools/verify/dossier.ts';
import type { StoredItem } from '../../../tools/verify/stored.ts';
import type { MemoryApp } from './app.ts';

/** What of a dossier in the table does not follow from its journal; nothing when all is as it should be. */
export async function faultsIn(app: MemoryApp, id: string): Promise<string[] | undefined> {
  const items = app.dynamoDb.all<StoredItem>();
  const stored = {
    partition: async (pk: string) => items.filter((item) => item.pk === pk).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    async *scan() {
      yield* items;
    },
  };
  const looking = { terms: (province: string) => profiles[province], today: dateInShanghai(app.now()) };
  return (await examine(stored, id, looking))?.faults;
}
