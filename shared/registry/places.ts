import { hash } from 'node:crypto';
import { isGone } from '../dossier/disposal-state.ts';
import type { DossierState } from '../dossier/state.ts';
import type { DossierReader } from './dossier-reader.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

interface PlacesItem extends Key {
  /** Partitions of ID numbers, of names, and of 职工编号. */
  partitions: string[];
}

/**
 * Writes down where a search is to find a dossier, before it is left there: whatever comes of the submission, or of the
 * merger, everything that leads to the dossier can be taken to another union with it, and away when it is made dark.
 * May be repeated.
 */
export async function rememberPlaces(table: Table, id: string, partitions: readonly string[]): Promise<void> {
  if (partitions.length > 0) await table.put(placesItem(id, partitions));
}

/** The item in which they are written down: the same again is the same item. */
export function placesItem(id: string, partitions: readonly string[]): PlacesItem {
  const sorted = [...new Set(partitions)].sort();
  const digest = hash('sha256', sorted.join('\n'), 'base64url').slice(0, 22);
  return { ...keys.places(id, digest), partitions: sorted };
}

/**
 * Leaves an old dossier in every place that was written down for it, once it is on file. One that is handed over meanwhile
 * is left below the union that it is handed to; one whose disposal nobody can stop any more, nowhere. May be repeated.
 */
export async function leaveInPlaces(table: Table, dossiers: DossierReader, id: string): Promise<void> {
  const unionOf = async (): Promise<string | undefined> => {
    const { state } = await dossiers.get(id);
    return isGone(state) ? undefined : state.orgPath;
  };
  let left: string | undefined;
  for (let orgPath = await unionOf(); orgPath !== undefined && orgPath !== left; orgPath = await unionOf()) {
    left = orgPath;
    const sk = keys.place(orgPath, id);
    await table.putAll((await rememberedPlaces(table, id)).map((pk) => ({ pk, sk })));
  }
}

/** What leads to a dossier by its 职工编号, in the transaction that gives it the number. A transfer takes it along. */
export function foundByNumber(table: Table, { id, orgPath }: DossierState, dossierNumber: string): Write[] {
  const pk = keys.dossierNumbers(dossierNumber);
  return [
    table.putWrite('places', placesItem(id, [pk]), null),
    table.putWrite('place', { pk, sk: keys.place(orgPath, id) }, null),
  ];
}

/** Every partition in which a dossier may ever have been left. */
export async function rememberedPlaces(table: Table, id: string): Promise<string[]> {
  const { pk, sk } = keys.places(id, '');
  const items = await table.range<PlacesItem>(pk, sk, `${sk}~`);
  return [...new Set(items.flatMap(({ partitions }) => partitions))].sort();
}
