import type { ExecutionInput, NextStage } from '../shared/workflow/steps.ts';

/** A JSONata expression that Step Functions reckons to a `T` while it runs; in the definition it stands as `{% … %}`. */
export class Expression<T> {
  readonly text: string;
  /** For the compiler alone: what becomes of it. */
  declare protected readonly value: T;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): string {
    return `{% ${this.text} %}`;
  }
}

/** A value, or one of the same shape in which anything may be reckoned at run time. */
export type Reckoned<T> = Expression<T> | (T extends object ? { readonly [Key in keyof T]: Reckoned<T[Key]> } : T);

/** What an execution carries from one state to another. */
export interface Variables {
  /** How long the next wait for somebody may take, in seconds. */
  wait: number;
  /** The approval request that is waited for. */
  request: number;
  /** The approval request whose time has passed, or 0. */
  expired: number;
  /** The state that failed for good, and its error's name or number. */
  failed: string;
  error: string;
}

/** Where the state before says to go on; at the start, where the matter or plan stands. */
export const stage = new Expression<NextStage>('$states.input.stage');

/** How long the wait may take that the stage begins with, as the state before says; at the start, as it was started with. */
export const answeredWait = new Expression<number>('$states.input.timeoutSeconds');

/** The token with which an answer comes back. */
export const token = new Expression<string>('$states.context.Task.Token');

/** ISO instant at which a state began. */
export const enteredAt = new Expression<string>('$states.context.State.EnteredTime');

/** ISO instant at which the execution began. */
export const begunAt = new Expression<string>('$states.context.Execution.StartTime');

/** From what the execution was started with. */
export function execution<Key extends keyof ExecutionInput>(key: Key): Expression<ExecutionInput[Key]> {
  return new Expression(`$states.context.Execution.Input.${key}`);
}

/** How long a wait may take that comes after another, as the execution was started with. */
export function waitFor(awaited: keyof ExecutionInput['waits']): Expression<number> {
  return new Expression(`$states.context.Execution.Input.waits.${awaited}`);
}

export function variable<Name extends keyof Variables>(name: Name): Expression<Variables[Name]> {
  return new Expression(`$${name}`);
}

export function is<T extends string>(left: Expression<T>, right: NoInfer<T>): Expression<boolean> {
  return new Expression(`${left.text} = '${right}'`);
}
