import type { Answer, Awaited } from '../dossier/answers.ts';
import type { Running } from '../dossier/running.ts';
import type { Stage } from '../matters/course.ts';

/** Where an execution goes on: at a stage of its matter (`objections`: in its notice, which is closed), or with a plan's signature and cards, or nowhere. */
export type NextStage = Answer['stage'] | 'objections' | 'signature';

/** What an execution is started with: the matter or plan that it runs for, and where that stands. */
export interface ExecutionInput extends Running {
  dossierId: string;
  stage: NextStage;
  /** How long the wait of that stage may take, in seconds. */
  timeoutSeconds: number;
  /** The same of the waits that come after another, whose answer says nothing of it. */
  waits: Readonly<Record<'deliberation' | 'checking', number>>;
}

/** Something for which a person has a number of days, after which they are reminded and it is waited for again. */
export type Timed = Exclude<Awaited['step'], 'decision'>;

/** For which matter or plan a step is taken. */
interface OfRun extends Running {
  dossierId: string;
}

/** Where the matter goes on after a step. */
interface GoesOn {
  stage: NextStage;
}

/**
 * What the workflow hands to each of its functions, by the function's name, and what that answers. The definition
 * (workflows/dossier-lifecycle.ts) and the functions' handlers are both held to it by the compiler. `timeoutSeconds` is
 * how long the wait that comes next may take.
 */
export interface Steps {
  'assess-step': { input: OfRun; output: GoesOn & { timeoutSeconds: number } };
  'notice-step': { input: OfRun & { step: 'openNotice' | 'closeNotice' }; output: NoticeOpened | NoticeClosed };
  'approval-step': {
    /** @property expired the request that timed out, or 0 */
    input: OfRun & Lasting & { expired: number };
    output: { request: number; timeoutSeconds: number };
  };
  'conclusion-step': { input: OfRun; output: { outcome: 'concluded' | 'ended' } };
  'print-step': { input: OfRun; output: { outcome: 'issued' | 'ended' } };
  await: { input: { dossierId: string; token: string; awaited: Awaited }; output: undefined };
  stall: { input: Stalled | Overdue; output: { timeoutSeconds: number } };
}

export interface NoticeOpened extends GoesOn {
  /** When it is closed, ISO: after the notice's last day, when the dossier's turn has come. */
  closesAt: string;
}

/** `objections` while one is open. */
export interface NoticeClosed extends GoesOn {
  timeoutSeconds: number;
}

export interface Stalled extends OfRun {
  step: 'stall';
  /** Name of the state, and of the error or its number. */
  failed: string;
  error: string;
}

/** An execution that may last long. */
export interface Lasting {
  /** ISO instant at which it began. */
  begun: string;
}

export interface Overdue extends OfRun, Lasting {
  step: 'overdue';
  awaited: Timed;
  /** ISO instant at which the time had passed: one overdue, however often it is told. */
  since: string;
}

/** A function of the workflow, as its file makes it. */
export type StepHandler<Name extends keyof Steps> = (input: Steps[Name]['input']) => Promise<Steps[Name]['output']>;

/** Which wait a stage begins with, if it begins with one. */
export const waitOf: { readonly [S in Stage | 'signature']?: Timed } = {
  form: 'update',
  survey: 'survey',
  deliberation: 'deliberation',
  checking: 'checking',
  notice: 'resolutions',
  signature: 'signature',
};
