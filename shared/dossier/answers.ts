import type { ActionOf } from './actions.ts';
import { duplicateRefusal } from './duplicate-state.ts';
import type { DossierState } from './state.ts';
import { liveStatuses } from './status.ts';
import { unknownWord } from './unknown-word.ts';

/** What a workflow can wait for, and which occurrence of it. */
export type Awaited =
  | { step: 'survey'; round: number }
  | { step: 'resolutions'; round: number }
  | { step: 'decision'; request: number }
  | { step: 'signature' }
  | { step: 'update'; review: number };

export type Step = Awaited['step'];

/** `ended`: the phase is over for another reason (withdrawn, a later round); the workflow has nothing more to do. */
export interface Answer {
  outcome:
    | 'ended'
    | 'upheld'
    | 'dismissed'
    | 'signed'
    | ActionOf<'recordSurvey'>['outcome']
    | ActionOf<'decide'>['decision']
    | ActionOf<'reverify'>['outcome'];
}

/**
 * The answer that the journal already holds for a waiting workflow, or undefined while there is none. Both the waiting
 * step and the relay ask this, so it does not matter which of them comes first, nor how often.
 */
export function answerTo(awaited: Awaited, state: DossierState): Answer | undefined {
  switch (awaited.step) {
    case 'survey':
      if (state.round !== awaited.round) return { outcome: 'ended' };
      if (state.survey && !waitsForRuling(state)) return { outcome: state.survey.outcome };
      return state.status === 'surveying' ? undefined : { outcome: 'ended' };
    case 'resolutions':
      if (state.round !== awaited.round) return { outcome: 'ended' };
      if (state.objections.some((each) => each.outcome === 'upheld')) return { outcome: 'upheld' };
      if (state.status === 'contested') return undefined;
      return { outcome: state.status === 'underNotice' ? 'dismissed' : 'ended' };
    case 'decision':
      if (state.approval?.request === awaited.request && state.approval.decision) {
        return { outcome: state.approval.decision.decision };
      }
      if (state.approval?.request !== awaited.request) return { outcome: 'ended' };
      return state.status === 'awaitingApproval' || state.status === 'leaving' ? undefined : { outcome: 'ended' };
    case 'signature':
      if (state.plan?.signedAt) return { outcome: 'signed' };
      return liveStatuses.has(state.status) ? undefined : { outcome: 'ended' };
    case 'update':
      if (state.review?.review !== awaited.review) return { outcome: 'ended' };
      if (state.review.outcome !== null) return { outcome: state.review.outcome };
      return liveStatuses.has(state.status) ? undefined : { outcome: 'ended' };
    default:
      return unknownWord(awaited);
  }
}

/** The visit confirmed what the form says; whether it is a household of its own is still to be ruled (裁定疑似重复). */
export function waitsForRuling(state: DossierState): boolean {
  return state.survey?.outcome === 'confirmed' && duplicateRefusal(state) !== undefined;
}
