import { digest } from '../digest/digest.ts';
import type { SubsistenceLine } from './standard.ts';

/** SHA-256 of a line: stands in every basis. Its end is no part of it, since a later line may bring it. */
export function lineDigest({ division, from, fen, source }: Omit<SubsistenceLine, 'to'>): string {
  return digest({ division, from, fen, source });
}
