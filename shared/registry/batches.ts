import type { BatchContent, BatchStatus, RowResult } from '../ledger/batch.ts';
import { county, divisionOf } from '../organisation/org-path.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import type { ProvinceSealed, Sealed } from '../sealing/sealed.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';
import { dueOf } from './tasks.ts';

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
}

export const batchEffects = { file: 'batchFile', decision: 'batchDecision', row: 'batchRow' } as const;

export const batchContext = (id: string): string => `batch/${id}`;
export const batchOpinionContext = (id: string): string => `batch/${id}/opinion`;
export const batchRowContext = (dossier: string, batch: string, row: number): string =>
  `${dossier}/batch/${batch}/${row}`;

/** Batches by county, the latest first. */
export class Batches {
  private readonly table: Table;
  private readonly keyring: ProvinceKeyring;

  constructor(table: Table, keyring: ProvinceKeyring) {
    this.table = table;
    this.keyring = keyring;
  }

  async find(id: string): Promise<Batch | undefined> {
    return isId(id) ? this.table.find<Batch & Key>(keys.batch(id)) : undefined;
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
    const to = before === undefined ? `${AT}~` : `${AT}${before}`;
    const found = await this.table.range<Key & { batch: string }>(pk, AT, to, { limit: limit + 1, backward: true });
    const later = found.filter(({ sk }) => sk !== to).slice(0, limit);
    return Promise.all(
      later.map(async ({ sk, batch }) => ({ place: sk.slice(AT.length), batch: (await this.find(batch)) as Batch })),
    );
  }

  /** Refused as `batchFile` where the same file was handed in already, and not refused since. */
  prepareWrites(batch: Batch): Write[] {
    const { id, orgPath, at, file } = batch;
    const division = divisionOf(county(orgPath));
    return [
      this.table.putWrite('batch', { ...keys.batch(id), ...batch }),
      this.table.putWrite('batch', { ...keys.batchAt(division, `${AT}${at}#${id}`), batch: id }),
      this.table.putWrite(batchEffects.file, { ...keys.batchAt(division, `FILE#${file}`), batch: id }),
    ];
  }

  /** Refused as `batchDecision` when somebody decided already. */
  decisionWrites(
    batch: Batch,
    decision: Required<Pick<Batch, 'status' | 'decidedBy' | 'decidedAt' | 'opinion'>>,
  ): Write[] {
    const { id, orgPath, file } = batch;
    const item = { ...keys.batch(id), ...batch, ...decision };
    const names = { '#status': 'status' };
    const freed =
      decision.status === 'refused'
        ? [this.table.deleteWrite('batch', keys.batchAt(divisionOf(county(orgPath)), `FILE#${file}`))]
        : [];
    return [
      this.table.putWrite(batchEffects.decision, item, '#status = :prepared', { ':prepared': 'prepared' }, names),
      ...freed,
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
   * any more. What bounced is a task of the household's union until it is paid or given up.
   */
  outcomeWrite(
    batch: string,
    outcome: RowOutcome,
    before: RowOutcome | undefined,
    of: { dossier: string; orgPath: string; maskedName: string },
  ): Write {
    const { row, result } = outcome;
    const task = { kind: 'bounced', n: row, role: 'registrar', orgPath: of.orgPath, due: null } as const;
    const item = {
      ...keys.batchRow(batch, row),
      ...outcome,
      ...(result === 'bounced' ? dueOf(of.dossier, task, of.maskedName) : {}),
    };
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

const AT = 'AT#';
