import { unionsAbove } from '../organisation/org-path.ts';
import type { Task, TaskKind, TaskRole } from './task.ts';

interface Colleague {
  id: string;
  orgPath: string;
  roles: readonly TaskRole[];
}

/** Who does what in which union, by role and org path: those who can be written to. */
export type Desks = ReadonlyMap<string, readonly string[]>;

export function desksOf(people: readonly Colleague[]): Desks {
  const desks = new Map<string, string[]>();
  for (const { id, orgPath, roles } of people) {
    for (const role of roles) {
      const at = `${role}#${orgPath}`;
      desks.set(at, [...(desks.get(at) ?? []), id]);
    }
  }
  return desks;
}

/** Whose a task is: of whoever was asked, or of everybody with its role in the nearest union upward that has anybody who may. */
export function whose(
  { role, orgPath, person, notFor = [] }: Pick<Task, 'role' | 'orgPath' | 'person' | 'notFor'>,
  desks: Desks,
): readonly string[] {
  if (person !== undefined) return [person];
  const there = unionsAbove(orgPath).map((union) => desks.get(`${role}#${union}`) ?? []);
  return there.map((ids) => ids.filter((id) => !notFor.includes(id))).find((ids) => ids.length > 0) ?? [];
}

/**
 * Who is told of a task that is nobody's, because there is nobody with its role, or all of them have had a hand in what it
 * follows: whoever registers people, in the nearest union upward that has anybody.
 */
export const appointing = ({ orgPath }: Pick<Task, 'orgPath'>, desks: Desks): readonly string[] =>
  whose({ role: 'administrator', orgPath }, desks);

/** 今日待办, a line: how many of a kind, how many of them late, and the earliest last day (ISO date) of them. */
export interface Tally {
  kind: TaskKind;
  count: number;
  overdue: number;
  earliest: string | null;
}

/** Counts tasks one by one, of which no more is kept than the lines: of a county there may be a hundred thousand. */
export class Counted {
  private readonly found = new Map<TaskKind, Tally>();

  /** @param today ISO date */
  add({ kind, due }: Pick<Task, 'kind' | 'due'>, today: string): void {
    this.take({ kind, count: 1, overdue: due !== null && due < today ? 1 : 0, earliest: due });
  }

  /** Together with what was counted elsewhere. */
  take({ kind, count, overdue, earliest }: Tally): void {
    const line = this.found.get(kind) ?? { kind, count: 0, overdue: 0, earliest: null };
    line.count += count;
    line.overdue += overdue;
    if (earliest !== null && (line.earliest === null || earliest < line.earliest)) line.earliest = earliest;
    this.found.set(kind, line);
  }

  /** The kind that is due first on top. */
  lines(): Tally[] {
    return [...this.found.values()].sort((a, b) => ((a.earliest ?? '9') < (b.earliest ?? '9') ? -1 : 1));
  }
}

/** What tasks add up to on a day, the kind that is due first on top. */
export function tally(tasks: Iterable<Pick<Task, 'kind' | 'due'>>, today: string): Tally[] {
  const counted = new Counted();
  for (const each of tasks) counted.add(each, today);
  return counted.lines();
}
