import { handled } from '../access/may.ts';
import type { DossierState } from '../dossier/state.ts';
import { unionAt } from '../organisation/org-path.ts';
import { type UnionLevel, unionLevels } from '../organisation/union-level.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Who may decide at a level of the unions. Name, post and address are sealed. */
export interface Approver extends Key {
  id: string;
  unionLevel: UnionLevel;
  orgPath: string;
  /** Subject of their staff token, if they have one: who registered or surveyed a household cannot approve it. */
  staffId: string | null;
  active: boolean;
  sealed: Sealed;
}

/** What is sealed of an approver. */
export interface ApproverContact {
  name: string;
  post: string;
  email: string;
}

export const approverContext = (id: string): string => `approver/${id}`;

export class Approvers {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(id: string): Promise<Approver | undefined> {
    return this.table.find<Approver>(keys.approver(id));
  }

  async all(): Promise<Approver[]> {
    return this.table.range<Approver>(keys.approvers, ' ', '~');
  }

  /**
   * Who decides about this household at a level of the unions, or, where that one has nobody who may, at the next one up.
   * Undefined when nobody at all may decide.
   */
  async forDossier(
    dossier: DossierState,
    unionLevel: UnionLevel,
    except: readonly string[] = [],
  ): Promise<Approver | undefined> {
    const all = await this.all();
    for (const each of unionLevels.slice(unionLevels.indexOf(unionLevel))) {
      const path = unionAt(each, dossier.orgPath);
      const found = all.find(
        (approver) =>
          approver.active &&
          approver.unionLevel === each &&
          approver.orgPath === path &&
          !except.includes(approver.id) &&
          !(approver.staffId !== null && handled(approver.staffId, dossier)),
      );
      if (found) return found;
    }
    return undefined;
  }
}

/** The level above; the highest has none. */
export function levelAbove(unionLevel: UnionLevel): UnionLevel | undefined {
  return unionLevels[unionLevels.indexOf(unionLevel) + 1];
}
