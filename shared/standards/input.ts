/**
 * What a standard may ask of a household, flat. The form is mapped onto it; an empty box counts as 0, false or no
 * word at all. Money is integer fen. The names are the ones that CEL text uses.
 */
export interface AssessmentInput {
  /** 家庭年度总收入: fen a year, without government aid and reimbursements. */
  annualHouseholdIncome: number;
  /** 家庭人口: a whole number, at least 1. */
  householdSize: number;
  /** 家庭其他非薪资年收入: fen a year; part of the total. */
  otherAnnualIncome: number;
  /** 本人月平均收入: fen a month; part of the total. */
  workerMonthlyIncome: number;

  /** 刚性支出: fen a year, before anything was paid back. */
  rigidMedical: number;
  rigidEducation: number;
  /** 长期照料、残疾护理. */
  rigidDisabilityCare: number;
  /** 必要就业成本. */
  rigidEmployment: number;
  /** 意外、灾害造成的费用或损失. */
  rigidAccident: number;
  rigidOther: number;
  /** 报销、赔付、补偿, for any of the expenses above: fen a year. */
  reimbursements: number;
  /** 政府救助金: fen a year. */
  governmentAid: number;
  /** 经政府救助: true also when the amount is not on the form. */
  hasAid: boolean;

  /** 住宅套数, whether lived in or not. */
  homes: number;
  shops: number;
  /** 雇佣人数, in a business of the household. */
  employees: number;
  /** 机动车辆 in all, the exempt ones included. */
  vehicles: number;
  /** Of these, 残疾人代步车、摩托车. */
  exemptVehicles: number;
  /** 子女就读高收费私立学校. */
  privateSchool: boolean;
  /** 子女自费留学. */
  overseasStudy: boolean;
  /** 储蓄: fen. */
  savings: number;
  /** 投资性净资产: fen. */
  investments: number;

  unionMember: boolean;
  /** 劳动合同年限, years; 0 without a contract. */
  contractYears: number;
  /** 无固定期限劳动合同. */
  openEndedContract: boolean;
  /** 事实劳动关系年限, years; 0 without one. */
  factualEmploymentYears: number;
  /** 困难农民工. */
  migrantWorker: boolean;

  /** One of `hardshipCauses`. */
  primaryCause: string;
  /** None to three of `hardshipCauses`. */
  secondaryCauses: readonly string[];

  /** 重大事件后果: 致残, 染病, 因公牺牲, or no word. */
  majorEvent: string;

  /** The worker is retired. */
  retired: boolean;
  /** The worker or a member has 健康状况 残疾. */
  anyDisabled: boolean;
  /** The worker or a member has a 健康状况 other than 良好, 一般疾病 and 残疾. */
  anySeriousIllness: boolean;
  /** A member is at school or university. */
  anyStudent: boolean;
  /** 单亲. */
  singleParent: boolean;

  /**
   * 家庭实际人均收入低于低保标准已连续六个月以上 (facts.md 1.3.1a). No form shows it: taken as so until the survey asks.
   */
  sixMonthsBelowLine: boolean;

  /** Six digits: whose subsistence line applies. A migrant worker's work division, everyone else's hukou division. */
  division: string;
}

/** What only the survey can find out; until it did, each counts as confirmed. */
export const surveyFacts = ['sixMonthsBelowLine'] as const satisfies readonly (keyof AssessmentInput)[];
export type SurveyFact = (typeof surveyFacts)[number];
/** What the surveyor answered; without an answer a fact counts as confirmed. */
export type SurveyAnswers = { [Fact in SurveyFact]?: boolean };

/** 致困原因: the ten of the 档案表 (工保字〔2016〕2号), in its order. */
export const hardshipCauses = [
  '家庭成员无劳动能力',
  '有劳动能力而未就业',
  '下岗失业',
  '未参加社会保险',
  '社会保险待遇落实不到位',
  '家庭成员患重大疾病',
  '遭受自然灾害',
  '遭受意外事故',
  '子女上学',
  '其他',
] as const;

/** fen: an amount; count: a whole number; years: may have a fraction; flag, word and words as they say. */
export type InputKind = 'fen' | 'count' | 'years' | 'flag' | 'word' | 'words';

/** How a field is declared to CEL and named to people. */
export interface InputField {
  kind: InputKind;
  title: string;
  /**
   * Set when the approver does not see the form's field whole (shared/privacy/table.ts). `value`: who may not open the form is not told the
   * amount. `circumstance`: they are not told either whether a rule about it holds, because that would tell of an
   * illness or a cause; such a field never enters an assessment.
   */
  sealed?: 'value' | 'circumstance';
}

export const inputFields = {
  annualHouseholdIncome: { kind: 'fen', title: '家庭年度总收入' },
  householdSize: { kind: 'count', title: '家庭人口' },
  otherAnnualIncome: { kind: 'fen', title: '家庭其他非薪资年收入' },
  workerMonthlyIncome: { kind: 'fen', title: '本人月平均收入' },
  rigidMedical: { kind: 'fen', title: '医疗支出', sealed: 'value' },
  rigidEducation: { kind: 'fen', title: '教育支出' },
  rigidDisabilityCare: { kind: 'fen', title: '残疾照料支出', sealed: 'value' },
  rigidEmployment: { kind: 'fen', title: '必要就业成本' },
  rigidAccident: { kind: 'fen', title: '意外支出或损失', sealed: 'value' },
  rigidOther: { kind: 'fen', title: '其他刚性支出' },
  reimbursements: { kind: 'fen', title: '报销、赔付和补偿', sealed: 'value' },
  governmentAid: { kind: 'fen', title: '政府救助金' },
  hasAid: { kind: 'flag', title: '经政府救助' },
  homes: { kind: 'count', title: '住宅套数' },
  shops: { kind: 'count', title: '商业店铺数' },
  employees: { kind: 'count', title: '雇佣人数' },
  vehicles: { kind: 'count', title: '机动车辆数', sealed: 'value' },
  exemptVehicles: { kind: 'count', title: '其中残疾人代步车、摩托车数', sealed: 'value' },
  privateSchool: { kind: 'flag', title: '子女就读高收费私立学校' },
  overseasStudy: { kind: 'flag', title: '子女自费留学' },
  savings: { kind: 'fen', title: '储蓄' },
  investments: { kind: 'fen', title: '投资性净资产' },
  unionMember: { kind: 'flag', title: '工会会员' },
  contractYears: { kind: 'years', title: '劳动合同年限' },
  openEndedContract: { kind: 'flag', title: '无固定期限劳动合同' },
  factualEmploymentYears: { kind: 'years', title: '事实劳动关系年限' },
  migrantWorker: { kind: 'flag', title: '困难农民工' },
  primaryCause: { kind: 'word', title: '主要致困原因', sealed: 'circumstance' },
  secondaryCauses: { kind: 'words', title: '次要致困原因', sealed: 'circumstance' },
  majorEvent: { kind: 'word', title: '重大事件后果', sealed: 'circumstance' },
  retired: { kind: 'flag', title: '已退休', sealed: 'value' },
  anyDisabled: { kind: 'flag', title: '家庭成员有残疾', sealed: 'circumstance' },
  anySeriousIllness: { kind: 'flag', title: '家庭成员患重病', sealed: 'circumstance' },
  anyStudent: { kind: 'flag', title: '家庭成员在学' },
  singleParent: { kind: 'flag', title: '单亲' },
  sixMonthsBelowLine: { kind: 'flag', title: '低于低保标准已连续六个月以上' },
  division: { kind: 'word', title: '适用低保标准的行政区划' },
} as const satisfies Record<keyof AssessmentInput, InputField>;
