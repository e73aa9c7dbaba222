import { type Ability, abilities } from '../access/may.ts';
import { addDays, dateInShanghai } from '../calendar/dates.ts';
import { pendingAccount } from '../dossier/account-state.ts';
import { pendingApproval } from '../dossier/approval-state.ts';
import { type Check, checkersOf, openConflicts, toAsk, unanswered } from '../dossier/check-state.ts';
import { openCorrections } from '../dossier/correction-list.ts';
import { isGoing } from '../dossier/disposal-state.ts';
import { isHeld, openDuplicates } from '../dossier/duplicate-state.ts';
import { entryOwed } from '../dossier/entering.ts';
import { nextFollowUp } from '../dossier/follow-up.ts';
import { isBeingFilled, nextOfIdle } from '../dossier/idle-state.ts';
import { isInCare, isOver } from '../dossier/life.ts';
import { isOnMargin } from '../dossier/margin-state.ts';
import { isOpen } from '../dossier/matter.ts';
import { isMergerOnly } from '../dossier/merger.ts';
import { type Objection, owedUntil } from '../dossier/objection-list.ts';
import { submittedForm } from '../dossier/proposed.ts';
import { openRemedies } from '../dossier/spot-check-state.ts';
import { type DossierState, handlersOf } from '../dossier/state.ts';
import { expiryWaits, isPast, nextReminder } from '../dossier/temporary-state.ts';
import { pendingTransfer, transferDue } from '../dossier/transfer-state.ts';
import { hasWithdrawn } from '../dossier/withdrawal-state.ts';
import { county, levelOf } from '../organisation/org-path.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { lastDayFor } from '../workflow/waits.ts';
import { ofDisposal } from './disposal-tasks.ts';
import { ofPlan } from './plan-tasks.ts';
import type { Task, TaskKind, TaskRole } from './task.ts';
import { unionToMerge, unionToRule } from './whose-duplicates.ts';

type Terms = Pick<ProvinceProfile, 'deadlines' | 'drafts' | 'retention' | 'afterLeaving'>;

/**
 * What is owed about a dossier as it stands, by whom and by when. Pure: `record` writes what of it is new and deletes
 * what is done, in the transaction that changes it. Nothing is owed twice under one kind and number.
 */
export function obligations(state: DossierState | null, terms: Terms): Task[] {
  if (state === null) return [];
  if (isOver(state)) {
    const others = isGoing(state) ? [] : [...ofFollowUps(state, terms), ...ofRemedies(state)];
    return [...ofDisposal(state, terms), ...others, ...ofMargin(state)];
  }
  return [
    ...ofNextReview(state),
    ...ofMatter(state, terms),
    ...ofDuplicates(state),
    ...ofObjections(state, terms),
    ...ofPlan(state, terms),
    ...ofPaper(state),
    ...ofEntry(state),
    ...ofAccount(state),
    ...ofWithdrawals(state),
    ...ofCorrections(state),
    ...ofRemedies(state),
    ...ofVisits(state),
    ...ofTransfer(state, terms),
    ...ofExpiry(state, terms),
    ...ofIdleDraft(state, terms),
    ...ofMargin(state),
  ];
}

/**
 * There is one at the most, by the same name whatever else is decided until then: no matter that opens or ends writes it
 * anew. An amendment leaves it standing from beginning to end: what nobody hands in gives way to it, and what is handed in
 * the nightly run leaves alone, and looks at again the next night (isFreeForReview).
 */
function ofNextReview({ matter, orgPath, nextReviewOn }: DossierState): Task[] {
  const hasItsPlace = !isOpen(matter) || matter.kind === 'amendment';
  return hasItsPlace && nextReviewOn !== null
    ? [{ kind: 'review', n: 1, role: 'system', orgPath, due: nextReviewOn }]
    : [];
}

function ofMatter(state: DossierState, { deadlines }: Terms): Task[] {
  const { matter, orgPath } = state;
  const n = matter.matter;
  const unit = (kind: TaskKind, role: TaskRole, due: string | null): Task => ({ kind, n, role, orgPath, due });
  const stalled = matter.stalled || state.plan?.stalled ? [unit('resume', 'administrator', null)] : [];
  if (!isOpen(matter)) return stalled;
  if (matter.stage === 'survey' && matter.survey?.outcome !== 'confirmed') {
    // Ruled to be another dossier's household, it goes no further: nobody is to be sent there.
    if (isHeld(state)) return stalled;
    const due = lastDayFor('survey', matter.since, deadlines);
    return [...stalled, { ...unit('survey', 'surveyor', due), ...separate(state, 'recordSurvey') }];
  }
  if (matter.stage === 'deliberation') {
    return [...stalled, unit('deliberate', 'registrar', lastDayFor('deliberation', matter.since, deadlines))];
  }
  if (matter.stage === 'checking') return [...stalled, ...ofChecking(state, deadlines)];
  if (matter.stage === 'form') {
    if (matter.kind === 'reverification') return [...stalled, unit('report', 'registrar', matter.dueBy)];
    if (matter.kind === 'amendment' || matter.kind === 'conversion') {
      const begun = matter.kind === 'amendment' ? 'amend' : 'convert';
      return [...stalled, unit(matter.returned === null ? begun : 'correct', 'registrar', null)];
    }
    if (matter.returned === null) return stalled;
    if (matter.kind !== 'exit') return [...stalled, unit('correct', 'registrar', null)];
    // Nobody looks at a household again while its exit is open: it has as many days as a report of a review.
    return [...stalled, unit('propose', 'registrar', lastDayFor('update', matter.since, deadlines))];
  }
  const approval = pendingApproval(state);
  if (approval === null) return stalled;
  const asked = {
    ...unit('decide', 'approver', dateInShanghai(approval.deadline)),
    n: approval.request,
    person: approval.approver,
  };
  return [...stalled, asked];
}

/**
 * 核对: before a household is put into a batch its people have signed for it; what an office answers otherwise than the
 * form says is for whoever registers to explain, and for a reviewer to look into.
 */
function ofChecking(state: DossierState, deadlines: Terms['deadlines']): Task[] {
  const { matter, orgPath, authorization } = state;
  const { checking } = matter;
  const due = lastDayFor('checking', matter.since, deadlines);
  const n = matter.matter;
  const unit = (kind: TaskKind): Task => ({ kind, n, role: 'registrar', orgPath, due });
  const above = (kind: TaskKind): Task => ({ kind, n, role: 'reviewer', orgPath: county(orgPath), due });
  const conflicts = openConflicts(checking);
  const withdrawn = hasWithdrawn(state);
  const asks = !withdrawn && (checking === null || toAsk(checking, checking.sources).length > 0);
  const isSigned = authorization !== null && authorization.form === submittedForm(state) && authorization.missing === 0;
  return [
    ...(asks ? [isSigned ? above('check') : unit('authorize')] : []),
    ...(!withdrawn && unanswered(checking).length > 0 ? [above('chase')] : []),
    ...(conflicts.some(({ explanation }) => explanation === null) ? [unit('explain')] : []),
    ...(conflicts.some(({ explanation }) => explanation !== null)
      ? [{ ...above('ruleCheck'), ...separate(state, 'ruleCheck', notToRule(conflicts)) }]
      : []),
  ];
}

/** So many are named at the most: an item of the index stays under a kilobyte. */
const MOST_NAMED = 12;

/** Who may rule on none of what has been explained: they read every answer in, or explained it. */
function notToRule(conflicts: readonly Check[]): string[] {
  const [first = [], ...others] = conflicts.filter(({ explanation }) => explanation !== null).map(checkersOf);
  return first.filter((each) => others.every((checkers) => checkers.includes(each)));
}

/** Who handled the matter, and so must not do this: it is nobody's reminder who may not (shared/access/may.ts). */
function separate(state: DossierState, ability: Ability, others: readonly string[] = []): Pick<Task, 'notFor'> {
  const handlers = handlersOf(state);
  const handled = (abilities[ability].separateFrom ?? []).flatMap((part) => handlers[part]);
  const notFor = [...new Set([...handled, ...others])].sort().slice(0, MOST_NAMED);
  return notFor.length === 0 ? {} : { notFor };
}

/**
 * A likely duplicate is ruled on by a reviewer, of the county or of the union above both. Once it is ruled to be the same,
 * it is for whoever filled in the form, who can take back what they handed in; where nothing can be taken back, for a
 * reviewer.
 */
function ofDuplicates(state: DossierState): Task[] {
  const { orgPath, matter } = state;
  const n = matter.matter;
  if (isMergerOnly(state))
    return [
      { kind: 'settle', n, role: 'reviewer', orgPath: unionToMerge(state), due: null, ...separate(state, 'merge') },
    ];
  if (isHeld(state)) return [{ kind: 'settle', n, role: 'registrar', orgPath, due: null }];
  const open = openDuplicates(state);
  if (matter.form === null || open.length === 0) return [];
  const rule = { kind: 'rule', n, role: 'reviewer', orgPath: unionToRule(state, open), due: null } as const;
  return [{ ...rule, ...separate(state, 'ruleDuplicate') }];
}

function ofObjections(state: DossierState, { deadlines }: Terms): Task[] {
  const { matter, orgPath } = state;
  const of = (kind: 'triage' | 'resolve', outcome: Objection['outcome']): Task[] => {
    const due = matter.objections
      .filter((each) => each.outcome === outcome)
      .flatMap((each) => owedUntil(each, each.raisedOn, deadlines) ?? [])
      .sort()[0];
    if (due === undefined) return [];
    const task = { kind, n: matter.matter, role: 'reviewer', orgPath: county(orgPath), due } as const;
    return [{ ...task, ...separate(state, 'resolveObjection') }];
  };
  return [...of('triage', 'untriaged'), ...of('resolve', 'open')];
}

/** What the worker says is wrong: no rule sets a day for it, and so it stands without one. */
function ofCorrections(state: DossierState): Task[] {
  const first = openCorrections(state)[0];
  if (first === undefined) return [];
  return [{ kind: 'rectify', n: first.correction, role: 'registrar', orgPath: state.orgPath, due: null }];
}

/** 整改: the one that is due first; the next when that is done. */
function ofRemedies(state: DossierState): Task[] {
  const open = openRemedies(state);
  const due = open.flatMap(({ remedy }) => remedy?.by ?? []).sort()[0];
  if (due === undefined) return [];
  return [{ kind: 'remedy', n: 1, role: 'registrar', orgPath: state.orgPath, due }];
}

/** The next visit, as it was agreed at the last. */
function ofVisits({ standing, visits: { last }, orgPath }: DossierState): Task[] {
  if (!isInCare({ standing }) || last === null || last.nextOn === null) return [];
  return [{ kind: 'visit', n: last.visit, role: 'registrar', orgPath, due: last.nextOn }];
}

/** 回访: how a household is that has left, and that it is put down again where it is back in hardship. */
function ofFollowUps(state: DossierState, { afterLeaving }: Terms): Task[] {
  const { orgPath, followUps, successor, matter } = state;
  const next = nextFollowUp(state, afterLeaving.followUpMonths);
  const isBack = followUps.hardAgainOn !== null && successor === null;
  return [
    ...(next ? [{ kind: 'followUp' as const, n: next.n, role: 'registrar' as const, orgPath, due: next.due }] : []),
    ...(isBack
      ? [{ kind: 'comeBack' as const, n: matter.matter, role: 'registrar' as const, orgPath, due: null }]
      : []),
  ];
}

/** 纸质与电子一方变动，另一方跟上. Without a date where no calendar was published so far. */
function ofPaper({ standing, paper, orgPath }: DossierState): Task[] {
  if (!isInCare({ standing }) || paper === null) return [];
  return [{ kind: 'paper', n: paper.form, role: 'registrar', orgPath, due: paper.due }];
}

/** 录入工会帮扶工作管理系统: 及时, and no rule sets a day. One at the most, whichever form it is by now: it is not written anew. */
function ofEntry(state: DossierState): Task[] {
  return entryOwed(state) ? [{ kind: 'enter', n: 1, role: 'registrar', orgPath: state.orgPath, due: null }] : [];
}

/** 银行账户: no rule sets a day for it; until somebody else confirms it, aid goes to the one before. */
function ofAccount(state: DossierState): Task[] {
  const pending = pendingAccount(state);
  if (pending === null) return [];
  const orgPath = county(state.orgPath);
  return [
    {
      kind: 'confirmAccount',
      n: pending.account,
      role: 'reviewer',
      orgPath,
      due: null,
      ...separate(state, 'confirmAccount'),
    },
  ];
}

/** 撤回同意: 个保法 15 names no day. Until something comes of it the office that is asked learns nothing of the household. */
function ofWithdrawals({ withdrawals, matter, orgPath }: DossierState): Task[] {
  const [first] = withdrawals.open;
  if (first === undefined || (isOpen(matter) && matter.kind === 'exit')) return [];
  return [{ kind: 'consent', n: first.withdrawal, role: 'registrar', orgPath, due: null }];
}

/** A transfer is the receiving union's to answer; once it is late, those of the county there are told, too. */
function ofTransfer(state: DossierState, { deadlines }: Terms): Task[] {
  const pending = pendingTransfer(state);
  if (pending === null) return [];
  const { transfer: n, to, proposedOn, since, reminded } = pending;
  const due = transferDue(proposedOn, deadlines);
  const late: Task[] =
    reminded === 0 ? [] : [{ kind: 'overdueTransfer', n, role: 'reviewer', orgPath: county(to), due }];
  // A county's own union has reviewers; a unit's has whoever registers.
  const role = levelOf(to) === undefined ? 'registrar' : 'reviewer';
  return [
    { kind: 'transfer', n, role, orgPath: to, due },
    ...late,
    { kind: 'remindTransfer', n, role: 'system', orgPath: to, due: transferDue(since, deadlines) },
  ];
}

/** 临时救助 ends on its day; what becomes of it is for people, who are reminded until they have said so. */
function ofExpiry(state: DossierState, { deadlines }: Terms): Task[] {
  const { standing, temporary, orgPath } = state;
  if (standing !== 'temporary' || temporary === null || expiryWaits(state)) return [];
  const { until } = temporary;
  const next = nextReminder(temporary, deadlines.expiryDays);
  const late: Task[] = isPast(temporary)
    ? [{ kind: 'overdueExpiry', n: 1, role: 'reviewer', orgPath: county(orgPath), due: until }]
    : [];
  return [
    { kind: 'expiry', n: 1, role: 'registrar', orgPath, due: until },
    ...late,
    { kind: 'remindExpiry', ...next, role: 'system', orgPath },
  ];
}

/** 边缘名单: the rules would take it now. No rule sets a day by which it is to be asked. */
function ofMargin(state: DossierState): Task[] {
  if (!isOnMargin(state) || state.margin?.askedOn === null) return [];
  return [{ kind: 'margin', n: state.matter.matter, role: 'registrar', orgPath: state.orgPath, due: null }];
}

/** An application that nobody hands in ends by itself, after somebody was warned. */
function ofIdleDraft(state: DossierState, { drafts }: Terms): Task[] {
  if (!isBeingFilled(state)) return [];
  const { orgPath } = state;
  const { step, due } = nextOfIdle(state, drafts);
  // It ends in the night in which its last day is over.
  const last = addDays(due, -1);
  const warned: Task[] = step === 'end' ? [{ kind: 'draft', n: 1, role: 'registrar', orgPath, due: last }] : [];
  return [...warned, { kind: 'idleDraft', n: 1, role: 'system', orgPath, due }];
}
