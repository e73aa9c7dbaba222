import type { Arrangement } from '../calendar/arrangement.ts';
import { digest } from '../digest/digest.ts';

/** SHA-256 of a year's arrangement: stands wherever days were counted by it. */
export function arrangementDigest({ year, off, work, source }: Arrangement): string {
  return digest({ year, off, work, source });
}
