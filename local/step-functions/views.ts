import type { Json } from './json.ts';
import type { Execution, Status, Transition } from './persistence.ts';
import type { Position } from './position.ts';

/** An execution for people: /_local/executions*.json. Times are ISO instants. */
export interface ExecutionSummary {
  executionArn: string;
  name: string;
  status: Status;
  startDate: string;
  stopDate: string | null;
  /** The state it stands in, or ended in. */
  currentState: string;
  /** What it is doing there; null once it has ended. */
  phase: Position['phase'] | null;
  /** States entered and retries, as billed. */
  transitions: number;
}

export interface ExecutionDescription extends ExecutionSummary {
  input: Json;
  output: Json | null;
  error: string | null;
  cause: string | null;
  variables: Json;
  history: { state: string; at: string; retry: number }[];
}

export function summaryOf(execution: Execution, transitions: readonly Transition[]): ExecutionSummary {
  const { arn, name, status, startedAt, stoppedAt, position } = execution;
  return {
    executionArn: arn,
    name,
    status,
    startDate: iso(startedAt),
    stopDate: stoppedAt === undefined ? null : iso(stoppedAt),
    currentState: position.state,
    phase: status === 'RUNNING' ? position.phase : null,
    transitions: transitions.length,
  };
}

export function descriptionOf(execution: Execution, transitions: readonly Transition[]): ExecutionDescription {
  return {
    ...summaryOf(execution, transitions),
    input: JSON.parse(execution.input) as Json,
    output: execution.output ?? null,
    error: execution.error ?? null,
    cause: execution.cause ?? null,
    variables: execution.position.variables,
    history: transitions.map(({ state, at, retry }) => ({ state, at: iso(at), retry })),
  };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
