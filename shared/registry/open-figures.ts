import type { OpenTable } from '../history/open.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** So many of the latest months are listed: twenty years'. */
const MOST_MONTHS = 240;

/** 公开的月表, put once: what was published stays as it was. */
export class OpenFigures {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** One that is there already stays. */
  publish(figures: OpenTable): Promise<void> {
    return this.table.putNew({ ...keys.openFigures(figures.month), ...figures });
  }

  of(month: string): Promise<OpenTable | undefined> {
    return this.table.find<OpenTable & Key>(keys.openFigures(month));
  }

  /** The latest first. */
  async months(): Promise<string[]> {
    const found = await this.table.range<Key>(keys.allOpenFigures, '0', '~', { limit: MOST_MONTHS, backward: true });
    return found.map(({ sk }) => sk);
  }
}
