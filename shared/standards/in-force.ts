import type { Basis } from './basis.ts';
import { standardDigest } from './digest.ts';
import { fault, StandardError } from './errors.ts';
import { isInvented } from './invented.ts';
import { lineDigest } from './line-digest.ts';
import type { ProvinceStandards, Standard, SubsistenceLine } from './standard.ts';
import { tiers } from './tiers.ts';

/** Whether an ISO date falls in a period; both ends belong to it, null means still running. */
export function isInForce(period: { from: string; to: string | null }, date: string): boolean {
  return period.from <= date && (period.to === null || date <= period.to);
}

/**
 * The standards that apply to a form submitted on this ISO date (Asia/Shanghai) under a division's line: at most one a
 * tier, from the national one down. In each tier the one made for the smallest area counts.
 *
 * @throws StandardError 1206 when there is none, 1207 when there are several of one tier for one area
 */
export function standardsFor(standards: readonly Standard[], division: string, date: string): Standard[] {
  const found = tiers.flatMap((tier) => {
    const candidates = standards
      .filter((each) => each.tier === tier && isInForce(each, date))
      .map((standard) => ({ standard, reach: reachOf(standard, division) }))
      .filter(({ reach }) => reach > 0)
      .sort((a, b) => b.reach - a.reach);
    const [first, second] = candidates;
    if (first !== undefined && second?.reach === first.reach)
      throw new StandardError([fault(1207, date, `${first.standard.version}、${second.standard.version}`)]);
    return first === undefined ? [] : [first.standard];
  });
  if (found.length === 0) throw new StandardError([fault(1206, `行政区划 ${division}，${date}`)]);
  return found;
}

/** How many digits of a division a standard names: the more, the smaller its area. 0 when it does not hold there. */
function reachOf(standard: Standard, division: string): number {
  return Math.max(
    0,
    ...standard.divisions.filter((prefix) => division.startsWith(prefix)).map((prefix) => prefix.length),
  );
}

/**
 * The subsistence line (低保标准) of a division on an ISO date (Asia/Shanghai).
 *
 * @throws StandardError 1208 when there is none, 1209 when there are several
 */
export function subsistenceLineFor(lines: readonly SubsistenceLine[], division: string, date: string): SubsistenceLine {
  const [line, other] = lines.filter((candidate) => candidate.division === division && isInForce(candidate, date));
  const subject = `行政区划 ${division}，${date}`;
  if (line === undefined)
    throw new StandardError([fault(1208, subject, '本省低保标准表里没有这个县区，请核对户口或务工所在行政区划')]);
  if (other !== undefined) throw new StandardError([fault(1209, subject)]);
  return line;
}

/**
 * The standards and the line of a division on an ISO date, for good.
 *
 * @throws StandardError 1206 to 1209 when there is none, or more than one
 */
export function basisOn(province: ProvinceStandards, division: string, date: string): Basis {
  const standards = standardsFor(province.standards, division, date).map((standard) => ({
    version: standard.version,
    digest: standardDigest(standard),
  }));
  const line = subsistenceLineFor(province.subsistenceLines, division, date);
  const { fen, from } = line;
  return { date, standards, line: { division, fen, from, digest: lineDigest(line), invented: isInvented(line) } };
}
