import { Problem } from '../errors/problem.ts';
import { contains } from '../organisation/org-path.ts';
import { unionNameByPlace, unionToldTo } from '../organisation/union-name.ts';
import { againWhenMet } from './again.ts';
import { Changes } from './changes.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** 工会组织 as the directory has it: a county's, a unit's, or an industry's, each by its org path. */
export interface Union {
  orgPath: string;
  name: string;
  telephone: string | null;
  address: string | null;
}

/** The province's unions. Nothing of them is personal: their names stand in lists, and are not sealed. */
export class Unions {
  private readonly table: Table;
  private readonly changes: Changes;

  constructor(table: Table) {
    this.table = table;
    this.changes = new Changes(table);
  }

  async find(orgPath: string): Promise<Union | undefined> {
    return this.table.find<Union & Key>(keys.union(orgPath));
  }

  /** Whoever is last decides; who put what is kept of each. */
  put(union: Union, put: { by: string; now: Date }): Promise<void> {
    const item = { ...keys.union(union.orgPath), ...union };
    return againWhenMet(async () => {
      const change = await this.changes.write('union', item, put);
      const refused = await this.table.transact([this.table.putWrite('union', item, null), change]);
      if (refused.length > 0) throw new Problem(1301);
    });
  }

  /** What a union is called; by its place where the directory does not have it. */
  async name(orgPath: string): Promise<string> {
    return (await this.find(orgPath))?.name ?? unionNameByPlace(orgPath);
  }

  /** The names of several, each read once. */
  async names(orgPaths: readonly string[]): Promise<Map<string, string>> {
    const all = [...new Set(orgPaths)];
    return new Map(await Promise.all(all.map(async (each) => [each, await this.name(each)] as const)));
  }

  /** What a union is called to whoever belongs to `reader`: beyond their own county nobody is told the employer. */
  nameFor(orgPath: string, reader: string): Promise<string> {
    return this.name(unionToldTo(reader, orgPath));
  }

  /** The next of a union and those below it, by org path; a page may be short as long as there is a `next`. */
  async page(orgPath: string, limit: number, after?: string): Promise<{ unions: Union[]; next: string | null }> {
    const from = after === undefined ? orgPath : `${after} `;
    const read = await this.table.range<Union & Key>(keys.unions, from, `${orgPath}/~`, { limit });
    const unions = read.filter((union) => contains(orgPath, union.orgPath));
    return { unions, next: read.length === limit ? (read.at(-1) as Key).sk : null };
  }
}
