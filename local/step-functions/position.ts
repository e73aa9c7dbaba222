import type { Decision, Invocation, Outcome, Visit } from './interpreter.ts';
import type { Json } from './json.ts';

/**
 * Where a running execution stands: the visit, and how far it has got.
 * - `enter`: the state's entry is to be evaluated now
 * - `invoke`: the Lambda call is decided; it runs, or has to be run again after a restart
 * - `callback`: the function has returned, the task waits for its token
 * - `wait`, `backoff`: a Wait state, a retry's delay
 * - `settle`: what was awaited is here, the exit is to be evaluated now
 */
export type Position = Visit & { entry: number } & (
    | { phase: 'enter' }
    | ({ phase: 'invoke' } & Invocation)
    | ({ phase: 'callback' } & Invocation)
    | { phase: 'wait' | 'backoff'; until: number }
    | { phase: 'settle'; outcome: Outcome }
  );

/** The end of an execution. */
export type Ending =
  | { status: 'SUCCEEDED'; output: Json }
  | { status: 'FAILED' | 'TIMED_OUT'; error?: string; cause?: string };

/** What one step leads to; `entered` marks a transition: a state entered, or attempted again. */
export type Step = { position: Position; entered: boolean } | { ending: Ending };

/** The execution's first position. */
export function firstPosition(state: string, input: Json, now: number): Position {
  return { state, input, variables: {}, enteredAt: now, retryCount: 0, retriersUsed: [], entry: 1, phase: 'enter' };
}

/** The position after a decision of the interpreter taken at `now` (ms). */
export function follow(position: Position, decision: Decision, now: number): Step {
  const visit = visitOf(position);
  switch (decision.kind) {
    case 'goto': {
      const { state, input, variables } = decision;
      return {
        position: { ...firstPosition(state, input, now), variables, entry: position.entry + 1 },
        entered: true,
      };
    }
    case 'succeed':
      return { ending: { status: 'SUCCEEDED', output: decision.output } };
    case 'fail': {
      const { kind, ...reason } = decision;
      return { ending: { status: 'FAILED', ...reason } };
    }
    case 'wait':
      return { position: { ...visit, phase: 'wait', until: decision.until }, entered: false };
    case 'retry': {
      const { until, retriersUsed } = decision;
      return { position: { ...withoutToken(visit), retriersUsed, phase: 'backoff', until }, entered: false };
    }
    case 'invoke': {
      const { kind, ...call } = decision;
      return { position: { ...visit, ...call, phase: 'invoke' }, entered: false };
    }
  }
}

/** When the position's earliest timer is due (ms), if it has one. */
export function dueOf(position: Position): number | undefined {
  if (position.phase === 'wait' || position.phase === 'backoff') return position.until;
  if (position.phase !== 'invoke' && position.phase !== 'callback') return undefined;
  return position.timeoutAt;
}

/** The position after the timer that is due at `now`, or undefined when none is. */
export function expire(position: Position, now: number): { position: Position; entered: boolean } | undefined {
  const due = dueOf(position);
  if (due === undefined || due > now) return undefined;
  if (position.phase === 'wait') return { position: settled(position, { kind: 'elapsed' }), entered: false };
  if (position.phase === 'backoff') {
    const visit = visitOf(position);
    const again = { retryCount: visit.retryCount + 1, entry: position.entry + 1 };
    return { position: { ...visit, ...again, phase: 'enter' }, entered: true };
  }
  return { position: settled(position, { kind: 'failure', failure: { error: 'States.Timeout' } }), entered: false };
}

/** Whether the task still waits for this token. */
export function awaits(position: Position, token: string): boolean {
  return (position.phase === 'invoke' || position.phase === 'callback') && position.token === token;
}

/** The outcome is here: recorded first, evaluated after. */
export function settled(position: Position, outcome: Outcome): Position {
  return { ...visitOf(position), phase: 'settle', outcome };
}

/** The position after the function of an `invoke` has returned. */
export function returned(position: Extract<Position, { phase: 'invoke' }>, payload: Json): Position {
  // The token's answer is the task's result; what the function itself returned does not matter then.
  if (position.token !== undefined) return { ...position, phase: 'callback' };
  return settled(position, {
    kind: 'result',
    result: { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 },
  });
}

function visitOf(position: Position): Visit & { entry: number } {
  const { state, input, variables, enteredAt, retryCount, retriersUsed, entry, token } = position;
  const visit = { state, input, variables, enteredAt, retryCount, retriersUsed, entry };
  return token === undefined ? visit : { ...visit, token };
}

function withoutToken<T extends { token?: string }>({ token, ...visit }: T): Omit<T, 'token'> {
  return visit;
}
