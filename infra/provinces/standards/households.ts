import * as fc from 'fast-check';
import { type AssessmentInput, hardshipCauses } from '../../../shared/standards/input.ts';
import { threePeople } from '../../../shared/standards/standard.fixture.ts';

/** Households for tests and measurements. */

/** Three people of 五华区 with one home and nothing else, changed as told. */
export function household(changes: Partial<AssessmentInput> = {}): AssessmentInput {
  return threePeople({ homes: 1, primaryCause: '有劳动能力而未就业', ...changes });
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
      migrantWorker: fc.boolean(),
      primaryCause: cause,
      secondaryCauses: fc.uniqueArray(cause, { maxLength: 3 }),
      anyDisabled: fc.boolean(),
      anySeriousIllness: fc.boolean(),
      anyStudent: fc.boolean(),
      singleParent: fc.boolean(),
      division: fc.constant('530102'),
    });
  });
}
