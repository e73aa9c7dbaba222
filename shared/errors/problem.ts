import { catalogue, type ErrorCode } from './catalogue.ts';
import { fieldFault } from './field-fault.ts';

/** One thing wrong with one field: where (JSON pointer), which rule (number), and what to do, in Chinese. */
export interface FieldFault {
  pointer: string;
  code: number;
  message: string;
  /** A value the person may accept instead, e.g. the 18-digit form of a 15-digit ID number. */
  offer?: string | number;
}

/** The one error that production code throws for something a person did or must know: a number of the catalogue. */
export class Problem extends Error {
  readonly code: ErrorCode;
  /** A sentence in Chinese that says more than the catalogue's, without personal data of anyone else. */
  readonly detail: string | undefined;
  readonly faults: readonly FieldFault[];
  /** Seconds after which to try again, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ErrorCode,
    options: { detail?: string; faults?: readonly FieldFault[]; retryAfter?: number; cause?: unknown } = {},
  ) {
    super(`E${code}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.detail = options.detail;
    this.faults = options.faults ?? [];
    this.retryAfter = options.retryAfter;
  }

  /** What a person is told of it in one sentence. */
  get said(): string {
    return this.detail ?? catalogue[this.code].message;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}

/** More than a form has that a person filled in, and not so many that a machine's nonsense makes a long answer. */
export const MAX_FAULTS = 100;

/** E1004 for one field of what was sent: where (JSON pointer), and what to do, in Chinese. */
export const fieldProblem = (pointer: string, message: string): Problem =>
  new Problem(1004, { faults: [fieldFault(pointer, message)] });

/** E1004 that names everything that is wrong with what was sent; nothing where nothing is. */
export function refuseFaults(faults: readonly FieldFault[]): void {
  if (faults.length > 0) throw new Problem(1004, { faults });
}

/** RFC 9457 body of a problem. */
export function problemBody(problem: Problem): object {
  return {
    type: `urn:jiandang:error:${problem.code}`,
    title: catalogue[problem.code].message,
    status: problem.status,
    code: problem.code,
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.faults.length === 0 ? {} : { faults: problem.faults.slice(0, MAX_FAULTS) }),
    ...(problem.faults.length > MAX_FAULTS ? { moreFaults: problem.faults.length - MAX_FAULTS } : {}),
  };
}
