import * as z from 'zod/mini';
import { generations } from './code-lists/generations.ts';

/**
 * The 《困难职工档案表》 (工保字〔2016〕2号 附件1) as it is posted. Schemas here say only the structure: which fields there
 * are, their JSON types, and how large they may be. What the values must be (code lists, ID numbers, sums, dates)
 * is for check.ts, which reports every fault at once and in Chinese.
 *
 * Amounts are integer fen. Dates are ISO dates (2026-06-01), Asia/Shanghai. An optional field that has no value is
 * left out; null is refused, so that there is one way to say "not filled in".
 */

// Every schema costs a function's cold start some 50 µs to make: equal ones are made once.
const lines = new Map<number, z.ZodMiniString>();
/** Text; `max` counts UTF-16 units. */
function line(max: number): z.ZodMiniString {
  const schema = lines.get(max) ?? z.string().check(z.maxLength(max));
  lines.set(max, schema);
  return schema;
}
const optionals = new WeakMap<z.ZodMiniType, z.ZodMiniOptional>();
function optional<T extends z.ZodMiniType>(schema: T): z.ZodMiniOptional<T> {
  const wrapped = optionals.get(schema) ?? z.optional(schema);
  optionals.set(schema, wrapped);
  return wrapped as z.ZodMiniOptional<T>;
}
/** The same fields, each of which may be left out. */
function draftOf<S extends Record<string, z.ZodMiniType>>({ shape }: { shape: S }) {
  const entries = Object.entries(shape).map(([key, schema]) => [
    key,
    schema instanceof z.ZodMiniOptional ? schema : optional(schema),
  ]);
  return z.strictObject(Object.fromEntries(entries) as { [K in keyof S]: z.ZodMiniOptional<S[K]> });
}

const amount = z.int().check(z.minimum(0), z.maximum(100_000_000_000)).register(z.globalRegistry, { 'x-unit': 'fen' });
const count = z.int().check(z.minimum(0), z.maximum(999));
const yesNo = z.boolean();

/** 困难职工, the household's principal. */
export const Worker = z.strictObject({
  name: line(50),
  ethnicity: line(20),
  sex: line(4),
  politicalStatus: line(20),
  idNumber: line(40),
  birthDate: line(10),
  housingType: line(20),
  floorArea: optional(line(20)),
  mobile: optional(line(30)),
  otherContact: optional(line(100)),
  postcode: optional(line(20)),
  employer: line(100),
  homeAddress: line(200),
  hukouDivision: line(6),
  health: line(20),
  /** 残疾类别: given if and only if `health` is 残疾. */
  disability: optional(line(20)),
  disabilityGrade: optional(line(20)),
  /** 本人月平均收入, fen. */
  monthlyIncome: amount,
  selfReliant: optional(yesNo),
  /** 职工类型. */
  employmentType: optional(line(20)),
  /** 工作状态. */
  occupationStatus: optional(line(20)),
  /** 所属行业. */
  industry: optional(line(20)),
  maritalStatus: optional(line(20)),
  /** 户口类型, 医保状况, 劳模类型, 单位性质: columns of the later editions of the form. */
  hukouType: optional(line(20)),
  medicalInsurance: optional(yesNo),
  modelWorkerType: optional(line(20)),
  employerNature: optional(line(20)),
  unionMember: optional(yesNo),
  /** 劳动合同年限, years. */
  contractYears: optional(z.number().check(z.minimum(0), z.maximum(60))),
  /** 无固定期限劳动合同: then there are no years. */
  openEndedContract: optional(yesNo),
  /** 事实劳动关系年限, years: of a migrant worker without a written contract. */
  factualEmploymentYears: optional(z.number().check(z.minimum(0), z.maximum(60))),
  /** 务工地行政区划: for a migrant worker the subsistence line of this place applies. */
  workDivision: optional(line(6)),
});
export type Worker = z.infer<typeof Worker>;

/** 家庭情况: what the form asks about the household as a whole. Amounts in fen a year. */
const Household = z.strictObject({
  otherAnnualIncome: amount,
  annualHouseholdIncome: amount,
  /** Why the annual total differs from what its parts give. */
  incomeNote: optional(line(500)),
  /** Why an amount that looks a hundred times too small or too large is right. */
  amountNote: optional(line(500)),
  householdSize: z.int().check(z.minimum(1), z.maximum(99)),
  /** Why fewer people are counted than are listed. */
  householdSizeReason: optional(line(500)),
  zeroEmployment: optional(yesNo),
  singleParent: optional(yesNo),
  /** 经政府救助: may be true although the amount (`governmentAid`) is not known. */
  receivedAid: optional(yesNo),
});

/** 家庭主要成员. */
export const Member = z.strictObject({
  name: line(50),
  relation: line(20),
  sex: line(4),
  politicalStatus: optional(line(20)),
  idNumber: optional(line(40)),
  /** Required where there is no ID number yet. */
  noIdNumberReason: optional(line(200)),
  birthDate: line(10),
  health: line(20),
  disability: optional(line(20)),
  disabilityGrade: optional(line(20)),
  /** 月收入 today, fen. */
  monthlyIncome: optional(amount),
  occupationStatus: optional(line(20)),
  medicalInsurance: optional(yesNo),
  employerOrSchool: optional(line(100)),
  hukouType: optional(line(20)),
});
export type Member = z.infer<typeof Member>;

/** 致困原因. */
const Causes = z.strictObject({
  primaryCause: line(30),
  secondaryCauses: optional(z.array(line(30)).check(z.maxLength(10))),
  /** Required with 其他. */
  causeNote: optional(line(500)),
  /** 重大事件的后果: what an event did to somebody of the household; not a box of the paper form. */
  majorEvent: optional(line(20)),
});

/** 开户银行、支行名称、银行卡号. */
const Account = z.strictObject({
  bankName: line(50),
  bankBranch: optional(line(50)),
  bankAccount: line(40),
});
export type Account = z.infer<typeof Account>;

/** 附件: what the form says is attached; the uploaded bytes are not part of the form. */
const Attachment = z.strictObject({ type: line(30), name: line(100) });

/** 是否为解困脱困对象, determined by the registrar or the reviewer. */
const Determination = z.strictObject({
  isTarget: yesNo,
  determinedOn: optional(line(10)),
  priorityGroup: optional(line(30)),
  priorityGroupNote: optional(line(200)),
  supportTracks: optional(z.array(line(30)).check(z.maxLength(10))),
  supportTrackNote: optional(line(200)),
});

/** 刚性支出, fen a year. */
const RigidExpenses = z.strictObject({
  medical: optional(amount),
  education: optional(amount),
  disabilityCare: optional(amount),
  employment: optional(amount),
  accident: optional(amount),
  other: optional(amount),
});

/** 家庭财产; amounts in fen. */
const Assets = z.strictObject({
  homes: optional(count),
  shops: optional(count),
  /** People whom the household employs. */
  employees: optional(count),
  /** One entry a vehicle: its kind. Some kinds are exempt (see code-lists/assets.ts). */
  vehicles: optional(z.array(line(30)).check(z.maxLength(20))),
  privateSchool: optional(yesNo),
  overseasStudy: optional(yesNo),
  savings: optional(amount),
  investments: optional(amount),
  assetNote: optional(line(500)),
});

/** Members beside the worker. */
export const mostMembers = 30;

const sections = {
  /** Which generation of the code lists the words in this form come from. */
  codeLists: z.enum(generations),
  worker: Worker,
  household: Household,
  members: z.array(Member).check(z.maxLength(mostMembers)),
  causes: Causes,
  account: optional(Account),
  attachments: optional(z.array(Attachment).check(z.maxLength(50))),
  determination: optional(Determination),
  rigidExpenses: optional(RigidExpenses),
  /** 各类赔偿补偿和保险支付, fen a year. */
  reimbursements: optional(amount),
  /** 政府救助, fen a year. */
  governmentAid: optional(amount),
  assets: optional(Assets),
  remarks: optional(line(1000)),
};

/** A submission: complete. Every value is judged by `checkForm`; a `Form` that came from elsewhere is not checked. */
export const Form = z.strictObject(sections);
export type Form = z.infer<typeof Form>;

/** A draft: the same fields with the same types, any of them left out. */
export const DraftForm = draftOf({
  shape: {
    ...sections,
    worker: draftOf(Worker),
    household: draftOf(Household),
    members: z.array(draftOf(Member)).check(z.maxLength(mostMembers)),
    causes: draftOf(Causes),
    account: draftOf(Account),
    attachments: z.array(draftOf(Attachment)).check(z.maxLength(50)),
    determination: draftOf(Determination),
  },
});
export type DraftForm = z.infer<typeof DraftForm>;
