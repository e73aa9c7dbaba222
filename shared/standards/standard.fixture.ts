import type { AssessmentInput } from './input.ts';
import type { Standard, SubsistenceLine } from './standard.ts';

/** A standard small enough to reason about: below the line, or up to 1.5 lines with a child at school. */
export function smallStandard(changes: Partial<Standard> = {}): Standard {
  return {
    name: '示例标准',
    version: '1',
    source: '示例',
    tier: 'national',
    divisions: ['53'],
    from: '2020-01-01',
    to: null,
    figures: [
      { name: 'medicalNet', title: '自付医疗支出', cel: 'max(rigidMedical - reimbursements, 0.0)' },
      { name: 'incomeLeft', title: '扣减医疗支出后的家庭收入', cel: 'annualHouseholdIncome - medicalNet' },
    ],
    requirements: [{ id: 'member', title: '须为工会会员', cel: 'unionMember', source: '示例第一条' }],
    clauses: [
      { id: 'below', category: '甲类', title: '低于低保标准', cel: 'incomeLeft < householdLine', source: '示例第二条' },
      {
        id: 'near',
        category: '乙类',
        title: '不超过 1.5 倍且子女上学',
        cel: 'annualHouseholdIncome * 2.0 <= householdLine * 3.0 && anyStudent',
        source: '示例第三条',
      },
    ],
    exclusions: [
      { id: 'home', title: '两套住宅', cel: 'homes >= 2.0', source: '示例第四条', exemptible: true },
      { id: 'shop', title: '有店铺', cel: 'shops >= 1.0', source: '示例第五条', exemptible: false },
    ],
    ...changes,
  };
}

/** 700 元 per person and month. */
export const line700: SubsistenceLine = {
  division: '530102',
  from: '2026-01-01',
  to: null,
  fen: 70_000,
  source: '示例',
};

/** Three people, in the union, with nothing. */
export function threePeople(changes: Partial<AssessmentInput> = {}): AssessmentInput {
  return {
    annualHouseholdIncome: 0,
    householdSize: 3,
    otherAnnualIncome: 0,
    workerMonthlyIncome: 0,
    rigidMedical: 0,
    rigidEducation: 0,
    rigidDisabilityCare: 0,
    rigidEmployment: 0,
    rigidAccident: 0,
    rigidOther: 0,
    reimbursements: 0,
    governmentAid: 0,
    hasAid: false,
    homes: 0,
    shops: 0,
    employees: 0,
    vehicles: 0,
    exemptVehicles: 0,
    privateSchool: false,
    overseasStudy: false,
    savings: 0,
    investments: 0,
    unionMember: true,
    contractYears: 0,
    openEndedContract: false,
    factualEmploymentYears: 0,
    migrantWorker: false,
    primaryCause: '其他',
    secondaryCauses: [],
    majorEvent: '',
    retired: false,
    anyDisabled: false,
    anySeriousIllness: false,
    anyStudent: false,
    singleParent: false,
    sixMonthsBelowLine: true,
    division: '530102',
    ...changes,
  };
}
