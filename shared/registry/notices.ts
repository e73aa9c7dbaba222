import { randomBytes } from 'node:crypto';
import type { NoticeSummary } from '../dossier/notice-summary.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

export interface NoticeItem extends Key {
  dossierId: string;
  /** Already masked for the public: nothing else of the household is here. */
  summary: NoticeSummary;
  /** The county's code, to choose by; of what stands below no county, that of its city or province. */
  division: string;
  workingDays: number;
  /** After the last day of the notice nobody needs the item; the page checks the day itself. */
  ttl: number;
}

/** 20261130-3f9k…: says the last day, so that a notice is found without an index, and nothing of the dossier. */
export function newNoticeId(until: string): string {
  return `${until.replaceAll('-', '')}-${randomBytes(9).toString('base64url').replaceAll('_', 'x')}`;
}

function untilOf(id: string): string | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})-[\w-]{12}$/.exec(id);
  return match ? `${match[1]}-${match[2]}-${match[3]}` : undefined;
}

/** On which walls a notice is: that of the whole province, and that of its county, or of its city's or the province's own. */
export const wallsOf = (province: string, division: string): string[] => [province, wallOf(province, division)];

/** The code of the province is its own's, as a city's is; by itself it names the wall of all. */
const wallOf = (province: string, division: string): string => (division === province ? `${province}/-` : division);

/** Public notices of one province, in order of their last day: all of them, and again those of each county, and of each city's and the province's own. */
export class Notices {
  private readonly table: Table;
  private readonly province: string;

  constructor(table: Table, provinceCode: string) {
    this.table = table;
    this.province = provinceCode;
  }

  openWrites(item: Omit<NoticeItem, 'pk' | 'sk'>): Write[] {
    const { id, until } = item.summary;
    return this.keysOf(id, until, item.division).map((key) => this.table.putWrite('notice', { ...key, ...item }));
  }

  /** Takes a notice of a county off the wall; harmless when it is off already. */
  closeWrites(id: string, division: string): Write[] {
    return this.keysOf(id, untilOf(id) ?? '', division).map((key) => this.table.deleteWrite('notice', key));
  }

  /** A notice on one of its days; undefined before, after, and for ids that never were. */
  async find(id: string, today: string): Promise<NoticeItem | undefined> {
    const until = untilOf(id);
    if (until === undefined || until < today) return undefined;
    const item = await this.table.find<NoticeItem>(keys.notice(this.province, until, id));
    return item && item.summary.from <= today ? item : undefined;
  }

  /**
   * Notices on the wall today, a page at a time; `after` is the last id of the page before. A page costs what is on it,
   * however many are on the wall.
   */
  async page(
    today: string,
    options: { division: string | null; limit: number; after: string | null },
  ): Promise<{ notices: NoticeItem[]; next: string | null }> {
    const { division, limit, after } = options;
    const until = after === null ? undefined : untilOf(after);
    // What is no id, or one of a notice that has ended, begins at the beginning.
    const from = until === undefined || until < today ? `${today}#` : `${until}#${after}\u0000`;
    const partition = keys.notices(division === null ? this.province : wallOf(this.province, division));
    // One more says whether there is a next page.
    const found = await this.table.range<NoticeItem>(partition, from, '~', { limit: limit + 1 });
    const notices = found.slice(0, limit);
    return { notices, next: found.length > limit ? (notices.at(-1)?.summary.id ?? null) : null };
  }

  private keysOf(id: string, until: string, division: string): Key[] {
    return wallsOf(this.province, division).map((wall) => keys.notice(wall, until, id));
  }
}
