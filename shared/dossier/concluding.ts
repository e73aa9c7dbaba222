import * as z from 'zod/mini';
import { addMonths } from '../calendar/dates.ts';
import type { Courses } from '../matters/course.ts';
import { leavingReasons } from '../matters/standing.ts';
import type { TemporaryTerms } from '../province/temporary.ts';
import { type Tier, tiers } from '../standards/tiers.ts';
import type { ActionOf } from './actions.ts';
import { isApproved } from './approval-state.ts';
import { decided, deed, isoDate, type Refusal } from './deed.ts';
import { decideExit } from './exit.ts';
import { inForceNow } from './in-force.ts';
import { concluded, type Matter } from './matter.ts';
import { PaperTerm, paperBehind } from './paper.ts';
import { amends, proposalIn } from './proposed.ts';
import type { DossierState } from './state.ts';
import { convert, decideTakingIn, stayTemporary } from './temporary.ts';
import { lapsed } from './transfer-state.ts';

/** 建档 */
export const register = deed('register', {
  title: '建档',
  says: { dossierNumber: z.string(), category: z.string(), tier: z.enum(tiers), nextReviewOn: isoDate },
  place: { kinds: ['registration'], stages: ['conclusion'] },
  refuse: (state) => {
    if (state.matter.assessment?.outcome !== 'eligible') return '没有认定为符合标准，不得建档';
    return isApproved(state) ? undefined : '审批尚未通过，不得建档';
  },
  evolve: (state, { dossierNumber, category, tier, nextReviewOn }, { on }) => ({
    standing: 'onFile',
    registration: { dossierNumber, category, tier, registeredOn: on },
    nextReviewOn,
    matter: concluded(state.matter, 'registered'),
    ...inForceNow(state),
  }),
});

/** 仍然在册：复核没有变化，或类别、级别的变动已经审批，或退出没有获得批准 */
export const keep = deed('keep', {
  title: '继续在册',
  says: {
    matter: z.int().check(z.minimum(2)),
    category: z.string(),
    tier: z.enum(tiers),
    nextReviewOn: isoDate,
    /** 换了一份据以在册的：变更，或报告有变化的复核 */
    paper: z.optional(PaperTerm),
  },
  place: { kinds: ['amendment', 'reverification', 'exit'], stages: ['conclusion'] },
  refuse: (state, { matter, category, tier }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    const { registration } = state;
    const same = category === registration?.category && tier === registration.tier;
    if (state.matter.kind === 'exit' && isApproved(state)) return '退出已经批准';
    if (!isTaken(state.matter) && !isRefused(state.matter)) return '认定为不再符合标准，不能继续在册';
    // A rule concludes that all stays as it is; another category or tier is an approver's to conclude.
    return same || isApproved(state) ? undefined : '类别或级别变了，须经审批';
  },
  evolve: (state, { category, tier, nextReviewOn, paper }, told) => {
    const { matter } = state;
    const taken = isTaken(matter);
    const outcome = matter.kind === 'reverification' ? 'kept' : taken ? 'amended' : 'refused';
    return {
      nextReviewOn,
      registration: state.registration && { ...state.registration, category, tier },
      matter: concluded(matter, outcome),
      ...(taken ? inForceNow(state) : {}),
      ...(paper ? paperBehind(state, proposalIn(matter) ?? 0, paper, told) : {}),
    };
  },
});

/** 撤档：去向由原因决定；自此开始保管 */
export const leave = deed('leave', {
  title: '撤档',
  says: { matter: z.int().check(z.minimum(2)) },
  place: { kinds: ['exit'], stages: ['conclusion'] },
  refuse: (state, { matter }) => {
    if (matter !== state.matter.matter) return '事项的编号不是正在办理的一件';
    return isApproved(state) ? undefined : '退出尚未获得批准';
  },
  evolve: (state, _, { on }) => {
    const { reason } = state.matter;
    if (reason === null) throw new Error('an exit without a reason');
    return {
      standing: 'left',
      end: { as: leavingReasons[reason].as, on },
      nextReviewOn: null,
      matter: concluded(state.matter, 'left'),
      ...lapsed(state, on),
    };
  },
});

/** A rule knows what the assessment says, and no day and no paper. */
const byRule = { happenedOn: null, evidence: [], statement: null };

/** What the last step of a matter is told. */
export interface ConcludingFacts {
  /** ISO date */
  today: string;
  everyMonths: number;
  courses: Courses;
  /** By when the paper file follows, where another form comes into force. */
  paper?: PaperTerm | undefined;
  /** 职工编号, for whoever comes on file, for a time or for good. */
  dossierNumber?: string | undefined;
  /** Null where the province takes nobody in for a time. */
  temporary?: Pick<TemporaryTerms, 'months' | 'tier'> | null | undefined;
}

export type Conclusion = ActionOf<
  'register' | 'takeIn' | 'convert' | 'stayTemporary' | 'keep' | 'leave' | 'proposeExit'
>;

/**
 * 办结: what the course of a matter comes to. A rule registers what was approved, and keeps what has not changed; whoever
 * is no longer eligible is proposed for an exit, about which a person decides.
 */
export function decideConclusion(state: DossierState, facts: ConcludingFacts): Conclusion | Refusal {
  const { matter, registration } = state;
  const nextReviewOn = addMonths(facts.today, facts.everyMonths);
  if (matter.kind === 'registration') {
    const { category, tier } = matter.assessment ?? { category: null, tier: null };
    if (category === null || tier === null) return noCategory;
    return decided(state, register, { dossierNumber: facts.dossierNumber ?? '', category, tier, nextReviewOn });
  }
  const { today, dossierNumber = '', temporary = null } = facts;
  if (matter.kind === 'temporary') {
    if (temporary === null) return { refused: '本省不建临时救助档案', code: 1302 };
    return decideTakingIn(state, temporary, { dossierNumber, today });
  }
  const number = { matter: matter.matter };
  if (matter.kind === 'conversion') return decideConversion(state, facts, nextReviewOn);
  if (matter.kind === 'exit') {
    if (isApproved(state)) return decided(state, leave, number);
    if (state.standing === 'temporary') return decided(state, stayTemporary, number);
    // Refused in place of a review it is that review's outcome; otherwise the household is looked at when it was due.
    const next = matter.dueBy === null ? laterOf(state.nextReviewOn, facts.today) : nextReviewOn;
    return keepAs(state, next, registration);
  }
  const { assessment } = matter;
  // An amendment is no review: when the household is looked at next does not change.
  const next = matter.kind === 'amendment' ? laterOf(state.nextReviewOn, facts.today) : nextReviewOn;
  if (assessment?.outcome !== 'eligible') {
    return decideExit(state, facts.courses, { ...byRule, reason: assessment?.reason ?? 'notACase' });
  }
  const paper = amends(matter) && isTaken(matter) ? facts.paper : undefined;
  return keepAs(state, next, isRefused(matter) ? registration : assessment, paper);
}

/** What was not approved leaves it as it was, until its day. */
function decideConversion(state: DossierState, { paper }: ConcludingFacts, nextReviewOn: string) {
  const { matter, assessment } = state.matter;
  if (!isApproved(state)) return decided(state, stayTemporary, { matter });
  const { category, tier } = assessment ?? { category: null, tier: null };
  if (category === null || tier === null) return noCategory;
  return decided(state, convert, { matter, category, tier, nextReviewOn, paper: paper ?? noTerm });
}

/** Nobody is put on file under a category or at a tier that no standard gave them. */
const noCategory: Refusal = { refused: '没有认定出类别和档案级别', code: 1302 };
const noTerm: PaperTerm = { due: null, calendar: [] };

function keepAs(
  state: DossierState,
  nextReviewOn: string,
  as: { category: string | null; tier: Tier | null } | null,
  paper?: PaperTerm,
): ActionOf<'keep'> | Refusal {
  const { category, tier } = as ?? { category: null, tier: null };
  if (category === null || tier === null) return { refused: '没有类别和档案级别', code: 1302 };
  const more = paper ? { paper } : {};
  return decided(state, keep, { matter: state.matter.matter, category, tier, nextReviewOn, ...more });
}

/** What was due by now is looked at in the coming night. */
const laterOf = (due: string | null, today: string): string => (due !== null && due > today ? due : today);

/** Whether what a matter looked at, or proposed, is what the household's standing rests on from now on. */
function isTaken(matter: Matter): boolean {
  return matter.kind !== 'exit' && matter.assessment?.outcome === 'eligible' && !isRefused(matter);
}

function isRefused({ approval }: Matter): boolean {
  return approval?.decision?.decision === 'reject';
}
