import type * as z from 'zod/mini';
import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import type { SearchBody } from '../../shared/contract/bodies/registry.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { statusOf, statusTitles } from '../../shared/dossier/status.ts';
import { isTemporary } from '../../shared/dossier/temporary-state.ts';
import { requireNarrow } from '../../shared/http/asked-area.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { contains, isOwnOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import { mobileTrace } from '../../shared/registry/hashed-traces.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { Sought } from '../../shared/registry/questions.ts';
import { foundBy, listsOf } from '../../shared/registry/trace-lists.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, dossiers, questions, readings, table, unions } from '../../shared/services/services.ts';
import { cursorOf, everything, listed } from './list.ts';

/** So many of one name are shown to somebody who searches more than a county; more would be a list of everybody. */
const MOST_BEYOND_COUNTY = 20;
/** So many dossiers are looked at that say one mobile: a whole factory may have given its office's. */
const MOST_OF_MOBILE = 200;
/** So many places of a name are read at once where those of the counties are passed over: a common one has thousands. */
const PASSED_AT_ONCE = 1000;

type Found = AnswerOf<'searchDossiers'>;
type Body = z.infer<typeof SearchBody>;

/**
 * Dossiers below an org path by what their people are called or numbered; the user's own org path unless another below
 * it is asked for. Each search is written down. Each is counted, too (E1312), save those that say no more than the list,
 * which the user may read whole: by surname, and by the number under which a household is on file.
 */
export async function search(app: App, user: User, body: Body, now: Date): Promise<Found> {
  const { org = user.orgPath, own = false, cursor } = body;
  permit(user, 'search', { orgPath: org });
  await requireUnion(app, user, org, '/org');
  if ('surname' in body) return bySurname(app, user, body, org, now);
  const isWide = !own && !isWithinCounty(org);
  // Beyond a county there is one page at most: with a place of one's own making a common name could be listed bit by bit.
  const after = placeIn(cursor, (place): place is string => !isWide && isPlace(place, org));
  const sought = plain(body);
  if (!('dossierNumber' in sought)) await questions(app).search(user, sought, org, now);
  const places = await placesOf(app, sought, { org, isWide, after });
  if (isWide && places.length > MOST_BEYOND_COUNTY) return { dossiers: [], cursor: null, narrow: true };
  const page = places.slice(0, pageSizes.found);
  const more = places.length > pageSizes.found;
  const all = await Promise.all(page.map((place) => summaryOf(app, place)));
  const found = all.filter((each) => each !== undefined);
  // A masked name beside the name that was asked for is no mask: every household found is read.
  await Promise.all(found.map(({ id }) => readings(app).record(id, { kind: 'search', by: user.id }, now)));
  return { dossiers: found, cursor: more ? pageMark(page.at(-1)) : null, narrow: false };
}

/** A 职工编号 is on every list: it asks nothing of anybody, and is not counted. */
type SoughtOrNumbered = Sought | { dossierNumber: string };

function plain(body: SoughtOrNumbered): SoughtOrNumbered {
  if ('dossierNumber' in body) return { dossierNumber: body.dossierNumber };
  if ('idNumber' in body) return { idNumber: body.idNumber.trim().toUpperCase() };
  return 'name' in body ? { name: body.name.normalize('NFC').trim() } : { mobile: body.mobile };
}

/**
 * Of those whose masked names begin so. A list shows as much: it is narrowed by it, and as a narrowed list never beyond a
 * county, or what is a union's own (E1317). A surname of two characters is masked after the first.
 */
async function bySurname(
  app: App,
  user: User,
  { surname, own = false, cursor }: Extract<Body, { surname: string }>,
  org: string,
  now: Date,
) {
  requireNarrow(org, own);
  const [first = ''] = surname;
  const asked = everything(org, pageSizes.found);
  const page = await listed(app, user, asked, cursorOf(cursor, asked), ({ maskedName }) =>
    maskedName.startsWith(first),
  );
  if (page.dossiers.length > 0) {
    await readings(app).record(org, { kind: 'list', what: 'surname', by: user.id, page: cursor ?? '' }, now);
  }
  const found = page.dossiers.map(({ id, status, statusTitle, orgPath, union, maskedName, temporary }) => ({
    ...{ id, status, statusTitle, orgPath, union, maskedName, temporary },
  }));
  return { dossiers: found, cursor: page.cursor, narrow: false };
}

/** Where somebody is looked for: places after one, of an org path and below it, or of what is its own alone. */
interface Where {
  org: string;
  /** Whether what stands in its counties is looked for, too. */
  isWide: boolean;
  after: string | undefined;
}

const isSought = ({ org, isWide }: Where, orgPath: string): boolean =>
  isWide ? contains(org, orgPath) : isOwnOf(org, orgPath);

/** The next places of dossiers, one more than a page holds, sorted by org path. */
async function placesOf(app: App, sought: SoughtOrNumbered, where: Where): Promise<string[]> {
  if ('mobile' in sought) return placesOfMobile(app, sought.mobile, where);
  return placesBelow(app, await partitionOf(app, sought), where);
}

async function partitionOf(app: App, sought: Exclude<SoughtOrNumbered, { mobile: string }>): Promise<string> {
  if ('dossierNumber' in sought) return keys.dossierNumbers(sought.dossierNumber);
  if ('idNumber' in sought) return keys.identities(await blindIndex(app).of('idNumber', sought.idNumber));
  return keys.names(await blindIndex(app).of('name', sought.name));
}

/** Of those that are not over: it is a trace that leads to them, by which likely duplicates are found too. */
async function placesOfMobile(app: App, mobile: string, where: Where): Promise<string[]> {
  const hash = await mobileTrace(blindIndex(app), mobile);
  const list = (await listsOf(table(app), [hash])).get(hash);
  const ids: string[] = [];
  if (list) {
    for await (const some of foundBy(table(app), list, pageSizes.found)) {
      ids.push(...some);
      if (ids.length >= MOST_OF_MOBILE) break;
    }
  }
  const places = (await dossiers(app).summaries(ids)).map(({ orgPath, id }) => keys.place(orgPath, id)).sort();
  return places
    .filter((place) => isSought(where, orgPathOf(place)) && (where.after === undefined || place > where.after))
    .slice(0, pageSizes.found + 1);
}

/**
 * Whatever else the province has under a name takes no room of a page. Two ranges of text: between an org path's own and
 * what stands below it, others sort whose names begin with its name, as U0001-2 does beside U0001.
 */
async function placesBelow(app: App, pk: string, where: Where): Promise<string[]> {
  const { org, isWide, after } = where;
  const ranges = [
    [keys.place(org, ''), `D#${org}$`],
    [`D#${org}/`, `D#${org}0`],
  ] as const;
  const places: string[] = [];
  for (const [first, to] of ranges) {
    let from: string | undefined = after !== undefined && after > first ? `${after}#` : first;
    while (from !== undefined && from <= to && places.length <= pageSizes.found) {
      const limit = isWithinCounty(org) || isWide ? pageSizes.found + 1 : PASSED_AT_ONCE;
      const read: string[] = (await table(app).range<Key>(pk, from, to, { limit })).map(({ sk }) => sk);
      places.push(
        ...read.filter((place) => isSought(where, orgPathOf(place))).slice(0, pageSizes.found + 1 - places.length),
      );
      // Where a city's own is asked for, its counties' are left out: what stands behind them is read on.
      from = read.length < limit ? undefined : `${read.at(-1)}#`;
    }
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
async function summaryOf(app: App, place: string): Promise<Found['dossiers'][number] | undefined> {
  const { id, state, maskedName } = await dossiers(app).get(idOf(place));
  const { orgPath } = state;
  if ((state.matter.form === null && state.inForce === null) || orgPath !== orgPathOf(place)) return undefined;
  const status = statusOf(state);
  const union = await unions(app).name(orgPath);
  const temporary = isTemporary(state);
  return { id, status, statusTitle: statusTitles[status], temporary, orgPath, union, maskedName };
}
