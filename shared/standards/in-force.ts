import type { Standard, SubsistenceLine } from '../province/profile.ts';
import { fault, StandardError } from './errors.ts';

/** Whether an ISO date falls in a period; both ends belong to it, null means still running. */
export function isInForce(period: { from: string; to: string | null }, date: string): boolean {
  return period.from <= date && (period.to === null || date <= period.to);
}

/**
 * The standard that applies to a form submitted on this ISO date (Asia/Shanghai).
 *
 * @throws StandardError 1206 when there is none, 1207 when there are several
 */
export function standardInForce(standards: readonly Standard[], date: string): Standard {
  const [standard, other] = standards.filter((candidate) => isInForce(candidate, date));
  if (standard === undefined) throw new StandardError([fault(1206, date)]);
  if (other !== undefined) throw new StandardError([fault(1207, date, `${standard.version}、${other.version}`)]);
  return standard;
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
