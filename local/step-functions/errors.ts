/** Largest state input, task arguments, task result or output, in bytes of UTF-8 JSON (service quota). */
export const PAYLOAD_LIMIT = 262_144;

/** An error a state reports: what Retry and Catch match on, and what `$states.errorOutput` shows. */
export interface Failure {
  error: string;
  /** A timeout has none. */
  cause?: string;
}

/** Thrown inside the interpreter when evaluating a state fails; never leaves it. */
export class StatesError extends Error {
  readonly failure: Failure;

  constructor(error: string, cause: string) {
    super(`${error}: ${cause}`);
    this.name = 'StatesError';
    this.failure = { error, cause };
  }
}

/**
 * Whether an ErrorEquals list covers the failure. States.ALL covers all, also States.DataLimitExceeded: the
 * documentation denies it, what AWS was recorded to do shows it.
 */
export function coversFailure(errorEquals: readonly string[], failure: Failure): boolean {
  return errorEquals.some((name) => name === failure.error || name === 'States.ALL');
}

/** A definition this runner cannot run exactly as the service would; `problems` names each place. */
export class DefinitionError extends Error {
  readonly problems: readonly string[];

  constructor(machine: string, problems: readonly string[]) {
    super(`状态机 ${machine} 的定义不能运行：\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.name = 'DefinitionError';
    this.problems = problems;
  }
}
