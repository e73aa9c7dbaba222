import { expect, test } from 'vitest';
import type { FieldPath } from '../form/fields.ts';
import { maskOccupation } from '../privacy/masks.ts';
import { fields } from '../privacy/table.ts';
import { type AssessmentInput, type InputField, inputFields, type SurveyFact } from './input.ts';

/** Where on the form each input comes from. */
const comesFrom: Record<Exclude<keyof AssessmentInput, SurveyFact>, readonly FieldPath[]> = {
  annualHouseholdIncome: ['household.annualHouseholdIncome'],
  householdSize: ['household.householdSize'],
  otherAnnualIncome: ['household.otherAnnualIncome'],
  workerMonthlyIncome: ['worker.monthlyIncome'],
  rigidMedical: ['rigidExpenses.medical'],
  rigidEducation: ['rigidExpenses.education'],
  rigidDisabilityCare: ['rigidExpenses.disabilityCare'],
  rigidEmployment: ['rigidExpenses.employment'],
  rigidAccident: ['rigidExpenses.accident'],
  rigidOther: ['rigidExpenses.other'],
  reimbursements: ['reimbursements'],
  governmentAid: ['governmentAid'],
  hasAid: ['governmentAid', 'household.receivedAid'],
  homes: ['assets.homes'],
  shops: ['assets.shops'],
  employees: ['assets.employees'],
  vehicles: ['assets.vehicles'],
  exemptVehicles: ['assets.vehicles'],
  privateSchool: ['assets.privateSchool'],
  overseasStudy: ['assets.overseasStudy'],
  savings: ['assets.savings'],
  investments: ['assets.investments'],
  unionMember: ['worker.unionMember'],
  contractYears: ['worker.contractYears'],
  openEndedContract: ['worker.openEndedContract'],
  factualEmploymentYears: ['worker.factualEmploymentYears'],
  migrantWorker: ['worker.employmentType'],
  primaryCause: ['causes.primaryCause'],
  secondaryCauses: ['causes.secondaryCauses'],
  majorEvent: ['causes.majorEvent'],
  retired: ['worker.occupationStatus'],
  anyDisabled: ['worker.health', 'members[].health'],
  anySeriousIllness: ['worker.health', 'members[].health'],
  anyStudent: ['members[].occupationStatus'],
  singleParent: ['household.singleParent'],
  division: ['worker.hukouDivision', 'worker.workDivision'],
};

/** What a mask leaves: that somebody is 在校生 stands on the approver's page, only which school or illness does not. */
const leftBy: { [Name in keyof typeof comesFrom]?: string } = { anyStudent: 'occupation' };

test('审批人在表上看不全的栏，认定的说明也不告诉他', () => {
  expect(maskOccupation('大学生')).toBe('在校生');
  const hidden = (Object.keys(comesFrom) as (keyof typeof comesFrom)[]).filter((name) =>
    comesFrom[name].some((path) => !['full', leftBy[name]].includes(fields[path].mask.approver)),
  );
  const told = hidden.filter((name) => (inputFields[name] as InputField).sealed === undefined);
  expect(told).toEqual([]);
});

test('健康和致困原因，连规则成立与否也不说', () => {
  const telling: (keyof AssessmentInput)[] = [
    ...(['primaryCause', 'secondaryCauses', 'majorEvent', 'anyDisabled', 'anySeriousIllness'] as const),
  ];
  expect(telling.map((name) => (inputFields[name] as InputField).sealed)).toEqual(telling.map(() => 'circumstance'));
});
