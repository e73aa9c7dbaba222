import { daysBetween } from '../calendar/dates.ts';
import { fold, type OpenedRow } from './fold.ts';
import type { Happening } from './row.ts';

/** How many of each, by what they are called; what nobody is is left out. */
type Counts = Record<string, number>;

/** What rows come to on a day: households that stand on file, and what happened in the period up to that day. */
export interface Figures {
  onFile: number;
  temporary: number;
  people: number;
  statuses: Counts;
  categories: Counts;
  tiers: Counts;
  /** By the main cause: each household once. */
  causes: Counts;
  workerKinds: Counts;
  /** `男 60-69`; by year of birth. */
  ages: Counts;
  coverage: { made: number; signed: number; cards: number };
  /** On file for a year and neither changed nor looked at; on file and never given anything. */
  unchangedForAYear: number;
  neverHelped: number;
  /** On file, of whom nobody knows any more what the family said. */
  unknown: number;
  tasks: Record<string, { count: number; overdue: number }>;
  happened: Partial<Record<Happening, number>>;
  /** Why households left. */
  reasons: Counts;
  aid: {
    times: number;
    fen: number;
    by: Record<'kind' | 'project' | 'source', Record<string, { times: number; fen: number }>>;
  };
  /** Days from the first submission to the first cards; null where there were none. */
  daysToCards: { median: number; ninetieth: number } | null;
  reaches: string | null;
}

/** @param within ISO dates, both included; @param counts whether a union is among those that are counted */
export function figuresOf(
  rows: Iterable<OpenedRow>,
  within: { from: string; day: string },
  counts: (orgPath: string) => boolean,
): Figures {
  const { standing, entries, reaches } = fold(rows, within);
  const here = standing.filter(({ row }) => counts(row.orgPath));
  const onFile = here.filter(({ row }) => row.standing === 'onFile');
  const known = onFile.flatMap(({ detail }) => detail?.household ?? []);
  const done = entries.filter(({ row }) => counts(row.orgPath));
  const year = Number(within.day.slice(0, 4));
  const days = done.flatMap(({ row }) => row.daysToCards ?? []).sort((one, other) => one - other);
  return {
    onFile: onFile.length,
    temporary: here.filter(({ row }) => row.standing === 'temporary').length,
    people: known.reduce((sum, { people }) => sum + people.length, 0),
    statuses: counted(here.map(({ row }) => row.status)),
    categories: counted(onFile.map(({ row }) => row.category ?? '')),
    tiers: counted(onFile.map(({ row }) => row.tier ?? '')),
    causes: counted(known.map(({ causes }) => causes[0] ?? '')),
    workerKinds: counted(known.map(({ workerKind }) => workerKind)),
    ages: counted(known.flatMap(({ people }) => people.map(({ sex, born }) => `${sex} ${band(year - born)}`))),
    coverage: {
      made: onFile.filter(({ row }) => row.plan.made).length,
      signed: onFile.filter(({ row }) => row.plan.signed).length,
      cards: onFile.filter(({ row }) => row.plan.cards).length,
    },
    unchangedForAYear: onFile.filter(({ row }) => daysBetween(row.changedOn ?? within.day, within.day) > 365).length,
    neverHelped: onFile.filter(({ row }) => row.aids === 0).length,
    unknown: onFile.length - known.length,
    tasks: tasksOf(here, within.day),
    happened: happenedIn(done),
    reasons: counted(
      done
        .filter(({ row: { happened } }) => happened.liftedOut || happened.relieved || happened.cancelled)
        .map(({ row }) => row.reason ?? ''),
    ),
    aid: aidOf(done),
    daysToCards: days.length === 0 ? null : { median: rank(days, 0.5), ninetieth: rank(days, 0.9) },
    reaches,
  };
}

const band = (age: number): string => `${Math.floor(age / 10) * 10}-${Math.floor(age / 10) * 10 + 9}`;

/** The smallest value that at least this share does not exceed (nearest rank): always one that occurred. */
const rank = (sorted: readonly number[], share: number): number =>
  sorted[Math.ceil(sorted.length * share) - 1] as number;

function counted(names: readonly string[]): Counts {
  const counts: Counts = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function tasksOf(rows: readonly OpenedRow[], day: string): Figures['tasks'] {
  const tasks: Figures['tasks'] = {};
  for (const [kind, due] of rows.flatMap(({ row }) => row.tasks)) {
    const { count, overdue } = tasks[kind] ?? { count: 0, overdue: 0 };
    tasks[kind] = { count: count + 1, overdue: overdue + (due !== null && due < day ? 1 : 0) };
  }
  return tasks;
}

function happenedIn(rows: readonly OpenedRow[]): Figures['happened'] {
  const happened: Figures['happened'] = {};
  for (const [what, times] of rows.flatMap(({ row }) => Object.entries(row.happened) as [Happening, number][])) {
    happened[what] = (happened[what] ?? 0) + times;
  }
  return happened;
}

function aidOf(rows: readonly OpenedRow[]): Figures['aid'] {
  const all: Figures['aid'] = { times: 0, fen: 0, by: { kind: {}, project: {}, source: {} } };
  for (const { times, fen, ...given } of rows.flatMap(({ detail }) => detail?.aid ?? [])) {
    all.times += times;
    all.fen += fen;
    for (const dimension of ['kind', 'project', 'source'] as const) {
      const before = all.by[dimension][given[dimension]] ?? { times: 0, fen: 0 };
      all.by[dimension][given[dimension]] = { times: before.times + times, fen: before.fen + fen };
    }
  }
  return all;
}
