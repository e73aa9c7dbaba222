import { openingContext } from '../dossier/seal-contexts.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { keys } from './keys.ts';
import type { Item, Table } from './table.ts';

/** One time that somebody had a household's whole ID numbers shown. */
export interface Opening {
  at: string;
  /** A user's `sub`. */
  by: string;
  reason: string;
}

type OpeningItem = Item & { at: string; by: string; reason: Sealed };

const LATEST = 20;

/**
 * Who had the whole ID numbers of a household shown, when, and why. Beside the journal, because looking changes nothing
 * of the dossier: neither its version, which whoever corrects it holds, nor its place in the lists.
 */
export class Openings {
  private readonly table: Table;
  private readonly keyring: Keyring;

  constructor(table: Table, keyring: Keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  /** Writes one down; before anything is shown. */
  async record(dossierId: string, { at, by, reason }: Opening): Promise<void> {
    const sealed = await this.keyring.seal(openingContext(dossierId, at), reason);
    await this.table.put({ ...keys.opening(dossierId, at, by), at, by, reason: sealed });
  }

  /** The latest twenty, the last first. */
  async latest(dossierId: string): Promise<Opening[]> {
    const options = { limit: LATEST, backward: true };
    const items = await this.table.range<OpeningItem>(keys.dossier(dossierId), 'OPENED#', 'OPENED$', options);
    return Promise.all(
      items.map(async ({ at, by, reason }) => ({
        at,
        by,
        reason: await this.keyring.open<string>(openingContext(dossierId, at), reason),
      })),
    );
  }
}
