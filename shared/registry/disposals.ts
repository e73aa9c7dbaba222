import { type DisposalStage, disposalSince, disposalStage } from '../dossier/disposal-state.ts';
import type { DossierState } from '../dossier/state.ts';
import { divisionOf } from '../organisation/org-path.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** A dossier on its county's list: nothing of the household. */
interface DisposalItem extends Key {
  dossier: string;
  orgPath: string;
}

const EFFECT = 'disposal';

/** Where a dossier stands on its county's list; nowhere before it is listed, and for ever once it is dark. */
export function disposalItems(state: DossierState): DisposalItem[] {
  const { id, orgPath } = state;
  const stage = disposalStage(state);
  if (stage === undefined) return [];
  const place = `${stage}#${disposalSince(state)}#${id}`;
  return [{ ...keys.disposalAt(divisionOf(orgPath), place), dossier: id, orgPath }];
}

/** What an action does to the list: derived from the state, as tasks are. */
export function disposalWrites(table: Table, before: DossierState | undefined, after: DossierState): Write[] {
  const [had, has] = [before ? disposalItems(before) : [], disposalItems(after)];
  const isAmong = (item: DisposalItem, items: readonly DisposalItem[]) => items.some(({ sk }) => sk === item.sk);
  return [
    ...had.filter((item) => !isAmong(item, has)).map((item) => table.deleteWrite(EFFECT, item)),
    ...has.filter((item) => !isAmong(item, had)).map((item) => table.putWrite(EFFECT, item, null)),
  ];
}

/** 处置清单, by county. */
export class Disposals {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** A page of those at one stage, the longest there first. `after` is the `last` of the page before (`isDisposalPlace`). */
  async page(
    division: string,
    stage: DisposalStage,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<{ found: { dossier: string; orgPath: string }[]; last: string | undefined }> {
    const from = after === undefined ? `${stage}#` : `${after}~`;
    const items = await this.table.range<DisposalItem>(keys.disposals(division), from, `${stage}#~`, { limit });
    const last = items.length < limit ? undefined : items.at(-1)?.sk;
    return { found: items.map(({ dossier, orgPath }) => ({ dossier, orgPath })), last };
  }
}

/** Whether a text can be a place in the list of a stage: `<stage>#<date>#<dossier>`. */
export const isDisposalPlace = (text: string, stage: DisposalStage): boolean =>
  text.startsWith(`${stage}#`) && /^[a-z]+#\d{4}-\d{2}-\d{2}#[0-9a-z]{26}$/.test(text);
