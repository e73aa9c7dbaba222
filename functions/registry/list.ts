import * as z from 'zod';
import { mayNot, type User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { type Waiting, waitingTitles } from '../../shared/contract/waiting.ts';
import { type Status, statuses, statusTitles } from '../../shared/dossier/status.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { isWithinCounty } from '../../shared/organisation/org-path.ts';
import { orgPathFault } from '../../shared/organisation/org-path-fault.ts';
import { type DossierSummary, isPlace } from '../../shared/registry/dossier-reader.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, unions } from '../../shared/services/services.ts';

/**
 * So many pages of the index are read for one answer: what a filter leaves out has to be read too, and of each status at
 * least one.
 */
const MOST_READS = statuses.length + 10;
/** A count stops here: nobody acts otherwise on 1,001 than on 10,000, and each costs a read. */
const MOST_COUNTED = 1000;
const COUNTED_AT_ONCE = 250;
const MOST_COUNTING_READS = 40;

/** What dossiers are asked for. */
export interface Asked {
  org: string;
  statuses: readonly Status[];
  has: Waiting | undefined;
}

type Row = AnswerOf<'listDossiers'>['dossiers'][number];
/** A row without the union's name, which is read once all rows are found. */
type Counted = Omit<Row, 'union'>;

/**
 * What a query asks for, within what the user may list; the user's own org path unless another below it is named.
 * E1004 for a value that is none. E1317 for a filter that no index answers, unless it stays within one county.
 */
export function askedOf(query: { status?: string; org?: string; has?: string }, user: User): Asked {
  const org = orgOf(query, user);
  permit(user, 'list', { orgPath: org });
  const found = statuses.filter((status) => query.status === undefined || status === query.status);
  if (found.length === 0) throw wrong('status', `没有${quoted(query.status)}这种状态，可以是：${listed(statusTitles)}`);
  const has = query.has as Waiting | undefined;
  if (has !== undefined && !Object.hasOwn(waitingTitles, has)) {
    throw wrong('has', `没有${quoted(has)}这样的筛选，可以是：${listed(waitingTitles)}`);
  }
  if (has !== undefined && !isWithinCounty(org)) throw new Problem(1317);
  return { org, statuses: found, has };
}

/** The org path that is asked for; the user's own unless another is named. E1004 for what is none. */
export function orgOf({ org }: { org?: string }, user: User): string {
  const fault = org === undefined ? undefined : orgPathFault(org);
  if (fault !== undefined) throw wrong('org', fault);
  return org ?? user.orgPath;
}

/** What a list was narrowed to, for whoever sees that it was read; nothing when it was not. */
export function filterOf({ status, has }: { status?: string; has?: string }): { what?: string } {
  const words = [status, has].filter((word) => word !== undefined);
  return words.length > 0 ? { what: words.join(' ') } : {};
}

const listed = (titles: Record<string, string>): string =>
  Object.entries(titles)
    .map(([word, title]) => `${word} ${title}`)
    .join('、');

function wrong(parameter: string, message: string): Problem {
  return new Problem(1004, { faults: [{ pointer: `/${parameter}`, code: 1004, message }] });
}

const Place = z.strictObject({ status: z.enum(statuses), last: z.string().nullable() });
/** Where reading goes on: after a dossier of a status, or with the first one. */
type Place = z.infer<typeof Place>;

/** Where the next page begins. E1004 for a mark that no list of these statuses in this org path gave. */
export function cursorOf(text: string | undefined, { org, statuses: asked }: Asked): Place | undefined {
  return placeIn(text, (place): place is Place => {
    const { data } = Place.safeParse(place);
    return data !== undefined && asked.includes(data.status) && (data.last === null || isPlace(data.last, org));
  });
}

/** One page, which a filter may leave short: there are more as long as there is a cursor. */
export async function list(app: App, user: User, asked: Asked, cursor: Place | undefined) {
  const found: Counted[] = [];
  let place = cursor ?? first(asked);
  for (let reads = 0; reads < MOST_READS && place !== undefined && found.length < pageSizes.dossiers; reads++) {
    const page = await read(app, user, asked, place, pageSizes.dossiers - found.length);
    found.push(...page.rows);
    place = page.next;
  }
  const names = await unions(app).names(found.map(({ orgPath }) => orgPath));
  const rows = found.map((each) => ({ ...each, union: names.get(each.orgPath) as string }));
  return { dossiers: rows, cursor: place ? pageMark(place) : null };
}

/** How many there are, up to a thousand or as many reads as one answer takes. */
export async function count(app: App, user: User, asked: Asked): Promise<{ count: number; more: boolean }> {
  let counted = 0;
  let place = first(asked);
  for (let reads = 0; reads < MOST_COUNTING_READS && place !== undefined && counted < MOST_COUNTED; reads++) {
    const page = await read(app, user, asked, place, COUNTED_AT_ONCE);
    counted += page.rows.length;
    place = page.next;
  }
  return { count: Math.min(counted, MOST_COUNTED), more: counted > MOST_COUNTED || place !== undefined };
}

function first({ statuses: [status] }: Asked): Place | undefined {
  return status && { status, last: null };
}

/** One read of the index. */
async function read(
  app: App,
  user: User,
  { org, statuses: asked, has }: Asked,
  { status, last }: Place,
  limit: number,
) {
  const page = await dossiers(app).page(status, org, { limit, ...(last === null ? {} : { after: last }) });
  const rows = page.dossiers
    .map((each) => row(each, user))
    .filter((each) => has === undefined || Number(each[has]) > 0);
  const following = asked[asked.indexOf(status) + 1];
  const next = page.last !== undefined ? { status, last: page.last } : following && { status: following, last: null };
  return { rows, next };
}

/** A row of a list; whoever does not rule on 疑似重复 counts only those of which they are told. */
function row({ registrars, surveyors, toldDuplicates, ...summary }: DossierSummary, user: User): Counted {
  const rules = mayNot(user, 'ruleDuplicate', { orgPath: summary.orgPath, registrars, surveyors }) === undefined;
  const openDuplicates = rules ? summary.openDuplicates : toldDuplicates;
  const marks = {
    stalled: summary.stalled ?? false,
    transferring: summary.transferring ?? false,
    temporary: summary.temporary ?? false,
  };
  return { ...summary, openDuplicates, ...marks, statusTitle: statusTitles[summary.status] };
}
