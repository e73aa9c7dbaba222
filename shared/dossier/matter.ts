import type { Course, MatterKind, Stage } from '../matters/course.ts';
import type { ReviewReason } from '../matters/review.ts';
import type { LeavingReason } from '../matters/standing.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Basis } from '../standards/basis.ts';
import type { Tier } from '../standards/tiers.ts';
import type { Checking } from './check-state.ts';
import { carriedOver, type Objection } from './objection-list.ts';

/**
 * How a matter came out: an application, or a conversion, in the first five, an amendment in `amended`, a reverification in `kept`, an exit
 * in `left`; an amendment or an exit that was not granted in the rest. A merger ends a
 * reverification, too; one that proposes an exit gives way to it.
 */
export type MatterOutcome =
  | 'registered'
  | 'converted'
  | 'rejected'
  | 'withdrawn'
  | 'merged'
  | 'amended'
  | 'kept'
  | 'left'
  | 'refused'
  | 'abandoned';

export type Decision = 'approve' | 'return' | 'returnForPaper' | 'reject';
export type SurveyOutcome = 'confirmed' | 'return' | 'returnForPaper' | 'reject';

/** 送审: an approver is asked, and answers or lets the deadline pass. */
export interface ApprovalRequest {
  request: number;
  level: number;
  /** Whether no level comes after this one: its approval is the approval. */
  last: boolean;
  approver: string;
  /** ISO instant. */
  deadline: string;
  decision: { decision: Decision; approver: string; at: string; opinion: Sealed | null } | null;
}

/** Who has decided which level, whatever they decided. */
export interface Decider {
  approver: string;
  level: number;
}

/** These and those, each once. */
export function withDeciders(deciders: readonly Decider[], more: readonly Decider[]): Decider[] {
  const isNew = ({ approver, level }: Decider) =>
    !deciders.some((each) => each.approver === approver && each.level === level);
  return [...deciders, ...more.filter(isNew)];
}

/** Something whose workflow runs: how often it was begun, what is late, and where it stands still. */
export interface Runs {
  /** Executions begun: one when it is submitted, proposed or opened, and one each time it is resumed. */
  run: number;
  overdue: { step: string; times: number } | null;
  stalled: { step: string; error: string } | null;
}

/**
 * 事项: what is being decided about the household, or was decided last. It owns all that came up on the way, so that
 * nothing of an earlier one is taken for its own; what a household's standing rests on is `InForce`.
 */
export interface Matter extends Runs {
  /** 1, 2, 3 … in the dossier. */
  matter: number;
  kind: MatterKind;
  course: Course;
  /** Where it stands while it is open, and since which ISO date. */
  stage: Stage;
  since: string;
  /** Null while it is open. */
  outcome: MatterOutcome | null;
  /** An exit's. */
  reason: LeavingReason | null;
  /** An exit's: what it was proposed on. `inPlaceOf`: the amendment that it took the place of, because the worker died. */
  proposed: {
    /** The run that the proposal began; a later one may go on with it. */
    run: number;
    /** ISO date of the fact; of what a rule proposes there is none. */
    happenedOn: string | null;
    /** Attachments of this dossier. */
    evidence: string[];
    inPlaceOf: number | null;
    /** What whoever proposed it says, and has seen (ExitStatement). */
    statement: Sealed | null;
  } | null;
  /** A reverification's: by when it is to be reported, an ISO date; and an exit's that took the place of it. */
  dueBy: string | null;
  /** A reverification's: why it was opened, and of which campaign (集中清理) it is a part. */
  because: ReviewReason | null;
  campaign: string | null;
  /** The form that is being filled in for it, saved and not submitted; null where there is none. */
  draft: number | null;
  /** Submitted for it: the form proposed, when (ISO date), and what it is judged by. */
  form: number | null;
  submittedOn: string | null;
  /** The form proposed, with what of its contact data changed since it was submitted: this comes into force. */
  withContact: number | null;
  basis: Basis | null;
  /** 退回: from which stage, and whether only a paper was missing; then it goes back to that stage. */
  returned: { from: Stage; paperOnly: boolean } | null;
  /** `version`: of the journal entry that holds the sealed record, which is too long to be carried along. */
  assessment: Assessment | null;
  /** `version`: of its journal entry, to which the findings are bound. */
  survey: { version: number; outcome: SurveyOutcome; surveyedOn: string; findings: Sealed } | null;
  /** 评议; `minutes`: an attachment. */
  deliberation: {
    version: number;
    heldOn: string;
    outcome: 'supported' | 'notSupported';
    minutes: string;
    content: Sealed;
  } | null;
  /** 核对: null before any office was asked. */
  checking: Checking | null;
  notice: { id: string; from: string; until: string; closed: boolean } | null;
  /** Those raised on it, and what an earlier notice left undone. */
  objections: Objection[];
  approval: ApprovalRequest | null;
  /** Who has decided a level of it, however often it came back: they decide no other. */
  deciders: Decider[];
  /** Who filled it in and who looked into it: they decide nothing of it. */
  registrars: string[];
  surveyors: string[];
}

export interface Assessment {
  /** Which assessment it is, e.g. 1-1: matter and run. */
  occasion: string;
  version: number;
  form: number;
  outcome: 'eligible' | 'ineligible' | 'excluded';
  /** 差一点: with a line as much higher as the province says it would be taken (边缘名单). */
  nearly?: true | undefined;
  category: string | null;
  tier: Tier | null;
  /** 不再符合的，为什么：复核时由规则提出，由人决定. */
  reason: LeavingReason | null;
}

/** 据以在册的: the form on which cards, prints and lists rest, and the assessment it was approved with. */
export interface InForce {
  matter: number;
  form: number;
  basis: Basis;
  assessment: Assessment;
}

export function isOpen({ outcome }: Matter): boolean {
  return outcome === null;
}

/** What was late of it is late no more, and nothing of it stands still. */
export function concluded(matter: Matter, outcome: MatterOutcome): Matter {
  return { ...matter, outcome, overdue: null, stalled: null };
}

/**
 * Handed in again from the beginning: what was found, said and decided before is not taken for this time's. Who had to do
 * with it is remembered as long as the matter lasts.
 */
export function anew(matter: Matter): Matter {
  return {
    ...matter,
    assessment: null,
    survey: null,
    deliberation: null,
    checking: null,
    notice: null,
    objections: carriedOver(matter),
    approval: null,
  };
}

/** A matter as it begins; `form` is its first stage, whoever opens it. */
export function newMatter(
  of: Pick<Matter, 'matter' | 'kind' | 'course' | 'since'>,
  more: Partial<Omit<Matter, 'matter' | 'kind' | 'course' | 'since'>> = {},
): Matter {
  return {
    ...of,
    run: 0,
    overdue: null,
    stalled: null,
    stage: 'form',
    outcome: null,
    reason: null,
    proposed: null,
    dueBy: null,
    because: null,
    campaign: null,
    draft: null,
    form: null,
    submittedOn: null,
    withContact: null,
    basis: null,
    returned: null,
    assessment: null,
    survey: null,
    deliberation: null,
    checking: null,
    notice: null,
    objections: [],
    approval: null,
    deciders: [],
    registrars: [],
    surveyors: [],
    ...more,
  };
}

/** What the household's standing is judged by: what the matter under way found, or else what it was approved with. */
export function assessmentOf({ matter, inForce }: { matter: Matter; inForce: InForce | null }): Assessment | null {
  return matter.assessment ?? inForce?.assessment ?? null;
}

/**
 * Whether a review that is due takes the place of the open matter: an amendment that nobody hands in keeps nobody from
 * being looked at.
 */
export function givesWayToReview({ matter }: { matter: Matter }): boolean {
  return isOpen(matter) && matter.kind === 'amendment' && matter.stage === 'form';
}
