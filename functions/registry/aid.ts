import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { mostAid } from '../../shared/ledger/aid.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { ledger } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/** A page of a household's 台账, the latest entry first. E1004 for a cursor that none of ours gave. */
export async function aidOf(app: App, { id, state }: Dossier, cursor?: string): Promise<AnswerOf<'listAid'>> {
  const before = placeIn(cursor, isEntry) ?? state.aid.entries + 1;
  const entries = await ledger(app).aidBefore(id, state.aid, before, pageSizes.aid);
  const last = entries.at(-1)?.aid ?? 1;
  return { entries: await withNames(app, entries), cursor: last > 1 ? pageMark(last) : null };
}

const isEntry = (place: unknown): place is number =>
  typeof place === 'number' && Number.isInteger(place) && place > 1 && place <= mostAid;
