import type { Standard } from '../../../shared/standards/standard.ts';

type Figure = Standard['figures'][number];

/** Intermediate figures that several standards have in common; each is written once. */

export const aided: Figure = { name: 'aided', title: '经政府救助', cel: 'hasAid || governmentAid > 0.0' };

export const incomeWithAid: Figure = {
  name: 'incomeWithAid',
  title: '家庭年度总收入加政府救助金',
  cel: 'annualHouseholdIncome + governmentAid',
};

export const special: Figure = {
  name: 'special',
  title: '有患病、子女上学、残疾、单亲等特殊原因',
  general: true,
  cel: `anySeriousIllness || anyStudent || anyDisabled || singleParent
    || primaryCause in ["家庭成员患重大疾病", "子女上学"]
    || secondaryCauses.exists(cause, cause in ["家庭成员患重大疾病", "子女上学"])`,
};

/** By the causes that the form names and never by an amount alone: a fen of accident cost would let all medical costs count. */
export const sudden: Figure = {
  name: 'sudden',
  title: '遇突发事件、意外伤害或重大疾病',
  general: true,
  cel: `majorEvent != "" || primaryCause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"]
    || secondaryCauses.exists(cause, cause in ["家庭成员患重大疾病", "遭受自然灾害", "遭受意外事故"])`,
};

/** 因病、上学、残疾、其他特殊原因 (facts.md 1.3.2): what work costs is none of these. */
export const hardshipExpenses: Figure = {
  name: 'hardshipExpenses',
  title: '扣除报销赔付后的困难支出',
  cel: 'max(rigidMedical + rigidEducation + rigidDisabilityCare + rigidAccident + rigidOther - reimbursements, 0.0)',
};

/** Of a household that nothing sudden has struck it says nothing: a clause asks for `sudden` too. */
export const suddenExpenses: Figure = {
  name: 'suddenExpenses',
  title: '扣除报销赔付后的意外致困支出',
  cel: 'max(rigidAccident + rigidMedical + rigidDisabilityCare - reimbursements, 0.0)',
};

/** Needs `incomeWithAid` and `hardshipExpenses`. */
export const incomeAfterHardship: Figure = {
  name: 'incomeAfterHardship',
  title: '扣减困难支出后的家庭收入',
  cel: 'incomeWithAid - hardshipExpenses',
};

/** Needs `incomeWithAid` and `suddenExpenses`. */
export const incomeAfterSudden: Figure = {
  name: 'incomeAfterSudden',
  title: '扣减意外致困支出后的家庭收入',
  cel: 'incomeWithAid - suddenExpenses',
};
