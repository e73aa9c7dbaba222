import type { CheckContent, CheckFile, CheckReceipt, CheckStatus } from '../checking/batch.ts';
import type { CheckSource } from '../checking/sources.ts';
import { county, divisionOf } from '../organisation/org-path.ts';
import type { ProvinceKeyring } from '../sealing/province-keyring.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { Changes } from './changes.ts';
import { isId } from './ids.ts';
import { AT, pageBefore } from './in-order.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 核对批次, as it lies in the table: of whom an office is asked is sealed. How far each household is, its journal says. */
export interface CheckBatch {
  id: string;
  orgPath: string;
  source: CheckSource;
  by: string;
  /** ISO instant. */
  at: string;
  status: CheckStatus;
  content: ProvinceSealed;
  /** How often it was changed: whoever changes it has read this. */
  revision: number;
  file?: ProvinceSealed;
  receipt?: ProvinceSealed;
  /** Why it was cancelled. */
  cancelled?: ProvinceSealed;
  handedOverBy?: string;
  handedOverAt?: string;
}

/** What of a batch is sealed. */
export type CheckPart = 'content' | 'file' | 'receipt' | 'cancelled';

/** Refused: somebody else changed the batch meanwhile. */
export const checkEffect = 'check';

export const checkBatchContext = (id: string, part: CheckPart): string => `check/${id}/${part}`;

/** Where its county lists it. */
export const checkPlace = ({ id, orgPath, at }: Pick<CheckBatch, 'id' | 'orgPath' | 'at'>): Key =>
  keys.checkAt(divisionOf(county(orgPath)), `${AT}${at}#${id}`);

/** 核对批次 by county, the latest first. */
export class Checks {
  private readonly table: Table;
  private readonly keyring: ProvinceKeyring;
  private readonly changes: Changes;

  constructor(table: Table, keyring: ProvinceKeyring) {
    this.table = table;
    this.keyring = keyring;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<CheckBatch | undefined> {
    return isId(id) ? this.table.find<CheckBatch & Key>(keys.check(id)) : undefined;
  }

  contentOf({ id, content }: CheckBatch): Promise<CheckContent> {
    return this.keyring.open<CheckContent>(checkBatchContext(id, 'content'), content);
  }

  /** The file as it was taken out last; null before. */
  async fileOf({ id, file }: CheckBatch): Promise<CheckFile | null> {
    return file === undefined ? null : this.keyring.open<CheckFile>(checkBatchContext(id, 'file'), file);
  }

  async receiptOf({ id, receipt }: CheckBatch): Promise<CheckReceipt | null> {
    return receipt === undefined ? null : this.keyring.open<CheckReceipt>(checkBatchContext(id, 'receipt'), receipt);
  }

  /** Why it was cancelled; null while it is not. */
  async cancellationOf({ id, cancelled }: CheckBatch): Promise<string | null> {
    return cancelled === undefined ? null : this.keyring.open<string>(checkBatchContext(id, 'cancelled'), cancelled);
  }

  /** Those of a county before a place, the latest first, at most so many. */
  async page(
    orgPath: string,
    before: string | undefined,
    limit: number,
  ): Promise<{ place: string; batch: CheckBatch }[]> {
    const pk = keys.checks(divisionOf(county(orgPath)));
    const found = await pageBefore<{ check: string }>(this.table, pk, before, limit);
    return Promise.all(
      found.map(async ({ place, item }) => ({ place, batch: (await this.find(item.check)) as CheckBatch })),
    );
  }

  async prepareWrites(batch: CheckBatch): Promise<Write[]> {
    const item = { ...keys.check(batch.id), ...batch };
    return [
      this.table.putWrite(checkEffect, item),
      this.table.putWrite(checkEffect, { ...checkPlace(batch), check: batch.id }),
      await this.changes.write(checkEffect, item, { by: batch.by, now: new Date(batch.at) }),
    ];
  }

  /** Refused as `checkEffect` when somebody else has changed it since it was read. */
  async changeWrites(
    batch: CheckBatch,
    change: Partial<Omit<CheckBatch, 'id' | 'revision'>>,
    of: { by: string; now: Date },
  ): Promise<Write[]> {
    const item = { ...keys.check(batch.id), ...batch, ...change, revision: batch.revision + 1 };
    return [
      this.table.putWrite(checkEffect, item, 'revision = :read', { ':read': batch.revision }),
      await this.changes.write(checkEffect, item, of),
    ];
  }
}
