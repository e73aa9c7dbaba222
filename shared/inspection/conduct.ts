import type { Role } from '../access/may.ts';
import { addDays, dateInShanghai, endOfDay } from '../calendar/dates.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import { reduce } from '../dossier/state.ts';
import { contains } from '../organisation/org-path.ts';
import type { ReadingKind } from '../privacy/reading-kinds.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { obligations } from '../tasks/obligations.ts';
import type { Task } from '../tasks/task.ts';
import { type ConductKind, conductKindCodes, mostConductEntries, mostConductPeople } from './conduct-words.ts';

type Terms = Pick<ProvinceProfile, 'deadlines' | 'drafts' | 'retention' | 'afterLeaving'>;

/** One time that somebody read of a household; `at` an instant. */
export interface Read {
  kind: ReadingKind;
  by: string;
  at: string;
}

/** A household with its whole journal, and who read of it in the period and in the thirty days before. */
export interface Watched {
  id: string;
  entries: readonly JournalEntry[];
  reads: readonly Read[];
  /** 核验过的联系方式 that leads to it now: to how many households it leads in all, and whether it is somebody's of the staff. */
  contact?: { households: number; isStaff: boolean };
}

/** Somebody of the directory, as it has them now. */
export interface Clerk {
  roles: readonly Role[];
  orgPath: string;
}

/** One thing that somebody did: `version` of the entry, null of a reading; `what` the action, or the kind of reading. */
interface Act {
  dossier: string;
  version: number | null;
  at: string;
  what: string;
}

/** A line of the report: who, how often, out of how many; null where nobody did it. */
export interface ConductLine {
  kind: ConductKind;
  count: number;
  people: { by: string | null; count: number; of: number; acts: Act[] }[];
  /** How many people there are; more than are named. */
  all: number;
}

interface Period {
  /** ISO dates, both included. */
  from: string;
  until: string;
}

const MOST_DAYS_APART = 30;
const FAST_MS = 60_000;
const LEAST_ALIKE = 20;
const LEAST_CONTACTS = 20;
/** Whose task it is to read. */
const overseers: readonly Role[] = ['auditor', 'inspector'];
/** Nothing of a household is opened by these, or it is the household that reads. */
const notOpened: readonly ReadingKind[] = ['list', 'search', 'own', 'ownByCode', 'application', 'applicationPaper'];

/** What people decide, with what they decided: of each kind somebody may always decide alike. */
const outcomes: Record<string, string> = {
  decide: 'decision',
  ruleDuplicate: 'ruling',
  recordSurvey: 'outcome',
  resolveObjection: 'outcome',
  evaluatePlan: 'outcome',
};
/** What nobody decides without having read. */
const decisions: readonly string[] = ['decide', 'ruleDuplicate', 'resolveObjection'];
/** In which field an entry says on which day that was which it tells of. */
const days = ['givenOn', 'visitedOn', 'surveyedOn', 'happenedOn', 'signedOn'] as const;

/** Who does what, by the kind of it and by whoever did it. */
class Tally {
  private readonly found = new Map<ConductKind, Map<string | null, Act[]>>();

  add(kind: ConductKind, by: string | null, act: Act): void {
    const people = this.found.get(kind) ?? new Map<string | null, Act[]>();
    people.set(by, [...(people.get(by) ?? []), act]);
    this.found.set(kind, people);
  }

  /** @param outOf of how many, of one person */
  line(kind: ConductKind, outOf: (by: string | null) => number): ConductLine {
    const people = [...(this.found.get(kind) ?? [])].map(([by, acts]) => ({
      ...{ by, count: acts.length, of: Math.max(acts.length, outOf(by)) },
      // The latest, for whoever wants to ask about it.
      acts: acts.toSorted((a, b) => (a.at < b.at ? 1 : -1)).slice(0, mostConductEntries),
    }));
    people.sort((a, b) => b.count - a.count || ((a.by ?? '') < (b.by ?? '') ? -1 : 1));
    const count = people.reduce((sum, each) => sum + each.count, 0);
    return { kind, count, people: people.slice(0, mostConductPeople), all: people.length };
  }
}

/**
 * 经办情况 of an area and a period, out of the journals and of who read what. Pure: what is not there is not said.
 *
 * @param clerks by id
 */
export function conductOf(
  watched: Iterable<Watched>,
  clerks: ReadonlyMap<string, Clerk>,
  { from, until }: Period,
  terms: Terms,
): { lines: ConductLine[]; opened: { by: string; readings: number; households: number }[]; entries: number } {
  const tally = new Tally();
  const [first, last] = [endOfDay(addDays(from, -1)), endOfDay(until)];
  const isIn = (at: string): boolean => first < at && at <= last;
  const done: { by: string; act: Act; outcome: string }[] = [];
  const reads = new Map<string, { readings: number; households: Set<string> }>();
  const changes = new Map<string, number>();
  const contacts = new Map<string, Act[]>();
  let entries = 0;
  for (const one of watched) {
    const at = (act: Omit<Act, 'dossier'>): Act => ({ dossier: one.id, ...act });
    const owedAt = owedIn(one, terms);
    for (const read of one.reads) {
      if (!isIn(read.at) || notOpened.includes(read.kind)) continue;
      const of = reads.get(read.by) ?? { readings: 0, households: new Set() };
      of.readings += 1;
      of.households.add(one.id);
      reads.set(read.by, of);
      if (isWithoutTask(one, read, clerks.get(read.by), owedAt)) {
        tally.add('readWithoutTask', read.by, at({ version: null, at: read.at, what: read.kind }));
      }
    }
    const lates: Act[] = [];
    const asked = new Map<number, string>();
    for (const entry of one.entries) {
      const { action, actor } = entry;
      if (action.type === 'requestApproval') asked.set(action.request, action.approver);
      if (!isIn(entry.at)) continue;
      entries += 1;
      const act = at({ version: entry.version, at: entry.at, what: action.type });
      if (action.type === 'markOverdue') lates.push(act);
      if (action.type === 'requestApproval' && action.passedOn?.because === 'deadline') lates.push(act);
      if (actor.kind !== 'staff' && actor.kind !== 'approver') continue;
      const by = actor.id;
      changes.set(by, (changes.get(by) ?? 0) + 1);
      if (Object.hasOwn(outcomes, action.type)) {
        const outcome = String((action as Record<string, unknown>)[outcomes[action.type] as string]);
        done.push({ by, act, outcome });
      }
      if (decisions.includes(action.type) && !hasOpened(one, by, entry.at)) {
        tally.add('unread', by, act);
      }
      if (action.type === 'decide' && isStandIn(by, action.approver, asked.get(action.request))) {
        tally.add('standIn', by, act);
      }
      if (action.type === 'verifyContact') contacts.set(by, [...(contacts.get(by) ?? []), act]);
      if (action.type === 'correctAid') tally.add('corrected', by, act);
      else if (isBackdated(entry)) tally.add('backdated', by, act);
    }
    const verified = one.entries.findLast(({ action }) => action.type === 'verifyContact');
    if (one.contact && verified && isIn(verified.at)) {
      const act = at({ version: verified.version, at: verified.at, what: verified.action.type });
      if (one.contact.households > 1) tally.add('sharedContact', verified.actor.id, act);
      if (one.contact.isStaff) tally.add('staffContact', verified.actor.id, act);
    }
    const last = lates.at(-1);
    if (last && lates.length > 1) tally.add('late', null, last);
  }
  addFast(tally, done);
  addAlike(tally, done);
  for (const [by, acts] of contacts) {
    if (acts.length >= LEAST_CONTACTS) for (const act of acts) tally.add('manyContacts', by, act);
  }
  const outOf: Partial<Record<ConductKind, (by: string) => number>> = {
    readWithoutTask: (by) => reads.get(by)?.readings ?? 0,
    unread: (by) => done.filter((each) => each.by === by && decisions.includes(each.act.what)).length,
    fast: (by) => done.filter((each) => each.by === by && decisions.includes(each.act.what)).length,
    standIn: (by) => done.filter((each) => each.by === by && each.act.what === 'decide').length,
    sharedContact: (by) => contacts.get(by)?.length ?? 0,
    staffContact: (by) => contacts.get(by)?.length ?? 0,
    backdated: (by) => changes.get(by) ?? 0,
    corrected: (by) => changes.get(by) ?? 0,
  };
  return {
    lines: conductKindCodes.map((kind) => tally.line(kind, (by) => (by === null ? 0 : (outOf[kind]?.(by) ?? 0)))),
    opened: [...reads]
      .filter(([by]) => clerks.get(by)?.roles.some((role) => overseers.includes(role)))
      .map(([by, { readings, households }]) => ({ by, readings, households: households.size })),
    entries,
  };
}

const hasOpened = ({ reads }: Watched, by: string, until: string): boolean =>
  reads.some((read) => read.by === by && read.at <= until && !notOpened.includes(read.kind));

const isStandIn = (by: string, decided: string, asked: string | undefined): boolean =>
  by !== decided || (asked !== undefined && asked !== by);

/** Neither had they anything to do with the household within thirty days, nor was anything of it theirs to do. */
function isWithoutTask(
  { entries }: Watched,
  { by, at }: Read,
  clerk: Clerk | undefined,
  owedAt: (at: string) => readonly Task[],
): boolean {
  if (clerk?.roles.some((role) => overseers.includes(role))) return false;
  const day = dateInShanghai(at);
  const [first, last] = [addDays(day, -MOST_DAYS_APART), addDays(day, MOST_DAYS_APART)];
  if (entries.some(({ actor, on }) => actor.id === by && first <= on && on <= last)) return false;
  if (clerk === undefined) return true;
  return !owedAt(at).some(
    ({ role, orgPath, person }) =>
      person === by || (clerk.roles.some((each) => each === role) && contains(clerk.orgPath, orgPath)),
  );
}

/** What was owed of a household at an instant; worked out once between two entries, whoever reads in between. */
function owedIn({ id, entries }: Watched, terms: Terms): (at: string) => readonly Task[] {
  const owed = new Map<number, readonly Task[]>();
  return (at) => {
    const later = entries.findIndex((entry) => entry.at > at);
    const count = later < 0 ? entries.length : later;
    const known = owed.get(count) ?? obligations(reduce(id, entries.slice(0, count)), terms);
    owed.set(count, known);
    return known;
  };
}

function isBackdated({ action, on }: JournalEntry): boolean {
  const said = action as Partial<Record<(typeof days)[number], unknown>>;
  return days.some((field) => {
    const day = said[field];
    return typeof day === 'string' && day < addDays(on, -MOST_DAYS_APART);
  });
}

type Done = readonly { by: string; act: Act; outcome: string }[];

const byPerson = (done: Done): Map<string, Done> => Map.groupBy(done, ({ by }) => by);

function addFast(tally: Tally, done: Done): void {
  for (const [by, own] of byPerson(done.filter(({ act }) => decisions.includes(act.what)))) {
    const inOrder = own.map(({ act }) => act).sort((a, b) => (a.at < b.at ? -1 : 1));
    for (const [index, act] of inOrder.entries()) {
      const before = inOrder[index - 1];
      if (before && Date.parse(act.at) - Date.parse(before.at) < FAST_MS) tally.add('fast', by, act);
    }
  }
}

function addAlike(tally: Tally, done: Done): void {
  for (const [by, own] of byPerson(done)) {
    for (const [, same] of Map.groupBy(own, ({ act }) => act.what)) {
      if (same.length < LEAST_ALIKE || same.some(({ outcome }) => outcome !== same[0]?.outcome)) continue;
      for (const { act } of same) tally.add('alike', by, act);
    }
  }
}
