import { randomBytes } from 'node:crypto';
import type { NoticeSummary } from '../dossier/notice-summary.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

export interface NoticeItem extends Key {
  dossierId: string;
  /** Already masked for the public: nothing else of the household is here. */
  summary: NoticeSummary;
  /** County-level code, to choose by. */
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

/** Public notices of one province, in order of their last day. */
export class Notices {
  private readonly table: Table;
  private readonly scope: string;

  constructor(table: Table, provinceCode: string) {
    this.table = table;
    this.scope = provinceCode;
  }

  openWrite(item: Omit<NoticeItem, 'pk' | 'sk'>): Write {
    return this.table.putWrite('notice', { ...keys.notice(this.scope, item.summary.until, item.summary.id), ...item });
  }

  /** Takes a notice off the wall; harmless when it is off already. */
  closeWrite(id: string): Write {
    return this.table.deleteWrite('notice', keys.notice(this.scope, untilOf(id) ?? '', id));
  }

  /** A notice on one of its days; undefined before, after, and for ids that never were. */
  async find(id: string, today: string): Promise<NoticeItem | undefined> {
    const until = untilOf(id);
    if (until === undefined || until < today) return undefined;
    const item = await this.table.find<NoticeItem>(keys.notice(this.scope, until, id));
    return item && item.summary.from <= today ? item : undefined;
  }

  /** Notices on the wall today, a page at a time; `after` is the last id of the page before. */
  async page(
    today: string,
    options: { division: string | null; limit: number; after: string | null },
  ): Promise<{ notices: NoticeItem[]; next: string | null }> {
    const until = options.after === null ? undefined : untilOf(options.after);
    // What is no id, or one of a notice that has ended, begins at the beginning.
    const from = until === undefined || until < today ? `${today}#` : `${until}#${options.after}\u0000`;
    const found: NoticeItem[] = [];
    let position = from;
    // A county is a small part of a province: read on until its page is full.
    for (;;) {
      const batch = await this.table.range<NoticeItem>(keys.notices(this.scope), position, '~', { limit: 100 });
      for (const item of batch) {
        if (item.summary.from > today) continue;
        if (options.division !== null && item.division !== options.division) continue;
        if (found.length === options.limit) return { notices: found, next: found.at(-1)?.summary.id ?? null };
        found.push(item);
      }
      const last = batch.at(-1);
      if (batch.length < 100 || !last) return { notices: found, next: null };
      position = `${last.sk}\u0000`;
    }
  }
}
