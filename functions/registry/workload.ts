import type { AnswerOf } from '../../shared/contract/types.ts';
import { type Status, statuses, statusTitles } from '../../shared/dossier/status.ts';
import { divisionOf, isOwnOf } from '../../shared/organisation/org-path.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, tasks, unions } from '../../shared/services/services.ts';
import { tally } from '../../shared/tasks/desks.ts';
import { type Task, taskKinds } from '../../shared/tasks/task.ts';

type Workload = AnswerOf<'getWorkload'>;

/** What is read for one answer at most: the largest counties have sixty thousand households, and half as many tasks more. */
const MOST_PAGES = statuses.length + 70;
const PAGE = 1000;
const MOST_TASKS = 100_000;

/** What is told, and the day (ISO date) after which tasks are late. */
interface Asked {
  /** Counts of statuses are mostly few households': they are for the county itself. */
  withStatuses: boolean;
  today: string;
}

interface Counted {
  statuses: Map<Status, number>;
  tasks: Pick<Task, 'kind' | 'due'>[];
}

/**
 * How many dossiers of each status and how many tasks of each kind the unions of a county have, and how many are late.
 * @param org a county, or a union of one; a city or the province for what is its union's own
 */
export async function workloadOf(app: App, org: string, { withStatuses, today }: Asked): Promise<Workload> {
  const counted = new Map<string, Counted>();
  const of = (orgPath: string): Counted => {
    const there = counted.get(orgPath) ?? { statuses: new Map(), tasks: [] };
    counted.set(orgPath, there);
    return there;
  };
  const cut = [withStatuses && (await countDossiers(app, org, of)), await countTasks(app, org, of)];
  const paths = [...counted.keys()].sort();
  const names = await unions(app).names([org, ...paths]);
  return {
    orgPath: org,
    union: names.get(org) as string,
    unions: paths.map((orgPath) => {
      const { statuses: found, tasks: owed } = of(orgPath);
      return {
        orgPath,
        union: names.get(orgPath) as string,
        statuses: withStatuses ? linesOf(found) : null,
        tasks: tally(owed, today).map((line) => ({ ...line, title: taskKinds[line.kind] })),
      };
    }),
    more: cut.includes(true),
  };
}

const linesOf = (found: ReadonlyMap<Status, number>) =>
  statuses.flatMap((status) => {
    const count = found.get(status) ?? 0;
    return count === 0 ? [] : [{ status, title: statusTitles[status], count }];
  });

/** Answers whether it stopped before the end. */
async function countDossiers(app: App, org: string, of: (orgPath: string) => Counted): Promise<boolean> {
  let pages = 0;
  for (const status of statuses) {
    let after: string | undefined;
    do {
      if (++pages > MOST_PAGES) return true;
      const page = await dossiers(app).ownPage(status, org, { limit: PAGE, ...(after === undefined ? {} : { after }) });
      for (const { orgPath } of page.dossiers) {
        const found = of(orgPath).statuses;
        found.set(status, (found.get(status) ?? 0) + 1);
      }
      after = page.last;
    } while (after !== undefined);
  }
  return false;
}

async function countTasks(app: App, org: string, of: (orgPath: string) => Counted): Promise<boolean> {
  let read = 0;
  for await (const { kind, due, orgPath } of tasks(app).inDivision(divisionOf(org))) {
    if (++read > MOST_TASKS) return true;
    if (isOwnOf(org, orgPath)) of(orgPath).tasks.push({ kind, due });
  }
  return false;
}
