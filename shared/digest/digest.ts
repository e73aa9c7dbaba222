import canonicalize from 'canonicalize';
import { sha256 } from '#platform/sha256';

/** SHA-256 over canonical JSON (RFC 8785), in hex. */
export function digest(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** Canonical JSON (RFC 8785): equal values give equal texts, whatever the order of their keys. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('nothing to take a digest of');
  return text;
}

/** Whether two values have the same canonical JSON, without writing it down: order of keys is none, undefined is absent. */
export function isAlike(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((each, n) => isAlike(each ?? null, other[n] ?? null));
  }
  const [a, b] = [one as Record<string, unknown>, other as Record<string, unknown>];
  const own = (of: Record<string, unknown>, name: string) => (Object.hasOwn(of, name) ? of[name] : undefined);
  return (
    Object.keys(a).every((name) => isAlike(a[name], own(b, name))) &&
    Object.keys(b).every((name) => b[name] === undefined || own(a, name) !== undefined)
  );
}
