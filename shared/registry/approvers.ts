import { handled } from '../access/may.ts';
import type { DossierState } from '../dossier/state.ts';
import type { OrgTier } from '../organisation/union-level.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';

/** Who may decide at a tier of the unions. Name, post and address are sealed. */
export interface Approver extends Key {
  id: string;
  tier: OrgTier;
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

export const approverAbout = (id: string): string => `approver/${id}`;

const tiers: readonly OrgTier[] = ['county', 'municipal', 'provincial'];
const depth: Record<OrgTier, number> = { county: 3, municipal: 2, provincial: 1 };

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
   * Who decides about this household at a tier, or, where that tier has nobody who may, at the next one up.
   * Undefined when nobody at all may decide.
   */
  async forDossier(
    dossier: DossierState,
    tier: OrgTier,
    except: readonly string[] = [],
  ): Promise<Approver | undefined> {
    const all = await this.all();
    for (const each of tiers.slice(tiers.indexOf(tier))) {
      const path = dossier.orgPath.split('/').slice(0, depth[each]).join('/');
      const found = all.find(
        (approver) =>
          approver.active &&
          approver.tier === each &&
          approver.orgPath === path &&
          !except.includes(approver.id) &&
          !(approver.staffId !== null && handled(approver.staffId, dossier)),
      );
      if (found) return found;
    }
    return undefined;
  }
}

/** The tier above; the highest has none. */
export function tierAbove(tier: OrgTier): OrgTier | undefined {
  return tiers[tiers.indexOf(tier) + 1];
}
