import type { Reason } from './compare.ts';
import { withheldKinds } from './evidence.ts';

/**
 * Whether whoever does not rule learns of a likely duplicate at all: not where only a telephone or a door speaks for it,
 * or else anybody could be asked for by their number.
 */
export function isTold({ reasons }: { reasons: readonly Pick<Reason, 'kind'>[] }): boolean {
  return reasons.some(({ kind }) => !withheldKinds.has(kind));
}
