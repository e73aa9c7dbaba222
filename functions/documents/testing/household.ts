import type { Form } from '../../../shared/form/form.ts';
import { planContent } from '../../../test/support/example-plan.ts';
import type { Household } from '../load.ts';

/** An invented household in which every field of the form is filled in, each amount another. */
export const fullForm: Form = {
  codeLists: '2016',
  worker: {
    name: '李秀英',
    ethnicity: '彝族',
    sex: '女',
    politicalStatus: '共青团员',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    housingType: '承租单位公房',
    floorArea: '20(不含)至50(含)',
    mobile: '13800138000',
    otherContact: '0871-65123456',
    postcode: '650031',
    employer: '昆明某纺织厂',
    homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    hukouDivision: '530102',
    health: '糖尿病',
    disability: '肢体残疾',
    disabilityGrade: '二级',
    monthlyIncome: 145_011,
    selfReliant: true,
    employmentType: '困难农民工',
    unionMember: true,
    contractYears: 3,
    workDivision: '530111',
  },
  household: {
    otherAnnualIncome: 120_022,
    annualHouseholdIncome: 1_860_154,
    incomeNote: '摆摊收入按社区证明估算',
    householdSize: 3,
    householdSizeReason: '长子已单独立户',
    zeroEmployment: false,
    singleParent: false,
    receivedAid: true,
  },
  members: [
    {
      name: '王建国',
      relation: '丈夫',
      sex: '男',
      politicalStatus: '中共党员',
      idNumber: '530102197208010317',
      birthDate: '1972-08-01',
      health: '心血管病',
      disability: '精神残疾',
      disabilityGrade: '三级',
      monthlyIncome: 33_033,
      occupationStatus: '失(无)业',
      medicalInsurance: true,
      employerOrSchool: '某运输队',
      hukouType: '农转居',
    },
    {
      name: '王小雨',
      relation: '女儿',
      sex: '女',
      idNumber: '530102201506010242',
      birthDate: '2015-06-01',
      health: '良好',
      occupationStatus: '小学',
      employerOrSchool: '昆明市某某小学',
    },
  ],
  causes: { primaryCause: '下岗失业', secondaryCauses: ['其他'], causeNote: '丈夫长期住院' },
  account: { bankName: '中国农业银行', bankBranch: '昆明城东支行', bankAccount: '6228480004579563356' },
  attachments: [
    { type: '诊断证明复印件', name: '王建国诊断书' },
    { type: '户口本复印件', name: '全家户口本' },
  ],
  determination: {
    isTarget: true,
    determinedOn: '2026-11-03',
    priorityGroup: '支出性生活困难',
    supportTracks: ['社会救助兜底'],
  },
  rigidExpenses: {
    medical: 1_260_044,
    education: 800_055,
    disabilityCare: 70_066,
    employment: 60_077,
    accident: 50_088,
    other: 40_099,
  },
  reimbursements: 310_012,
  governmentAid: 220_013,
  assets: {
    homes: 1,
    shops: 0,
    employees: 0,
    vehicles: ['残疾人功能性补偿代步机动车'],
    privateSchool: false,
    overseasStudy: false,
    savings: 510_014,
    investments: 20_015,
    assetNote: '住房为集资房',
  },
  remarks: '邻里关系好',
};

/** The same household, registered, with a plan that the worker signed on 22 November 2026, 10:12 in Shanghai. */
export const household: Household = {
  id: '3f9k2abc5d6e7f8g9h0jkmnpqr',
  // Registered by the union of the workplace, another county than that of the household register.
  invented: false,
  union: '云南省昆明市盘龙区总工会',
  form: fullForm,
  uploads: [
    {
      id: 'b2',
      kind: '收入证明',
      name: '社区收入证明',
      status: 'accepted',
      size: 20_480,
      by: 'staff-0007',
      at: '2026-11-04T02:00:00.000Z',
    },
    {
      id: 'a1',
      kind: '诊断证明复印件',
      name: '王建国诊断书第二版',
      status: 'accepted',
      size: 10_240,
      by: 'staff-0007',
      at: '2026-11-03T02:00:00.000Z',
    },
  ],
  dossierNumber: '530103202600017',
  hardshipCategory: '低保边缘户',
  tier: '全国级',
  survey: {
    surveyedOn: '2026-11-05',
    surveyors: ['赵调查', '孙走访'],
    opinion: '看了病历和住房，情况属实。',
    entry: 5,
  },
  notice: {
    from: '2026-11-06',
    until: '2026-11-12',
    workingDays: 5,
    objections: [{ raisedOn: '2026-11-09', closed: { outcome: 'dismissed', on: '2026-11-11' } }],
  },
  approvals: [
    {
      levelName: '县级工会审批',
      fromAbove: false,
      approver: '周审批',
      opinion: '同意建档，按月走访。',
      at: '2026-11-16T02:30:00.000Z',
      entry: 10,
    },
  ],
  plan: {
    number: 1,
    madeOn: '2026-11-20',
    content: planContent,
  },
  signature: { name: '李秀英', signedAt: '2026-11-22T02:12:00.000Z', entry: 13 },
  registrar: 'staff-0007',
  recorder: 'staff-0009',
};

/** Every leaf of a form by its path (`members[].name`), as printed text would show it. */
export function leavesOf(form: object, prefix = ''): { path: string; text: string }[] {
  return Object.entries(form).flatMap(([key, value]) => {
    const path = `${prefix}${key}`;
    if (!Array.isArray(value)) {
      return typeof value === 'object' && value !== null
        ? leavesOf(value, `${path}.`)
        : [{ path, text: String(value) }];
    }
    return value.flatMap((item) =>
      typeof item === 'object' ? leavesOf(item, `${path}[].`) : [{ path, text: String(item) }],
    );
  });
}
