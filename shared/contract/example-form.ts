import type { Form } from '../form/form.ts';

/** A 档案表 that is right in every box, as the API description shows it. The people in it are invented. */
export const exampleForm: Form = {
  codeLists: '2016',
  worker: {
    name: '李秀英',
    ethnicity: '汉族',
    sex: '女',
    politicalStatus: '群众',
    idNumber: '530102197403120423',
    birthDate: '1974-03-12',
    housingType: '租房',
    mobile: '13810000000',
    employer: '昆明某纺织厂',
    homeAddress: '昆明市五华区护国街道双龙桥社区12幢3单元402室',
    hukouDivision: '530102',
    health: '良好',
    monthlyIncome: 145_000,
  },
  household: { otherAnnualIncome: 0, annualHouseholdIncome: 1_740_000, householdSize: 2 },
  members: [
    {
      name: '王建国',
      relation: '丈夫',
      sex: '男',
      idNumber: '530102197208010317',
      birthDate: '1972-08-01',
      health: '心血管病',
      monthlyIncome: 0,
    },
  ],
  causes: { primaryCause: '下岗失业', secondaryCauses: [] },
};
