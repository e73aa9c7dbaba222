import { otherThanRegistered } from '../directory/revision.ts';
import { isCodeOn, isOrWasCode } from '../divisions/codes.ts';
import { Problem } from '../errors/problem.ts';
import { contains, divisionOf, isOwnOf, isWithinCounty, levelOf } from '../organisation/org-path.ts';
import { unionNameByPlace, unionToldTo } from '../organisation/union-name.ts';
import { Changes, digestOfPut } from './changes.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** 工会组织 as the directory has it: a county's, a unit's, or an industry's, each by its org path. */
export interface Union {
  orgPath: string;
  name: string;
  telephone: string | null;
  address: string | null;
  /** 没有撤销: nothing begins in one that is no more, and nothing is handed over to it. */
  active: boolean;
  /** How often it was put: who puts it anew says what they saw. */
  revision: number;
}

/** So many are read at once where counties are passed over. */
const BESIDE_COUNTIES = 50;

/** The province's unions. Nothing of them is personal: their names stand in lists, and are not sealed. */
export class Unions {
  private readonly table: Table;
  private readonly changes: Changes;

  constructor(table: Table) {
    this.table = table;
    this.changes = new Changes(table);
  }

  async find(orgPath: string): Promise<(Union & Key) | undefined> {
    return this.table.find<Union & Key>(keys.union(orgPath));
  }

  /**
   * Puts one in place of the revision that was seen of it; undefined where there was none. Who put what is kept of each.
   * Answers its revision. Throws E1302 when it was another that was put meanwhile, E1301 when somebody puts it just now.
   */
  async put(union: Omit<Union, 'revision'>, seen: number | undefined, put: { by: string; now: Date }): Promise<number> {
    const before = await this.find(union.orgPath);
    // An answer was lost, and whoever put it asks again.
    if (before && digestOfPut(before) === digestOfPut({ ...before, ...union })) return before.revision;
    const other = otherThanRegistered('这个工会', before?.revision, seen);
    if (other !== undefined) throw new Problem(1302, { detail: other });
    const item = { ...keys.union(union.orgPath), ...union, revision: (before?.revision ?? 0) + 1 };
    const write = before
      ? this.table.putWrite('union', item, 'revision = :seen', { ':seen': before.revision })
      : this.table.putWrite('union', item);
    const refused = await this.table.transact([write, await this.changes.write('union', item, put)]);
    if (refused.length > 0) throw new Problem(1301);
    return item.revision;
  }

  /**
   * Why households cannot belong to a union from now on, in Chinese; undefined when they can. A county's, a city's and the
   * province's union is there with its division; a unit's is there when it is registered.
   *
   * @param today ISO date
   */
  async absence(orgPath: string, today: string): Promise<string | undefined> {
    const union = await this.find(orgPath);
    if (union) return union.active ? undefined : `${union.name}已经撤销`;
    const never = await this.never(orgPath);
    if (never !== undefined) return never;
    const division = divisionOf(orgPath);
    if (isCodeOn(division, today)) return undefined;
    return isOrWasCode(division) ? `${division} 这个行政区划已经撤销` : `没有 ${division} 这个行政区划`;
  }

  /** Why there never was such a union, in Chinese; undefined of one that is, or was: of its households one may still ask. */
  async never(orgPath: string): Promise<string | undefined> {
    if (levelOf(orgPath) !== undefined || (await this.find(orgPath))) return undefined;
    return `没有登记 ${orgPath} 这个工会，请核对，或请管理员先登记`;
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

  /**
   * The first of those that are a union's own (`isOwnOf`), by org path, itself among them: of a city or a province what lies
   * in a county, or a city, is passed over, so that it costs a read or two for each in which there is any.
   */
  async own(orgPath: string, most: number): Promise<Union[]> {
    const limit = isWithinCounty(orgPath) ? most : BESIDE_COUNTIES;
    const found: Union[] = [];
    for (let from = orgPath; ; ) {
      const read = await this.table.range<Union & Key>(keys.unions, from, `${orgPath}/~`, { limit });
      found.push(...read.filter((union) => isOwnOf(orgPath, union.orgPath)));
      const last = read.at(-1);
      if (read.length < limit || last === undefined || found.length >= most) return found.slice(0, most);
      from = behind(orgPath, last.orgPath);
    }
  }

  /** The next of a union and those below it, by org path; a page may be short as long as there is a `next`. */
  async page(orgPath: string, limit: number, after?: string): Promise<{ unions: Union[]; next: string | null }> {
    const from = after === undefined ? orgPath : `${after} `;
    const read = await this.table.range<Union & Key>(keys.unions, from, `${orgPath}/~`, { limit });
    const unions = read.filter((union) => contains(orgPath, union.orgPath));
    return { unions, next: read.length === limit ? (read.at(-1) as Key).sk : null };
  }
}

/**
 * Where to read on after a union: behind all that lies in the same county, or city, where it is not the other's own. A county's
 * union is passed by itself: a unit whose code goes on where the county's ends, as 530102-1, sorts before what is below it.
 */
function behind(orgPath: string, last: string): string {
  const below = last
    .split('/')
    .slice(0, orgPath.split('/').length + 1)
    .join('/');
  return isOwnOf(orgPath, last) || last === below ? `${last} ` : `${below}/~`;
}
