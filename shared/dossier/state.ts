import type { Sealed } from '../sealing/sealed.ts';
import type { Basis } from '../standards/basis.ts';
import type { Tier } from '../standards/tiers.ts';
import type { Action, ActionOf } from './actions.ts';
import { afterDuplicateAction, type DuplicateState, noDuplicates, withFound } from './duplicate-state.ts';
import { afterObjectionAction, carriedOver, noObjections, type ObjectionState, openObjections } from './objections.ts';
import type { Status } from './status.ts';
import { unknownWord } from './unknown-word.ts';

/** Who did it: staff by token, an approver or a worker by link, an anonymous citizen, or the system. `id` is no personal data. */
export interface Actor {
  kind: 'staff' | 'approver' | 'worker' | 'citizen' | 'system';
  id: string;
}

export interface DossierState extends DuplicateState, ObjectionState {
  id: string;
  /** Number of journal entries so far. */
  version: number;
  status: Status;
  orgPath: string;
  /** Registration rounds begun: one each submission. */
  round: number;
  /** Number of the latest form, and of the one under way; a submitted form is never changed. */
  form: number;
  submittedForm: number | null;
  /** Date of the submission under way (Asia/Shanghai): the standard in force that day applies. */
  submittedOn: string | null;
  /** What that submission is judged by. */
  basis: Basis | null;
  attachments: { id: string; kind: Sealed }[];
  /** `version`: of the journal entry that holds the sealed record, which is too long to be carried along. */
  assessment: (Omit<ActionOf<'assess'>, 'type' | 'withheld' | 'record'> & { version: number }) | null;
  exemptions: { exclusion: string; by: string; ruling: Sealed; evidence: string[] }[];
  survey: { outcome: 'confirmed' | 'return' | 'reject'; surveyedOn: string; findings: Sealed } | null;
  notice: { id: string; from: string; until: string; closed: boolean } | null;
  /** Approval requests made so far: a number is never given twice, whatever round or year it is from. */
  requests: number;
  approval: {
    request: number;
    purpose: 'registration' | 'exit';
    level: number;
    /** Whether no level comes after this one: its approval is the approval. */
    last: boolean;
    approver: string;
    deadline: string;
    decision: {
      decision: 'approve' | 'return' | 'reject';
      approver: string;
      at: string;
      opinion: Sealed | null;
    } | null;
  } | null;
  registration: { dossierNumber: string; category: string; tier: Tier; registeredOn: string } | null;
  nextReviewOn: string | null;
  plan: { plan: number; content: Sealed; signedAt: string | null } | null;
  documents: { kind: string; key: string; sha256: string }[];
  review: {
    review: number;
    dueBy: string;
    outcome: 'unchanged' | 'leave' | null;
    leaveAs: 'liftedOut' | 'relieved' | 'closed' | null;
  } | null;
  retainUntil: string | null;
  /** Who did what must be done by somebody else later. */
  registrars: string[];
  surveyors: string[];
  overdue: { step: string; times: number } | null;
  stalled: { step: string; error: string } | null;
  /** How often a stalled workflow was made to go on. */
  resumed: number;
}

/** An action as it stands in the journal, with who and when. */
export interface Recorded {
  action: Action;
  actor: Actor;
  /** ISO instant. */
  at: string;
  /** Calendar date of `at` in Asia/Shanghai. */
  on: string;
}

const initial = (id: string, orgPath: string): DossierState => ({
  id,
  version: 0,
  status: 'draft',
  orgPath,
  round: 0,
  form: 0,
  submittedForm: null,
  submittedOn: null,
  basis: null,
  attachments: [],
  assessment: null,
  exemptions: [],
  ...noDuplicates,
  survey: null,
  notice: null,
  ...noObjections,
  requests: 0,
  approval: null,
  registration: null,
  nextReviewOn: null,
  plan: null,
  documents: [],
  review: null,
  retainUntil: null,
  registrars: [],
  surveyors: [],
  overdue: null,
  stalled: null,
  resumed: 0,
});

/** The state after one more action. Pure; whether the action is allowed is the business of rules.ts. */
export function apply(id: string, before: DossierState | null, recorded: Recorded): DossierState {
  const { action, actor } = recorded;
  const base = before ?? initial(id, action.type === 'createDraft' ? action.orgPath : '');
  const state: DossierState = { ...base, version: base.version + 1 };
  return { ...state, ...change(state, recorded, actor) };
}

function change(state: DossierState, { action, at, on }: Recorded, actor: Actor): Partial<DossierState> {
  switch (action.type) {
    case 'createDraft':
      return { status: 'draft', registrars: [actor.id] };
    case 'saveForm':
      return {
        form: action.form,
        registrars: withOne(state.registrars, actor.id),
        lookups: { ...state.lookups, stale: true, cleared: false },
      };
    case 'addAttachment':
      return { attachments: [...state.attachments, { id: action.attachment, kind: action.kind }] };
    case 'refuseAttachment':
      return {};
    case 'submit':
      return {
        status: 'submitted',
        round: action.round,
        submittedForm: action.form,
        submittedOn: on,
        basis: action.basis,
        registrars: withOne(state.registrars, actor.id),
        survey: null,
        notice: null,
        objections: carriedOver(state),
        approval: null,
        overdue: null,
        lookups: noDuplicates.lookups,
      };
    case 'assess':
      return assessed(state, action);
    case 'exempt':
      return {
        exemptions: [
          ...state.exemptions.filter(({ exclusion }) => exclusion !== action.exclusion),
          { exclusion: action.exclusion, by: actor.id, ruling: action.ruling, evidence: action.evidence },
        ],
      };
    case 'clear':
      return { lookups: { ...state.lookups, cleared: true } };
    case 'findDuplicates':
    case 'ruleDuplicate':
    case 'absorb':
    case 'mergeInto':
      return afterDuplicateAction(state, action, actor);
    case 'recordSurvey': {
      const { outcome, surveyedOn, findings } = action;
      const status = surveyedStatus(outcome, state);
      const surveyors = withOne(state.surveyors, actor.id);
      const assessment = reassessed(state, action);
      return { status, surveyors, survey: { outcome, surveyedOn, findings }, assessment, overdue: null };
    }
    case 'openNotice':
      return {
        // What an earlier round left unresolved contests this notice from its first day.
        status: openObjections(state).length > 0 ? 'contested' : 'underNotice',
        notice: { id: action.notice, from: action.from, until: action.until, closed: false },
      };
    case 'closeNotice':
      return { notice: state.notice && { ...state.notice, closed: true } };
    case 'raiseObjection':
    case 'verifyObjection':
    case 'triageObjections':
    case 'resolveObjection':
      return afterObjectionAction(state, action);
    case 'requestApproval':
      return {
        status: action.purpose === 'registration' ? 'awaitingApproval' : state.status,
        requests: action.request,
        approval: {
          request: action.request,
          purpose: action.purpose,
          level: action.level,
          last: action.last,
          approver: action.approver,
          deadline: action.deadline,
          decision: null,
        },
      };
    case 'decide':
      return decided(state, action, at);
    case 'register':
      return {
        status: 'registered',
        registration: {
          dossierNumber: action.dossierNumber,
          category: action.category,
          tier: action.tier,
          registeredOn: on,
        },
        nextReviewOn: action.nextReviewOn,
      };
    case 'makePlan':
      return { plan: { plan: action.plan, content: action.content, signedAt: null }, overdue: null };
    case 'signPlan':
      return { plan: state.plan && { ...state.plan, signedAt: at }, overdue: null };
    case 'issueCards':
      return { documents: action.documents };
    case 'openReverification':
      return {
        status: 'reverifying',
        nextReviewOn: null,
        review: { review: action.review, dueBy: action.dueBy, outcome: null, leaveAs: null },
        // An exit that comes of this review is approved anew, from the first level.
        approval: null,
      };
    case 'reverify':
      return {
        status: action.outcome === 'leave' ? 'leaving' : state.status,
        review: state.review && { ...state.review, outcome: action.outcome, leaveAs: action.leaveAs },
        overdue: null,
      };
    case 'beginExit':
      return { status: 'leaving', review: state.review && { ...state.review, leaveAs: action.leaveAs } };
    case 'setNextReview':
      return { status: 'registered', nextReviewOn: action.on };
    case 'leave':
      return { status: action.as, retainUntil: action.retainUntil, nextReviewOn: null };
    case 'withdraw':
      return { status: 'closed' };
    case 'markOverdue':
      return { overdue: { step: action.step, times: action.times } };
    case 'stall':
      return { stalled: { step: action.step, error: action.error } };
    case 'resume':
      return { stalled: null, resumed: action.times };
    default:
      return unknownWord(action);
  }
}

function surveyedStatus(outcome: ActionOf<'recordSurvey'>['outcome'], { status }: DossierState): Status {
  switch (outcome) {
    case 'confirmed':
      return status;
    case 'return':
      return 'returned';
    case 'reject':
      return 'rejected';
    default:
      return unknownWord(outcome);
  }
}

/** In a reverification the status is left to the next step; at registration the assessment decides who goes on. */
function assessed(state: DossierState, action: ActionOf<'assess'>): Partial<DossierState> {
  const { type: _, withheld, record: __, ...assessment } = action;
  const status =
    state.status === 'submitted' ? (action.outcome === 'eligible' ? 'surveying' : 'returned') : state.status;
  const duplicates = withheld ? { duplicates: withFound(state, withheld) } : {};
  return { status, assessment: { ...assessment, version: state.version }, ...duplicates };
}

/** What the survey's answers left of the assessment. */
function reassessed(state: DossierState, { reassessed }: ActionOf<'recordSurvey'>): DossierState['assessment'] {
  if (state.assessment === null || reassessed === undefined) return state.assessment;
  const { category, tier } = reassessed;
  return { ...state.assessment, category, tier, version: state.version };
}

function decided(state: DossierState, action: ActionOf<'decide'>, at: string): Partial<DossierState> {
  const { decision, approver, opinion } = action;
  const approval = state.approval && { ...state.approval, decision: { decision, approver, at, opinion } };
  if (state.approval?.purpose === 'exit') return { approval };
  switch (decision) {
    case 'approve':
      return { approval };
    case 'return':
      return { approval, status: 'returned' };
    case 'reject':
      return { approval, status: 'rejected' };
    default:
      return unknownWord(decision);
  }
}

function withOne(list: string[], one: string): string[] {
  return list.includes(one) ? list : [...list, one];
}

/** The state that a journal adds up to; null for an empty journal. */
export function reduce(id: string, journal: Iterable<Recorded>): DossierState | null {
  let state: DossierState | null = null;
  for (const recorded of journal) state = apply(id, state, recorded);
  return state;
}
