/**
 * One JSON line. Ids, steps, verdicts, error numbers and names of errors only: never a body, a URL with a nonce, an
 * error's text from outside, or anything of a person.
 */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Record<string, string | number | boolean> = {},
) {
  console[level](JSON.stringify({ level, message, ...fields }));
}

/** A count in CloudWatch's embedded metric format, namespace Jdlk. */
export function countMetric(name: string, value: number): void {
  const metric = { Namespace: 'Jdlk', Dimensions: [[]], Metrics: [{ Name: name, Unit: 'Count' }] };
  console.info(JSON.stringify({ _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metric] }, [name]: value }));
}

/** What of an unexpected error may be logged: its name and where in our own code it came from. */
export function traceOf(error: unknown): { error: string; at: string } {
  if (!(error instanceof Error)) return { error: typeof error, at: '' };
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at ')) ?? '';
  return { error: error.name, at: at.trim() };
}
