import type { Arrangement } from '../calendar/arrangement.ts';
import { digest } from '../dossier/journal.ts';
import type { SubsistenceLine } from '../province/profile.ts';

/** SHA-256 of a year's arrangement: stands wherever days were counted by it. */
export function arrangementDigest({ year, off, work, source }: Arrangement): string {
  return digest({ year, off, work, source });
}

/** SHA-256 of a line: stands in every basis. Its end is no part of it, since a later line may bring it. */
export function lineDigest({ division, from, fen, source }: Omit<SubsistenceLine, 'to'>): string {
  return digest({ division, from, fen, source });
}
