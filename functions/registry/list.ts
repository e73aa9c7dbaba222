import * as z from 'zod/mini';
import { mayNot, type User } from '../../shared/access/may.ts';
import { type Holder, holderTitles } from '../../shared/contract/list.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { statuses, statusTitles } from '../../shared/dossier/status.ts';
import { contains, isOwnOf } from '../../shared/organisation/org-path.ts';
import { type DossierSummary, isPlace, placeOf } from '../../shared/registry/dossier-reader.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { dueOf, type FoundTask, isTaskPlace } from '../../shared/registry/tasks.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, tasks, unions } from '../../shared/services/services.ts';
import { taskKinds } from '../../shared/tasks/task.ts';
import { type Asked, isNarrowed } from './asked.ts';

/**
 * So many pages of the index are read for one answer: what a filter leaves out has to be read too, and of each status at
 * least one.
 */
const MOST_READS = statuses.length + 10;
/** A count stops here: nobody acts otherwise on 1,001 than on 10,000, and each costs a read. */
const MOST_COUNTED = 1000;
const COUNTED_AT_ONCE = 250;
const MOST_COUNTING_READS = 40;
/** So many at once where most may be left out; of tasks fewer, because the head of each dossier is read beside. */
const FILTERED_AT_ONCE = 250;
const TASKS_AT_ONCE = 50;

type Row = AnswerOf<'listDossiers'>['dossiers'][number];
/** A row without the union's name, which is read once all rows are found. */
type Counted = Omit<Row, 'union'>;

const Place = z.union([
  z.strictObject({ status: z.enum(statuses), last: z.nullable(z.string()) }),
  z.strictObject({ holder: z.enum(Object.keys(holderTitles) as [Holder]), last: z.nullable(z.string()) }),
]);
/** Where reading goes on: in a status after a dossier, or in a queue after a task; or with its first one. */
type Place = z.infer<typeof Place>;

/** One dossier that was read, where it stands, and its row where it is one of those that are asked for. */
interface Examined {
  row: Counted | undefined;
  place: Place;
}

/** Where the next page begins. E1004 for a mark that no list of this kind gave. */
export function cursorOf(text: string | undefined, asked: Asked): Place | undefined {
  return placeIn(text, (place): place is Place => {
    const { data } = Place.safeParse(place);
    if (data === undefined || 'holder' in data !== (asked.owed !== undefined)) return false;
    if ('holder' in data) {
      return (
        asked.owed?.holders.includes(data.holder) === true &&
        (data.last === null || isTaskPlace(data.last, data.holder))
      );
    }
    return asked.statuses.includes(data.status) && (data.last === null || isPlace(data.last, asked.org));
  });
}

/** Every dossier that is a union's own, as all are in a county. */
export const everything = (org: string, limit: number): Asked => ({
  ...{
    org,
    own: true,
    statuses,
    limit,
    latestFirst: false,
    owed: undefined,
    waitingFor: undefined,
    category: undefined,
  },
  ...{ tier: undefined, unchangedSince: undefined, notAssistedSince: undefined },
});

/**
 * One page, which a filter may leave short: there are more as long as there is a cursor.
 *
 * @param isSought what beside the filters must be so
 */
export async function listed(
  app: App,
  user: User,
  asked: Asked,
  cursor: Place | undefined,
  isSought?: (row: Counted) => boolean,
) {
  const filters = isSought !== undefined || isNarrowed(asked);
  const found = new Map<string, Counted>();
  let place = cursor ?? first(asked);
  for (let reads = 0; reads < MOST_READS && place !== undefined && found.size < asked.limit; reads++) {
    const page = await read(app, user, asked, place, filters ? FILTERED_AT_ONCE : asked.limit - found.size);
    place = page.next;
    for (const [n, each] of page.examined.entries()) {
      if (each.row && !found.has(each.row.id) && (isSought?.(each.row) ?? true)) found.set(each.row.id, each.row);
      if (found.size < asked.limit) continue;
      if (n < page.examined.length - 1) place = each.place;
      break;
    }
  }
  const names = await unions(app).names([...found.values()].map(({ orgPath }) => orgPath));
  const rows = [...found.values()].map((each) => ({ ...each, union: names.get(each.orgPath) as string }));
  return { dossiers: rows, cursor: place ? pageMark(place) : null };
}

/** How many there are, up to a thousand or as many reads as one answer takes. */
export async function count(app: App, user: User, asked: Asked): Promise<{ count: number; more: boolean }> {
  const counted = new Set<string>();
  let place = first(asked);
  for (let reads = 0; reads < MOST_COUNTING_READS && place !== undefined && counted.size < MOST_COUNTED; reads++) {
    const page = await read(app, user, asked, place, COUNTED_AT_ONCE);
    for (const { row } of page.examined) if (row) counted.add(row.id);
    place = page.next;
  }
  return { count: Math.min(counted.size, MOST_COUNTED), more: counted.size > MOST_COUNTED || place !== undefined };
}

function first({ statuses: [status], owed }: Asked): Place | undefined {
  if (owed) return owed.holders[0] && { holder: owed.holders[0], last: null };
  return status && { status, last: null };
}

/** One read of an index. */
function read(app: App, user: User, asked: Asked, place: Place, limit: number) {
  return 'holder' in place ? readTasks(app, user, asked, place) : readStatus(app, user, asked, place, limit);
}

async function readStatus(
  app: App,
  user: User,
  asked: Asked,
  { status, last }: Extract<Place, { status: unknown }>,
  limit: number,
): Promise<{ examined: Examined[]; next: Place | undefined }> {
  const { org, own, statuses: within, latestFirst: backward } = asked;
  const from = { limit, backward, ...(last === null ? {} : { after: last }) };
  const page = await (own ? dossiers(app).ownPage(status, org, from) : dossiers(app).page(status, org, from));
  const examined = page.dossiers.map((each) => ({
    row: isAsked(each, asked) ? wanted(row(each, user), asked) : undefined,
    place: { status, last: placeOf(each) },
  }));
  const following = within[within.indexOf(status) + 1];
  const next = page.last !== undefined ? { status, last: page.last } : following && { status: following, last: null };
  return { examined, next };
}

/** One read of a queue of the county's, and of the dossiers that the tasks in it are about. */
async function readTasks(
  app: App,
  user: User,
  asked: Asked,
  { holder, last }: Extract<Place, { holder: unknown }>,
): Promise<{ examined: Examined[]; next: Place | undefined }> {
  const { org, owed: { holders, before } = { holders: [], before: undefined } } = asked;
  const after = last === null ? {} : { after: last };
  const page = await tasks(app).ofCounty(org, holder, { limit: TASKS_AT_ONCE, ...after });
  const isDue = ({ due }: FoundTask) => before === undefined || (due !== null && due < before);
  const due = page.tasks.filter(isDue);
  const near = due.filter(({ orgPath }) => contains(org, orgPath) || contains(orgPath, org));
  const summaries = await dossiers(app).summaries([...new Set(near.map(({ dossierId }) => dossierId))]);
  const byId = new Map(summaries.map((each) => [each.id, each]));
  const examined = near.map((task): Examined => {
    const place = { holder, last: dueOf(task.dossierId, task, task.maskedName).dueSort };
    const about = byId.get(task.dossierId);
    // A queue is a county's, or of what stands below none: what is asked by its day is always the union's own.
    if (about === undefined || !isOwnOf(org, about.orgPath) || !asked.statuses.includes(about.status)) {
      return { row: undefined, place };
    }
    return { row: isAsked(about, asked) ? wanted(row(about, user, task), asked) : undefined, place };
  });
  // What is due later follows: the queue is in the order of its days.
  const isDone = page.last === undefined || due.length < page.tasks.length;
  const following = holders[holders.indexOf(holder) + 1];
  const next = isDone ? following && { holder: following, last: null } : { holder, last: page.last as string };
  return { examined, next };
}

/** Whether a dossier is as it is asked for, apart from what it waits for. */
function isAsked(of: DossierSummary, { category, tier, unchangedSince, notAssistedSince }: Asked): boolean {
  if (category !== undefined && of.category !== category) return false;
  if (tier !== undefined && of.tier !== tier) return false;
  if (unchangedSince !== undefined && Date.parse(of.changedAt) >= Date.parse(`${unchangedSince}T00:00:00+08:00`))
    return false;
  return notAssistedSince === undefined || of.aidedOn === undefined || of.aidedOn < notAssistedSince;
}

/** The row of a dossier that waits for what is asked; whoever is not told of 疑似重复 does not learn of them by a task. */
function wanted(row: Counted, { waitingFor }: Asked): Counted | undefined {
  if (row.owed?.kind === 'rule' && row.openDuplicates === 0) return undefined;
  return waitingFor === undefined || Number(row[waitingFor]) > 0 ? row : undefined;
}

/** A row of a list; whoever does not rule on 疑似重复 counts only those of which they are told. */
function row(
  { registrars, surveyors, toldDuplicates, going: _, ...summary }: DossierSummary,
  user: User,
  task?: FoundTask,
): Counted {
  const rules = mayNot(user, 'ruleDuplicate', { orgPath: summary.orgPath, registrars, surveyors }) === undefined;
  const { stalled = false, transferring = false, temporary = false } = summary;
  const { dossierNumber = null, category = null, tier = null, aidedOn = null } = summary;
  return {
    ...summary,
    ...{ stalled, transferring, temporary, dossierNumber, category, tier, aidedOn },
    openDuplicates: rules ? summary.openDuplicates : toldDuplicates,
    statusTitle: statusTitles[summary.status],
    owed: task ? { kind: task.kind, title: taskKinds[task.kind], holder: task.role as Holder, due: task.due } : null,
  };
}
