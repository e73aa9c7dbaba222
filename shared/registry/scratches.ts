import { formToSave } from '../dossier/filling.ts';
import { scratchContext } from '../dossier/seal-contexts.ts';
import type { Scratch } from '../dossier/sealed-contents.ts';
import type { DossierState } from '../dossier/state.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 暂存 of a dossier, as it lies in the table. */
export interface ScratchItem extends Key {
  /** Rises by one each time, from 1: whoever writes says which one they have seen. */
  revision: number;
  /** The number under which it will be saved as a form: what was typed for another is of no use any more. */
  form: number;
  /** Who typed any of it since a form was last saved, the last one at the end. */
  by: string[];
  /** ISO instant. */
  at: string;
  /** Left out once it was saved as a form: nothing is typed beside it any more. */
  sealed?: Sealed;
}

/** The effect that fails a transaction when somebody typed on in between. */
export const TYPED = 'scratch';

/** What is being typed for the form that comes next; what was typed for another, or has been saved, is none. */
export function typedFor(state: DossierState, item: ScratchItem | undefined): ScratchItem | undefined {
  return item?.sealed && item.form === formToSave(state) ? item : undefined;
}

/**
 * What is being typed into a form, one item a dossier, written over every few seconds: beside the journal, because nobody
 * has said anything yet. It becomes something said when it is saved.
 */
export class Scratches {
  private readonly table: Table;
  private readonly keyring: Keyring;

  constructor(table: Table, keyring: Keyring) {
    this.table = table;
    this.keyring = keyring;
  }

  find(id: string): Promise<ScratchItem | undefined> {
    return this.table.find<ScratchItem>(keys.scratch(id));
  }

  /** What was typed; undefined where it was saved as a form since. */
  async open(id: string, { revision, sealed }: ScratchItem): Promise<Scratch | undefined> {
    return sealed && this.keyring.open<Scratch>(scratchContext(id, revision), sealed);
  }

  /** Whether it was written over the revision that is named: false where somebody else came in between. */
  async keep(id: string, item: Omit<ScratchItem, keyof Key | 'sealed'>, content: Scratch): Promise<boolean> {
    return (await this.table.transact([await this.write(id, item, content)])).length === 0;
  }

  /** The same as part of a transaction, which fails when somebody typed on in between. */
  async write(id: string, item: Omit<ScratchItem, keyof Key | 'sealed'>, content: Scratch): Promise<Write> {
    const sealed = await this.keyring.seal(scratchContext(id, item.revision), content);
    return this.put({ ...keys.scratch(id), ...item, sealed });
  }

  /** Empties it, in the transaction that saves the form; the transaction fails when somebody typed on in between. */
  emptied({ sealed: _, ...item }: ScratchItem, at: string): Write {
    return this.put({ ...item, revision: item.revision + 1, by: [], at });
  }

  private put(item: ScratchItem): Write {
    const before = item.revision - 1;
    if (before === 0) return this.table.putWrite(TYPED, item);
    return this.table.putWrite(TYPED, item, 'revision = :before', { ':before': before });
  }
}
