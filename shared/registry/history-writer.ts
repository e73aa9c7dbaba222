import type { HistoryDetail, HistoryRow } from '../history/row.ts';
import { divisionOf } from '../organisation/org-path.ts';
import { encrypt } from '../sealing/cipher.ts';
import { newDataKey } from '../sealing/data-key.ts';
import { History, historyContext, historyPurpose } from './history.ts';
import { carriesOver, type HistoryContent, type HistoryItem, yearOf } from './history-years.ts';
import { type Key, keys } from './keys.ts';

/** Writes 历史行; who only reads them makes no key. */
export class HistoryWriter extends History {
  /**
   * Puts a row where it belongs, as often as one likes: into its year, in the county that has the dossier and the one that
   * gave it away; and when it comes late, into the years that have begun since. `detail` undefined: nobody knows any more,
   * and what was known stays.
   *
   * @param today ISO date
   * @param over whether it takes the place of what is there: a rebuild's does; the stream's is the same, and changes nothing
   */
  async put(row: HistoryRow, detail: HistoryDetail | undefined, today: string, over = false): Promise<void> {
    await this.beginsBy(row.on);
    const [division, year] = [divisionOf(row.orgPath), yearOf(row.on)];
    const sealed = detail && encrypt(await this.keyOf(division, year), historyContext(row), detail);
    const put = async (at: { division: string; year: string }) => {
      const isOwn = at.division === division && at.year === year;
      const content: HistoryContent = {
        row,
        ...(sealed ? { sealed, ...(isOwn ? {} : { under: { division, year } }) } : {}),
      };
      const item: HistoryItem = { ...keys.historyRow(at, row.dossier, row.version), content: JSON.stringify(content) };
      await (over && detail ? this.table.put(item) : this.table.putNew(item));
    };
    await put({ division, year });
    if (row.from !== null && divisionOf(row.from) !== division) await put({ division: divisionOf(row.from), year });
    for (let later = Number(year) + 1; later <= Number(yearOf(today)); later++) {
      await this.overtake(row, String(later));
      if (carriesOver(row)) await put({ division, year: String(later) });
    }
  }

  /** Those of some rows that do not lie everywhere in their own year where they belong. */
  async lacking<S extends { row: HistoryRow }>(steps: readonly S[]): Promise<S[]> {
    const placesOf = ({ row }: S) =>
      [...new Set([divisionOf(row.orgPath), divisionOf(row.from ?? row.orgPath)])].map((division) =>
        keys.historyRow({ division, year: yearOf(row.on) }, row.dossier, row.version),
      );
    const found = await this.table.findAll<Key>(steps.flatMap(placesOf));
    const there = new Set(found.map(({ pk, sk }) => `${pk} ${sk}`));
    return steps.filter((step) => placesOf(step).some(({ pk, sk }) => !there.has(`${pk} ${sk}`)));
  }

  /** What a year began with of this dossier is not the last of the years before, as turns out. */
  private async overtake(row: HistoryRow, year: string): Promise<void> {
    for (const division of new Set([divisionOf(row.orgPath), divisionOf(row.from ?? row.orgPath)])) {
      const at = { division, year };
      const { pk, sk: from } = keys.historyRow(at, row.dossier, 0);
      const { sk: to } = keys.historyRow(at, row.dossier, row.version - 1);
      for (const item of await this.table.range<HistoryItem>(pk, from, to)) await this.table.remove(item);
    }
  }

  private async beginsBy(day: string): Promise<void> {
    const known = await this.table.find<Key & { day: string }>(keys.historyFirst);
    if (known && known.day <= day) return;
    await this.table.update(
      keys.historyFirst,
      'SET #day = :day',
      { ':day': day },
      {
        condition: 'attribute_not_exists(pk) OR #day > :day',
        names: { '#day': 'day' },
      },
    );
  }

  /** Made when the first row of a county and year is sealed. Of two at once one is put: both read it back. */
  protected override async wrapped(division: string, year: string): Promise<string> {
    const place = keys.historyKey({ division, year });
    if ((await this.table.find(place)) === undefined) {
      const { wrapped } = await newDataKey(this.sealKey, historyPurpose(division, year));
      await this.table.putNew({ ...place, wrapped });
    }
    return super.wrapped(division, year);
  }
}
