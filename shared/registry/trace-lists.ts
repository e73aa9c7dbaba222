import { type Key, keys, TRACE } from './keys.ts';
import type { Table } from './table.ts';

/** The dossiers that one trace leads to. */
export interface TraceList extends Key {
  /** A set of the table's; absent when it has none. */
  ids?: Set<string>;
  /** Whether there may be others beside the list: once it was full, whoever comes goes there. */
  more?: true;
}

/** So many stand in one list: more than make a crowd of any trace, and still a single write unit. */
export const MOST_LISTED = 32;

const HAS_ROOM =
  'contains(ids, :id) OR (attribute_not_exists(more) AND (attribute_not_exists(ids) OR size(ids) < :most))';

/** The lists of some traces, by their hashes: those that there are. */
export async function listsOf(table: Table, hashes: readonly string[]): Promise<Map<string, TraceList>> {
  const lists = await table.findAll<TraceList>(hashes.map(keys.traceList));
  return new Map(lists.map((list) => [list.pk.slice(TRACE.length), list]));
}

/** Lets a dossier be found by a trace. May be repeated: it stands in one place, the one it was given first. */
export async function leadBy(table: Table, hash: string, id: string): Promise<void> {
  const [place, values] = [keys.traceList(hash), { ':me': new Set([id]), ':id': id, ':most': MOST_LISTED }];
  if (await table.update(place, 'ADD ids :me', values, { condition: HAS_ROOM })) return;
  // The mark first: whoever sees none has nobody to miss, for this one looks after its own item is there.
  await table.update(place, 'SET more = :more', { ':more': true });
  await table.put(keys.trace(hash, id));
}

/** Lets a dossier be found by a trace no longer; harmless when it is not. A list of nobody goes. */
export async function leadNoMore(table: Table, hash: string, id: string): Promise<void> {
  const [place, me] = [keys.traceList(hash), { ':me': new Set([id]) }];
  // Most stand alone.
  if (await table.removeIf(place, 'ids = :me AND attribute_not_exists(more)', me)) return;
  const list = await table.update<TraceList>(place, 'DELETE ids :me', me, { condition: 'attribute_exists(pk)' });
  if (list?.more) await table.remove(keys.trace(hash, id));
  else if (list && !list.ids) await table.removeIf(place, 'attribute_not_exists(ids) AND attribute_not_exists(more)');
}

/** Everybody found by a trace, some at a time: those in its list, then those beside it. */
export async function* foundBy(table: Table, list: TraceList, atOnce: number): AsyncGenerator<string[]> {
  const listed = [...(list.ids ?? [])].sort();
  for (let from = 0; from < listed.length; from += atOnce) yield listed.slice(from, from + atOnce);
  for (let from = 'D#'; list.more; ) {
    const items = await table.range<Key>(list.pk, from, 'D$', { limit: atOnce });
    yield items.map(({ sk }) => sk.slice('D#'.length));
    if (items.length < atOnce) return;
    from = `${items.at(-1)?.sk}#`;
  }
}

/** Which of some traces lead to a dossier, by their hashes. */
export async function leadingTo(table: Table, hashes: readonly string[], id: string): Promise<Set<string>> {
  const lists = await listsOf(table, hashes);
  const full = [...lists].filter(([, { ids, more }]) => more && !ids?.has(id)).map(([hash]) => hash);
  const beside = await table.findAll(full.map((hash) => keys.trace(hash, id)));
  const listed = [...lists].filter(([, { ids }]) => ids?.has(id)).map(([hash]) => hash);
  return new Set([...listed, ...beside.map(({ pk }) => pk.slice(TRACE.length))]);
}

/** The dossiers to which an item of the table leads by a trace; none when it is no such item. */
export function ledTo({ pk, sk, ids }: Key & { ids?: unknown }): string[] {
  if (!pk.startsWith(TRACE)) return [];
  if (sk === keys.traceList('').sk) return ids instanceof Set ? [...ids].map(String) : [];
  return [sk.slice('D#'.length)];
}
