import type { workflowTasks } from '../infra/triggers.ts';
import type { Awaited } from '../shared/dossier/answers.ts';
import type { NoticeOpened, Steps } from '../shared/workflow/steps.ts';
import type { Expression, Reckoned, Variables } from './expressions.ts';

// What is said of a state, once; asl.ts writes it in Amazon States Language. `Name`: the names of all states.

export type Task = (typeof workflowTasks)[keyof typeof workflowTasks];
/** What is handed to a function. */
export type Payload<T extends Task> = Reckoned<Steps[T]['input']>;
type Keeps = { readonly [Name in keyof Variables]?: Reckoned<Variables[Name]> };

/** Does something and goes on; tried again when it fails, and handed to a person when it still does. */
type Does<Name> = {
  [T in Task]: {
    does: T;
    with: Payload<T>;
    /** What of the answer is carried on, by the variable that carries it. */
    keeps?: { readonly [V in keyof Variables]?: FieldOf<Steps[T]['output'], Variables[V]> };
    /** Null where this was the last of it. */
    next: Name | null;
    /** Where it goes in place of the workflow's own `whenFailed`: said by the state that stands there. */
    whenFailed?: Name;
  };
}[Task];

type FieldOf<Answer, Value> = Answer extends object
  ? { [Field in keyof Answer]: Answer[Field] extends Value ? Field : never }[keyof Answer]
  : never;

/** A way on, and what is carried along it. */
export interface Way<Name> {
  next: Name;
  keeps?: Keeps;
}

/** Waits for somebody's answer, for as long as the variable `wait` says. */
interface Awaits<Name> {
  awaits: Reckoned<Awaited>;
  answered: Name;
  /** Where it goes when the time has passed, which is no failure. */
  late: Way<Name>;
}

/** Waits for an instant that the state before answered. */
interface Until<Name> {
  until: Exclude<keyof NoticeOpened, 'stage'>;
  next: Name;
}

/** Goes the first way whose condition holds. */
interface Chooses<Name> {
  ways: readonly (Way<Name> & { when: Expression<boolean> })[];
  otherwise: Name;
}

interface Ends {
  ends: 'well' | { error: string; cause: string };
}

export type Said<Name extends string> = { comment?: string } & (
  | Does<Name>
  | Awaits<Name>
  | Until<Name>
  | Chooses<Name>
  | Ends
);

export interface Workflow<Name extends string> {
  comment: string;
  startAt: NoInfer<Name>;
  /** Where a step goes that still fails after it was tried again; the variables `failed` and `error` say what. */
  whenFailed: NoInfer<Name>;
  states: { readonly [N in Name]: Said<NoInfer<Name>> };
}
