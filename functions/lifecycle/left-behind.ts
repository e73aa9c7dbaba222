import { isDeepStrictEqual } from 'node:util';
import { type Awaited, answerTo } from '../../shared/dossier/answers.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { awaitsCards } from '../../shared/dossier/plan-state.ts';
import { type Running, runsOf } from '../../shared/dossier/running.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { waitOf } from '../../shared/workflow/steps.ts';
import { executionName, stageNow } from './start.ts';
import type { WaitingItem } from './waiting.ts';

/** What of a dossier should go on and does not, by all that is known without asking for one execution. */
export interface LeftBehind {
  /** Workflows that wait although the journal holds their answer. */
  unanswered: number;
  /** Runs of which no execution was seen. */
  unseen: Running[];
  /** Runs whose execution waits for somebody, and nothing is kept by which it could be answered. */
  tokenless: Running[];
}

/** The runs that should be under way: of the matter that is open, and of a plan whose cards are not issued. */
export function runsThatGoOn(state: DossierState): Running[] {
  const { matter, plan } = state;
  const all: Running[] = [{ for: matter.kind, number: matter.matter, run: matter.run }];
  if (plan !== null && awaitsCards(state)) all.push({ for: 'plan', number: plan.plan, run: plan.run });
  // A draft has not begun; what stands still waits for whoever resumes it.
  return all.filter((each) => each.run > 0 && !runsOf(state, each)?.stalled && stageNow(state, each) !== 'ended');
}

/** What the execution of a run waits for now, undefined where it is not somebody's answer. */
export function awaitedBy(state: DossierState, running: Running): Awaited | undefined {
  if (running.for === 'plan') {
    return stageNow(state, running) === 'signature'
      ? { step: 'signature', plan: running.number, run: running.run }
      : undefined;
  }
  const { matter } = state;
  const of = { matter: running.number, run: running.run };
  if (matter.stage === 'approval') {
    const asked = pendingApproval(state);
    return asked ? { step: 'decision', ...of, request: asked.request } : undefined;
  }
  // While a notice is up, the clock is waited for.
  if (matter.stage === 'notice' && !matter.notice?.closed) return undefined;
  const step = waitOf[matter.stage];
  return step === undefined || step === 'signature' ? undefined : { step, ...of };
}

/**
 * What a dossier should be having done and nobody does.
 *
 * @param waiting the tokens that lie beside it
 * @param running the names of the executions that run
 */
export function leftBehind(
  state: DossierState,
  waiting: readonly WaitingItem[],
  running: ReadonlySet<string>,
): LeftBehind {
  const goOn = runsThatGoOn(state);
  const isSeen = (each: Running) => running.has(executionName(state.id, each));
  const isKept = (awaited: Awaited) => waiting.some((item) => isDeepStrictEqual(item.awaited, awaited));
  return {
    unanswered: waiting.filter(({ awaited }) => answerTo(awaited, state) !== undefined).length,
    unseen: goOn.filter((each) => !isSeen(each)),
    tokenless: goOn.filter((each) => {
      const awaited = isSeen(each) ? awaitedBy(state, each) : undefined;
      return awaited !== undefined && !isKept(awaited);
    }),
  };
}
