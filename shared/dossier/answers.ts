import type { Stage } from '../matters/course.ts';
import { duplicateRefusal } from './duplicate-state.ts';
import { isOnFile } from './life.ts';
import { isOpen } from './matter.ts';
import type { DossierState } from './state.ts';

/** What a workflow can wait for, and which occurrence of it. */
export type Awaited =
  | { step: 'update' | 'survey' | 'deliberation' | 'checking' | 'resolutions'; matter: number; run: number }
  | { step: 'decision'; matter: number; run: number; request: number }
  | { step: 'signature'; plan: number; run: number };

export type Step = Awaited['step'];

/** The stage in which each is waited for. */
const stageOf: Record<Exclude<Step, 'signature'>, Stage> = {
  update: 'form',
  survey: 'survey',
  deliberation: 'deliberation',
  checking: 'checking',
  resolutions: 'notice',
  decision: 'approval',
};

/** Where to go on: at a stage of the matter, or with the cards of a plan. `ended`: this workflow has nothing more to do. */
export interface Answer {
  stage: Stage | 'cards' | 'ended';
}

/**
 * The answer that the journal already holds for a waiting workflow, or undefined while there is none. Both the waiting
 * step and the relay ask this, so it does not matter which of them comes first, nor how often.
 */
export function answerTo(awaited: Awaited, state: DossierState): Answer | undefined {
  if (awaited.step === 'signature') {
    const { plan, standing } = state;
    if (plan?.plan !== awaited.plan || plan.run !== awaited.run) return { stage: 'ended' };
    if (plan.declined) return { stage: 'ended' };
    if (plan.signedAt !== null) return { stage: 'cards' };
    return isOnFile({ standing }) ? undefined : { stage: 'ended' };
  }
  const { matter } = state;
  const { stage } = goesOnAt(state, awaited);
  if (stage !== stageOf[awaited.step]) return { stage };
  if (awaited.step !== 'decision') return undefined;
  // Nobody is left who could decide: another run asks again, when it is resumed.
  if (matter.stalled !== null) return { stage: 'ended' };
  // Somebody else was asked meanwhile (转请): it goes on waiting for them. The next level is asked in the same stage.
  if (matter.approval?.request !== awaited.request) return { stage };
  return matter.approval.decision === null ? undefined : { stage };
}

/** Where a run of a matter goes on now. Sent back, superseded or over, it does not: whoever hands it in begins another. */
export function goesOnAt({ matter }: DossierState, of: { matter: number; run: number }): Answer {
  if (matter.matter !== of.matter || matter.run !== of.run || !isOpen(matter)) return { stage: 'ended' };
  // What is reported is waited for; what is handed in begins a run of its own.
  const isWaitedFor = matter.kind === 'reverification' && matter.returned === null;
  return { stage: matter.stage === 'form' && !isWaitedFor ? 'ended' : matter.stage };
}

/** The visit confirmed what the form says; whether it is a household of its own is still to be ruled (裁定疑似重复). */
export function waitsForRuling(state: DossierState): boolean {
  return state.matter.survey?.outcome === 'confirmed' && duplicateRefusal(state) !== undefined;
}
