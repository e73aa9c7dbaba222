import type { FieldPath } from '../form/fields.ts';

/** Who looks, in the order of the columns below. */
export const audiences = [
  /** 公示: anyone, on the notice page. */
  'publicNotice',
  /** A list of dossiers, for staff. */
  'list',
  /** The summary that an approver's mail link opens, whoever opens it. */
  'approver',
  /** 联系卡（帮扶责任人存）. */
  'officerCard',
  /** 联系卡（困难职工存）. */
  'workerCard',
  /** 困难职工档案表 as printed for the archive. */
  'formDocument',
  /** The whole dossier, for staff of its line of unions. */
  'detail',
] as const;
export type Audience = (typeof audiences)[number];

export type MaskName =
  | 'hide'
  | 'full'
  | 'name'
  | 'givenName'
  | 'idNumber'
  | 'account'
  | 'month'
  | 'year'
  | 'address'
  | 'cause'
  | 'employer'
  | 'note'
  | 'occupation'
  | 'track';

type Masks = readonly [MaskName, MaskName, MaskName, MaskName, MaskName, MaskName, MaskName];

function row<const Sealed extends boolean, const M extends Masks>(sealed: Sealed, ...mask: M) {
  const [publicNotice, list, approver, officerCard, workerCard, formDocument, detail] = mask;
  return { sealed, mask: { publicNotice, list, approver, officerCard, workerCard, formDocument, detail } } as {
    sealed: Sealed;
    mask: {
      publicNotice: M[0];
      list: M[1];
      approver: M[2];
      officerCard: M[3];
      workerCard: M[4];
      formDocument: M[5];
      detail: M[6];
    };
  };
}

const sealed = true;
const clear = false;

/**
 * The one table that decides what is encrypted before it is stored, and what each audience sees of each field. A field
 * of the form without a row does not compile.
 *
 * Sealed is what identifies or exposes a person (个人信息保护法 第28条): names, ID numbers, accounts, phones,
 * addresses, health and disability and what tells of them (causes, attachments, medical expenses, notes in free
 * words), and every field of the members, for any of them may be a child under 14.
 */
export const fields = {
  //                                     公示        列表        审批        责任人卡     职工卡     档案表       详情
  codeLists: row(clear, 'hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full'),
  'worker.name': row(sealed, 'name', 'name', 'name', 'full', 'full', 'full', 'full'),
  'worker.ethnicity': row(clear, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.sex': row(clear, 'hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'worker.politicalStatus': row(clear, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.idNumber': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.birthDate': row(sealed, 'hide', 'hide', 'year', 'month', 'month', 'full', 'full'),
  'worker.housingType': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.floorArea': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.mobile': row(sealed, 'hide', 'hide', 'hide', 'full', 'hide', 'full', 'full'),
  'worker.otherContact': row(sealed, 'hide', 'hide', 'hide', 'note', 'hide', 'full', 'full'),
  'worker.postcode': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.employer': row(sealed, 'employer', 'employer', 'employer', 'note', 'hide', 'full', 'full'),
  'worker.homeAddress': row(sealed, 'hide', 'hide', 'address', 'note', 'hide', 'full', 'full'),
  'worker.hukouDivision': row(clear, 'hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.health': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.disability': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.disabilityGrade': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.monthlyIncome': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.selfReliant': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.employmentType': row(clear, 'hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  // 病休 tells of an illness, 宗教 of a belief.
  'worker.occupationStatus': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.industry': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.maritalStatus': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.unionMember': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.contractYears': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.openEndedContract': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.factualEmploymentYears': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.workDivision': row(clear, 'hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),

  'household.otherAnnualIncome': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.annualHouseholdIncome': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.incomeNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.amountNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.householdSize': row(clear, 'full', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'household.householdSizeReason': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.zeroEmployment': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.singleParent': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.receivedAid': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),

  'members[].name': row(sealed, 'hide', 'hide', 'hide', 'full', 'hide', 'full', 'full'),
  'members[].relation': row(sealed, 'hide', 'hide', 'full', 'full', 'hide', 'full', 'full'),
  'members[].sex': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].politicalStatus': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].idNumber': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].noIdNumberReason': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].birthDate': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].health': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].disability': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].disabilityGrade': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].monthlyIncome': row(sealed, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'members[].occupationStatus': row(sealed, 'hide', 'hide', 'occupation', 'hide', 'hide', 'full', 'full'),
  'members[].medicalInsurance': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].employerOrSchool': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].hukouType': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'causes.primaryCause': row(sealed, 'hide', 'hide', 'cause', 'full', 'hide', 'full', 'full'),
  'causes.secondaryCauses': row(sealed, 'hide', 'hide', 'cause', 'full', 'hide', 'full', 'full'),
  'causes.causeNote': row(sealed, 'hide', 'hide', 'hide', 'note', 'hide', 'full', 'full'),
  'causes.majorEvent': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full'),

  'account.bankName': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'account.bankBranch': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'account.bankAccount': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'account'),
  'attachments[].type': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'attachments[].name': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'determination.isTarget': row(clear, 'hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.determinedOn': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.priorityGroup': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.priorityGroupNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'determination.supportTracks': row(sealed, 'hide', 'hide', 'track', 'hide', 'hide', 'full', 'full'),
  'determination.supportTrackNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'rigidExpenses.medical': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.education': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.disabilityCare': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.employment': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.accident': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.other': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  reimbursements: row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  governmentAid: row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.homes': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.shops': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.employees': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  // A vehicle for the disabled tells of a disability.
  'assets.vehicles': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'assets.privateSchool': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.overseasStudy': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.savings': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.investments': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.assetNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  remarks: row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'record.dossierNumber': row(clear, 'hide', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.hardshipCategory': row(clear, 'full', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.tier': row(clear, 'full', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'record.monthlyIncomePerCapita': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.registrar': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.reviewer': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.recorder': row(clear, 'hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.workerSignature': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'record.assistingOrganization': row(clear, 'hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'record.officerName': row(clear, 'hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'record.officerPost': row(clear, 'hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.officerContact': row(sealed, 'hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
  'record.liaisonName': row(clear, 'hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.liaisonPost': row(clear, 'hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.liaisonContact': row(sealed, 'hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
  'record.dueMonth': row(clear, 'hide', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.supportTracks': row(clear, 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.supportTrackNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.programs': row(clear, 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.programNote': row(sealed, 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.measures': row(sealed, 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'record.cardRemarks': row(sealed, 'hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
} as const satisfies Record<FieldPath, { sealed: boolean; mask: Record<Audience, MaskName> }>;

/** Under this age a member is a child whose information is sensitive in itself. */
export const childAge = 14;

/**
 * What is shown of a child under 14 in place of the row above; the same row decides where nothing stands here. The
 * 档案表 is the archive's own copy and has everything.
 */
export const childFields: Partial<Record<FieldPath, Partial<Record<Audience, MaskName>>>> = {
  'members[].name': { officerCard: 'givenName' },
  'members[].idNumber': { detail: 'idNumber' },
  'members[].employerOrSchool': { detail: 'hide' },
  'members[].occupationStatus': { approver: 'hide' },
};

/** 金秋助学: whoever helps with it has to know for which child. */
export const studyProgram = '金秋助学计划';
