import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { type StateMachine, StepFunctionsService } from './service.ts';
import type { ExecutionDescription } from './views.ts';

export const MACHINE = 'arn:aws-cn:states:cn-northwest-1:000000000000:stateMachine:m';
const INVOKE = 'arn:aws-cn:states:::lambda:invoke';
const AWAIT = `${INVOKE}.waitForTaskToken`;

// biome-ignore lint/suspicious/noExplicitAny: a function takes whatever payload the machine under test gives it
type Lambda = (payload: any) => unknown;

/** What a Lambda service rejects with when a function threw. */
export function thrown(errorType: string, errorMessage = ''): { errorType: string; errorMessage: string } {
  return { errorType, errorMessage };
}

/** A machine of the given states, which may take a year. */
export function machineOf(States: object, rest: object = {}): object {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(States)[0], TimeoutSeconds: 31_536_000, States, ...rest };
}

export const done = { Type: 'Succeed' };

/** Calls a function with the state's input and goes on with `D`. */
export const call = (FunctionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName, Payload: { input: '{% $states.input %}' } },
  Next: 'D',
  ...more,
});

/** Hands its token to the function `await`, and goes on with `D` once it is answered. */
export const asking = (more: object = {}) => ({
  Type: 'Task',
  Resource: AWAIT,
  Arguments: { FunctionName: 'await', Payload: { token: '{% $states.context.Task.Token %}' } },
  Next: 'D',
  ...more,
});

/** Gives variables their values and goes on. */
export const setting = (Assign: object, Next: string) => ({
  Type: 'Choice',
  Choices: [{ Condition: '{% true %}', Assign, Next }],
  Default: Next,
});

/** Waits for as many seconds, given as a number or as an expression. */
export const waiting = (seconds: number | string, Next = 'D') => ({
  Type: 'Wait',
  Timestamp: `{% $fromMillis($toMillis($states.context.State.EnteredTime) + ${seconds} * 1000) %}`,
  Next,
});

/** Tries again after a second, then two, then four, or in so far as `more` says otherwise. */
export const again = (ErrorEquals: string[], more: object = {}) => ({
  ErrorEquals,
  MaxAttempts: 3,
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 1000,
  JitterStrategy: 'FULL' as const,
  ...more,
});

/** The runner with its store, clock and functions, as the local cloud wires them; `restart` is a new process on the same data. */
export class World {
  readonly lambdas: Record<string, Lambda> = {};
  readonly calls: { functionName: string; payload: unknown }[] = [];
  readonly log: string[] = [];
  store!: Store;
  clock!: Clock;
  activity!: Activity;
  service!: StepFunctionsService;
  private readonly dir: string;
  private readonly machines: StateMachine[] = [];

  constructor(dir = mkdtempSync(join(tmpdir(), 'step-functions-')), store?: Store) {
    this.dir = dir;
    this.open(store);
  }

  private open(store = new Store(this.dir)): void {
    this.store = store;
    this.activity = new Activity();
    this.clock = new Clock(this.store, this.activity);
    this.service = new StepFunctionsService({
      store: this.store,
      clock: this.clock,
      activity: this.activity,
      invokeLambda: async (functionName, payload) => {
        this.calls.push({ functionName, payload });
        const lambda = this.lambdas[functionName];
        if (lambda === undefined) throw new Error(`no function ${functionName}`);
        return lambda(payload);
      },
      log: (message) => this.log.push(message),
    });
    for (const machine of this.machines) this.service.createStateMachine(machine);
    if (this.machines.length > 0) this.service.start();
  }

  restart(store?: Store): void {
    this.service.stop();
    this.store.close();
    this.open(store);
  }

  close(): void {
    this.service.stop();
    this.store.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  /** Creates the machine, or its next version; the first time, with its functions in place, the runner starts. */
  define(definition: object, more: Partial<StateMachine> = {}): void {
    const machine = { arn: MACHINE, name: 'm', definition, ...more };
    this.service.createStateMachine(machine);
    if (this.machines.push(machine) === 1) this.service.start();
  }

  start(input: unknown = {}, name = 'e'): Promise<object> {
    return this.service.handle('AWSStepFunctions.StartExecution', {
      stateMachineArn: MACHINE,
      name,
      input: JSON.stringify(input),
    });
  }

  /** Starts an execution and lets it go as far as it goes without time passing. */
  async run(definition: object, input: unknown = {}): Promise<ExecutionDescription> {
    this.define(definition);
    await this.start(input);
    await this.activity.quiescent();
    return this.execution();
  }

  execution(name = 'e'): ExecutionDescription {
    const execution = this.service.describe(name);
    if (execution === undefined) throw new Error(`no execution ${name}`);
    return execution;
  }

  /** Lets virtual time pass. */
  async pass(seconds: number): Promise<void> {
    await this.clock.advanceTo(this.clock.now() + seconds * 1000);
  }

  succeed(taskToken: string, output: unknown): Promise<object> {
    return this.service.handle('AWSStepFunctions.SendTaskSuccess', { taskToken, output: JSON.stringify(output) });
  }

  /** States entered, in order; a retry shows as `name!n`. */
  path(name = 'e'): string[] {
    return this.execution(name).history.map(({ state, retry }) => (retry === 0 ? state : `${state}!${retry}`));
  }
}

/** Waits until something that is under way has come so far. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 1));
}
