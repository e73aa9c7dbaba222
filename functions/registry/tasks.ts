import * as z from 'zod/mini';
import { abilities, type User } from '../../shared/access/may.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { contains, county, isWithinCounty } from '../../shared/organisation/org-path.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { dueOf, type FoundTask, isAskedPlace, isTaskPlace } from '../../shared/registry/tasks.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, tasks, unions } from '../../shared/services/services.ts';
import { type Task, type TaskKind, taskKinds } from '../../shared/tasks/task.ts';
import { stalledOf } from './stalled.ts';

/** So many pages of the index are read for one answer: those of other units have to be read too. */
const MOST_READS = 10;
/** What approvers are asked stands in one queue of the province's, of which somebody's own is a small part. */
const ASKED_AT_ONCE = 400;

const Place = z.strictObject({
  role: z.enum(abilities.listTasks.roles as [string, ...string[]]),
  /** The last task that was read; null at the beginning of a role. */
  after: z.nullable(z.string()),
});
type Place = z.infer<typeof Place>;

interface Asked {
  org: string;
  cursor: string | undefined;
  /** ISO date */
  today: string;
}

/**
 * What is to be done by whoever has the user's roles, in the org path that is asked for: role by role, first what is due
 * first. Of a city or a province it is what stands in none of its counties: its union's own, and its units'. E1004 for a
 * cursor that none of ours gave.
 */
export async function listTasks(app: App, user: User, { org, cursor, today }: Asked): Promise<AnswerOf<'listTasks'>> {
  const mine = abilities.listTasks.roles.filter((role) => user.roles.includes(role));
  let place = placeIn(cursor, (each) => isOurs(each, mine)) ?? at(mine[0]);
  const found: FoundTask[] = [];
  for (let reads = 0; reads < MOST_READS && place && found.length < pageSizes.tasks; reads++) {
    const { role, after } = place;
    if (role === 'approver') {
      const page = await tasks(app).asked({ limit: ASKED_AT_ONCE, ...(after === null ? {} : { after }) });
      const own = page.tasks.filter(({ person }) => person === user.id);
      const taken = own.slice(0, pageSizes.tasks - found.length);
      found.push(...taken);
      const last = taken.at(-1);
      if (last && taken.length < own.length) place = { role, after: dueOf(last.dossierId, last, '').dueSort };
      else place = page.last === undefined ? at(mine[mine.indexOf(role) + 1]) : { role, after: page.last };
      continue;
    }
    const page = await tasks(app).ofCounty(county(org), role as FoundTask['role'], {
      limit: pageSizes.tasks - found.length,
      ...(after === null ? {} : { after }),
    });
    const inReach = page.tasks.filter(({ orgPath }) => contains(org, orgPath) || contains(orgPath, org));
    // What they must leave to others is not theirs to do, and the others have it in their list.
    const theirs = inReach.filter((task) => isOwn(user, task) && !task.notFor?.includes(user.id));
    const open = await Promise.all(theirs.map((task) => isOfBelow(app, user, task)));
    found.push(...theirs.filter((_, index) => open[index]));
    const next = mine[mine.indexOf(role as (typeof mine)[number]) + 1];
    place = page.last === undefined ? at(next) : { role, after: page.last };
  }
  const stalls = await Promise.all(found.map((task) => stalledIn(app, task)));
  const names = await unions(app).names(found.map(({ orgPath }) => orgPath));
  return {
    tasks: found.map(({ dossierId, maskedName, kind, role, orgPath, due }, index) => ({
      dossier: dossierId,
      maskedName,
      kind,
      title: titleOf(kind, due),
      role,
      orgPath,
      union: names.get(orgPath) as string,
      due,
      overdue: due !== null && due < today,
      stalled: stalls[index] ?? null,
    })),
    cursor: place ? pageMark(place) : null,
  };
}

/**
 * What a city's or the province's reviewers are to rule on or to merge may lie in any county: a reviewer of one of that
 * union's own units is shown it only where it lies in theirs.
 */
async function isOfBelow(app: App, user: User, { kind, orgPath, dossierId }: FoundTask): Promise<boolean> {
  const isOfBoth = (kind === 'rule' || kind === 'settle') && !isWithinCounty(orgPath);
  if (!isOfBoth || contains(user.orgPath, orgPath)) return true;
  return contains(user.orgPath, (await dossierReader(app).get(dossierId)).state.orgPath);
}

/** Working days are not known beyond the years that were published: then it says so. */
export const titleOf = (kind: TaskKind, due: string | null): string =>
  kind === 'paper' && due === null ? `${taskKinds[kind]}（工作日历还没有公布到期限那一天）` : taskKinds[kind];

/** What there is to mend: whoever resumes a dossier may not read it, and needs no more of it than this. */
async function stalledIn(app: App, { kind, dossierId }: FoundTask) {
  if (kind !== 'resume') return null;
  return stalledOf(app, (await dossierReader(app).get(dossierId)).state);
}

/**
 * Whether a task in somebody's reach is theirs. What is a union's own is nobody's below it: there they may not even read
 * it. A county's reviewers are asked for the households of its units, wherever in the county they are.
 */
export const isOwn = (
  user: Pick<User, 'orgPath'>,
  { kind, orgPath, role }: Pick<Task, 'kind' | 'orgPath' | 'role'>,
): boolean =>
  contains(user.orgPath, orgPath) ||
  (role === 'reviewer' && kind !== 'transfer' && county(user.orgPath) === county(orgPath));

const at = (role: string | undefined): Place | undefined => (role === undefined ? undefined : { role, after: null });

const isPlaceOf = (role: string, after: string): boolean =>
  role === 'approver' ? isAskedPlace(after) : isTaskPlace(after, role);

function isOurs(place: unknown, mine: readonly string[]): place is Place {
  const { data } = Place.safeParse(place);
  return data !== undefined && mine.includes(data.role) && (data.after === null || isPlaceOf(data.role, data.after));
}
