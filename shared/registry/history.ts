import type { KeyObject } from 'node:crypto';
import type { ReadRow } from '../history/fold.ts';
import type { HistoryDetail, HistoryRow } from '../history/row.ts';
import { decrypt } from '../sealing/cipher.ts';
import { type SealKey, unwrap } from '../sealing/data-key.ts';
import { OpenedKeys } from '../sealing/opened-keys.ts';
import { type HistoryContent, HistoryYears } from './history-years.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** What is sealed opens beside its own row alone. */
export const historyContext = ({ dossier, version }: Pick<HistoryRow, 'dossier' | 'version'>): string =>
  `${dossier}/history/${version}`;

/** 历史行, opened. */
export class History extends HistoryYears {
  protected readonly sealKey: SealKey;
  private readonly opened = new OpenedKeys();

  constructor(table: Table, sealKey: SealKey) {
    super(table);
    this.sealKey = sealKey;
  }

  /** Every row of a county and year, to be opened by whoever needs what is sealed of it. @param year such as 2026 */
  async *rows(division: string, year: string): AsyncGenerator<ReadRow> {
    for await (const item of this.items(division, year)) {
      const { row, sealed, under } = JSON.parse(item.content) as HistoryContent;
      const key = sealed && (await this.keyOf(under?.division ?? division, under?.year ?? year));
      yield { row, open: () => sealed && key && decrypt<HistoryDetail>(key, historyContext(row), sealed) };
    }
  }

  /** The data key of a county and year. */
  protected keyOf(division: string, year: string): Promise<KeyObject> {
    return this.opened.of(`${division}#${year}`, async () =>
      unwrap(this.sealKey, await this.wrapped(division, year), historyPurpose(division, year)),
    );
  }

  protected async wrapped(division: string, year: string): Promise<string> {
    const found = await this.table.find<Key & { wrapped: string }>(keys.historyKey({ division, year }));
    if (!found) throw new Error(`no key for the rows of ${division} in ${year}`);
    return found.wrapped;
  }
}

/** What such a key is for: it unwraps for the same only. */
export const historyPurpose = (division: string, year: string) => ({ purpose: 'history', division, year }) as const;
