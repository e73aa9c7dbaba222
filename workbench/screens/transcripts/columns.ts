import { fieldLabels } from '../../../shared/form/fields.ts';

/** How a cell of a column is read. `whole`: a number that must not have been kept as one. */
type Kind = 'text' | 'whole' | 'yuan' | 'count' | 'yesNo' | 'list' | 'date' | 'county';

/** A column that an old register may have: where it belongs, and what else it is called. */
export interface Column {
  key: string;
  title: string;
  kind: Kind;
  /** Place in the form of whoever's row it is: the worker's, or a member's. */
  worker?: string;
  member?: string;
  also: readonly string[];
}

const label = (path: string): string => (fieldLabels as Record<string, string>)[path] ?? path;

/** On everybody's row. */
const person = (field: string, kind: Kind = 'text', ...also: string[]): Column => ({
  ...{ key: field, title: label(`worker.${field}`), kind, also },
  ...{ worker: `worker.${field}`, member: field },
});
/** On the worker's row. */
const own = (path: string, kind: Kind = 'text', ...also: string[]): Column => ({
  ...{ key: path, title: label(path), kind, worker: path, also },
});
const beside = (key: string, title: string, kind: Kind, ...also: string[]): Column => ({ key, title, kind, also });

export const columns: readonly Column[] = [
  beside('dossierNumber', '职工编号', 'text', '档案编号', '编号', '困难职工编号'),
  beside('registeredOn', '建档日期', 'date', '建档时间', '建档年月日'),
  beside('category', '困难类别', 'text', '困难类型', '类别'),
  beside('tier', '档案级别', 'text', '建档标准', '建档层级', '级别'),
  beside('union', '建档工会', 'text', '所属工会', '工会名称', '工会'),
  beside('relation', '与本人关系', 'text', '关系', '与户主关系', '家庭成员关系', '关系(是户主的)'),
  person('name', 'text', '职工姓名'),
  person('idNumber', 'whole', '身份证', '身份证号码', '公民身份号码', '证件号码'),
  person('sex'),
  person('birthDate', 'date', '出生年月', '出生年月日'),
  person('politicalStatus'),
  person('health'),
  person('disability'),
  person('disabilityGrade'),
  person('monthlyIncome', 'yuan', '月收入', '月收入（元）', '本人月均收入', '本人月平均收入（元）'),
  person('occupationStatus', 'text', '身份', '人员身份'),
  person('medicalInsurance', 'yesNo', '是否进入医保'),
  person('hukouType'),
  { key: 'employerOrSchool', title: '单位或学校', kind: 'text', member: 'employerOrSchool', also: [] },
  {
    key: 'noIdNumberReason',
    title: label('members[].noIdNumberReason'),
    kind: 'text',
    member: 'noIdNumberReason',
    also: [],
  },
  own('worker.ethnicity'),
  own('worker.housingType'),
  own('worker.floorArea'),
  own('worker.mobile', 'text', '手机', '手机号', '联系电话'),
  own('worker.otherContact'),
  own('worker.postcode', 'text', '邮编'),
  own('worker.employer', 'text', '单位名称', '单位'),
  own('worker.homeAddress', 'text', '住址', '家庭地址'),
  own('worker.hukouDivision', 'county', '户口所在地', '户籍地行政区划'),
  own('worker.selfReliant', 'yesNo'),
  own('worker.employmentType'),
  own('worker.industry'),
  own('worker.maritalStatus'),
  own('worker.modelWorkerType'),
  own('worker.employerNature'),
  own('worker.unionMember', 'yesNo'),
  own('worker.contractYears', 'count'),
  own('worker.workDivision', 'county'),
  own('household.otherAnnualIncome', 'yuan'),
  own('household.annualHouseholdIncome', 'yuan', '家庭年收入'),
  own('household.householdSize', 'count', '家庭人口数'),
  own('household.incomeNote'),
  own('household.zeroEmployment', 'yesNo'),
  own('household.singleParent', 'yesNo'),
  own('causes.primaryCause', 'text', '致困原因', '主要致困原因（限选1项）'),
  own('causes.secondaryCauses', 'list'),
  own('causes.causeNote'),
  own('rigidExpenses.medical', 'yuan'),
  own('rigidExpenses.education', 'yuan'),
  own('rigidExpenses.disabilityCare', 'yuan'),
  own('account.bankName'),
  own('account.bankBranch', 'text', '支行'),
  own('account.bankAccount', 'whole', '银行账号', '银行卡'),
  own('remarks'),
];

/** Without what heads of tables have around their words: spaces, stars of what must be filled in, units. */
const bare = (heading: string): string => heading.replace(/[\s*＊:：]|[（(](元|元\/月|元\/年|必填)[）)]/g, '');

/** Which column each heading is, by its place; undefined where none, or where another has it already. */
export function guessed(headings: readonly string[]): (string | undefined)[] {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const found = columns.find(({ title, also }) => [title, ...also].some((each) => bare(each) === bare(heading)));
    if (heading === '' || found === undefined || taken.has(found.key)) return undefined;
    taken.add(found.key);
    return found.key;
  });
}

/** Without these nothing can be told apart. */
export const needed = ['dossierNumber', 'registeredOn', 'category', 'tier', 'name', 'idNumber'] as const;

export const columnOf = (key: string | undefined): Column | undefined => columns.find((each) => each.key === key);
