/** A key under which the API does a thing once, however often it is asked. Older browsers have no `randomUUID`. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The keys of what takes many requests, one after the other: sent again from the beginning each has the one it had. */
export function keysFrom(key: string): () => string {
  let n = 0;
  return () => `${key}-${n++}`;
}
