import { daysBetween } from '../calendar/dates.ts';
import { fold, type ReadRow } from './fold.ts';
import type { Happening } from './row.ts';

/** How many of each, by what they are called; what nobody is is left out. */
export type Counts = Record<string, number>;

/** So many, of so many households: a cell of many that are few households' says more of those than it should. */
interface Many {
  count: number;
  households: number;
}

/** Entries of the ledger, less those taken back; what they come to, in fen; of so many households. */
interface Given {
  times: number;
  fen: number;
  households: number;
}

/**
 * What rows come to on a day: households that stand then, and what happened in the period up to that day. Each number is
 * a sum over dossiers, so those of two areas that share none add up (`added`); docs/figures.md says of each what it counts.
 */
export interface Figures {
  onFile: number;
  temporary: number;
  /** Everybody of the households on file. */
  people: number;
  /** `onFile/amending`: of those that have not ended. */
  statuses: Counts;
  /** Of those on file, each in one cell of each of these. By the main cause; '' where nobody knows any more. */
  categories: Counts;
  tiers: Counts;
  causes: Counts;
  workerKinds: Counts;
  /** `made+signed+cards`, with what there is of them; '' of none. `coverageOf` adds them up. */
  plans: Counts;
  /** Neither changed nor looked at for a year; never given anything. */
  unchangedForAYear: number;
  neverHelped: number;
  /** On file, of whom nobody knows any more what the family said. */
  unknown: number;
  /** People by `男/60-69`; by year of birth. */
  ages: Record<string, Many>;
  /** What people owe, by `survey/late30`: its kind and how late it is. */
  tasks: Record<string, Many>;
  happened: Partial<Record<Happening, number>>;
  /** To how many households each of these happened. */
  happenedTo: Counts;
  /** Households that left, by `cancelled/death`: the way and the reason. */
  left: Counts;
  aid: Given;
  aidBy: Record<AidDimension, Record<string, Given>>;
  /** Entries of the ledger that count, of which nobody knows any more what they were. */
  unknownAid: number;
  /** Households that were given their first cards, by how many days after they were first submitted. */
  daysToCards: Counts;
}
export type AidDimension = 'kind' | 'project' | 'source';

/** How late something is that is owed: no day was set, not late, and so many days. */
export const dueBands = ['noDay', 'inTime', 'late30', 'late90', 'later'] as const;
export type DueBand = (typeof dueBands)[number];
export const isLate = (band: DueBand): boolean => band !== 'noDay' && band !== 'inTime';

/** A record by names that people choose: none of them means anything to an object of its own. */
const named = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
const noneGiven = (): Given => ({ times: 0, fen: 0, households: 0 });

const nothing = (): Figures => ({
  ...{ onFile: 0, temporary: 0, people: 0, unchangedForAYear: 0, neverHelped: 0, unknown: 0, unknownAid: 0 },
  ...{ statuses: named(), categories: named(), tiers: named(), causes: named(), workerKinds: named() },
  ...{
    plans: named(),
    ages: named(),
    tasks: named(),
    happened: named(),
    happenedTo: named(),
    left: named(),
    daysToCards: named(),
  },
  aid: noneGiven(),
  aidBy: { kind: named(), project: named(), source: named() },
});

function at<T>(of: Record<string, T>, name: string, make: () => T): T {
  const there = of[name] ?? make();
  of[name] = there;
  return there;
}

/** What is sealed is opened once, however often it counts. */
function once<T>(open: () => T): () => T {
  let opened: { is: T } | undefined;
  return () => {
    opened ??= { is: open() };
    return opened.is;
  };
}

export interface Period {
  /** ISO dates, both included. */
  from: string;
  day: string;
}

/**
 * The figures of each area that `areasOf` names, and the instant of the newest entry among the rows.
 * @param areasOf in which a row counts: a union, and the county around it; none where it counts nowhere
 */
export function figuresBy(
  rows: Iterable<ReadRow>,
  within: Period,
  areasOf: (row: ReadRow['row']) => readonly string[],
): { figures: Map<string, Figures>; newest: string | null } {
  const { standing, entries, newest } = fold(rows, within);
  const areas = new Map<string, { figures: Figures; known: Set<string> }>();
  const areaAt = (area: string) => {
    const there = areas.get(area) ?? { figures: nothing(), known: new Set() };
    areas.set(area, there);
    return there;
  };
  const count = (
    { row, open }: ReadRow,
    add: (area: { figures: Figures; known: Set<string> }, each: ReadRow) => void,
  ) => {
    const opened = once(open);
    for (const area of areasOf(row)) add(areaAt(area), { row, open: opened });
  };
  for (const each of standing) count(each, ({ figures }, row) => countStanding(figures, row, within.day));
  for (const each of entries) count(each, ({ figures, known }, row) => countEntry(figures, row, known));
  return { figures: new Map([...areas].map(([area, { figures }]) => [area, figures])), newest };
}

/** What areas come to together that share no dossier. */
export const added = (all: Iterable<Figures>): Figures => sumOf([nothing(), ...all]);

/** What tables of numbers come to together, place by place. */
export function sumOf<T extends object>(all: Iterable<T>): T {
  const sum = named<number | Numbers>();
  for (const each of all) addTo(sum, each as Numbers);
  return sum as T;
}

interface Numbers {
  [name: string]: number | Numbers;
}

function addTo(sum: Numbers, other: Numbers): void {
  for (const [name, value] of Object.entries(other)) {
    if (typeof value === 'number') sum[name] = ((sum[name] as number | undefined) ?? 0) + value;
    else addTo(at(sum, name, named) as Numbers, value);
  }
}

function countStanding(figures: Figures, { row, open }: ReadRow, day: string): void {
  const { standing, status, tasks } = row;
  if (standing !== 'left' && standing !== 'ended') count(figures.statuses, `${standing}/${status}`);
  if (standing === 'temporary') figures.temporary++;
  const owed = new Set(tasks.map(([kind, due]) => `${kind}/${bandOf(due, day)}`));
  for (const [kind, due] of tasks) countMany(figures.tasks, `${kind}/${bandOf(due, day)}`, 0);
  for (const each of owed) (figures.tasks[each] as Many).households++;
  if (standing === 'onFile') countOnFile(figures, row, open()?.household ?? null, day);
}

function countOnFile(
  figures: Figures,
  { category, tier, plan, changedOn, aids }: ReadRow['row'],
  household: NonNullable<ReturnType<ReadRow['open']>>['household'],
  day: string,
): void {
  figures.onFile++;
  count(figures.categories, category ?? '');
  count(figures.tiers, tier ?? '');
  count(figures.causes, household?.causes[0] ?? '');
  count(figures.workerKinds, household?.workerKind ?? '');
  count(figures.plans, (['made', 'signed', 'cards'] as const).filter((each) => plan[each]).join('+'));
  if (daysBetween(changedOn ?? day, day) > 365) figures.unchangedForAYear++;
  if (aids === 0) figures.neverHelped++;
  if (household === null) {
    figures.unknown++;
    return;
  }
  figures.people += household.people.length;
  const bands = household.people.map(({ sex, born }) => `${sex}/${ageBand(Number(day.slice(0, 4)) - born)}`);
  for (const band of bands) countMany(figures.ages, band, 0);
  for (const band of new Set(bands)) (figures.ages[band] as Many).households++;
}

/** @param known what was counted of which household already */
function countEntry(figures: Figures, { row, open }: ReadRow, known: Set<string>): void {
  const { happened, reason, daysToCards, given, dossier } = row;
  for (const [what, times] of Object.entries(happened) as [Happening, number][]) {
    count(figures.happened, what, times);
    if (!known.has(`${what}#${dossier}`)) count(figures.happenedTo, what);
    known.add(`${what}#${dossier}`);
  }
  for (const way of ['liftedOut', 'relieved', 'cancelled'] as const) {
    if (happened[way]) count(figures.left, `${way}/${reason ?? ''}`);
  }
  if (daysToCards !== null) count(figures.daysToCards, String(daysToCards));
  if (given === 0) return;
  const detail = open();
  if (detail === undefined) figures.unknownAid += given;
  for (const { times, fen, ...by } of detail?.aid ?? []) {
    const add = (to: Given, place: string) => {
      to.times += times;
      to.fen += fen;
      if (!known.has(`${place}#${dossier}`)) to.households++;
      known.add(`${place}#${dossier}`);
    };
    add(figures.aid, '');
    for (const dimension of ['kind', 'project', 'source'] as const) {
      add(at(figures.aidBy[dimension], by[dimension], noneGiven), `${dimension}/${by[dimension]}`);
    }
  }
}

function count(counts: Partial<Counts>, name: string, times = 1): void {
  counts[name] = (counts[name] ?? 0) + times;
}

function countMany(counts: Record<string, Many>, name: string, households: number): void {
  const there = at(counts, name, (): Many => ({ count: 0, households: 0 }));
  there.count++;
  there.households += households;
}

/** @param due ISO date of the last day */
function bandOf(due: string | null, day: string): DueBand {
  if (due === null) return 'noDay';
  const late = daysBetween(due, day);
  if (late <= 0) return 'inTime';
  if (late <= 30) return 'late30';
  return late <= 90 ? 'late90' : 'later';
}

function ageBand(age: number): string {
  if (age >= 90) return '90+';
  const from = Math.floor(age / 10) * 10;
  return `${from}-${from + 9}`;
}

export interface Coverage {
  helpers: number;
  plans: number;
  signed: number;
  cards: number;
}

/** Of those on file: with a helper, with a plan that stands, with one that the worker signed, with cards for that. */
export function coverageOf(plans: Counts): Coverage {
  const having = (...which: string[]) =>
    Object.entries(plans)
      .filter(([has]) => has.split('+').some((each) => which.includes(each)))
      .reduce((sum, [, households]) => sum + households, 0);
  return {
    // Each plan names one, and the one before it stands until the next is signed.
    helpers: having('made', 'signed'),
    plans: having('made'),
    signed: having('signed'),
    cards: having('cards'),
  };
}

/** The smallest number of days that at least a share does not exceed (nearest rank): always one that occurred. Null of none. */
export function daysOf(daysToCards: Counts): { median: number; ninetieth: number } | null {
  const sorted = Object.entries(daysToCards)
    .map(([days, households]) => ({ days: Number(days), households }))
    .sort((one, other) => one.days - other.days);
  const all = sorted.reduce((sum, { households }) => sum + households, 0);
  if (all === 0) return null;
  const rank = (share: number) => {
    let left = Math.ceil(all * share);
    for (const { days, households } of sorted) {
      left -= households;
      if (left <= 0) return days;
    }
    throw new Error('there are none');
  };
  return { median: rank(0.5), ninetieth: rank(0.9) };
}
