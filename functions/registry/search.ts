import type * as z from 'zod';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import type { SearchBody } from '../../shared/contract/bodies/registry.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { isTemporary } from '../../shared/dossier/temporary-state.ts';
import { contains, unionAt } from '../../shared/organisation/org-path.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, dossiers, questions, readings, table, unions } from '../../shared/services/services.ts';

/** So many of one name are shown to somebody who searches more than a county; more would be a list of everybody. */
const MOST_BEYOND_COUNTY = 20;

/**
 * Dossiers below an org path by ID number or name; the user's own org path unless another below it is asked for. What
 * they lead to is sorted by org path, so that whatever else the province has under the name takes no room of a page.
 * Each search is counted and written down (E1312).
 */
export async function search(
  app: App,
  user: User,
  body: z.infer<typeof SearchBody>,
  now: Date,
): Promise<AnswerOf<'searchDossiers'>> {
  const { org = user.orgPath, cursor, ...sought } = body;
  permit(user, 'search', { orgPath: org });
  const isWide = unionAt('county', org) === undefined;
  // Beyond a county there is one page at most: with a place of one's own making a common name could be listed bit by bit.
  const after = placeIn(cursor, (place): place is string => !isWide && isPlace(place, org));
  const asked =
    'idNumber' in sought
      ? { idNumber: sought.idNumber.trim().toUpperCase() }
      : { name: sought.name.normalize('NFC').trim() };
  await questions(app).search(user, asked, org, now);
  const pk =
    'idNumber' in asked
      ? keys.identities(await blindIndex(app).of('idNumber', asked.idNumber))
      : keys.names(await blindIndex(app).of('name', asked.name));
  const places = await placesBelow(app, pk, org, after);
  if (isWide && places.length > MOST_BEYOND_COUNTY) return { dossiers: [], cursor: null, narrow: true };
  const page = places.slice(0, pageSizes.found);
  const more = places.length > pageSizes.found;
  const all = await Promise.all(page.map((place) => summaryOf(app, place)));
  const found = all.filter((each) => each !== undefined);
  // A masked name beside the name that was asked for is no mask: every household found is read.
  await Promise.all(found.map(({ id }) => readings(app).record(id, { kind: 'search', by: user.id }, now)));
  return {
    dossiers: found,
    cursor: more ? pageMark(page.at(-1)) : null,
    narrow: false,
  };
}

/**
 * The next places of dossiers of an org path and below it, one more than a page holds. Two ranges of text: between an
 * org path's own and what stands below it, others sort whose names begin with its name, as U0001-2 does beside U0001.
 */
async function placesBelow(app: App, pk: string, org: string, after: string | undefined): Promise<string[]> {
  const ranges = [
    [keys.place(org, ''), `D#${org}$`],
    [`D#${org}/`, `D#${org}0`],
  ] as const;
  const places: string[] = [];
  for (const [first, to] of ranges) {
    const from = after !== undefined && after > first ? `${after}#` : first;
    const limit = pageSizes.found + 1 - places.length;
    if (from > to || limit === 0) continue;
    places.push(...(await table(app).range<Key>(pk, from, to, { limit })).map(({ sk }) => sk));
  }
  return places;
}

const idOf = (place: string): string => place.slice(-26);
const orgPathOf = (place: string): string => place.split('#')[1] as string;

/** Whether it is that of a dossier of the org path, as the last one of a page is. */
function isPlace(place: unknown, org: string): boolean {
  return typeof place === 'string' && /^D#[\w/-]{6,160}#[0-9a-z]{26}$/.test(place) && contains(org, orgPathOf(place));
}

/**
 * Undefined for what was never submitted, whose places are left before it is (functions/submission), and for what was
 * handed over to another union: it is that one's.
 */
async function summaryOf(app: App, place: string): Promise<AnswerOf<'searchDossiers'>['dossiers'][number] | undefined> {
  const { id, state, maskedName } = await dossiers(app).get(idOf(place));
  const { orgPath } = state;
  if ((state.matter.form === null && state.inForce === null) || orgPath !== orgPathOf(place)) return undefined;
  const status = statusOf(state);
  const union = await unions(app).name(orgPath);
  const temporary = isTemporary(state);
  return { id, status, statusTitle: statusTitles[status], temporary, orgPath, union, maskedName };
}
