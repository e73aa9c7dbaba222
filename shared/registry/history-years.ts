import type { HistoryRow } from '../history/row.ts';
import { divisionOf } from '../organisation/org-path.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** A row as it is stored: JSON in one attribute, which costs a reader of a hundred thousand least. */
export interface HistoryItem extends Key {
  content: string;
}

export interface HistoryContent {
  row: HistoryRow;
  /** Absent where the household's key is gone, and nobody knows any more. */
  sealed?: Sealed;
  /** Whose data key it is, where that is not the partition's own: of a row carried over. */
  under?: { division: string; year: string };
}

export const yearOf = (day: string): string => day.slice(0, 4);

/** So many rows are put at once where a year begins. */
const ROWS_AT_ONCE = 1000;

/** Whether the next year begins with it: what is over and owes nobody anything is in no figure of later days. */
export const carriesOver = ({ standing, tasks }: HistoryRow): boolean =>
  !['left', 'ended'].includes(standing) || tasks.length > 0;

export interface Span {
  first: string | undefined;
  completeThrough: string | undefined;
  opened: ReadonlySet<string>;
}

/** 历史行 as they lie in the table, by county and year: to carry them over nothing is opened. */
export class HistoryYears {
  protected readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /**
   * The last rows of a year become the first of the next, as they lie: nothing is opened for it. Some rows at a time: of a
   * county of sixty thousand households a year has half a million.
   */
  async carryOver(division: string, year: string): Promise<void> {
    let last: HistoryContent | undefined;
    let ended: HistoryContent[] = [];
    // In order of dossiers and versions.
    for await (const { content } of this.items(division, year)) {
      const read = JSON.parse(content) as HistoryContent;
      if (last !== undefined && last.row.dossier !== read.row.dossier) ended.push(last);
      last = read;
      if (ended.length < ROWS_AT_ONCE) continue;
      await this.beginWith(ended, division, year);
      ended = [];
    }
    await this.beginWith(last === undefined ? [] : [...ended, last], division, year);
  }

  private async beginWith(last: readonly HistoryContent[], division: string, year: string): Promise<void> {
    const next = String(Number(year) + 1);
    const carried = last.filter(({ row }) => divisionOf(row.orgPath) === division && carriesOver(row));
    await this.table.putAll(
      carried.map(({ row, sealed, under = { division, year } }): HistoryItem => {
        const content: HistoryContent = { row, ...(sealed ? { sealed, under } : {}) };
        const key = keys.historyRow({ division, year: next }, row.dossier, row.version);
        return { ...key, content: JSON.stringify(content) };
      }),
    );
  }

  /**
   * Read before the rows of which it is told. The day of the first row there is, and the last day through which none is
   * missing (ISO dates); and the years whose first rows are the last of the year before.
   */
  async span(): Promise<Span> {
    const items = await this.table.range<Key & { day?: string }>(keys.historySpan, '0', '~');
    const dayOf = ({ sk: place }: Key) => items.find(({ sk }) => sk === place)?.day;
    return {
      first: dayOf(keys.historyFirst),
      completeThrough: dayOf(keys.historyComplete),
      opened: new Set(items.flatMap(({ sk }) => (sk.startsWith('OPENED#') ? sk.slice(7) : []))),
    };
  }

  /** @param day ISO date through which no row is missing; one that is marked already stays where it is later */
  async markComplete(day: string): Promise<void> {
    await this.table.update(
      keys.historyComplete,
      'SET #day = :day',
      { ':day': day },
      { condition: 'attribute_not_exists(pk) OR #day < :day', names: { '#day': 'day' } },
    );
  }

  async markOpened(year: string): Promise<void> {
    await this.table.putNew(keys.historyOpened(year));
  }

  /** Of a large county no more than a page is held. */
  protected async *items(division: string, year: string): AsyncGenerator<HistoryItem> {
    for await (const page of this.table.pages<HistoryItem>(keys.history({ division, year }), '0', '~')) {
      // Ids are of digits and small letters; the key's place is not.
      for (const item of page) if (item.content !== undefined) yield item;
    }
  }
}
