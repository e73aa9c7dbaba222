import type { Answer } from '../shared/dossier/answers.ts';
import type { ExecutionInput, Steps } from '../shared/workflow/steps.ts';

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
  /** The approval request that is waited for, and whether it is the last level's. */
  request: number;
  last: boolean;
  /** The approval request whose time has passed, or 0. */
  expired: number;
  /** The state that failed for good, and its error's name or number. */
  failed: string;
  error: string;
}

export type Outcome = Extract<Steps[keyof Steps]['output'], { outcome: unknown }>['outcome'] | Answer['outcome'];

/** The outcome of the state before. */
export const outcome = new Expression<Outcome>('$states.input.outcome');

/** The token with which an answer comes back. */
export const token = new Expression<string>('$states.context.Task.Token');

/** ISO instant at which a state began. */
export const enteredAt = new Expression<string>('$states.context.State.EnteredTime');

/** From what the execution was started with. */
export function execution<Key extends keyof ExecutionInput>(key: Key): Expression<ExecutionInput[Key]> {
  return new Expression(`$states.context.Execution.Input.${key}`);
}

export function variable<Name extends keyof Variables>(name: Name): Expression<Variables[Name]> {
  return new Expression(`$${name}`);
}

export function is<T extends string>(left: Expression<T>, right: NoInfer<T>): Expression<boolean> {
  return new Expression(`${left.text} = '${right}'`);
}

export function isNot<T extends string>(left: Expression<T>, right: NoInfer<T>): Expression<boolean> {
  return new Expression(`${left.text} != '${right}'`);
}

export function not(condition: Expression<boolean>): Expression<boolean> {
  return new Expression(`$not(${condition.text})`);
}

export function both(one: Expression<boolean>, other: Expression<boolean>): Expression<boolean> {
  return new Expression(`${one.text} and ${other.text}`);
}
