import { ageOn, isIsoDate } from '../identity/id-number.ts';
import { formatYuan } from '../money/fen.ts';
import { type Fault, fault } from './faults.ts';
import type { Judged } from './structure.ts';

/** Age from which a member may have earned something in the year although nothing is earned now. */
const workingAge = 16;
/** A monthly average is rounded to the fen: over twelve months it is off by up to six. */
const roundingPerEarner = 6;

/** 家庭人口 against the people listed, and the annual total against its parts. */
export function householdFaults(form: Judged, today: string): Fault[] {
  return [...sizeFaults(form), ...incomeFaults(form, today)];
}

function sizeFaults({ household, members = [] }: Judged): Fault[] {
  const listed = 1 + members.length;
  if (household?.householdSize === undefined || household.householdSize >= listed) return [];
  if (household.householdSizeReason !== undefined) return [];
  return [fault('householdSize', '/household/householdSize', { listed }, listed)];
}

/**
 * The total must be the sum of its parts: the worker's average × 12, the other annual income, and each member's income
 * × 12.
 * - A total below the worker's part and the other income is always wrong: both are figures of the same year.
 * - A total below the sum needs a note. A member's figure is today's income, which may have begun within the year.
 * - A total above the sum needs a note too, unless some member of working age earns nothing now or left the box
 *   empty. What that member earned earlier in the year is in no part: think of somebody who was injured or laid off.
 */
function incomeFaults({ worker, household, members = [] }: Judged, today: string): Fault[] {
  const total = household?.annualHouseholdIncome;
  const average = worker?.monthlyIncome;
  const other = household?.otherAnnualIncome;
  if (total === undefined || average === undefined || other === undefined) return [];
  const certain = average * 12 + other;
  const parts = members.reduce((sum, member) => sum + (member?.monthlyIncome ?? 0) * 12, certain);
  const earners = 1 + members.filter((member) => (member?.monthlyIncome ?? 0) > 0).length;
  const noted = household?.incomeNote !== undefined;
  const pointer = '/household/annualHouseholdIncome';
  if (total < certain - roundingPerEarner) {
    return [
      fault('incomeBelowParts', pointer, { parts: formatYuan(noted ? certain : parts) }, noted ? certain : parts),
    ];
  }
  if (noted) return [];
  if (total < parts - roundingPerEarner * earners) {
    return [fault('incomeBelowMembers', pointer, { parts: formatYuan(parts) }, parts)];
  }
  const mayHaveEarned = members.some((member) => {
    if (member === undefined || (member.monthlyIncome ?? 0) > 0) return false;
    const { birthDate } = member;
    return birthDate === undefined || !isIsoDate(birthDate) || ageOn(birthDate, today) >= workingAge;
  });
  if (total > parts + roundingPerEarner * earners && !mayHaveEarned) {
    return [fault('incomeAboveParts', pointer, { parts: formatYuan(parts) }, parts)];
  }
  return [];
}
