import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** That a contact leads to a dossier: nothing of either but the blind index. What it opens, the dossier's journal says. */
interface OwnContactItem extends Key {
  dossierId: string;
}

const EFFECT = 'ownContact';

/** Where the contact of a dossier leads to it; nowhere without one. */
export const ownContactItems = (id: string, index: string | null | undefined): OwnContactItem[] =>
  index ? [{ ...keys.ownByAt(index, id), dossierId: id }] : [];

/** What an action does to that: in its transaction, so that none outlives the dossier, or what is known of it. */
export function ownContactWrites(
  table: Table,
  id: string,
  before: string | null | undefined,
  after: string | null | undefined,
): Write[] {
  if ((before ?? null) === (after ?? null)) return [];
  return [
    ...ownContactItems(id, before).map((item) => table.deleteWrite(EFFECT, item)),
    ...ownContactItems(id, after).map((item) => table.putWrite(EFFECT, item, null)),
  ];
}

/** More than a contact leads to in earnest: somebody helps a street, and each was seen with their ID card. */
const mostLedTo = 20;

/** The dossiers that a contact may lead to, in no order; each has to say so itself. `more`: there are others. */
export async function ledToBy(table: Table, index: string): Promise<{ ids: string[]; more: boolean }> {
  const found = await table.range<OwnContactItem>(keys.ownBy(index), 'D#', 'D$', { limit: mostLedTo + 1 });
  return { ids: found.slice(0, mostLedTo).map(({ dossierId }) => dossierId), more: found.length > mostLedTo };
}
