import type { Awaited } from '../dossier/answers.ts';
import type { Status } from '../dossier/status.ts';

/** 阶段: one execution of the workflow runs one. */
export type Phase = 'registration' | 'reverification' | 'exit';

/** What an execution is started with. */
export interface ExecutionInput {
  dossierId: string;
  phase: Phase;
  /** Number of the registration round; at a reverification and an exit, of the review. */
  round: number;
  /** How long the result of a reverification may take before it counts as overdue. */
  timeoutSeconds: number;
}

/** Something for which a person has a number of days, after which they are reminded and it is waited for again. */
export type Timed = Exclude<Awaited['step'], 'decision'>;

interface OfRound {
  dossierId: string;
  /** Number of the registration round, or of the review. */
  round: number;
}

/**
 * What the workflow hands to each of its functions, by the function's name, and what that answers. The definition
 * (workflows/dossier-lifecycle.ts) and the functions' handlers are both held to it by the compiler. `timeoutSeconds` is
 * how long the wait that comes next may take.
 */
export interface Steps {
  'assess-step': {
    input: OfRound & { step: 'assess' | 'reassess' };
    output: { outcome: 'eligible' | 'ineligible' | 'excluded' | 'ended'; timeoutSeconds: number };
  };
  'notice-step': {
    input: OfRound & { step: 'openNotice' | 'closeNotice' };
    output: NoticeOpened | NoticeClosed;
  };
  'approval-step': {
    /** @property expired the request that timed out, or 0 */
    input: OfRound & { step: 'requestApproval'; purpose: Exclude<Phase, 'reverification'>; expired: number };
    /** @property last whether this is the last level of the chain */
    output: { request: number; last: boolean; timeoutSeconds: number };
  };
  'register-step': {
    input: OfRound & { step: 'register' };
    output: { outcome: 'registered' | 'ended'; timeoutSeconds: number };
  };
  'print-step': {
    input: OfRound & { step: 'issueCards' };
    output: { outcome: 'issued' | 'ended' };
  };
  'reverification-step': {
    input: OfRound & { step: 'setNextReview' };
    output: { outcome: Status };
  };
  'exit-step': {
    input: OfRound & { step: 'beginExit' | 'leave' };
    output: { outcome: Status };
  };
  await: {
    input: { dossierId: string; token: string; awaited: Awaited };
    output: undefined;
  };
  stall: {
    input: Stalled | Overdue;
    output: { timeoutSeconds: number };
  };
}

export interface NoticeOpened {
  outcome: 'opened' | 'ended';
  /** The last instant of the notice's last day, ISO. */
  endsAt: string;
}

export interface NoticeClosed {
  outcome: 'clear' | 'contested' | 'ended';
  timeoutSeconds: number;
}

interface Stalled extends OfRound {
  step: 'stall';
  /** Name of the state, and of the error or its number. */
  failed: string;
  error: string;
  /** ISO instant at which the step had failed. */
  since: string;
}

export interface Overdue extends OfRound {
  step: 'overdue';
  awaited: Timed;
  /** ISO instant at which the time had passed: one overdue, however often it is told. */
  since: string;
}

/** A function of the workflow, as its file makes it. */
export type StepHandler<Name extends keyof Steps> = (input: Steps[Name]['input']) => Promise<Steps[Name]['output']>;
