import jsonata from 'jsonata';
import type { Json } from './json.ts';

const formatMillis = jsonata('$fromMillis($millis, $picture, $timezone)');

/**
 * Bindings for one evaluation: `$parse`, the only function of the service's own that a workflow here uses, and the
 * clock functions on the given instant (ms). The service's others ($partition, $range, $hash, $uuid) are refused with
 * the definition.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export function functionBindings(now: number): Record<string, (...args: never[]) => unknown> {
  return {
    now: (picture?: string, timezone?: string) => formatMillis.evaluate(undefined, { millis: now, picture, timezone }),
    millis: () => now,
    parse: (text?: string) => (text === undefined ? undefined : (JSON.parse(text) as Json)),
  };
}
