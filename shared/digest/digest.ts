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
