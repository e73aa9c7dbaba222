import { isOnMargin } from '../dossier/margin-state.ts';
import type { DossierState } from '../dossier/state.ts';
import { contains } from '../organisation/org-path.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** A dossier on the list of its union: nothing of the household. */
interface MarginItem extends Key {
  dossier: string;
}

const EFFECT = 'margin';

/** Where a dossier stands on 边缘名单; nowhere while it does not. */
export function marginItems(state: DossierState): MarginItem[] {
  const { id, orgPath } = state;
  return isOnMargin(state) ? [{ ...keys.marginAt(orgPath, id), dossier: id }] : [];
}

/** What an action does to the list: derived from the state, as tasks are. */
export function marginWrites(table: Table, before: DossierState | undefined, after: DossierState): Write[] {
  const [had, has] = [before ? marginItems(before) : [], marginItems(after)];
  const isAmong = (item: MarginItem, items: readonly MarginItem[]) => items.some(({ sk }) => sk === item.sk);
  return [
    ...had.filter((item) => !isAmong(item, has)).map((item) => table.deleteWrite(EFFECT, item)),
    ...has.filter((item) => !isAmong(item, had)).map((item) => table.putWrite(EFFECT, item, null)),
  ];
}

/** 边缘名单, of the province in one list, by union. */
export class Margins {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** A page of those in a union and below it; one may be short as long as there is a `last`. `after` is the `last` of the page before (`isMarginPlace`). */
  async page(
    orgPath: string,
    { limit, after }: { limit: number; after?: string | undefined },
  ): Promise<{ found: string[]; last: string | undefined }> {
    const from = after === undefined ? `${orgPath}#` : `${after}~`;
    const items = await this.table.range<MarginItem>(keys.margins, from, `${orgPath}/~`, { limit });
    const last = items.length < limit ? undefined : items.at(-1)?.sk;
    // Between a union's own and what stands below it, others sort whose path begins with its path, as U0001-2 beside U0001.
    const here = items.filter(({ sk }) => contains(orgPath, sk.slice(0, sk.lastIndexOf('#'))));
    return { found: here.map(({ dossier }) => dossier), last };
  }

  /** It is asked the rules in the coming night, whenever it was that they changed. */
  askWrite(id: string): Write {
    return this.table.putWrite('relook', keys.relook(id), null);
  }
}

/** Whether a text can be a place in the list below a union: `<org path>#<dossier>`. */
export const isMarginPlace = (text: string, orgPath: string): boolean =>
  /^[\w/-]{6,160}#[0-9a-z]{26}$/.test(text) && (text.startsWith(`${orgPath}#`) || text.startsWith(`${orgPath}/`));
