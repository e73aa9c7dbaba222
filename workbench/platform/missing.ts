/**
 * What the scripts use and a browser of 2020 lacks (Chrome 87, Safari 14.1): esbuild lowers how a script is written, and
 * adds no function. Imported before everything else. missing.test.ts finds what is used and stands neither there nor here.
 */
function add(owner: object, name: string, value: unknown): void {
  if (!Reflect.has(owner, name)) Object.defineProperty(owner, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, place: number): T | undefined {
  return this[place < 0 ? this.length + place : place];
}
add(Array.prototype, 'at', at);
add(String.prototype, 'at', at);

add(Array.prototype, 'toSorted', function toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
  return [...this].sort(compare);
});

add(Object, 'hasOwn', (owner: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(owner, name) !== undefined);

add(Array.prototype, 'findLastIndex', function findLastIndex<
  T,
>(this: readonly T[], isIt: (item: T, place: number, all: readonly T[]) => unknown): number {
  for (let place = this.length - 1; place >= 0; place--) if (isIt(this[place] as T, place, this)) return place;
  return -1;
});

add(Map, 'groupBy', <K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> => {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
});

// By code point: a surrogate by itself is half a character.
add(String.prototype, 'toWellFormed', function toWellFormed(this: string): string {
  return this.replace(/\p{Surrogate}/gu, '\ufffd');
});

/** Of what JSON can say; nothing else is copied here. */
function structuredClone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredClone);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, structuredClone(each)]));
}
add(globalThis, 'structuredClone', structuredClone);

/** RFC 9562, version 4. */
add(globalThis.crypto, 'randomUUID', (): string => {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
});
