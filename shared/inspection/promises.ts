import type { JournalEntry } from '../dossier/journal.ts';
import type { Evaluation } from '../matters/outcomes.ts';

/** What came of a promise: as it was evaluated; 改订 by another plan before that; 退出 before that. Null while nobody has said. */
type Outcome = Evaluation | 'revised' | 'left';

/** 承诺: by the end of a month a household is to be lifted out, as a plan says that its worker signed. */
export interface Promised {
  plan: number;
  /** Of the entry that made the plan: its content is bound to the plan's number. */
  madeAt: number;
  /** ISO month. */
  dueMonth: string;
  outcome: Outcome | null;
  /** ISO date and version of the entry by which it came to that; null while nobody has said. */
  on: string | null;
  version: number | null;
}

const leaving = ['leave', 'mergeInto'];

/** Every promise of a household, in order: a plan that was given more time is a promise anew, with the later month. */
export function promisesIn(entries: readonly JournalEntry[]): Promised[] {
  const made = new Map<number, { madeAt: number; dueMonth: string }>();
  const promises: Promised[] = [];
  const settle = (outcome: Outcome, { on, version }: JournalEntry) => {
    const last = promises.at(-1);
    if (last && last.outcome === null) Object.assign(last, { outcome, on, version });
  };
  for (const entry of entries) {
    const { action, version } = entry;
    if (action.type === 'makePlan') made.set(action.plan, { madeAt: version, dueMonth: action.dueMonth });
    const plan = action.type === 'signPlan' ? made.get(action.plan) : undefined;
    if (action.type === 'signPlan' && plan) {
      settle('revised', entry);
      promises.push({ plan: action.plan, ...plan, outcome: null, on: null, version: null });
    }
    if (action.type === 'evaluatePlan') {
      const last = promises.at(-1);
      settle(action.outcome, entry);
      if (last && action.outcome === 'extended' && action.dueMonth !== null) {
        promises.push({ ...last, dueMonth: action.dueMonth, outcome: null, on: null, version: null });
      }
    }
    if (leaving.includes(action.type)) settle('left', entry);
  }
  return promises;
}

/** How many promises came to what: `overdue` past their month and nobody has said, `later` not due yet. */
export interface Results {
  promised: number;
  done: number;
  extended: number;
  notMet: number;
  revised: number;
  left: number;
  overdue: number;
  later: number;
}

/** @param month of today, as 2027-03: what is due at its end is not due yet */
export function resultsOf(promises: Iterable<Pick<Promised, 'outcome' | 'dueMonth'>>, month: string): Results {
  const results: Results = {
    ...{ promised: 0, done: 0, extended: 0, notMet: 0, revised: 0, left: 0, overdue: 0, later: 0 },
  };
  for (const { outcome, dueMonth } of promises) {
    results.promised += 1;
    results[outcome ?? (dueMonth < month ? 'overdue' : 'later')] += 1;
  }
  return results;
}
