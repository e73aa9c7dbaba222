import type { Machine } from './definition.ts';
import type { ChoiceState, State, TaskState, WaitState } from './definition-schema.ts';
import { coversFailure, type Failure, PAYLOAD_LIMIT, StatesError } from './errors.ts';
import { evaluateTemplate, type Scope } from './expressions.ts';
import { type Json, type JsonObject, jsonBytes } from './json.ts';
import { chooseRetrier, retryDelay } from './retry.ts';

/** One visit to a state. */
export interface Visit {
  state: string;
  input: Json;
  /** The machine's variables as they were when the state was entered. */
  variables: JsonObject;
  /** ms */
  enteredAt: number;
  retryCount: number;
  /** Uses of each retrier of the state, by position. */
  retriersUsed: number[];
  /** The attempt's task token, when the state waits for one. */
  token?: string;
}

export interface Surroundings {
  /** What the execution was started with. */
  input: Json;
  /** When the execution began, and now; virtual ms. */
  startedAt: number;
  now: number;
  random(): number;
  newToken(): string;
}

/** What a state waited for, once it is there. */
export type Outcome = { kind: 'result'; result: Json } | { kind: 'failure'; failure: Failure } | { kind: 'elapsed' };

/** What to do next; times in virtual ms. */
export type Decision =
  | { kind: 'goto'; state: string; input: Json; variables: JsonObject }
  | { kind: 'succeed'; output: Json }
  | { kind: 'fail'; error: string; cause?: string }
  | { kind: 'wait'; until: number }
  | { kind: 'retry'; until: number; retriersUsed: number[] }
  | ({ kind: 'invoke' } & Invocation);

export interface Invocation {
  functionName: string;
  payload: Json;
  token?: string;
  timeoutAt?: number;
}

/** Decides what a state does on entry (or on a further attempt). Touches nothing: the caller carries the decision out. */
export async function enter(machine: Machine, visit: Visit, around: Surroundings): Promise<Decision> {
  const state = stateOf(machine, visit);
  const run = { state, visit, around };
  return guarded(run, async () => {
    switch (state.Type) {
      case 'Task':
        return invocation(state, run);
      case 'Choice':
        return choose(state, run);
      case 'Wait':
        return { kind: 'wait', until: await waitUntil(state, run) };
      case 'Succeed':
        return { kind: 'succeed', output: visit.input };
      case 'Fail':
        return { kind: 'fail', error: state.Error, cause: state.Cause };
    }
  });
}

/** Decides what follows once the awaited outcome is there. */
export async function settle(
  machine: Machine,
  visit: Visit,
  outcome: Outcome,
  around: Surroundings,
): Promise<Decision> {
  const state = stateOf(machine, visit);
  const run = { state, visit, around };
  return guarded(run, async () => {
    if (outcome.kind === 'failure') return recover(run, outcome.failure);
    if (state.Type === 'Wait') return goTo(state.Next, visit.input, visit.variables);
    if (state.Type !== 'Task' || outcome.kind !== 'result') throw new Error(`${visit.state} was not waiting for this`);
    within(outcome.result, 'The task result');
    const scope = scopeOf(run);
    const seen = { ...scope, states: { ...scope.states, result: outcome.result } };
    const variables = await assigned(state.Assign, seen);
    const output = state.Output === undefined ? outcome.result : await evaluateTemplate(state.Output, 'Output', seen);
    within(output, 'The state output');
    return state.Next === undefined ? { kind: 'succeed', output } : goTo(state.Next, output, variables);
  });
}

interface Run {
  state: State;
  visit: Visit;
  around: Surroundings;
}

function stateOf(machine: Machine, visit: Visit): State {
  const state = machine.states.get(visit.state);
  if (state === undefined) throw new Error(`the machine has no state ${visit.state}`);
  return state;
}

/** Turns an error of the state itself into its Retry, its Catch, or the end of the execution. */
async function guarded(run: Run, decide: () => Promise<Decision>): Promise<Decision> {
  try {
    return await decide();
  } catch (thrown) {
    if (!(thrown instanceof StatesError)) throw thrown;
    const { error, cause = '' } = thrown.failure;
    return recover(run, { error, cause: `An error occurred while executing the state '${run.visit.state}'. ${cause}` });
  }
}

async function recover(run: Run, failure: Failure): Promise<Decision> {
  const { state, visit, around } = run;
  const failed = failedWith(failure);
  if (state.Type !== 'Task') return failed;
  const chosen = chooseRetrier(state.Retry ?? [], visit.retriersUsed, failure);
  if (chosen !== undefined) {
    const { index, retrier } = chosen;
    const retriersUsed = (state.Retry ?? []).map((_, at) => (visit.retriersUsed[at] ?? 0) + (at === index ? 1 : 0));
    const until = around.now + retryDelay(retrier, visit.retriersUsed[index] ?? 0, around.random);
    return { kind: 'retry', until, retriersUsed };
  }
  const catcher = state.Catch?.find(({ ErrorEquals }) => coversFailure(ErrorEquals, failure));
  if (catcher === undefined) return failed;
  const errorOutput = { Error: failure.error, Cause: failure.cause ?? '' };
  const scope = scopeOf(run);
  try {
    const variables = await assigned(catcher.Assign, { ...scope, states: { ...scope.states, errorOutput } });
    within(errorOutput, 'The state output');
    return goTo(catcher.Next, errorOutput, variables);
  } catch (thrown) {
    // A catcher that fails itself has nobody left to catch it.
    if (!(thrown instanceof StatesError)) throw thrown;
    return failedWith(thrown.failure);
  }
}

function failedWith({ error, cause }: Failure): Decision {
  return { kind: 'fail', error, ...(cause === undefined ? {} : { cause }) };
}

async function invocation(state: TaskState, run: Run): Promise<Decision> {
  const { visit, around } = run;
  const token = state.Resource.endsWith('.waitForTaskToken') ? around.newToken() : undefined;
  const scope = scopeOf({ ...run, visit: token === undefined ? visit : { ...visit, token } });
  const payload = await evaluateTemplate(state.Arguments.Payload, 'Arguments/Payload', scope);
  within(payload, 'The task arguments');
  const timeout = await secondsOf(state.TimeoutSeconds, 'TimeoutSeconds', scope);
  return {
    kind: 'invoke',
    functionName: state.Arguments.FunctionName,
    payload,
    ...(token === undefined ? {} : { token }),
    ...(timeout === undefined ? {} : { timeoutAt: around.now + timeout * 1000 }),
  };
}

async function choose(state: ChoiceState, run: Run): Promise<Decision> {
  const scope = scopeOf(run);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/Condition`;
    const met = await evaluateTemplate(rule.Condition, field, scope);
    if (typeof met !== 'boolean') throw wrongType(field, 'a boolean');
    if (met) return goTo(rule.Next, run.visit.input, await assigned(rule.Assign, scope));
  }
  return goTo(state.Default, run.visit.input, run.visit.variables);
}

async function waitUntil(state: WaitState, run: Run): Promise<number> {
  const timestamp = await evaluateTemplate(state.Timestamp, 'Timestamp', scopeOf(run));
  const until = typeof timestamp === 'string' && RFC3339.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(until)) throw wrongType('Timestamp', 'an RFC 3339 timestamp');
  return until;
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

function goTo(state: string, input: Json, variables: JsonObject): Decision {
  return { kind: 'goto', state, input, variables };
}

/** The variables as they are from the next state on. Neither Assign nor Output sees what the other makes. */
async function assigned(template: JsonObject | undefined, scope: Scope): Promise<JsonObject> {
  const values = (await evaluateTemplate(template ?? {}, 'Assign', scope)) as JsonObject;
  within(values, 'The assigned variables');
  return { ...scope.variables, ...values };
}

async function secondsOf(
  source: number | string | undefined,
  field: string,
  scope: Scope,
): Promise<number | undefined> {
  if (source === undefined) return undefined;
  const seconds = await evaluateTemplate(source, field, scope);
  if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 1 || seconds > 99_999_999) {
    throw wrongType(field, 'a positive integer');
  }
  return seconds;
}

function wrongType(field: string, expected: string): StatesError {
  return new StatesError('States.QueryEvaluationError', `The field '${field}' did not evaluate to ${expected}.`);
}

function within(value: Json, what: string): void {
  const bytes = jsonBytes(value);
  if (bytes <= PAYLOAD_LIMIT) return;
  throw new StatesError('States.DataLimitExceeded', `${what} of ${bytes} bytes exceeds ${PAYLOAD_LIMIT} bytes.`);
}

/** The parts of the service's context that a workflow here looks at (CONTEXT in references.ts). */
function scopeOf({ visit, around }: Run): Scope {
  const context: JsonObject = {
    Execution: { Input: around.input, StartTime: new Date(around.startedAt).toISOString() },
    State: { EnteredTime: new Date(visit.enteredAt).toISOString() },
    ...(visit.token === undefined ? {} : { Task: { Token: visit.token } }),
  };
  return { states: { input: visit.input, context }, variables: visit.variables };
}
