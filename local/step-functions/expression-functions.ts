import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Json } from './json.ts';

/** Longest array $range makes (service quota, as for States.ArrayRange). */
const RANGE_LIMIT = 1000;
const HASHES = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

const formatMillis = jsonata('$fromMillis($millis, $picture, $timezone)');

/** What the service adds to JSONata, https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html */
export const SERVICE_FUNCTIONS = ['partition', 'range', 'hash', 'uuid', 'parse'] as const;

/**
 * Bindings for one evaluation: the service's own functions, $random with a seed, and the clock functions on the
 * given instant (ms).
 */
export function functionBindings(now: number): Record<string, (...args: never[]) => unknown> {
  return {
    now: (picture?: string, timezone?: string) => formatMillis.evaluate(undefined, { millis: now, picture, timezone }),
    millis: () => now,
    partition,
    range,
    hash,
    random: (seed?: number) => (seed === undefined ? Math.random() : seededRandom(seed)),
    uuid: () => randomUUID(),
    parse: (text?: string) => (text === undefined ? undefined : (JSON.parse(text) as Json)),
  };
}

function partition(items: Json[] | undefined, size: number): Json[][] | undefined {
  if (items === undefined) return undefined;
  if (!Array.isArray(items)) throw new Error('$partition expects an array');
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition expects a positive integer as its size');
  const chunks: Json[][] = [];
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size));
  return chunks;
}

function range(first: number, last: number, step: number): number[] {
  if (![first, last, step].every(Number.isInteger) || step === 0) {
    throw new Error('$range expects integers and a step other than zero');
  }
  const count = Math.max(0, Math.floor((last - first) / step) + 1);
  if (count > RANGE_LIMIT) throw new Error(`$range makes at most ${RANGE_LIMIT} values`);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function hash(text: string | undefined, algorithm: string): string | undefined {
  if (text === undefined) return undefined;
  const name = HASHES.get(algorithm);
  if (name === undefined) throw new Error(`$hash knows ${[...HASHES.keys()].join(', ')}`);
  return createHash(name)
    .update(typeof text === 'string' ? text : JSON.stringify(text))
    .digest('hex');
}

/** The same seed gives the same number, 0 ≤ n < 1; the service's own sequence is not published. */
function seededRandom(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}
