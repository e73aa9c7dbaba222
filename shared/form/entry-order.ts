import { formatYuan } from '../money/fen.ts';
import { type FieldPath, fieldLabels } from './fields.ts';

// 录入工会帮扶工作管理系统: in what order, and how each value is written there. The screens of that system are not public.
// The notice says that it asks what its 《困难职工档案表》 asks (facts 0.6), so the order is that of the form. Assumed, until
// somebody who works with it has gone through this table: the order within a part, yuan without separators, days as
// 2026-11-23, 是 and 否, and several words with 、 between them.

type Part = { title: string; of: 'members' | 'household'; fields: readonly FieldPath[] };

const worker = (names: string) => names.split(' ').map((name) => `worker.${name}` as FieldPath);

const entryOrder: readonly Part[] = [
  {
    title: '职工本人',
    of: 'household',
    fields: [
      'record.dossierNumber',
      'record.hardshipCategory',
      'record.tier',
      ...worker('name ethnicity sex politicalStatus idNumber birthDate housingType floorArea health disability'),
      ...worker('disabilityGrade mobile otherContact postcode employer employerNature homeAddress hukouDivision'),
      ...worker('workDivision hukouType maritalStatus medicalInsurance occupationStatus industry employmentType'),
      ...worker('contractYears openEndedContract factualEmploymentYears unionMember modelWorkerType selfReliant'),
    ],
  },
  {
    title: '收入',
    of: 'household',
    fields: [
      'worker.monthlyIncome',
      'household.otherAnnualIncome',
      'household.annualHouseholdIncome',
      'household.householdSize',
      'record.monthlyIncomePerCapita',
      'household.zeroEmployment',
      'household.singleParent',
      'household.receivedAid',
    ],
  },
  {
    title: '家庭成员',
    of: 'members',
    fields: [
      'members[].name',
      'members[].relation',
      'members[].sex',
      'members[].politicalStatus',
      'members[].idNumber',
      'members[].birthDate',
      'members[].health',
      'members[].disability',
      'members[].disabilityGrade',
      'members[].monthlyIncome',
      'members[].occupationStatus',
      'members[].hukouType',
      'members[].medicalInsurance',
      'members[].employerOrSchool',
    ],
  },
  {
    title: '支出、救助与财产',
    of: 'household',
    fields: [
      'rigidExpenses.medical',
      'rigidExpenses.education',
      'rigidExpenses.disabilityCare',
      'rigidExpenses.employment',
      'rigidExpenses.accident',
      'rigidExpenses.other',
      'reimbursements',
      'governmentAid',
      'assets.homes',
      'assets.shops',
      'assets.employees',
      'assets.vehicles',
      'assets.privateSchool',
      'assets.overseasStudy',
      'assets.savings',
      'assets.investments',
    ],
  },
  {
    title: '致困原因和账户',
    of: 'household',
    fields: [
      'causes.primaryCause',
      'causes.secondaryCauses',
      'causes.causeNote',
      'account.bankName',
      'account.bankBranch',
      'account.bankAccount',
    ],
  },
  {
    title: '帮扶计划',
    of: 'household',
    fields: [
      'record.supportTracks',
      'record.supportTrackNote',
      'record.programs',
      'record.programNote',
      'record.measures',
      'record.dueMonth',
      'record.assistingOrganization',
      'record.officerName',
      'record.officerContact',
      'record.registrar',
      'record.reviewer',
      'record.recorder',
      'remarks',
    ],
  },
];

/** Whole fen; all other numbers are written as they are. */
const money = new Set<FieldPath>([
  ...worker('monthlyIncome'),
  'members[].monthlyIncome',
  'household.otherAnnualIncome',
  'household.annualHouseholdIncome',
  'record.monthlyIncomePerCapita',
  'rigidExpenses.medical',
  'rigidExpenses.education',
  'rigidExpenses.disabilityCare',
  'rigidExpenses.employment',
  'rigidExpenses.accident',
  'rigidExpenses.other',
  'reimbursements',
  'governmentAid',
  'assets.savings',
  'assets.investments',
]);

export interface EntryPart {
  title: string;
  /** A value of '' is nothing to type. */
  fields: { title: string; value: string }[];
}

/** A household, as it may be shown, in that system's order; each member is a part of its own. */
export function entryParts(shown: object): EntryPart[] {
  return entryOrder.flatMap(({ title, of, fields }) => {
    if (of === 'household') return [{ title, fields: fields.map((path) => field(path, at(shown, path))) }];
    const members = (at(shown, 'members') as object[] | undefined) ?? [];
    return members.map((member, index) => ({
      title: `${title}，第 ${index + 1} 位`,
      fields: fields.map((path) => field(path, at(member, path.replace('members[].', '')))),
    }));
  });
}

const field = (path: FieldPath, value: unknown) => ({
  title: fieldLabels[path].replace(/^家庭成员(?=.)/, ''),
  value: written(path, value),
});

function written(path: FieldPath, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return money.has(path) ? formatYuan(value).replaceAll(',', '') : String(value);
  return Array.isArray(value) ? value.join('、') : String(value);
}

const at = (from: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);
