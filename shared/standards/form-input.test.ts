import { describe, expect, test } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import { assessmentInput } from './form-input.ts';

const form = household(1);
const withWorker = (worker: Partial<Form['worker']>): Form => ({ ...form, worker: { ...form.worker, ...worker } });

describe('标准从表上问到的', () => {
  test('写了的，照写的', () => {
    const { worker, household: income, causes } = form;
    const full: Form = {
      ...form,
      worker: { ...worker, unionMember: true, contractYears: 2, openEndedContract: true, factualEmploymentYears: 3 },
      household: { ...income, singleParent: true },
      rigidExpenses: { medical: 1, education: 2, disabilityCare: 3, employment: 4, accident: 5, other: 6 },
      reimbursements: 7,
      governmentAid: 8,
      assets: {
        homes: 1,
        shops: 2,
        employees: 3,
        vehicles: ['机动车', '摩托车', '残疾人代步车'],
        privateSchool: true,
        overseasStudy: true,
        savings: 9,
        investments: 10,
      },
      causes: { ...causes, secondaryCauses: ['子女上学'], majorEvent: '牺牲' },
    };
    expect(assessmentInput(full)).toMatchObject({
      ...{ annualHouseholdIncome: 1_200_000, householdSize: 2, otherAnnualIncome: 0, workerMonthlyIncome: 100_000 },
      ...{ rigidMedical: 1, rigidEducation: 2, rigidDisabilityCare: 3 },
      ...{ rigidEmployment: 4, rigidAccident: 5, rigidOther: 6 },
      ...{ reimbursements: 7, governmentAid: 8, hasAid: true },
      ...{ homes: 1, shops: 2, employees: 3, vehicles: 3, exemptVehicles: 2, savings: 9, investments: 10 },
      ...{ privateSchool: true, overseasStudy: true, singleParent: true },
      ...{ unionMember: true, contractYears: 2, openEndedContract: true, factualEmploymentYears: 3 },
      ...{ primaryCause: '下岗失业', secondaryCauses: ['子女上学'], majorEvent: '因公牺牲' },
    });
  });

  test('空着的，是零，是没有', () => {
    expect(assessmentInput(form)).toMatchObject({
      ...{ rigidMedical: 0, rigidEducation: 0, rigidDisabilityCare: 0, rigidEmployment: 0 },
      ...{ rigidAccident: 0, rigidOther: 0, reimbursements: 0, governmentAid: 0, hasAid: false },
      ...{ homes: 0, shops: 0, employees: 0, vehicles: 0, exemptVehicles: 0, savings: 0, investments: 0 },
      ...{ privateSchool: false, overseasStudy: false, singleParent: false, retired: false },
      ...{ unionMember: false, contractYears: 0, openEndedContract: false, factualEmploymentYears: 0 },
      ...{ secondaryCauses: [], majorEvent: '', migrantWorker: false, division: '530102' },
    });
  });

  test('退休的，离退休的，都算退休；别的工作状态不算', () => {
    const retired = (occupationStatus: string) => assessmentInput(withWorker({ occupationStatus })).retired;
    expect(['退休', '在岗', '内退'].map(retired)).toEqual([true, false, false]);
  });

  test('只有调查问得出的，没问当作是，问了照问到的', () => {
    expect(assessmentInput(form).sixMonthsBelowLine).toBe(true);
    expect(assessmentInput(form, { sixMonthsBelowLine: false }).sixMonthsBelowLine).toBe(false);
    expect(assessmentInput(form, { sixMonthsBelowLine: true }).sixMonthsBelowLine).toBe(true);
  });

  test('困难农民工用务工地的低保标准，别人用户口所在地的；没写务工地的，还用户口所在地的', () => {
    const away = { hukouDivision: '532901', workDivision: '530102' };
    const division = (worker: Partial<Form['worker']>) => assessmentInput(withWorker(worker)).division;
    expect(division({ ...away, employmentType: '困难农民工' })).toBe('530102');
    expect(division(away)).toBe('532901');
    expect(division({ hukouDivision: '532901', employmentType: '困难农民工' })).toBe('532901');
  });

  test('各版的词不同的，换成这一版的；不认得的，照写的', () => {
    const causes = { primaryCause: '收入低', secondaryCauses: [], majorEvent: '别的' };
    expect(assessmentInput({ ...form, causes })).toMatchObject({ primaryCause: '其他', majorEvent: '别的' });
  });
});
