import { isDivisionOn, successorsOf } from '../divisions/codes.ts';
import { divisionName } from '../divisions/divisions.ts';
import type { Form } from '../form/form.ts';
import type { Basis } from './basis.ts';
import { fault, orProblem, StandardError } from './errors.ts';
import { assessmentInput } from './form-input.ts';
import { basisOn, isInForce, subsistenceLineFor } from './in-force.ts';
import type { ProvinceStandards } from './standard.ts';

/**
 * What a form that is submitted on an ISO date is judged by. A form of earlier years may name a county that was merged
 * away since (撤并): the line of the one that its ground belongs to now applies.
 *
 * E1200 when no standard or subsistence line applies, or when the ground was divided, naming the counties.
 */
export function basisOf(province: ProvinceStandards, form: Form, date: string): Basis {
  return orProblem(() => basisOn(province, divisionOnDay(province, assessmentInput(form).division, date), date));
}

/**
 * The subsistence line by which a household is judged on an ISO date, fen per person and month; undefined where the table
 * has none of that day for it, or its ground was divided.
 */
export function lineOn(province: ProvinceStandards, form: Form, date: string): number | undefined {
  try {
    const division = divisionOnDay(province, assessmentInput(form).division, date);
    return subsistenceLineFor(province.subsistenceLines, division, date).fen;
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return undefined;
  }
}

/**
 * The counties, in words, among which the ground of a household's county was divided: only somebody who knows where it
 * lives can say which line applies. Undefined where no one has to be asked.
 */
export function dividedInto(province: ProvinceStandards, form: Form, date: string): string | undefined {
  const codes = countiesOf(province, assessmentInput(form).division, date);
  return codes.length > 1 ? inWords(codes) : undefined;
}

/** The county whose line counts on a date for a household of a division. @throws StandardError 1208 when it may be several */
export function divisionOnDay(province: ProvinceStandards, division: string, date: string): string {
  const [only = division, ...others] = countiesOf(province, division, date);
  if (others.length === 0) return only;
  const detail = `这个县区已撤销，它的地方今天分属 ${inWords([only, ...others])}，须核对户口或务工所在地属于哪一个`;
  throw new StandardError([fault(1208, `行政区划 ${division}，${date}`, detail)]);
}

/** To which counties the ground of one belongs on a date; none as long as it stands. */
function countiesOf({ subsistenceLines: lines }: ProvinceStandards, division: string, date: string): readonly string[] {
  if (standsUntilNextYear(division, date)) return [];
  // In the year of the change the table knows both: its own line counts until it ends.
  const hasOwn = lines.some((line) => line.division === division && isInForce(line, date));
  return isDivisionOn(division, date) && hasOwn ? [] : successorsOf(division);
}

const inWords = (codes: readonly string[]): string =>
  codes.map((code) => `${code} ${divisionName(code) ?? ''}`).join('、');

function standsUntilNextYear(division: string, date: string): boolean {
  return isDivisionOn(division, `${Number(date.slice(0, 4)) + 1}-01-01`);
}
