import type { Form } from './form.ts';
import type { ProcedureRecord } from './procedure-record.ts';

type Primitive = string | number | boolean | readonly string[];
type Paths<T, Prefix extends string> = {
  [K in keyof T & string]-?: NonNullable<T[K]> extends Primitive
    ? `${Prefix}${K}`
    : NonNullable<T[K]> extends readonly (infer Item)[]
      ? Paths<Item, `${Prefix}${K}[].`>
      : Paths<NonNullable<T[K]>, `${Prefix}${K}.`>;
}[keyof T & string];

/** Every leaf of the form: `worker.name`, `members[].idNumber`, `causes.secondaryCauses`, `remarks`. */
export type FormPath = Paths<Form, ''>;
/** Every leaf that the procedure adds to a form: `record.dossierNumber`. */
export type RecordPath = Paths<ProcedureRecord, 'record.'>;
/** Every leaf that anyone can be shown or not: the form's, and what the procedure added to it. */
export type FieldPath = FormPath | RecordPath;

/** The name of each field as the paper form and the cards print it. */
export const fieldLabels: Record<FieldPath, string> = {
  codeLists: '代码表版本',
  'worker.name': '姓名',
  'worker.ethnicity': '民族',
  'worker.sex': '性别',
  'worker.politicalStatus': '政治面貌',
  'worker.idNumber': '身份证号',
  'worker.birthDate': '出生日期',
  'worker.housingType': '住房类型',
  'worker.floorArea': '建筑面积',
  'worker.mobile': '手机号码',
  'worker.otherContact': '其他联系方式',
  'worker.postcode': '邮政编码',
  'worker.employer': '工作单位',
  'worker.homeAddress': '家庭住址',
  'worker.hukouDivision': '户口所在行政区划',
  'worker.health': '健康状况',
  'worker.disability': '残疾类别',
  'worker.disabilityGrade': '残疾等级',
  'worker.monthlyIncome': '本人月平均收入',
  'worker.selfReliant': '是否有一定自救能力',
  'worker.employmentType': '职工类型',
  'worker.unionMember': '工会会员',
  'worker.contractYears': '劳动合同年限',
  'worker.workDivision': '务工地行政区划',
  'household.otherAnnualIncome': '家庭其他非薪资年收入',
  'household.annualHouseholdIncome': '家庭年度总收入',
  'household.incomeNote': '收入说明',
  'household.householdSize': '家庭人口',
  'household.householdSizeReason': '家庭人口说明',
  'household.zeroEmployment': '是否为零就业家庭',
  'household.singleParent': '是否单亲',
  'household.receivedAid': '是否经政府救助',
  'members[].name': '家庭成员姓名',
  'members[].relation': '家庭成员关系',
  'members[].sex': '家庭成员性别',
  'members[].politicalStatus': '家庭成员政治面貌',
  'members[].idNumber': '家庭成员身份证号',
  'members[].noIdNumberReason': '无身份证号说明',
  'members[].birthDate': '家庭成员出生日期',
  'members[].health': '家庭成员健康状况',
  'members[].disability': '家庭成员残疾类别',
  'members[].disabilityGrade': '家庭成员残疾等级',
  'members[].monthlyIncome': '家庭成员月收入',
  'members[].occupationStatus': '家庭成员身份',
  'members[].medicalInsurance': '家庭成员医保状况',
  'members[].employerOrSchool': '家庭成员单位或学校',
  'members[].hukouType': '家庭成员户口类型',
  'causes.primaryCause': '主要致困原因',
  'causes.secondaryCauses': '次要致困原因',
  'causes.causeNote': '致困原因说明',
  'causes.majorEvent': '重大事件后果',
  'account.bankName': '开户银行',
  'account.bankBranch': '支行名称',
  'account.bankAccount': '银行卡号',
  'attachments[].type': '附件类型',
  'attachments[].name': '附件名称',
  'determination.isTarget': '是否为解困脱困对象',
  'determination.determinedOn': '确定时间',
  'determination.priorityGroup': '五类重点群体',
  'determination.priorityGroupNote': '五类重点群体（其他）注明',
  'determination.supportTracks': '“四个一批”措施',
  'determination.supportTrackNote': '“四个一批”措施（其他）注明',
  'rigidExpenses.medical': '医疗刚性支出',
  'rigidExpenses.education': '教育刚性支出',
  'rigidExpenses.disabilityCare': '残疾照料刚性支出',
  'rigidExpenses.employment': '必要就业成本',
  'rigidExpenses.accident': '意外事故支出',
  'rigidExpenses.other': '其他刚性支出',
  reimbursements: '赔偿补偿和保险支付',
  governmentAid: '政府救助',
  'assets.homes': '住宅套数',
  'assets.shops': '商业店铺数',
  'assets.employees': '雇佣人数',
  'assets.vehicles': '机动车辆',
  'assets.privateSchool': '子女就读高收费私立学校',
  'assets.overseasStudy': '子女自费出国留学',
  'assets.savings': '储蓄',
  'assets.investments': '投资性净资产',
  'assets.assetNote': '财产说明',
  remarks: '备注',
  'record.dossierNumber': '职工编号',
  'record.hardshipCategory': '困难类别',
  'record.tier': '建档层级',
  'record.monthlyIncomePerCapita': '家庭月人均收入',
  'record.registrar': '建档人',
  'record.reviewer': '审核人',
  'record.recorder': '录入人',
  'record.workerSignature': '职工签字',
  'record.assistingOrganization': '帮扶单位',
  'record.officerName': '帮扶责任人',
  'record.officerPost': '帮扶责任人职务',
  'record.officerContact': '帮扶责任人联系方式',
  'record.liaisonName': '所属工会联络人姓名',
  'record.liaisonPost': '所属工会联络人职务',
  'record.liaisonContact': '所属工会联络人联系方式',
  'record.dueMonth': '帮扶任务完成时限',
  'record.supportTracks': '解困脱困措施',
  'record.supportTrackNote': '解困脱困措施（其他）注明',
  'record.programs': '解困脱困计划',
  'record.programNote': '解困脱困计划（其他）注明',
  'record.measures': '帮扶措施',
  'record.cardRemarks': '联系卡备注',
};

export const fieldPaths = Object.keys(fieldLabels) as FieldPath[];

/** Names of the form's parts that are not leaves, for faults that concern a whole part. */
export const sectionLabels: Record<string, string> = {
  worker: '困难职工',
  household: '家庭情况',
  members: '家庭主要成员',
  'members[]': '家庭成员',
  causes: '致困原因',
  'causes.secondaryCauses[]': '次要致困原因',
  account: '银行账户',
  attachments: '附件',
  'attachments[]': '附件',
  determination: '解困脱困对象的确定',
  'determination.supportTracks[]': '“四个一批”措施',
  rigidExpenses: '刚性支出',
  assets: '家庭财产',
  'assets.vehicles[]': '机动车辆',
};
