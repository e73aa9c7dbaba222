import type { Tier } from './tiers.ts';

/** What the rules say of a household; `none`: no standard or no line applies, so that nobody can say. */
export interface Verdict {
  outcome: 'eligible' | 'ineligible' | 'excluded' | 'none';
  category: string | null;
  tier: Tier | null;
}

/** Which way a household goes. `unknown`: by one of the two rules nobody can say. */
export const directions = {
  stays: '不变',
  gains: '由不符合变为符合',
  loses: '由符合变为不符合',
  moves: '换类别或级别',
  unknown: '算不出来',
} as const;
export type Direction = keyof typeof directions;

export function directionOf(before: Verdict, after: Verdict): Direction {
  if (before.outcome === 'none' || after.outcome === 'none') return 'unknown';
  const [was, is] = [before.outcome === 'eligible', after.outcome === 'eligible'];
  if (was !== is) return is ? 'gains' : 'loses';
  return was && (before.category !== after.category || before.tier !== after.tier) ? 'moves' : 'stays';
}

/** Which of those whose verdict changes: the ones of a direction, or of a line of `ways`, counted from 1. */
export const wayShape = /^(gains|loses|moves|unknown|[1-9]\d{0,2})$/;
