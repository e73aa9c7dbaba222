import type { AnswerOf } from '../../../shared/contract/types.ts';

export type Figures = AnswerOf<'getWorkload'>;
type Union = Figures['unions'][number];

/** What several unions come to together: each status and each kind of task once. */
export interface Sums {
  statuses: Union['statuses'];
  tasks: Union['tasks'];
  dossiers: number;
  owed: number;
  overdue: number;
}

export function sumsOf(unions: readonly Pick<Union, 'statuses' | 'tasks'>[]): Sums {
  const statuses = new Map<string, Sums['statuses'][number]>();
  const tasks = new Map<string, Sums['tasks'][number]>();
  for (const union of unions) {
    for (const each of union.statuses) {
      const before = statuses.get(each.status);
      statuses.set(each.status, { ...each, count: each.count + (before?.count ?? 0) });
    }
    for (const each of union.tasks) tasks.set(each.kind, together(tasks.get(each.kind), each));
  }
  const all = [...tasks.values()].sort((one, other) => ((one.earliest ?? '9') < (other.earliest ?? '9') ? -1 : 1));
  return {
    statuses: [...statuses.values()],
    tasks: all,
    dossiers: [...statuses.values()].reduce((sum, { count }) => sum + count, 0),
    owed: all.reduce((sum, { count }) => sum + count, 0),
    overdue: all.reduce((sum, { overdue }) => sum + overdue, 0),
  };
}

function together(before: Sums['tasks'][number] | undefined, each: Sums['tasks'][number]): Sums['tasks'][number] {
  if (before === undefined) return each;
  const days = [before.earliest, each.earliest].filter((day) => day !== null).sort();
  return {
    ...each,
    count: before.count + each.count,
    overdue: before.overdue + each.overdue,
    earliest: days[0] ?? null,
  };
}
