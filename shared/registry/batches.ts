import type { BatchContent, BatchStatus, RowResult } from '../ledger/batch.ts';
import { county, divisionOf } from '../organisation/org-path.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import type { ProvinceSealed, Sealed } from '../sealing/sealed.ts';
import { Changes } from './changes.ts';
import { isId } from './ids.ts';
import { AT, pageBefore } from './in-order.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';
import { dueOf, withoutDue } from './tasks.ts';

/** 资金发放批次, as it lies in the table: which households it pays and how much is sealed. */
export interface Batch {
  id: string;
  orgPath: string;
  by: string;
  /** Instants. */
  at: string;
  /** Of what whoever approves has seen. */
  digest: string;
  /** Keyed hash of the file: the same is not paid twice, and nobody can try out what a short one says. */
  file: string;
  status: BatchStatus;
  content: ProvinceSealed;
  decidedBy?: string;
  decidedAt?: string;
  opinion?: ProvinceSealed;
}

/** What has come of a row. */
export interface RowOutcome {
  row: number;
  result: RowResult;
  /** ISO date. */
  on: string;
  /** The bank's words, sealed under the household's key: null where it said none. */
  note: Sealed | null;
  /** Of what was paid, whose ledger has it, and as which entry. */
  dossier?: string;
  aid?: number;
}

export const batchEffects = { file: 'batchFile', decision: 'batchDecision', row: 'batchRow' } as const;

export const batchContext = (id: string): string => `batch/${id}`;
export const batchOpinionContext = (id: string): string => `batch/${id}/opinion`;
export const batchRowContext = (dossier: string, batch: string, row: number): string =>
  `${dossier}/batch/${batch}/${row}`;

/** Where a county has a batch: in the order in which they were handed in, and by its file while that may not come again. */
export function batchPlaces({ id, orgPath, at, file, status }: Batch): Key[] {
  const inOrder = keys.batchAt(divisionOf(county(orgPath)), `${AT}${at}#${id}`);
  return status === 'refused' ? [inOrder] : [inOrder, placeOfFile({ orgPath, file })];
}

const placeOfFile = ({ orgPath, file }: Pick<Batch, 'orgPath' | 'file'>): Key =>
  keys.batchAt(divisionOf(county(orgPath)), `FILE#${file}`);

/** As it is stored: until it is decided on it is a task of the county's reviewers, but for who handed it in. */
export function batchItem(batch: Batch) {
  const { id, orgPath, by, status } = batch;
  const task = { kind: 'batch', n: 1, role: 'reviewer', orgPath: county(orgPath), due: null, notFor: [by] } as const;
  return { ...keys.batch(id), ...batch, ...(status === 'prepared' ? dueOf(id, task, '资金发放的一批') : {}) };
}

/** By what a row that bounced is a task of the union that pays (`orgPath`): nobody else may settle it. */
export function bouncedDue(row: number, of: { dossier: string; orgPath: string; maskedName: string }) {
  const task = { kind: 'bounced', n: row, role: 'registrar', orgPath: of.orgPath, due: null } as const;
  return dueOf(of.dossier, task, of.maskedName);
}

/** Batches by county, the latest first. */
export class Batches {
  private readonly table: Table;
  private readonly keyring: ProvinceKeyring;
  private readonly changes: Changes;

  constructor(table: Table, keyring: ProvinceKeyring) {
    this.table = table;
    this.keyring = keyring;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<Batch | undefined> {
    const item = isId(id) ? await this.table.find<Batch & Key>(keys.batch(id)) : undefined;
    return item && withoutDue(item);
  }

  contentOf({ id, content }: Batch): Promise<BatchContent> {
    return this.keyring.open<BatchContent>(batchContext(id), content);
  }

  /** What whoever decided said; null while nobody has. */
  async opinionOf({ id, opinion }: Batch): Promise<string | null> {
    return opinion === undefined ? null : this.keyring.open<string>(batchOpinionContext(id), opinion);
  }

  /** Those of a county before a place, the latest first, at most so many. */
  async page(orgPath: string, before: string | undefined, limit: number): Promise<{ place: string; batch: Batch }[]> {
    const pk = keys.batches(divisionOf(county(orgPath)));
    const found = await pageBefore<{ batch: string }>(this.table, pk, before, limit);
    return Promise.all(
      found.map(async ({ place, item }) => ({ place, batch: (await this.find(item.batch)) as Batch })),
    );
  }

  /** Whether the same file (`file`: its keyed hash) was handed in already for a county, and not refused since. */
  async isHandedIn({ orgPath, file }: Pick<Batch, 'orgPath' | 'file'>): Promise<boolean> {
    return (await this.table.find(placeOfFile({ orgPath, file }))) !== undefined;
  }

  /** Refused as `batchFile` where the same file was handed in already, and not refused since. */
  async prepareWrites(batch: Batch): Promise<Write[]> {
    const { id, by, at } = batch;
    const item = batchItem(batch);
    const [inOrder, byFile] = batchPlaces(batch) as [Key, Key];
    return [
      this.table.putWrite('batch', item),
      this.table.putWrite('batch', { ...inOrder, batch: id }),
      this.table.putWrite(batchEffects.file, { ...byFile, batch: id }),
      await this.changes.write('batch', item, { by, now: new Date(at) }),
    ];
  }

  /** Refused as `batchDecision` when somebody decided already. */
  async decisionWrites(
    batch: Batch,
    decision: Required<Pick<Batch, 'status' | 'decidedBy' | 'decidedAt' | 'opinion'>>,
  ): Promise<Write[]> {
    const item = batchItem({ ...batch, ...decision });
    const left = batchPlaces(item).map(({ sk }) => sk);
    const freed = batchPlaces(batch).filter(({ sk }) => !left.includes(sk));
    const names = { '#status': 'status' };
    return [
      this.table.putWrite(batchEffects.decision, item, '#status = :prepared', { ':prepared': 'prepared' }, names),
      await this.changes.write(batchEffects.decision, item, {
        by: decision.decidedBy,
        now: new Date(decision.decidedAt),
      }),
      ...freed.map((place) => this.table.deleteWrite('batch', place)),
    ];
  }

  async outcomes(id: string): Promise<RowOutcome[]> {
    const { pk, sk: from } = keys.batchRow(id, 0);
    return this.table.range<RowOutcome & Key>(pk, from, keys.batchRow(id, 9999).sk);
  }

  outcome(id: string, row: number): Promise<RowOutcome | undefined> {
    return this.table.find<RowOutcome & Key>(keys.batchRow(id, row));
  }

  /**
   * What the bank says of a row, in place of what it said before (`before`): refused as `batchRow` when that is not so
   * any more. What bounced is a task of the union that pays until it is paid or
   * given up.
   */
  outcomeWrite(
    batch: string,
    outcome: RowOutcome,
    before: RowOutcome | undefined,
    of: { dossier: string; orgPath: string; maskedName: string },
  ): Write {
    const { row, result } = outcome;
    const item = { ...keys.batchRow(batch, row), ...outcome, ...(result === 'bounced' ? bouncedDue(row, of) : {}) };
    return before === undefined
      ? this.table.putWrite(batchEffects.row, item)
      : this.table.putWrite(
          batchEffects.row,
          item,
          '#result = :before',
          { ':before': before.result },
          { '#result': 'result' },
        );
  }
}
