import type { Machine } from './definition.ts';
import type { ChoiceState, State, TaskState, WaitState } from './definition-schema.ts';
import { coversFailure, type Failure, PAYLOAD_LIMIT, StatesError } from './errors.ts';
import { evaluateTemplate, type Scope } from './expressions.ts';
import { isJsonObject, type Json, type JsonObject, jsonBytes } from './json.ts';
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

/** What does not change while an execution runs; the source of `$states.context`. */
export interface ExecutionFacts {
  arn: string;
  name: string;
  input: Json;
  /** ms */
  startedAt: number;
  machineArn: string;
  machineName: string;
}

export interface Surroundings {
  execution: ExecutionFacts;
  /** Virtual ms. */
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
  | { kind: 'fail'; error?: string; cause?: string }
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
      case 'Pass':
        return leave(state, scopeOf(run), visit.input);
      case 'Succeed':
        return { kind: 'succeed', output: await outputOf(state.Output, scopeOf(run), visit.input) };
      case 'Fail':
        return failing(state, run);
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
    if (state.Type === 'Wait') return leave(state, scopeOf(run), visit.input);
    if (state.Type !== 'Task' || outcome.kind !== 'result') throw new Error(`${visit.state} was not waiting for this`);
    within(outcome.result, 'The task result');
    const scope = scopeOf(run);
    return leave(state, { ...scope, states: { ...scope.states, result: outcome.result } }, outcome.result);
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
  const index = chooseRetrier(state.Retry ?? [], visit.retriersUsed, failure);
  const retrier = index === undefined ? undefined : state.Retry?.[index];
  if (index !== undefined && retrier !== undefined) {
    const retriersUsed = (state.Retry ?? []).map((_, at) => (visit.retriersUsed[at] ?? 0) + (at === index ? 1 : 0));
    const until = around.now + retryDelay(retrier, visit.retriersUsed[index] ?? 0, around.random);
    return { kind: 'retry', until, retriersUsed };
  }
  const catcher = state.Catch?.find(({ ErrorEquals }) => coversFailure(ErrorEquals, failure));
  if (catcher === undefined) return failed;
  const errorOutput = { Error: failure.error, Cause: failure.cause ?? '' };
  const scope = scopeOf(run);
  try {
    return await moveOn(catcher, { ...scope, states: { ...scope.states, errorOutput } }, errorOutput, catcher.Next);
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
  const given =
    state.Arguments === undefined ? visit.input : await evaluateTemplate(state.Arguments as Json, 'Arguments', scope);
  within(given, 'The task arguments');
  const { FunctionName: functionName, Payload: payload, ...unknown } = isJsonObject(given) ? given : {};
  if (typeof functionName !== 'string' || Object.keys(unknown).length > 0) {
    throw new StatesError('States.Runtime', 'The arguments of lambda:invoke are FunctionName and Payload.');
  }
  const timeout = await secondsOf(state.TimeoutSeconds, 'TimeoutSeconds', scope);
  return {
    kind: 'invoke',
    functionName,
    // A payload of null arrives as an empty object, as one that is not there.
    payload: payload ?? {},
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
    if (met) return moveOn(rule, scope, run.visit.input, rule.Next);
  }
  if (state.Default === undefined) {
    throw new StatesError('States.NoChoiceMatched', 'Failed to transition out of the state. No choice matched.');
  }
  return moveOn(state, scope, run.visit.input, state.Default);
}

async function waitUntil(state: WaitState, run: Run): Promise<number> {
  const scope = scopeOf(run);
  if (state.Seconds !== undefined) {
    const seconds = await evaluateTemplate(state.Seconds, 'Seconds', scope);
    if (typeof seconds !== 'number' || !Number.isInteger(seconds) || seconds < 0 || seconds > 99_999_999) {
      throw wrongType('Seconds', 'an integer from 0 to 99999999');
    }
    return run.around.now + seconds * 1000;
  }
  const timestamp = await evaluateTemplate(state.Timestamp ?? null, 'Timestamp', scope);
  const until = typeof timestamp === 'string' && RFC3339.test(timestamp) ? Date.parse(timestamp) : Number.NaN;
  if (Number.isNaN(until)) throw wrongType('Timestamp', 'an RFC 3339 timestamp');
  return until;
}

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

async function failing(state: Extract<State, { Type: 'Fail' }>, run: Run): Promise<Decision> {
  const text = async (field: 'Error' | 'Cause'): Promise<string | undefined> => {
    const source = state[field];
    if (source === undefined) return undefined;
    const value = await evaluateTemplate(source, field, scopeOf(run));
    if (typeof value !== 'string') throw wrongType(field, 'a string');
    return value;
  };
  const error = await text('Error');
  const cause = await text('Cause');
  return { kind: 'fail', ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

interface Exit {
  Assign?: { [name: string]: Json } | undefined;
  Output?: Json | undefined;
}

async function leave(state: Exit & { Next?: string | undefined }, scope: Scope, result: Json): Promise<Decision> {
  if (state.Next !== undefined) return moveOn(state, scope, result, state.Next);
  // Nothing can read the variables after the last state, but a failing Assign still fails it.
  await assigned(state, scope);
  return { kind: 'succeed', output: await outputOf(state.Output, scope, result) };
}

async function moveOn(exit: Exit, scope: Scope, result: Json, next: string): Promise<Decision> {
  const variables = await assigned(exit, scope);
  return { kind: 'goto', state: next, input: await outputOf(exit.Output, scope, result), variables };
}

/** Both Assign and Output see the variables as they were on entry: neither sees what the other makes. */
async function assigned(exit: Exit, scope: Scope): Promise<JsonObject> {
  const values = (await evaluateTemplate(exit.Assign ?? {}, 'Assign', scope)) as JsonObject;
  within(values, 'The assigned variables');
  return { ...scope.variables, ...values };
}

async function outputOf(template: Json | undefined, scope: Scope, otherwise: Json): Promise<Json> {
  const output = template === undefined ? otherwise : await evaluateTemplate(template, 'Output', scope);
  within(output, 'The state output');
  return output;
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

function scopeOf({ visit, around }: Run): Scope {
  const { execution } = around;
  const context: JsonObject = {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      StartTime: new Date(execution.startedAt).toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: execution.machineArn, Name: execution.machineName },
    State: {
      Name: visit.state,
      EnteredTime: new Date(visit.enteredAt).toISOString(),
      RetryCount: visit.retryCount,
    },
    ...(visit.token === undefined ? {} : { Task: { Token: visit.token } }),
  };
  return { states: { input: visit.input, context }, variables: visit.variables, now: around.now };
}
