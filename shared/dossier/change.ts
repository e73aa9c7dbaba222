import { type Tier, tierTitles } from '../standards/tiers.ts';
import type { DossierState } from './state.ts';

/** Under which category and at which tier a household is, in words: 低保户（全国级）. */
export const categoryWords = ({ category, tier }: { category: string; tier: Tier }): string =>
  `${category}（${tierTitles[tier]}）`;

/** What a reverification or an amendment would make, or would have made, of the household's category and tier, in words; null of any other matter. */
export function changeOf({ matter, registration }: Pick<DossierState, 'matter' | 'registration'>) {
  const { kind, assessment } = matter;
  const reassesses = kind === 'reverification' || kind === 'amendment';
  if (!reassesses || !registration || !assessment?.category || !assessment.tier) return null;
  const { category, tier } = assessment;
  return { from: categoryWords(registration), to: categoryWords({ category, tier }) };
}
