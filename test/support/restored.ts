import type { KeysOf } from '../../tools/restore/keys.ts';
import type { Tables } from '../../tools/restore/plan.ts';
import type { Stored, StoredItem } from '../../tools/verify/stored.ts';
import type { MemoryApp } from './memory/app.ts';

/** Items as a table is read past every function; asked for anew at each read. */
export function storedOf(items: () => readonly StoredItem[]): Stored {
  return {
    partition: async (pk) =>
      items()
        .filter((item) => item.pk === pk)
        .sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    async *scan() {
      yield* items();
    },
  };
}

function keysOf(wrapped: () => ReadonlyMap<string, string>): KeysOf {
  return {
    find: async (dossier) => wrapped().get(dossier),
    async *dossiers() {
      yield* wrapped().keys();
    },
  };
}

/** The tables in memory as they are, beside copies as they were when this was called. */
export function backedUp(app: MemoryApp): Required<Tables> {
  const { dynamoDb } = app;
  const wrappedNow = () =>
    new Map(dynamoDb.dossierKeys.dossiers().map((id) => [id, dynamoDb.dossierKeys.item(id).wrapped]));
  const [items, wrapped] = [dynamoDb.all<StoredItem>(), wrappedNow()];
  return {
    live: storedOf(() => dynamoDb.all<StoredItem>()),
    restored: storedOf(() => items),
    keys: { live: keysOf(wrappedNow), restored: keysOf(() => wrapped) },
  };
}
