import type { ActionOf, ActionType } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';

type EntryOf<T extends ActionType> = JournalEntry & { action: ActionOf<T> };

/** The journal entries that the printed documents tell of. */
export interface Procedure {
  /** Of what was taken over (旧档转入) the same entry is both: what came before is on paper. */
  submitted: EntryOf<'submit'> | EntryOf<'transcribe'>;
  survey: EntryOf<'recordSurvey'> | undefined;
  notice: EntryOf<'openNotice'> | undefined;
  /** Each with the entry that closed it: resolved, or set aside by 初核. */
  objections: {
    raised: EntryOf<'raiseObjection'>;
    closed: EntryOf<'resolveObjection'> | EntryOf<'triageObjections'> | undefined;
  }[];
  /** One a level, in the order in which they were given. */
  approvals: { requested: EntryOf<'requestApproval'>; decided: EntryOf<'decide'> }[];
  registered: EntryOf<'register'> | EntryOf<'convert'> | EntryOf<'transcribe'>;
  planMade: EntryOf<'makePlan'>;
  planSigned: EntryOf<'signPlan'>;
}

/**
 * How the household came to be registered and to have this plan: the run that was approved, without what an earlier
 * run came to. Undefined while the plan is not signed.
 */
export function procedureOf(journal: readonly JournalEntry[], plan: number): Procedure | undefined {
  const registeredAt = journal.findLastIndex(comesOnFile);
  const submittedAt = submittedWhole(journal.slice(0, registeredAt + 1));
  const run = journal.slice(Math.max(0, submittedAt), registeredAt + 1);
  const registered = run.find(comesOnFile);
  const submitted = run.find(is('submit')) ?? run.find(is('transcribe'));
  const planMade = journal.filter(is('makePlan')).findLast(({ action }) => action.plan === plan);
  const planSigned = journal.filter(is('signPlan')).findLast(({ action }) => action.plan === plan);
  if (!submitted || !registered || !planMade || !planSigned) return undefined;
  return {
    submitted,
    survey: run.findLast(is('recordSurvey')),
    notice: run.findLast(is('openNotice')),
    objections: run.filter(is('raiseObjection')).map((raised) => ({
      raised,
      closed: closedBy(raised, journal),
    })),
    approvals: approvalsOf(run),
    registered,
    planMade,
    planSigned,
  };
}

/** 建档, or 转正 of a household that was taken in for a time. */
const comesOnFile = (entry: JournalEntry): entry is Procedure['registered'] =>
  is('register')(entry) || is('convert')(entry) || is('transcribe')(entry);

/** Where the submission stands whose run was approved: handed in again for a paper alone, it is still that one. */
function submittedWhole(journal: readonly JournalEntry[]): number {
  const last = journal.findLastIndex(is('submit'));
  const before = journal.slice(0, Math.max(0, last)).findLastIndex(is('submit'));
  if (before < 0) return last;
  const between = journal.slice(before, last);
  const forPaper = between.some(
    ({ action }) =>
      (action.type === 'decide' && action.decision === 'returnForPaper') ||
      (action.type === 'recordSurvey' && action.outcome === 'returnForPaper'),
  );
  return forPaper && !between.some(is('saveForm')) ? submittedWhole(journal.slice(0, last)) : last;
}

/** What was set aside may have been closed after the registration, and taken up again once it was verified. */
function closedBy(
  { action: { objection }, version }: EntryOf<'raiseObjection'>,
  journal: readonly JournalEntry[],
): Procedure['objections'][number]['closed'] {
  return (
    // One number is resolved again for what joined it later.
    journal
      .filter(is('resolveObjection'))
      .find((entry) => entry.action.objection === objection && entry.version > version) ??
    journal
      .filter(is('triageObjections'))
      .find(({ action }) => action.outcome === 'setAside' && action.objections.includes(objection))
  );
}

function approvalsOf(run: readonly JournalEntry[]): Procedure['approvals'] {
  const requests = new Map(run.filter(is('requestApproval')).map((entry) => [entry.action.request, entry]));
  return run
    .filter(is('decide'))
    .filter(({ action }) => action.decision === 'approve')
    .flatMap((decided) => {
      const requested = requests.get(decided.action.request);
      return requested ? [{ requested, decided }] : [];
    });
}

function is<T extends ActionType>(type: T): (entry: JournalEntry) => entry is EntryOf<T> {
  return (entry): entry is EntryOf<T> => entry.action.type === type;
}
