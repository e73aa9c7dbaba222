import { dateInShanghai } from '../calendar/dates.ts';
import { isOpen } from '../dossier/matter.ts';
import type { DossierState } from '../dossier/state.ts';
import type { CampaignStage } from '../matters/review.ts';
import { isId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** 集中清理, as it lies in the table. */
export interface Campaign {
  id: string;
  /** The union whose own households are looked at. */
  orgPath: string;
  /** ISO date by which each is to be reported. */
  dueBy: string;
  by: string;
  /** Instants; `listedAt` once the households are listed, `endedAt` once all are done. */
  at: string;
  listedAt: string | null;
  endedAt: string | null;
  /** When a night last went on with it. */
  takenOnAt?: string;
}

/** A household of a campaign, and how far it is. */
export interface CampaignRow {
  dossier: string;
  stage: CampaignStage;
}

export const campaignEffects = { area: 'campaignArea', row: 'campaignRow' } as const;

/** How far the review is that a campaign has opened; undefined where the matter is none of a campaign's. */
function rowOf({ id, matter }: DossierState): (CampaignRow & Key) | undefined {
  if (matter.campaign === null) return undefined;
  return { ...keys.campaignRow(matter.campaign, id), dossier: id, stage: stageOf(matter) };
}

function stageOf(matter: DossierState['matter']): CampaignStage {
  if (!isOpen(matter)) return 'done';
  if (matter.stalled) return 'stalled';
  if (matter.stage !== 'form') return 'answered';
  return matter.returned === null ? 'asked' : 'returned';
}

/** What an action does to the campaign that its dossier is looked at in: derived from the state, as tasks are. */
export function campaignWrites(table: Table, before: DossierState | undefined, after: DossierState): Write[] {
  const had = before && rowOf(before);
  // An exit, or a merger, takes the place of the review: for the campaign the household is done.
  const has = rowOf(after) ?? (had && { ...had, stage: 'done' as const });
  if (has === undefined || (had?.pk === has.pk && had.stage === has.stage)) return [];
  return [table.putWrite(campaignEffects.row, has, null)];
}

/** Campaigns by area. */
export class Campaigns {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  async find(id: string): Promise<Campaign | undefined> {
    return isId(id) ? this.table.find<Campaign & Key>(keys.campaign(id)) : undefined;
  }

  /** Those of an area and of what is below it, by area and then by day; at most so many. */
  async within(orgPath: string, limit: number): Promise<Campaign[]> {
    const found = await this.table.range<Key & { campaign: string }>(keys.campaigns, orgPath, `${orgPath}~`, { limit });
    const all = await Promise.all(found.map(({ campaign }) => this.find(campaign)));
    return all.filter((each) => each !== undefined);
  }

  /** Those that are under way, whichever waits longest for a night first: where there is no time for all, each has its turn. */
  async underWay(): Promise<Campaign[]> {
    const found = await this.table.range<Key & { campaign: string }>(keys.campaigns, 'OPEN#', 'OPEN#~');
    const all = await Promise.all(found.map(({ campaign }) => this.find(campaign)));
    const since = ({ takenOnAt = '' }: Campaign) => takenOnAt;
    return all.filter((each) => each !== undefined).sort((a, b) => (since(a) < since(b) ? -1 : 1));
  }

  rows(id: string): Promise<CampaignRow[]> {
    return this.table.range<CampaignRow & Key>(keys.campaignRow(id, '').pk, 'D#', 'D#~');
  }

  /**
   * Refused as `campaignArea` while another is under way in the very area and its last day is not past. One that nobody
   * answered in time goes on beside the next: a single household would keep its area from ever being looked at again.
   */
  openWrites(campaign: Campaign): Write[] {
    const { id, orgPath, at, dueBy } = campaign;
    const area = { ...keys.campaignIn(orgPath), campaign: id, dueBy };
    const isPast = 'attribute_not_exists(pk) OR dueBy < :today';
    return [
      this.table.putWrite('campaign', { ...keys.campaign(id), ...campaign }),
      this.table.putWrite('campaign', { ...keys.campaignAt(orgPath, at, id), campaign: id }),
      this.table.putWrite('campaign', { ...keys.campaignUnderWay(id), campaign: id }),
      this.table.putWrite(campaignEffects.area, area, isPast, { ':today': dateInShanghai(at) }),
    ];
  }

  /** A household is of the campaign, once, and waits. */
  async list(id: string, dossier: string): Promise<void> {
    await this.table.putNew({ ...keys.campaignRow(id, dossier), dossier, stage: 'waiting' });
  }

  /** What became of one that no review was opened for; one that was says so itself. */
  async mark(id: string, dossier: string, stage: 'failed' | 'done'): Promise<void> {
    const names = { '#stage': 'stage' };
    const row = { ...keys.campaignRow(id, dossier), dossier, stage };
    const values = { ':waiting': 'waiting', ':failed': 'failed' };
    await this.table.transact([
      this.table.putWrite(campaignEffects.row, row, '#stage = :waiting OR #stage = :failed', values, names),
    ]);
  }

  async takenOn(id: string, at: string): Promise<void> {
    await this.table.update(keys.campaign(id), 'SET takenOnAt = :at', { ':at': at });
  }

  async listed(id: string, at: string): Promise<void> {
    await this.table.update(keys.campaign(id), 'SET listedAt = :at', { ':at': at });
  }

  async ended({ id, orgPath }: Campaign, at: string): Promise<void> {
    await this.table.update(keys.campaign(id), 'SET endedAt = :at', { ':at': at });
    await this.table.transact([
      this.table.deleteWrite('campaign', keys.campaignIn(orgPath), {
        expression: 'attribute_not_exists(pk) OR campaign = :id',
        values: { ':id': id },
      }),
    ]);
    await this.table.remove(keys.campaignUnderWay(id));
  }
}
