/** Largest state input, task arguments, task result or output, in bytes of UTF-8 JSON (service quota). */
export const PAYLOAD_LIMIT = 262_144;

/** An error a state reports: what Retry and Catch match on, and what `$states.errorOutput` shows. */
export interface Failure {
  error: string;
  cause: string;
  /**
   * The service reports a missed heartbeat under the name States.Timeout, yet lets States.HeartbeatTimeout match it;
   * this keeps the two timeouts apart.
   */
  heartbeat?: true;
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

/** Errors that wildcards never match: https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html */
const TERMINAL = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/**
 * Whether an ErrorEquals list covers the failure. States.ALL covers all but the terminal errors, States.TaskFailed
 * those but States.Timeout too; States.DataLimitExceeded is matched by its own name only, States.Runtime never.
 */
export function coversFailure(errorEquals: readonly string[], failure: Failure): boolean {
  if (failure.error === 'States.Runtime') return false;
  return errorEquals.some((name) => {
    if (name === failure.error) return true;
    if (name === 'States.HeartbeatTimeout') return failure.heartbeat === true;
    if (TERMINAL.has(failure.error)) return false;
    if (name === 'States.ALL') return true;
    return name === 'States.TaskFailed' && failure.error !== 'States.Timeout';
  });
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
