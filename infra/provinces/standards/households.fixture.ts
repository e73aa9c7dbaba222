import * as fc from 'fast-check';
import { type AssessmentInput, hardshipCauses } from '../../../shared/standards/input.ts';
import { threePeople } from '../../../shared/standards/standard.fixture.ts';
import { sequence } from '../../../test/support/random.ts';

/** Households for tests and measurements. */

/** Three people of 五华区 with one home and nothing else, changed as told. */
export function household(changes: Partial<AssessmentInput> = {}): AssessmentInput {
  return threePeople({ homes: 1, primaryCause: '有劳动能力而未就业', ...changes });
}

/**
 * So many households, the same ones every time, their amounts often exactly at, or one fen beside, a multiple of the
 * line. Made without a generator's machinery, which would take longer than all the assessments.
 *
 * @param line fen per person per month
 */
export function* randomHouseholds(count: number, line: number): Generator<AssessmentInput> {
  const random = sequence(20161031);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const upTo = (yuan: number) => (random() < 0.5 ? 0 : below(yuan * 100));
  for (let n = 0; n < count; n++) {
    const householdSize = 1 + below(9);
    const whole = line * 12 * householdSize;
    const boundary = () => whole * one([0.5, 1, 1.5, 2, 3, 4]) + below(3) - 1;
    const expense = () => one([() => 0, () => upTo(80_000), boundary])();
    yield {
      annualHouseholdIncome: random() < 0.5 ? below(whole * 4) : boundary(),
      householdSize,
      otherAnnualIncome: upTo(5_000),
      workerMonthlyIncome: upTo(5_000),
      rigidMedical: expense(),
      rigidEducation: upTo(30_000),
      rigidDisabilityCare: upTo(30_000),
      rigidEmployment: upTo(5_000),
      rigidAccident: random() < 0.6 ? 0 : expense(),
      rigidOther: upTo(10_000),
      reimbursements: upTo(60_000),
      governmentAid: upTo(10_000),
      hasAid: random() < 0.3,
      homes: below(3),
      shops: random() < 0.1 ? 1 : 0,
      employees: random() < 0.1 ? 1 : 0,
      vehicles: below(2),
      exemptVehicles: below(2),
      privateSchool: random() < 0.1,
      overseasStudy: random() < 0.1,
      savings: upTo(100_000),
      investments: upTo(100_000),
      unionMember: random() < 0.8,
      contractYears: one([0, 0.5, 0.99, 1, 2, 10]),
      openEndedContract: random() < 0.1,
      factualEmploymentYears: one([0, 0, 0.99, 1]),
      migrantWorker: random() < 0.3,
      primaryCause: one(hardshipCauses),
      secondaryCauses: random() < 0.5 ? [] : [one(hardshipCauses)],
      majorEvent: random() < 0.8 ? '' : one(['致残', '染病', '因公牺牲']),
      retired: random() < 0.1,
      anyDisabled: random() < 0.3,
      anySeriousIllness: random() < 0.3,
      anyStudent: random() < 0.3,
      singleParent: random() < 0.2,
      sixMonthsBelowLine: random() < 0.8,
      division: '530102',
    };
  }
}

/** Nothing half of the time, otherwise up to so many yuan, to the fen. */
const upTo = (yuan: number) => fc.oneof(fc.constant(0), fc.nat({ max: yuan * 100 }));
const cause = fc.constantFrom(...hardshipCauses);

/**
 * Any household, its income often exactly at, or one fen beside, a multiple of the line, where mistakes live.
 *
 * @param line fen per person per month
 */
export function anyHousehold(line: number): fc.Arbitrary<AssessmentInput> {
  return fc.integer({ min: 1, max: 9 }).chain((householdSize) => {
    const householdLine = line * 12 * householdSize;
    const boundary = fc
      .tuple(fc.constantFrom(0.5, 1, 1.5, 2, 3, 4), fc.constantFrom(-1, 0, 1))
      .map(([multiple, fen]) => householdLine * multiple + fen);
    const expense = fc.oneof(upTo(80_000), boundary);
    return fc.record({
      annualHouseholdIncome: fc.oneof(fc.nat({ max: householdLine * 4 }), boundary),
      householdSize: fc.constant(householdSize),
      otherAnnualIncome: upTo(5_000),
      workerMonthlyIncome: upTo(5_000),
      rigidMedical: expense,
      rigidEducation: upTo(30_000),
      rigidDisabilityCare: upTo(30_000),
      rigidEmployment: upTo(5_000),
      rigidAccident: expense,
      rigidOther: upTo(10_000),
      reimbursements: upTo(60_000),
      governmentAid: upTo(10_000),
      hasAid: fc.boolean(),
      homes: fc.nat({ max: 3 }),
      shops: fc.nat({ max: 1 }),
      employees: fc.nat({ max: 2 }),
      vehicles: fc.nat({ max: 2 }),
      exemptVehicles: fc.nat({ max: 1 }),
      privateSchool: fc.boolean(),
      overseasStudy: fc.boolean(),
      savings: upTo(100_000),
      investments: upTo(100_000),
      unionMember: fc.boolean(),
      contractYears: fc.constantFrom(0, 0.5, 0.99, 1, 2, 10),
      openEndedContract: fc.boolean(),
      factualEmploymentYears: fc.constantFrom(0, 0, 0.99, 1),
      migrantWorker: fc.boolean(),
      primaryCause: cause,
      secondaryCauses: fc.uniqueArray(cause, { maxLength: 3 }),
      majorEvent: fc.constantFrom('', '', '', '致残', '染病', '因公牺牲'),
      retired: fc.boolean(),
      anyDisabled: fc.boolean(),
      anySeriousIllness: fc.boolean(),
      anyStudent: fc.boolean(),
      singleParent: fc.boolean(),
      sixMonthsBelowLine: fc.boolean(),
      division: fc.constant('530102'),
    });
  });
}
