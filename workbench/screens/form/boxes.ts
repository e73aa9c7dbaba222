import { eventCauses } from '../../../shared/form/code-lists/causes.ts';
import type { CodeList } from '../../../shared/form/code-lists/code-list.ts';
import { disabled } from '../../../shared/form/code-lists/health.ts';
import { formerMigrantStatus, migrantWorker } from '../../../shared/form/code-lists/person.ts';
import { codedFields } from '../../../shared/form/coded-fields.ts';
import { type FieldPath, fieldLabels } from '../../../shared/form/fields.ts';
import type { DraftForm } from '../../../shared/form/form.ts';

/** How a box is filled in: as text of one line or several, yuan, a whole number, years, yes or no, a date, a word of a list. */
export type Kind =
  | 'line'
  | 'note'
  | 'digits'
  | 'money'
  | 'count'
  | 'years'
  | 'yesNo'
  | 'date'
  | 'word'
  | 'words'
  | 'idNumber'
  | 'division';

export interface Box {
  field: FieldPath;
  kind: Kind;
  /** As many characters as it takes. */
  max: number;
  /** Whether submission asks for it in every household. */
  required: boolean;
  hint?: string;
  /** Over the whole width. */
  wide?: boolean;
  /** When it is asked for at all; what is filled in is shown in any case. `codes`: E-numbers of the faults there are. */
  when?: (form: DraftForm, codes: ReadonlySet<number>) => boolean;
}

export interface Section {
  key: 'worker' | 'members' | 'expenses' | 'causes' | 'papers' | 'determination';
  title: string;
  boxes: readonly Box[];
  /** Beginnings of the JSON pointers whose faults are counted here. */
  of: readonly string[];
}

const box = (kind: Kind, field: FieldPath, more: Partial<Box> = {}): Box => ({
  field,
  kind,
  max:
    { line: 100, note: 500, digits: 40, money: 20, count: 3, years: 5, idNumber: 40, division: 60, word: 20 }[
      kind as 'line'
    ] ?? 30,
  required: false,
  ...more,
});
const must = { required: true };
const wide = { wide: true };

const isMigrant: NonNullable<Box['when']> = ({ worker }) =>
  worker?.employmentType === migrantWorker ||
  worker?.employmentType === formerMigrantStatus ||
  worker?.occupationStatus === formerMigrantStatus;
const isDisabled: NonNullable<Box['when']> = ({ worker }) => worker?.health === disabled;
const isTarget: NonNullable<Box['when']> = ({ determination }) => determination?.isTarget === true;
const isEvent: NonNullable<Box['when']> = ({ causes: said }) =>
  [said?.primaryCause ?? '', ...(said?.secondaryCauses ?? [])].some((cause) => eventCauses.includes(cause));
const saying =
  (...asked: number[]): NonNullable<Box['when']> =>
  (_, codes) =>
    asked.some((code) => codes.has(code));

const worker: readonly Box[] = [
  box('line', 'worker.name', { ...must, max: 50, hint: '照身份证；少数民族姓名以“·”分隔' }),
  box('idNumber', 'worker.idNumber', { ...must, hint: '填好以后，性别、出生日期由号码得出' }),
  box('word', 'worker.sex', { ...must, max: 4 }),
  box('date', 'worker.birthDate', must),
  box('word', 'worker.ethnicity', must),
  box('word', 'worker.politicalStatus', must),
  box('word', 'worker.health', must),
  box('word', 'worker.disability', { when: isDisabled }),
  box('word', 'worker.disabilityGrade', { when: isDisabled }),
  box('word', 'worker.housingType', must),
  box('word', 'worker.floorArea'),
  box('digits', 'worker.mobile', { max: 30 }),
  box('line', 'worker.otherContact'),
  box('digits', 'worker.postcode', { max: 20 }),
  box('line', 'worker.employer', { ...must, ...wide }),
  box('word', 'worker.employerNature'),
  box('line', 'worker.homeAddress', { ...must, ...wide, max: 200, hint: '写到门牌、楼栋、单元、室' }),
  box('division', 'worker.hukouDivision', { ...must, hint: '写县区的名称或六位代码' }),
  box('word', 'worker.hukouType'),
  box('money', 'worker.monthlyIncome', { ...must, hint: '元，过去十二个月平均每月' }),
  box('money', 'household.otherAnnualIncome', { ...must, hint: '元，全家一年里工资以外的；没有的填 0' }),
  box('money', 'household.annualHouseholdIncome', { ...must, hint: '元，全家一年合计' }),
  box('count', 'household.householdSize', { ...must, hint: '人，连同本人' }),
  box('note', 'household.incomeNote', {
    ...wide,
    when: saying(1137, 1138, 1147),
    hint: '总收入与各项之和不同的，写明为什么',
  }),
  box('note', 'household.amountNote', {
    ...wide,
    when: saying(1153, 1154),
    hint: '金额看来过小、过大而确属如此的，写明',
  }),
  box('note', 'household.householdSizeReason', {
    ...wide,
    when: saying(1136),
    hint: '家庭人口少于所列的人的，写明为什么',
  }),
  box('word', 'worker.employmentType', { hint: '困难农民工按务工地的标准认定' }),
  box('division', 'worker.workDivision', { when: isMigrant, hint: '写县区的名称或六位代码' }),
  box('years', 'worker.contractYears', { when: isMigrant, hint: '年' }),
  box('yesNo', 'worker.openEndedContract', { when: isMigrant }),
  box('years', 'worker.factualEmploymentYears', { when: isMigrant, hint: '年' }),
  box('yesNo', 'worker.selfReliant'),
  box('yesNo', 'household.zeroEmployment'),
  box('yesNo', 'household.singleParent'),
  box('yesNo', 'worker.unionMember'),
  box('word', 'worker.occupationStatus'),
  box('word', 'worker.maritalStatus'),
  box('word', 'worker.industry'),
  box('yesNo', 'worker.medicalInsurance'),
  box('word', 'worker.modelWorkerType'),
];

/** The columns of the grid of members, in the paper's order. */
export const memberBoxes: readonly Box[] = [
  box('line', 'members[].name', { ...must, max: 50 }),
  box('word', 'members[].relation', must),
  box('idNumber', 'members[].idNumber'),
  box('word', 'members[].sex', { ...must, max: 4 }),
  box('date', 'members[].birthDate', must),
  box('word', 'members[].health', must),
  box('money', 'members[].monthlyIncome'),
  box('word', 'members[].occupationStatus'),
  box('line', 'members[].employerOrSchool'),
  box('word', 'members[].politicalStatus'),
  box('yesNo', 'members[].medicalInsurance'),
  box('word', 'members[].hukouType'),
  box('word', 'members[].disability'),
  box('word', 'members[].disabilityGrade'),
  box('line', 'members[].noIdNumberReason', { max: 200 }),
];

const expenses: readonly Box[] = [
  ...(['medical', 'education', 'disabilityCare', 'employment', 'accident', 'other'] as const).map((key) =>
    box('money', `rigidExpenses.${key}`, { hint: '元，一年' }),
  ),
  box('money', 'reimbursements', { hint: '元，一年' }),
  box('yesNo', 'household.receivedAid'),
  box('money', 'governmentAid', { hint: '元，一年' }),
  box('count', 'assets.homes', { hint: '套' }),
  box('count', 'assets.shops', { hint: '间' }),
  box('count', 'assets.employees', { hint: '人' }),
  box('words', 'assets.vehicles', { ...wide, hint: '每一辆一项' }),
  box('yesNo', 'assets.privateSchool'),
  box('yesNo', 'assets.overseasStudy'),
  box('money', 'assets.savings', { hint: '元' }),
  box('money', 'assets.investments', { hint: '元' }),
  box('note', 'assets.assetNote', wide),
];

const causes: readonly Box[] = [
  box('word', 'causes.primaryCause', { ...must, max: 30 }),
  box('words', 'causes.secondaryCauses', { ...wide, hint: '至多三项，不与主要致困原因相同' }),
  box('note', 'causes.causeNote', { ...wide, hint: '选“其他”的，写明是什么' }),
  box('word', 'causes.majorEvent', { when: isEvent, hint: '灾害、事故、大病使家里人怎样了；没有的不填' }),
];

const papers: readonly Box[] = [
  box('line', 'account.bankName', { max: 50 }),
  box('line', 'account.bankBranch', { max: 50 }),
  box('digits', 'account.bankAccount'),
];

const determination: readonly Box[] = [
  box('yesNo', 'determination.isTarget'),
  box('date', 'determination.determinedOn', { when: isTarget }),
  box('word', 'determination.priorityGroup', { ...wide, when: isTarget, max: 30 }),
  box('note', 'determination.priorityGroupNote', { ...wide, when: isTarget, max: 200 }),
  box('words', 'determination.supportTracks', { ...wide, when: isTarget }),
  box('note', 'determination.supportTrackNote', { ...wide, when: isTarget, max: 200 }),
  box('note', 'remarks', { ...wide, max: 1000 }),
];

/** 困难职工档案表 in the paper's order. */
export const sections: readonly Section[] = [
  { key: 'worker', title: '职工本人和收入', boxes: worker, of: ['/worker', '/household', '/codeLists'] },
  { key: 'members', title: '家庭主要成员', boxes: memberBoxes, of: ['/members'] },
  {
    key: 'expenses',
    title: '支出和财产',
    boxes: expenses,
    of: ['/rigidExpenses', '/reimbursements', '/governmentAid', '/household/receivedAid', '/assets'],
  },
  { key: 'causes', title: '致困原因', boxes: causes, of: ['/causes'] },
  { key: 'papers', title: '银行账户和附件', boxes: papers, of: ['/account', '/attachments'] },
  { key: 'determination', title: '对象的确定和备注', boxes: determination, of: ['/determination', '/remarks'] },
];

/** How a field's box is filled in; undefined for what has none. */
export const kindOf = (field: string): Kind | undefined =>
  sections.flatMap(({ boxes }) => boxes).find((each) => each.field === field)?.kind;

/** The section in which a fault is counted: the one that names the most of its pointer. */
export function sectionOf(pointer: string): Section['key'] {
  const named = sections
    .flatMap(({ key, of }) => of.map((start) => ({ key, start })))
    .filter(({ start }) => pointer === start || pointer.startsWith(`${start}/`))
    .toSorted((a, b) => b.start.length - a.start.length);
  return named[0]?.key ?? 'worker';
}

/** What people call a box: as on the paper, without what its place says already. */
export const labelOf = ({ field }: Box): string =>
  field.startsWith('members[]') ? fieldLabels[field].replace(/^家庭成员/, '') : fieldLabels[field];

export function listOf({ field }: Box): CodeList | undefined {
  return Object.hasOwn(codedFields, field) ? codedFields[field as keyof typeof codedFields] : undefined;
}
