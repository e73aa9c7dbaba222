import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { mostAidEntries } from '../../shared/ledger/aid.ts';
import { mostVisits } from '../../shared/ledger/visit.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { ledger } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/** A page of what a household was given, the latest entry first. E1004 for a cursor that none of ours gave. */
export async function aidOf(app: App, { id, state }: Dossier, cursor?: string): Promise<AnswerOf<'listAid'>> {
  const before = placeIn(cursor, isNumber) ?? state.aid.entries + 1;
  const entries = await ledger(app).aidBefore(id, state.aid, before, pageSizes.aid);
  return { entries: await withNames(app, entries), cursor: markOf(entries.at(-1)?.aid) };
}

/** The same of visits. */
export async function visitsOf(app: App, { id, state }: Dossier, cursor?: string): Promise<AnswerOf<'listVisits'>> {
  const before = placeIn(cursor, isNumber) ?? state.visits.count + 1;
  const visits = await ledger(app).visitsBefore(id, before, pageSizes.visits);
  return { visits: await withNames(app, visits), cursor: markOf(visits.at(-1)?.visit) };
}

/** What comes before the last of a page; null where it is the first of all. */
const markOf = (last = 1): string | null => (last > 1 ? pageMark(last) : null);

const isNumber = (place: unknown): place is number =>
  typeof place === 'number' && Number.isInteger(place) && place > 1 && place <= mostEntries;
const mostEntries = Math.max(mostAidEntries, mostVisits);
