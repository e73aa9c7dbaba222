import { type Inspection, isInForce, overlaps } from '../inspection/inspection.ts';
import { contains } from '../organisation/org-path.ts';
import { Changes } from './changes.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Refused: somebody else changed it meanwhile. */
export const inspectionEffect = 'inspection';

/** 督查授权 by inspector and by area. */
export class Inspections {
  private readonly table: Table;
  private readonly changes: Changes;

  constructor(table: Table) {
    this.table = table;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<Inspection | undefined> {
    return isId(id) ? this.table.find<Inspection & Key>(keys.inspection(id)) : undefined;
  }

  /** All that somebody was ever granted. */
  async of(inspector: string): Promise<Inspection[]> {
    const found = await this.found(await this.table.range<Pointer>(keys.inspector(inspector), '0', '~'));
    // What somebody else was granted is not theirs, whatever leads there.
    return found.filter((each) => each.inspector === inspector);
  }

  async inForce(inspector: string, today: string): Promise<Inspection | undefined> {
    return (await this.of(inspector)).find((each) => isInForce(each, today));
  }

  /** Those of an area, of what is below it, and of whatever stands above it: all by whom it may be read. The latest first. */
  async about(orgPath: string, limit: number): Promise<Inspection[]> {
    const all = await this.found(
      await this.table.range<Pointer>(keys.inspections, '0', '~', { limit: MOST_READ, backward: true }),
    );
    return all.filter((each) => contains(orgPath, each.orgPath) || contains(each.orgPath, orgPath)).slice(0, limit);
  }

  /**
   * Grants it, unless the inspector has another on any of its days (`other`). Each that somebody is granted has its number: of
   * two at once, which found the same before them, one is refused (`inspectionEffect`).
   */
  async toGrant(inspection: Inspection): Promise<{ other: Inspection } | { writes: Write[] }> {
    const { id, inspector, at, by } = inspection;
    const before = await this.table.range<Pointer>(keys.inspector(inspector), '0', '~');
    const other = (await this.found(before)).find(
      (each) => each.inspector === inspector && each.ended === null && overlaps(each, inspection),
    );
    if (other) return { other };
    const number = Number(before.at(-1)?.sk ?? 0) + 1;
    const item = { ...keys.inspection(id), ...inspection };
    const writes = [
      this.table.putWrite(inspectionEffect, item),
      this.table.putWrite(inspectionEffect, { ...keys.inspectionOf(inspector, number), inspection: id }),
      this.table.putWrite(inspectionEffect, { ...keys.inspectionAt(at, id), inspection: id }),
      await this.changes.write(inspectionEffect, item, { by, now: new Date(at) }),
    ];
    return { writes };
  }

  async endWrites(inspection: Inspection, ended: { by: string; at: string }): Promise<Write[]> {
    const { id, revision } = inspection;
    const item = { ...keys.inspection(id), ...inspection, ended, revision: revision + 1 };
    return [
      this.table.putWrite(inspectionEffect, item, 'revision = :read', { ':read': revision }),
      await this.changes.write(inspectionEffect, item, { by: ended.by, now: new Date(ended.at) }),
    ];
  }

  private async found(pointers: readonly Pointer[]): Promise<Inspection[]> {
    const all = await Promise.all(pointers.map(({ inspection }) => this.find(inspection)));
    return all.filter((each) => each !== undefined);
  }
}

type Pointer = Key & { inspection: string };

/** A province is inspected some ten times a year. */
const MOST_READ = 500;
