import * as z from 'zod';
import { generations } from './code-lists/generations.ts';

/**
 * The 《困难职工档案表》 (工保字〔2016〕2号 附件1) as it is posted. Schemas here say only the structure: which fields there
 * are, their JSON types, and how large they may be. What the values must be (code lists, ID numbers, sums, dates)
 * is for check.ts, which reports every fault at once and in Chinese.
 *
 * Amounts are integer fen. Dates are ISO dates (2026-06-01), Asia/Shanghai. An optional field that has no value is
 * left out; null is refused, so that there is one way to say "not filled in".
 */

/** One line of text; `max` counts UTF-16 units. */
const line = (max: number) => z.string().max(max);
const amount = z.int().min(0).max(100_000_000_000);
const count = z.int().min(0).max(999);

/** 困难职工, the household's principal. */
export const Worker = z.strictObject({
  name: line(50),
  ethnicity: line(20),
  sex: line(4),
  politicalStatus: line(20),
  idNumber: line(40),
  birthDate: line(10),
  housingType: line(20),
  floorArea: line(20).optional(),
  mobile: line(30).optional(),
  otherContact: line(100).optional(),
  postcode: line(20).optional(),
  employer: line(100),
  homeAddress: line(200),
  hukouDivision: line(6),
  health: line(20),
  /** 残疾类别: given if and only if `health` is 残疾. */
  disability: line(20).optional(),
  disabilityGrade: line(20).optional(),
  /** 本人月平均收入, fen. */
  monthlyIncome: amount,
  selfReliant: z.boolean().optional(),
  /** 职工类型. */
  employmentType: line(20).optional(),
  unionMember: z.boolean().optional(),
  /** 劳动合同年限, years. */
  contractYears: z.number().min(0).max(60).optional(),
  /** 务工地行政区划: for a migrant worker the subsistence line of this place applies. */
  workDivision: line(6).optional(),
});
export type Worker = z.infer<typeof Worker>;

/** 家庭情况: what the form asks about the household as a whole. Amounts in fen a year. */
export const Household = z.strictObject({
  otherAnnualIncome: amount,
  annualHouseholdIncome: amount,
  /** Why the annual total differs from what its parts give. */
  incomeNote: line(500).optional(),
  householdSize: z.int().min(1).max(99),
  /** Why fewer people are counted than are listed. */
  householdSizeReason: line(500).optional(),
  zeroEmployment: z.boolean().optional(),
  singleParent: z.boolean().optional(),
  /** 经政府救助: may be true although the amount (`governmentAid`) is not known. */
  receivedAid: z.boolean().optional(),
});
export type Household = z.infer<typeof Household>;

/** 家庭主要成员. */
export const Member = z.strictObject({
  name: line(50),
  relation: line(20),
  sex: line(4),
  politicalStatus: line(20).optional(),
  idNumber: line(40).optional(),
  /** Required where there is no ID number yet. */
  noIdNumberReason: line(200).optional(),
  birthDate: line(10),
  health: line(20),
  disability: line(20).optional(),
  disabilityGrade: line(20).optional(),
  /** 月收入 today, fen. */
  monthlyIncome: amount.optional(),
  occupationStatus: line(20).optional(),
  medicalInsurance: z.boolean().optional(),
  employerOrSchool: line(100).optional(),
  hukouType: line(20).optional(),
});
export type Member = z.infer<typeof Member>;

/** 致困原因. */
export const Causes = z.strictObject({
  primaryCause: line(30),
  secondaryCauses: z.array(line(30)).max(10).optional(),
  /** Required with 其他. */
  causeNote: line(500).optional(),
});
export type Causes = z.infer<typeof Causes>;

/** 开户银行、支行名称、银行卡号. */
export const Account = z.strictObject({
  bankName: line(50),
  bankBranch: line(50).optional(),
  bankAccount: line(40),
});
export type Account = z.infer<typeof Account>;

/** 附件: what the form says is attached; the uploaded bytes are not part of the form. */
export const Attachment = z.strictObject({ type: line(30), name: line(100) });
export type Attachment = z.infer<typeof Attachment>;

/** 是否为解困脱困对象, determined by the registrar or the reviewer. */
export const Determination = z.strictObject({
  isTarget: z.boolean(),
  determinedOn: line(10).optional(),
  priorityGroup: line(30).optional(),
  priorityGroupNote: line(200).optional(),
  supportTracks: z.array(line(30)).max(10).optional(),
  supportTrackNote: line(200).optional(),
});
export type Determination = z.infer<typeof Determination>;

/** 刚性支出, fen a year. */
export const RigidExpenses = z.strictObject({
  medical: amount.optional(),
  education: amount.optional(),
  disabilityCare: amount.optional(),
  employment: amount.optional(),
  accident: amount.optional(),
  other: amount.optional(),
});
export type RigidExpenses = z.infer<typeof RigidExpenses>;

/** 家庭财产; amounts in fen. */
export const Assets = z.strictObject({
  homes: count.optional(),
  shops: count.optional(),
  /** People whom the household employs. */
  employees: count.optional(),
  /** One entry a vehicle: its kind. Some kinds are exempt (see code-lists/assets.ts). */
  vehicles: z.array(line(30)).max(20).optional(),
  privateSchool: z.boolean().optional(),
  overseasStudy: z.boolean().optional(),
  savings: amount.optional(),
  investments: amount.optional(),
  assetNote: line(500).optional(),
});
export type Assets = z.infer<typeof Assets>;

const sections = {
  /** Which generation of the code lists the words in this form come from. */
  codeLists: z.enum(generations),
  worker: Worker,
  household: Household,
  members: z.array(Member).max(30),
  causes: Causes,
  account: Account.optional(),
  attachments: z.array(Attachment).max(50).optional(),
  determination: Determination.optional(),
  rigidExpenses: RigidExpenses.optional(),
  /** 各类赔偿补偿和保险支付, fen a year. */
  reimbursements: amount.optional(),
  /** 政府救助, fen a year. */
  governmentAid: amount.optional(),
  assets: Assets.optional(),
  remarks: line(1000).optional(),
};

/** A submission: complete. Every value is judged by `checkForm`; a `Form` that came from elsewhere is not checked. */
export const Form = z.strictObject(sections);
export type Form = z.infer<typeof Form>;

/** A draft: the same fields with the same types, any of them left out. */
export const DraftForm = z
  .strictObject({
    ...sections,
    worker: Worker.partial(),
    household: Household.partial(),
    members: z.array(Member.partial()).max(30),
    causes: Causes.partial(),
    account: Account.partial(),
    attachments: z.array(Attachment.partial()).max(50),
    determination: Determination.partial(),
  })
  .partial();
export type DraftForm = z.infer<typeof DraftForm>;
