import type { Listed, SizedStratum } from './frame.ts';

/** A 覆盖抽查 of a year, and which of those it drew were looked at: those with a finding that says something. */
export interface Covered {
  /** ISO instant at which its frame was listed. */
  at: string;
  /** Of one county alone. */
  isAlone: boolean;
  strata: readonly SizedStratum[];
  /** Those of its frame; none where every county of it was listed again later (`lastListed`). */
  households: readonly Listed[];
  looked: readonly string[];
}

/** What of a county, or of several in one stratum (codes with + between them), was looked at in a year. */
export interface Coverage {
  division: string;
  /** Those of them of which it is told: the others were listed again since. */
  counties: string[];
  /** Whether its frame was of one county alone. */
  isAlone: boolean;
  /** On file there on the day on which a frame was listed the last time, in order. */
  households: string[];
  /** Those of these very households that somebody looked at in the year, in whichever 抽查. */
  looked: ReadonlySet<string>;
}

/** For each county in which of some 覆盖抽查 its frame was listed last. */
export function lastListed<C extends Pick<Covered, 'at' | 'strata'>>(checks: readonly C[]): Map<string, C> {
  const last = new Map<string, C>();
  for (const check of checks.toSorted((a, b) => (a.at < b.at ? -1 : 1))) {
    for (const { division } of check.strata) for (const each of division.split('+')) last.set(each, check);
  }
  return last;
}

/**
 * 覆盖 of a year, by county: how many were on file there when the last frame was listed, and how many of them were looked at
 * in the year. A household counts once, however often it was drawn and wherever it was by then. Whoever has left since is in
 * neither.
 */
export function coverageOf(checks: readonly Covered[]): Coverage[] {
  const looked = new Set(checks.flatMap((check) => check.looked));
  const last = lastListed(checks);
  return [...new Set(last.values())]
    .flatMap((check) =>
      check.strata.flatMap(({ division }, index): Coverage[] => {
        // A stratum of several stands as long as one of them was not listed again.
        const counties = division.split('+').filter((each) => last.get(each) === check);
        if (counties.length === 0) return [];
        const households = check.households.flatMap((each) => (each.stratum === index + 1 ? [each.dossier] : []));
        return [
          {
            division,
            counties,
            isAlone: check.isAlone,
            households,
            looked: new Set(households.filter((dossier) => looked.has(dossier))),
          },
        ];
      }),
    )
    .sort((a, b) => (a.division < b.division ? -1 : 1));
}
