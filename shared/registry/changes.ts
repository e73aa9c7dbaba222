import { digest } from '../digest/digest.ts';
import { BATCH, CHECK, INSPECTION, type Key, keys, PERSON, SPOT_CHECK, TRANSCRIPT } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 变更记录: to what somebody changed a person or a union of the directory, or a batch of payments, of 核对 or of old dossiers, a 抽查 or a 督查授权. */
export interface Change extends Key {
  by: string;
  at: string;
  /** Of what was put (`digestOfPut`). */
  digest: string;
}

/** Something of which changes are kept; a person says by what theirs are filed. */
export type Changed = Key & { changesOf?: string };

/** By what the changes are filed of a person, a union or a batch; undefined for an item of which none are kept. */
export function changesOf({ pk, sk, changesOf }: Changed): string | undefined {
  if (pk === keys.unions) return `${keys.unions}#${sk}`;
  if (pk.startsWith(PERSON)) return changesOf === undefined ? undefined : `${PERSON}${changesOf}`;
  if (pk.startsWith(CHECK) || pk.startsWith(INSPECTION)) return pk;
  if (pk.startsWith(TRANSCRIPT)) return sk === 'TRANSCRIPT' ? pk : undefined;
  if (pk.startsWith(SPOT_CHECK)) return sk === 'SPOT' ? pk : undefined;
  return pk.startsWith(BATCH) && sk === 'BATCH' ? pk : undefined;
}

/** Of an item without its keys: a person lies in two places. */
export function digestOfPut({ pk: _, sk: __, ...put }: Key): string {
  return digest(JSON.parse(JSON.stringify(put)));
}

/**
 * Beside whatever is put into the directory, or said of a batch, and in the same transaction, what was put: in a partition where no function
 * may change or delete, and anchored from there. Whoever only writes over somebody's roles is seen (`npm run verify`).
 */
export class Changes {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** Refused as `effect` when somebody else has changed the same meanwhile. */
  async write(effect: string, item: Changed, { by, now }: { by: string; now: Date }): Promise<Write> {
    const of = changesOf(item);
    if (of === undefined) throw new Error(`no changes are kept of ${item.pk}`);
    const [last] = await this.table.range<Key>(keys.changes(of), '0', '~', { limit: 1, backward: true });
    const key = keys.change(of, Number(last?.sk ?? 0) + 1);
    const change: Change = { ...key, by, at: now.toISOString(), digest: digestOfPut(item) };
    return this.table.putWrite(effect, change);
  }
}
