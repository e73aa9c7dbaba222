import { environment } from './environment.ts';
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
  const metric = {
    Namespace: environment('METRICS_NAMESPACE'),
    Dimensions: [[]],
    Metrics: [{ Name: name, Unit: 'Count' }],
  };
  const embedded = { Timestamp: Date.now(), CloudWatchMetrics: [metric] };
  process.stdout.write(`${JSON.stringify({ _aws: embedded, [name]: value })}\n`);
}

/** So many frames of a stack are logged: enough to come from a package or from Node to our own code. */
const FRAMES = 10;

/**
 * What of an unexpected error may be logged: its name, and where in the bundle it came from, a line a frame
 * (`npm run trace` turns them into source lines). Its text may hold anything, and is cut out of the stack first.
 */
export function traceOf(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const stack = (error.stack ?? '').replace(error.message, '');
  const frames = stack.split('\n').filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line));
  const at = frames.slice(0, FRAMES).map((line) => line.trim());
  return { error: error.name, at: at.join('\n') };
}
