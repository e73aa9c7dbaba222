import type { Listed, SizedStratum } from './frame.ts';

/** A 覆盖抽查 of a year, and the households of it that were drawn and looked at: those with a finding that says something. */
export interface Covered {
  /** ISO instant at which its frame was listed. */
  at: string;
  strata: readonly SizedStratum[];
  looked: readonly Listed[];
}

/** What of a county was looked at in a year. `households`: on file there when a frame was listed the last time. */
export interface Coverage {
  division: string;
  households: number;
  looked: number;
}

/**
 * 覆盖 of a year, by county: each household once, however often it was drawn, in the county of the frame out of which it
 * was drawn last. Counties of which no frame was listed are not there.
 */
export function coverageOf(checks: readonly Covered[]): Coverage[] {
  const households = new Map<string, number>();
  const of = new Map<string, string>();
  for (const { strata, looked } of checks.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    const sizes = new Map<string, number>();
    for (const { division, size } of strata) sizes.set(division, (sizes.get(division) ?? 0) + size);
    for (const [division, size] of sizes) households.set(division, size);
    for (const { dossier, stratum } of looked) {
      const division = strata[stratum - 1]?.division;
      if (division !== undefined) of.set(dossier, division);
    }
  }
  const counted = new Map<string, number>();
  for (const division of of.values()) counted.set(division, (counted.get(division) ?? 0) + 1);
  return [...households]
    .map(([division, size]) => ({ division, households: size, looked: counted.get(division) ?? 0 }))
    .sort((a, b) => (a.division < b.division ? -1 : 1));
}
