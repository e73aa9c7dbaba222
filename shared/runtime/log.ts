import { profile } from '../province/current.ts';
import { stackName } from '../province/stage.ts';
import type { FunctionMetric } from './metrics.ts';

/**
 * One line. Ids, steps, verdicts, error numbers and names of errors only: never a body, a URL with a nonce, an
 * error's text from outside, or anything of a person.
 */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, string | number | boolean> = {},
) {
  // Lambda's JSON logging adds level, time and request id, and takes the object as it is.
  console[level]({ message, ...fields });
}

/**
 * A count in CloudWatch's embedded metric format; its namespace is the stack's name. Written past the console, which would
 * wrap it in a log line where CloudWatch does not find it.
 */
export function countMetric(name: FunctionMetric, value: number): void {
  const metric = { Namespace: stackName(profile), Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] };
  const embedded = { Timestamp: Date.now(), CloudWatchMetrics: [metric] };
  process.stdout.write(`${JSON.stringify({ _aws: embedded, [name]: value })}\n`);
}

/** What of an unexpected error may be logged: its name and where in our own code it came from. */
export function traceOf(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return { error: error.name, at: at.trim() };
}
