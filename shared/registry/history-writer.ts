import type { HistoryDetail, HistoryRow } from '../history/row.ts';
import { divisionOf } from '../organisation/org-path.ts';
import { encrypt } from '../sealing/cipher.ts';
import { newDataKey } from '../sealing/data-key.ts';
import { History, historyContext, historyPurpose } from './history.ts';
import { carriesOver, type HistoryContent, type HistoryItem, yearOf } from './history-years.ts';
import { type Key, keys } from './keys.ts';

/** In which counties a row lies: the one that has the dossier, and the one that gave it away. */
const divisionsOf = ({ orgPath, from }: HistoryRow): string[] =>
  from === null ? [divisionOf(orgPath)] : [...new Set([divisionOf(orgPath), divisionOf(from)])];

/** No dossier has as many. */
const LAST_VERSION = 999_999;

/** Whether a row is of a year before the one in which it lies. */
const isCarried = ({ content }: HistoryItem, year: string): boolean =>
  yearOf((JSON.parse(content) as HistoryContent).row.on) < year;

/** Writes 历史行; who only reads them makes no key. */
export class HistoryWriter extends History {
  /**
   * Puts a row where it belongs, as often as one likes: into its year, in the county that has the dossier and the one that
   * gave it away; and when it comes late, into the years that have begun since. `detail` undefined: nobody knows any more,
   * and what was known stays.
   *
   * @param today ISO date
   */
  async put(row: HistoryRow, detail: HistoryDetail | undefined, today: string): Promise<void> {
    await this.beginsBy(row.on);
    const [year, itemAt] = [yearOf(row.on), await this.sealedAs(row, detail)];
    for (const division of divisionsOf(row)) await this.table.putNew(itemAt({ division, year }));
    for (let later = Number(year) + 1; later <= Number(yearOf(today)); later++) {
      await this.overtake(row, String(later), divisionsOf(row));
      if (!carriesOver(row)) continue;
      const begun = itemAt({ division: divisionOf(row.orgPath), year: String(later) });
      await this.table.putNew(begun);
      // Asked once it lies there: of two rows at once that come late one sees the other.
      if (await this.isFollowed(row, String(later - 1))) {
        await this.table.remove(begun);
        return;
      }
    }
  }

  /**
   * Puts all rows of a dossier in the place of those that are there, which a rebuild may do; where nobody knows any more
   * what is sealed, what was known stays.
   *
   * @param rows in order of their versions @param today ISO date
   */
  async putAgain(
    rows: readonly { row: HistoryRow; detail: HistoryDetail | undefined }[],
    today: string,
  ): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    await this.beginsBy(first.row.on);
    const [over, beside]: [HistoryItem[], HistoryItem[]] = [[], []];
    const everywhere = [...new Set(rows.flatMap(({ row }) => divisionsOf(row)))];
    for (const [n, { row, detail }] of rows.entries()) {
      const [year, itemAt] = [yearOf(row.on), await this.sealedAs(row, detail)];
      const items = divisionsOf(row).map((division) => itemAt({ division, year }));
      // Each year begins with the last row of those before it. About midnight a later one may be of an earlier day.
      const next = rows.slice(n + 1).map((each) => each.row.on);
      const last = yearOf([today, ...next].sort()[0] as string);
      for (let later = Number(year) + 1; later <= Number(last); later++) {
        await this.overtake(row, String(later), everywhere);
        if (carriesOver(row)) items.push(itemAt({ division: divisionOf(row.orgPath), year: String(later) }));
      }
      (detail ? over : beside).push(...items);
    }
    await this.table.putAll(over);
    for (const item of beside) await this.table.putNew(item);
  }

  /** A row with what is sealed beside it, as it lies in a county and year. */
  private async sealedAs(row: HistoryRow, detail: HistoryDetail | undefined) {
    const under = { division: divisionOf(row.orgPath), year: yearOf(row.on) };
    const sealed = detail && encrypt(await this.keyOf(under.division, under.year), historyContext(row), detail);
    return (at: { division: string; year: string }): HistoryItem => {
      const isOwn = at.division === under.division && at.year === under.year;
      const content: HistoryContent = { row, ...(sealed ? { sealed, ...(isOwn ? {} : { under }) } : {}) };
      return { ...keys.historyRow(at, row.dossier, row.version), content: JSON.stringify(content) };
    };
  }

  /** Those of some rows that do not lie everywhere in their own year where they belong. */
  async lacking<S extends { row: HistoryRow }>(steps: readonly S[]): Promise<S[]> {
    const placesOf = ({ row }: S) =>
      divisionsOf(row).map((division) => keys.historyRow({ division, year: yearOf(row.on) }, row.dossier, row.version));
    const found = await this.table.findAll<Key>(steps.flatMap(placesOf));
    const there = new Set(found.map(({ pk, sk }) => `${pk} ${sk}`));
    return steps.filter((step) => placesOf(step).some(({ pk, sk }) => !there.has(`${pk} ${sk}`)));
  }

  /**
   * Whether a later row of the dossier lies where this one does, in a year of its own or one that it was carried into: no
   * other year begins with it. Whoever is handed over has a row in the county that gave them away, too.
   */
  private async isFollowed(row: HistoryRow, year: string): Promise<boolean> {
    const at = { division: divisionOf(row.orgPath), year };
    const { pk, sk: from } = keys.historyRow(at, row.dossier, row.version + 1);
    const { sk: to } = keys.historyRow(at, row.dossier, LAST_VERSION);
    return (await this.table.range<HistoryItem>(pk, from, to, { limit: 1 })).length > 0;
  }

  /** What a year began with of this dossier is not the last of the years before, as turns out. */
  private async overtake(row: HistoryRow, year: string, divisions: readonly string[]): Promise<void> {
    for (const division of divisions) {
      const at = { division, year };
      const { pk, sk: from } = keys.historyRow(at, row.dossier, 0);
      const { sk: to } = keys.historyRow(at, row.dossier, row.version - 1);
      const earlier = await this.table.range<HistoryItem>(pk, from, to);
      for (const item of earlier.filter((each) => isCarried(each, year))) await this.table.remove(item);
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
