import { digest } from '../digest/digest.ts';
import type { Standard } from './standard.ts';

const known = new WeakMap<Standard, string>();

/** SHA-256 of everything in a standard that a verdict depends on. Its end is no part of it: a later standard may bring it. */
export function standardDigest(standard: Standard): string {
  const before = known.get(standard);
  if (before !== undefined) return before;
  const { to: _to, ...text } = standard;
  const fresh = digest(text);
  known.set(standard, fresh);
  return fresh;
}
