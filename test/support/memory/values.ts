import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** As DynamoDB refuses what it does not understand. */
export class Refused extends Error {
  override readonly name = 'ValidationException';
}

/** Texts compare by their bytes in UTF-8, as keys do. Undefined for what has no order. */
export function order(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return compareTexts(a.S, b.S);
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  return undefined;
}

/** As their bytes in UTF-8 compare, and without making them: where neither has a surrogate that is as the texts do. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  if (!surrogates.test(a) && !surrogates.test(b)) return a < b ? -1 : 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

const surrogates = /[\ud800-\udfff]/;

/** Orders items by some of their attributes, one after the other; what lacks one comes before what has it. */
export function byPlaces(places: readonly string[]): (a: Item, b: Item) => number {
  return (a, b) => {
    for (const place of places) {
      const found = order(a[place] ?? { S: '' }, b[place] ?? { S: '' }) ?? 0;
      if (found !== 0) return found;
    }
    return 0;
  };
}

/** Whether two values are the same one: numbers by what they are, sets in whatever order, maps with the same names. */
export function same(a: AttributeValue, b: AttributeValue): boolean {
  const ordered = order(a, b);
  if (ordered !== undefined) return ordered === 0;
  if (a.SS && b.SS) return sameMembers(a.SS, b.SS);
  if (a.NS && b.NS) return sameMembers(a.NS.map(Number), b.NS.map(Number));
  if (a.L && b.L) {
    const others = b.L;
    return a.L.length === others.length && a.L.every((each, i) => same(each, others[i] as AttributeValue));
  }
  if (a.M && b.M) return sameItem(a.M, b.M);
  if (a.B && b.B) return Buffer.compare(a.B, b.B) === 0;
  if (a.BOOL !== undefined) return a.BOOL === b.BOOL;
  return a.NULL !== undefined && b.NULL !== undefined;
}

export function sameItem(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => b[name] !== undefined && same(a[name] as AttributeValue, b[name]))
  );
}

function sameMembers<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

/** What the function `size` answers; undefined for what has no size. */
export function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value?.S !== undefined) return { N: String(Buffer.byteLength(value.S)) };
  if (value?.B !== undefined) return { N: String(value.B.length) };
  const many = value?.SS ?? value?.NS ?? value?.L ?? (value?.M && Object.keys(value.M));
  return many && { N: String(many.length) };
}

/** As DynamoDB counts: names and texts in UTF-8; lists and maps a few bytes more. */
export function bytesOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueBytes(value), 0);
}

function valueBytes(value: AttributeValue): number {
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return numberBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.SS !== undefined) return value.SS.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, each) => sum + numberBytes(each), 0);
  if (value.L !== undefined) return 3 + value.L.reduce((sum, each) => sum + 1 + valueBytes(each), 0);
  if (value.M !== undefined) return 3 + Object.keys(value.M).length + bytesOf(value.M);
  return 1;
}

const numberBytes = (text: string): number => Math.ceil(text.replace(/\D/g, '').length / 2) + 1;

/** Throws Refused for what no attribute may be. */
export function requireValues(item: Item): void {
  for (const [name, value] of Object.entries(item)) requireValue(name, value);
}

function requireValue(name: string, value: AttributeValue): void {
  const set = value.SS ?? value.NS;
  if (set?.length === 0) throw new Refused(`An string set may not be empty: ${name}`);
  if (set && new Set(set).size < set.length) throw new Refused(`Input collection contains duplicates: ${name}`);
  for (const each of value.L ?? []) requireValue(name, each);
  if (value.M) requireValues(value.M);
}

/** The same once more, with nothing shared; `structuredClone` takes ten times as long for what is so small. */
export function copyOf<T>(value: T): T {
  if (Array.isArray(value)) return value.map(copyOf) as T;
  if (value instanceof Uint8Array) return new Uint8Array(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const name in value) copy[name] = copyOf(value[name]);
  return copy as T;
}

/** The same, of which nobody can change anything any more: it needs no copy for whoever reads it. Bytes cannot be frozen. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || Object.isFrozen(value))
    return value;
  for (const each of Object.values(value)) frozen(each);
  return Object.freeze(value);
}
