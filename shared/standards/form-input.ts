import { circumstancesOf } from '../form/circumstances.ts';
import { exemptVehicles, vehicleKind } from '../form/code-lists/assets.ts';
import { majorEvent } from '../form/code-lists/causes.ts';
import { type CodeList, wordForRules } from '../form/code-lists/code-list.ts';
import { retired, workStatus } from '../form/code-lists/person.ts';
import type { Form } from '../form/form.ts';
import type { AssessmentInput, SurveyAnswers } from './input.ts';

/**
 * What the standards ask of a form that `checkForm` passed. Words are put into the form's generation of the code lists
 * (an alias becomes the word it stands for, a word that covers several the first of them); a box left empty counts as 0, false or no word.
 */
export function assessmentInput(form: Form, answers: SurveyAnswers = {}): AssessmentInput {
  const { worker, household, causes, rigidExpenses = {}, assets = {} } = form;
  const word = (list: CodeList, value: string) => wordForRules(list, form.codeLists, value) ?? value;
  const vehicles = (assets.vehicles ?? []).map((kind) => word(vehicleKind, kind));
  const { causes: named, ...circumstances } = circumstancesOf(form);
  const [primaryCause = '', ...secondaryCauses] = named;
  return {
    annualHouseholdIncome: household.annualHouseholdIncome,
    householdSize: household.householdSize,
    otherAnnualIncome: household.otherAnnualIncome,
    workerMonthlyIncome: worker.monthlyIncome,
    rigidMedical: rigidExpenses.medical ?? 0,
    rigidEducation: rigidExpenses.education ?? 0,
    rigidDisabilityCare: rigidExpenses.disabilityCare ?? 0,
    rigidEmployment: rigidExpenses.employment ?? 0,
    rigidAccident: rigidExpenses.accident ?? 0,
    rigidOther: rigidExpenses.other ?? 0,
    reimbursements: form.reimbursements ?? 0,
    governmentAid: form.governmentAid ?? 0,
    homes: assets.homes ?? 0,
    shops: assets.shops ?? 0,
    employees: assets.employees ?? 0,
    vehicles: vehicles.length,
    exemptVehicles: vehicles.filter((kind) => exemptVehicles.includes(kind)).length,
    privateSchool: assets.privateSchool ?? false,
    overseasStudy: assets.overseasStudy ?? false,
    savings: assets.savings ?? 0,
    investments: assets.investments ?? 0,
    unionMember: worker.unionMember ?? false,
    contractYears: worker.contractYears ?? 0,
    openEndedContract: worker.openEndedContract ?? false,
    factualEmploymentYears: worker.factualEmploymentYears ?? 0,
    ...circumstances,
    primaryCause,
    secondaryCauses,
    majorEvent: causes.majorEvent === undefined ? '' : word(majorEvent, causes.majorEvent),
    retired: worker.occupationStatus !== undefined && word(workStatus, worker.occupationStatus) === retired,
    singleParent: household.singleParent ?? false,
    sixMonthsBelowLine: answers.sixMonthsBelowLine ?? true,
    division:
      circumstances.migrantWorker && worker.workDivision !== undefined ? worker.workDivision : worker.hukouDivision,
  };
}
