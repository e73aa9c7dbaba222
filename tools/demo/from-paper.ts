import { fenFromYuan } from '../../shared/money/fen.ts';

/**
 * A 《困难职工档案表》 as it is written down from paper (samples/forms.json): the boxes' Chinese names as keys, amounts in
 * yuan. Turned into the JSON that the API takes. Nothing is corrected on the way: what is wrong on paper stays wrong.
 */
export type PaperForm = Record<string, unknown>;

type Take = (value: unknown) => unknown;

const asIs: Take = (value) => value;
const yuan: Take = (value) => (typeof value === 'number' ? fenFromYuan(value) : value);
const yesNo: Take = (value) => (value === '是' ? true : value === '否' ? false : value);
const attached: Take = (value) => (Array.isArray(value) ? value.map((type) => ({ type, name: type })) : value);
/** The paper counts vehicles; the form names each one's kind. */
const vehicles: Take = (value) => (typeof value === 'number' ? Array<string>(value).fill('机动车') : value);

/** Box on paper → section and name on the form. An empty section stands for the top level. */
const boxes: Record<string, [section: string, name: string, take: Take]> = {
  姓名: ['worker', 'name', asIs],
  民族: ['worker', 'ethnicity', asIs],
  性别: ['worker', 'sex', asIs],
  政治面貌: ['worker', 'politicalStatus', asIs],
  身份证号: ['worker', 'idNumber', asIs],
  出生日期: ['worker', 'birthDate', asIs],
  住房类型: ['worker', 'housingType', asIs],
  建筑面积: ['worker', 'floorArea', asIs],
  手机号码: ['worker', 'mobile', asIs],
  其他联系方式: ['worker', 'otherContact', asIs],
  邮政编码: ['worker', 'postcode', asIs],
  家庭住址: ['worker', 'homeAddress', asIs],
  工作单位: ['worker', 'employer', asIs],
  健康状况: ['worker', 'health', asIs],
  残疾类别: ['worker', 'disability', asIs],
  本人月平均收入: ['worker', 'monthlyIncome', yuan],
  户口所在行政区划: ['worker', 'hukouDivision', asIs],
  是否有一定自救能力: ['worker', 'selfReliant', yesNo],
  职工类型: ['worker', 'employmentType', asIs],
  工作状态: ['worker', 'occupationStatus', asIs],
  所属行业: ['worker', 'industry', asIs],
  婚姻状况: ['worker', 'maritalStatus', asIs],
  户口类型: ['worker', 'hukouType', asIs],
  医保状况: ['worker', 'medicalInsurance', yesNo],
  劳模类型: ['worker', 'modelWorkerType', asIs],
  单位性质: ['worker', 'employerNature', asIs],
  工会会员: ['worker', 'unionMember', yesNo],
  劳动合同年限: ['worker', 'contractYears', asIs],
  务工地行政区划: ['worker', 'workDivision', asIs],
  家庭其他非薪资年收入: ['household', 'otherAnnualIncome', yuan],
  家庭年度总收入: ['household', 'annualHouseholdIncome', yuan],
  家庭人口: ['household', 'householdSize', asIs],
  是否为零就业家庭: ['household', 'zeroEmployment', yesNo],
  家庭主要成员: ['', 'members', (value) => (Array.isArray(value) ? value.map(memberFromPaper) : value)],
  主要致困原因: ['causes', 'primaryCause', asIs],
  次要致困原因: ['causes', 'secondaryCauses', asIs],
  致困原因说明: ['causes', 'causeNote', asIs],
  开户银行: ['account', 'bankName', asIs],
  支行名称: ['account', 'bankBranch', asIs],
  银行卡号: ['account', 'bankAccount', asIs],
  附件: ['', 'attachments', attached],
  '刚性支出(年)': ['', 'rigidExpenses', (value) => boxesInto(value, expenseBoxes)],
  财产: ['', 'assets', (value) => boxesInto(value, assetBoxes)],
  备注: ['', 'remarks', asIs],
};

const memberBoxes: Record<string, [name: string, take: Take]> = {
  姓名: ['name', asIs],
  关系: ['relation', asIs],
  性别: ['sex', asIs],
  政治面貌: ['politicalStatus', asIs],
  身份证号: ['idNumber', asIs],
  无身份证号说明: ['noIdNumberReason', asIs],
  出生日期: ['birthDate', asIs],
  健康状况: ['health', asIs],
  月收入: ['monthlyIncome', yuan],
  身份: ['occupationStatus', asIs],
  单位或学校: ['employerOrSchool', asIs],
};

const expenseBoxes: Record<string, [name: string, take: Take]> = {
  医疗: ['medical', yuan],
  教育: ['education', yuan],
  残疾照料: ['disabilityCare', yuan],
  就业: ['employment', yuan],
  意外: ['accident', yuan],
  其他: ['other', yuan],
};

const assetBoxes: Record<string, [name: string, take: Take]> = {
  住宅套数: ['homes', asIs],
  机动车: ['vehicles', vehicles],
  说明: ['assetNote', asIs],
};

/** Keys of a sample that are about the sample, not boxes of the form. */
const notBoxes = ['说明', '期望'];

function memberFromPaper(member: unknown): unknown {
  return boxesInto(member, memberBoxes);
}

function boxesInto(paper: unknown, names: Record<string, [name: string, take: Take]>): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [box, value] of Object.entries(paper as object)) {
    const [name, take] = names[box] ?? unknownBox(box);
    if (value !== null) found[name] = take(value);
  }
  return found;
}

function unknownBox(box: string): never {
  throw new Error(`表上没有“${box}”一栏`);
}

/**
 * The API's JSON for a form on paper. An empty box (null) is left out.
 * @param codeLists which generation of option lists the paper was filled in with
 * @throws Error for a box that the form does not have, AmountError for an amount that is no exact number of fen
 */
export function fromPaper(paper: PaperForm, codeLists: '2016' | '2020' = '2016'): unknown {
  const form: Record<string, unknown> = { codeLists };
  for (const [box, value] of Object.entries(paper)) {
    if (notBoxes.includes(box)) continue;
    const [section, name, take] = boxes[box] ?? unknownBox(box);
    if (value === null) continue;
    if (section === '') form[name] = take(value);
    else {
      const part = (form[section] ?? {}) as Record<string, unknown>;
      form[section] = { ...part, [name]: take(value) };
    }
  }
  return form;
}
