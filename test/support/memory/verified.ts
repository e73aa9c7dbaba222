import { profiles } from '../../../infra/provinces/index.ts';
import { dateInShanghai } from '../../../shared/calendar/dates.ts';
import { examine } from '../../../tools/verify/dossier.ts';
import type { Stored, StoredItem } from '../../../tools/verify/stored.ts';
import { examineAll } from '../../../tools/verify/whole.ts';
import type { MemoryApp } from './app.ts';

/** The table as an operator reads it. */
function storedOf(app: MemoryApp): Stored {
  const items = app.dynamoDb.all<StoredItem>();
  return {
    partition: async (pk) => items.filter((item) => item.pk === pk).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    async *scan() {
      yield* items;
    },
  };
}

const lookingAt = (app: MemoryApp) => ({
  terms: (province: string) => profiles[province],
  today: dateInShanghai(app.now()),
});

/** What of a dossier in the table does not follow from its journal; nothing when all is as it should be. */
export async function faultsIn(app: MemoryApp, id: string): Promise<string[] | undefined> {
  return (await examine(storedOf(app), id, lookingAt(app)))?.faults;
}

/** The same of all of them, and of what is nobody's. */
export async function allFaultsIn(app: MemoryApp): Promise<string[]> {
  const all: string[] = [];
  for await (const { id, faults } of examineAll(storedOf(app), lookingAt(app))) {
    all.push(...faults.map((fault) => `${id}：${fault}`));
  }
  return all;
}
