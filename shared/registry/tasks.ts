import { divisionOf } from '../organisation/org-path.ts';
import type { Task, TaskKind, TaskRole } from '../tasks/task.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** The queues of the daily runs; everybody else's tasks stand in that of their county. */
const runs = {
  review: 'review',
  dispose: 'retention',
  darken: 'dark',
  decide: 'approval',
  issue: 'cards',
  remindTransfer: 'transfers',
  remindExpiry: 'expiries',
  remindApplication: 'applications',
  forgetApplication: 'forgotten',
  idleDraft: 'drafts',
} as const satisfies {
  [Kind in TaskKind]?: string;
};
export type RunQueue = (typeof runs)[keyof typeof runs];

/** After every date: what nobody has set a date for comes last. */
const NO_DATE = '9999-12-31';
const EFFECT = 'task';
/** So many in one read: a task takes some 250 bytes of the index. */
const PAGE = 400;

/** A task found in a queue. */
export interface FoundTask extends Task {
  dossierId: string;
  /** 李*英, as lists show it. */
  maskedName: string;
}

interface TaskItem extends Key {
  /** Queue: `task#<county>`, or of a daily run. */
  due: string;
  /** In a county `<role>#<date>#<org path>#<dossier>#<kind>#<n>`, in a run's queue without the role; then who was asked, if it is one person's. */
  dueSort: string;
  maskedName: string;
  notFor?: readonly string[];
}

function queueOf({ kind, orgPath }: Task): string {
  const run = Object.hasOwn(runs, kind) ? runs[kind as keyof typeof runs] : undefined;
  return `task#${run ?? divisionOf(orgPath)}`;
}

function itemOf(dossierId: string, task: Task, maskedName: string): TaskItem {
  const { kind, n, role, orgPath, due, person, notFor } = task;
  const sort = [due ?? NO_DATE, orgPath, dossierId, kind, n, ...(person === undefined ? [] : [person])].join('#');
  const dueSort = Object.hasOwn(runs, kind) ? sort : `${role}#${sort}`;
  const place = { ...keys.task(dossierId, kind, n), due: queueOf(task), dueSort, maskedName };
  return notFor === undefined ? place : { ...place, notFor };
}

/**
 * By what a task stands in the index that is not owed by a dossier's own state: what bounced of a batch, or a batch
 * itself, whose id then stands for the dossier's and whose name says what it is.
 */
export function dueOf(dossierId: string, task: Task, maskedName: string) {
  const { pk: _, sk: __, ...place } = itemOf(dossierId, task, maskedName);
  return place;
}

/** What a stored item says besides. */
export function withoutDue<Item extends object>(item: Item): Item {
  const { due: _, dueSort: __, maskedName: ___, notFor: ____, ...rest } = item as Partial<ReturnType<typeof dueOf>>;
  return rest as Item;
}

/** What is owed about a dossier, and the name that lists show of it. */
export interface Owed {
  tasks: readonly Task[];
  maskedName: string;
}

/** The items in which what is owed about a dossier stands. */
export const taskItems = (dossierId: string, { tasks, maskedName }: Owed): TaskItem[] =>
  tasks.map((each) => itemOf(dossierId, each, maskedName));

/** What an action does to the tasks: those that are new or changed are put, those that are done go. */
export function taskWrites(table: Table, dossierId: string, before: Owed, after: Owed): Write[] {
  const stored = (owed: Owed) => new Map(taskItems(dossierId, owed).map((item) => [item.sk, item]));
  const [had, has] = [stored(before), stored(after)];
  const gone = [...had].filter(([key]) => !has.has(key)).map(([, item]) => table.deleteWrite(EFFECT, item));
  const put = [...has]
    .filter(([key, item]) => JSON.stringify(had.get(key)) !== JSON.stringify(item))
    .map(([, item]) => table.putWrite(EFFECT, item, null));
  return [...gone, ...put];
}

/** Tasks as people and daily runs read them, in the order in which they are due. */
export class Tasks {
  private readonly table: Table;

  constructor(table: Table) {
    this.table = table;
  }

  /** Those of a role in a county, a page at a time. `after` is the `last` of the page before (`isTaskPlace`). */
  async ofCounty(
    county: string,
    role: TaskRole,
    { limit, after }: { limit: number; after?: string },
  ): Promise<{ tasks: FoundTask[]; last: string | undefined }> {
    const due = `task#${divisionOf(county)}`;
    const { items, last } = await this.table.indexPage<TaskItem>('byDue', due, {
      prefix: `${role}#`,
      limit,
      ...(after === undefined ? {} : { after: placeKey(due, after) }),
    });
    return { tasks: items.map((item) => taskIn(item.dueSort, item)), last: last && items.at(-1)?.dueSort };
  }

  /** Those of all roles in a county, or directly under a city or province, by its division's code. */
  async *inDivision(division: string): AsyncGenerator<FoundTask> {
    for await (const item of this.queue(`task#${division}`)) yield taskIn(item.dueSort, item);
  }

  /** Those of a daily run whose day has come, the longest overdue first: each page costs what is on it. */
  async *dueBy(queue: RunQueue, date: string): AsyncGenerator<FoundTask> {
    for await (const item of this.queue(`task#${queue}`, `${date}$`)) yield taskIn(`system#${item.dueSort}`, item);
  }

  /** A page of what the whole province was asked to decide, the longest due first. `after`: the `last` of the page before. */
  async asked({ limit, after }: { limit: number; after?: string }) {
    const due = `task#${runs.decide}`;
    const { items, last } = await this.table.indexPage<TaskItem>('byDue', due, {
      limit,
      ...(after === undefined ? {} : { after: placeKey(due, `approver#${after}`, after) }),
    });
    const tasks = items.map((item) => taskIn(`approver#${item.dueSort}`, item));
    return { tasks, last: last && items.at(-1)?.dueSort };
  }

  /** What somebody was asked to decide and has not, the longest due first: it reads what the whole province was asked. */
  async *askedOf(person: string): AsyncGenerator<FoundTask> {
    for await (const task of this.dueBy('approval', NO_DATE)) if (task.person === person) yield task;
  }

  /** What an approver was asked, as it stands; undefined when it is done. */
  async findAsked(dossierId: string, request: number): Promise<FoundTask | undefined> {
    const item = await this.table.find<TaskItem>(keys.task(dossierId, 'decide', request));
    return item && taskIn(`approver#${item.dueSort}`, item);
  }

  private async *queue(partition: string, until?: string): AsyncGenerator<TaskItem> {
    let after: object | undefined;
    do {
      const page = await this.table.indexPage<TaskItem>('byDue', partition, {
        limit: PAGE,
        ...(until === undefined ? {} : { until }),
        ...(after ? { after } : {}),
      });
      yield* page.items;
      after = page.last;
    } while (after);
  }
}

/** Whether a text can be a place among a role's tasks in a county: `<role>#<date>#<org path>#<dossier>#<kind>#<n>`. */
export function isTaskPlace(text: string, role: string): boolean {
  const rest = text.startsWith(`${role}#`) ? text.slice(role.length + 1) : '';
  return /^\d{4}-\d{2}-\d{2}#[\w/-]{6,160}#[0-9a-z]{26}#[A-Za-z]{1,30}#\d{1,4}$/.test(rest);
}

function placeKey(due: string, sort: string, dueSort = sort): object {
  const [, , , dossierId, kind, n] = sort.split('#') as [string, string, string, string, string, string];
  return { ...keys.task(dossierId, kind, Number(n)), due, dueSort };
}

/** Whether a text can be a place among all that is to be decided: `<date>#<org path>#<dossier>#decide#<n>#<person>`. */
export const isAskedPlace = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}#[\w/-]{6,160}#[0-9a-z]{26}#decide#\d{1,4}#.{1,200}$/.test(text);

function taskIn(sort: string, { maskedName, notFor }: TaskItem): FoundTask {
  const [role, date, orgPath, dossierId, kind, n, person] = sort.split('#') as [
    TaskRole,
    string,
    string,
    string,
    TaskKind,
    string,
    string | undefined,
  ];
  const whose = { ...(person === undefined ? {} : { person }), ...(notFor === undefined ? {} : { notFor }) };
  return { ...whose, kind, n: Number(n), role, orgPath, due: date === NO_DATE ? null : date, dossierId, maskedName };
}
