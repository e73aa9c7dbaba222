import { daysBetween } from '../calendar/dates.ts';
import { isGone } from '../dossier/disposal-state.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import type { Objection } from '../dossier/objection-list.ts';
import { apply, type DossierState } from '../dossier/state.ts';
import { statusOf } from '../dossier/status.ts';
import { inCareSince, isTemporary } from '../dossier/temporary-state.ts';
import type { Form } from '../form/form.ts';
import type { Aid } from '../ledger/aid.ts';
import { obligations } from '../tasks/obligations.ts';
import type { Happening, HistoryRow, Household, Standings } from './row.ts';

type Terms = Parameters<typeof obligations>[1];

/**
 * Which sealed contents an entry's row rests on, besides the form: the ledger's entry that it adds, and the one it corrects.
 * Each is counted where it says that something was given.
 */
export interface LedgerChange {
  added: number;
  corrects: number | null;
  /** How many of the two count. */
  counted: number;
}

/** What an entry did, or undefined where it changed nothing that is reported. */
export interface Step {
  row: HistoryRow;
  ledger: LedgerChange | null;
}

/**
 * Walks a journal from its beginning, and says of each entry which row it makes. What a row says is decided by the
 * entries up to its own and the province's terms, and by nothing else: whoever walks again gets the same.
 */
export class Walk {
  private readonly id: string;
  private readonly terms: Terms;
  /** After the last entry. */
  state: DossierState | null = null;
  /** After the last entry; null where nobody asked. */
  private last: Standings | null = null;
  private appliedOn: string | null = null;
  private changedOn: string | null = null;
  /** Entries of the ledger that count. */
  private readonly counted = new Set<number>();

  constructor(id: string, terms: Terms) {
    this.id = id;
    this.terms = terms;
  }

  /** Goes over an entry whose row is not asked for. */
  pass(entry: JournalEntry): void {
    this.go(entry);
    this.last = null;
  }

  next(entry: JournalEntry): Step | undefined {
    const last = this.last ?? (this.state && this.standings(this.state));
    const { before, after, ledger } = this.go(entry);
    const standings = this.standings(after);
    const happened = happenedIn(before, after);
    const isSame = last !== null && JSON.stringify(last) === JSON.stringify(standings);
    this.last = standings;
    if (isSame && ledger === null && Object.keys(happened).length === 0) return undefined;
    const isMoved = before !== null && before.orgPath !== after.orgPath;
    return {
      ledger,
      row: {
        dossier: this.id,
        version: after.version,
        on: entry.on,
        at: entry.at,
        from: isMoved ? before.orgPath : null,
        ...standings,
        happened,
        given: ledger?.counted ?? 0,
        daysToCards: happened.cardsIssued && this.appliedOn ? daysBetween(this.appliedOn, entry.on) : null,
      },
    };
  }

  private go(entry: JournalEntry) {
    const before = this.state;
    const after = apply(this.id, before, entry);
    this.state = after;
    const ledger = this.count(entry);
    this.appliedOn ??= after.matter.submittedOn === null ? null : entry.on;
    if (isFresh(before, after)) this.changedOn = entry.on;
    return { before, after, ledger };
  }

  private count({ action }: JournalEntry): LedgerChange | null {
    if (action.type !== 'recordAid' && action.type !== 'correctAid') return null;
    const corrects = action.type === 'correctAid' ? action.corrects : null;
    const takenBack = corrects !== null && this.counted.delete(corrects);
    if (action.givenOn !== null) this.counted.add(action.aid);
    return { added: action.aid, corrects, counted: (takenBack ? 1 : 0) + (action.givenOn === null ? 0 : 1) };
  }

  private standings(state: DossierState): Standings {
    const { orgPath, standing, matter, registration, temporary, inForce, plan, planInForce, issuedFor } = state;
    return {
      orgPath,
      status: statusOf(state),
      standing,
      reason: standing === 'left' && state.end?.as !== 'merged' ? matter.reason : null,
      category: registration?.category ?? null,
      tier: isTemporary(state) ? (temporary?.tier ?? null) : (registration?.tier ?? null),
      form: inForce?.form ?? null,
      appliedOn: this.appliedOn,
      enteredOn: inCareSince(state) ?? null,
      changedOn: this.changedOn,
      plan: {
        made: plan !== null && plan.declined === null,
        signed: planInForce !== null,
        cards: planInForce !== null && issuedFor.includes(planInForce.plan),
      },
      aids: this.counted.size,
      tasks: obligations(state, this.terms).flatMap(({ kind, due, role }) => (role === 'system' ? [] : [[kind, due]])),
      isDark: isGone(state),
    };
  }
}

/** Whether what the household is on file for was changed, or looked at and kept. */
function isFresh(before: DossierState | null, after: DossierState): boolean {
  if (after.inForce === null) return false;
  const rests = ({ inForce }: DossierState) => JSON.stringify([inForce?.form, inForce?.matter]);
  if (before === null || rests(before) !== rests(after)) return true;
  return before.matter.outcome !== 'kept' && after.matter.outcome === 'kept';
}

function happenedIn(before: DossierState | null, after: DossierState): HistoryRow['happened'] {
  const happened: HistoryRow['happened'] = {};
  const add = (what: Happening, times = 1) => {
    if (times > 0) happened[what] = (happened[what] ?? 0) + times;
  };
  // Whoever is taken in for a time has a number, too, and is on file once that is converted.
  if (before?.standing !== 'onFile' && after.standing === 'onFile') {
    // What was taken over (旧档转入) came on file long before, and is no registration of its day.
    add(after.transcribed === null ? 'registered' : 'transcribed');
    if (after.temporary) add('converted');
    if (after.predecessor !== null) add('cameBack');
  }
  if (!before?.temporary && after.temporary) add('takenIn');
  if (!before?.end && after.end) add(after.end.as);
  add('objected', heardIn(after) - heardIn(before));
  for (const [outcome, what] of objectionOutcomes) add(what, newlySo(before, after, outcome));
  if ((before?.issuedFor.length ?? 0) === 0 && after.issuedFor.length > 0) add('cardsIssued');
  return happened;
}

const objectionOutcomes = [
  ['setAside', 'objectionSetAside'],
  ['dismissed', 'objectionDismissed'],
  ['upheld', 'objectionUpheld'],
] as const;

/** Numbers are never given twice; what joined the last one of a full list has none of its own. */
function heardIn(state: DossierState | null): number {
  return state === null ? 0 : state.objectionsRaised + state.matter.objections.reduce((n, { joined }) => n + joined, 0);
}

function newlySo(before: DossierState | null, after: DossierState, outcome: Objection['outcome']): number {
  const had = before?.matter.objections ?? [];
  const was = (objection: number) => had.find((each) => each.objection === objection)?.outcome;
  return after.matter.objections.filter((each) => each.outcome === outcome && was(each.objection) !== outcome).length;
}

/** What a report counts of the people of a form. */
export function householdOf({ worker, members, causes }: Pick<Form, 'worker' | 'members' | 'causes'>): Household {
  const person = ({ sex, birthDate }: { sex: string; birthDate: string }) => ({
    sex,
    born: Number(birthDate.slice(0, 4)),
  });
  return {
    causes: [causes.primaryCause, ...(causes.secondaryCauses ?? [])],
    workerKind: worker.employmentType ?? '',
    people: [person(worker), ...(members ?? []).map(person)],
  };
}

/** An entry of the ledger as it is counted, or taken back. In goods, what they are worth where that is known. */
export function countedAid({ kind, project, source, amount, goods }: Aid, times: 1 | -1) {
  return { kind, project, source, times, fen: times * (amount ?? goods?.value ?? 0) || 0 };
}
