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
  /** A list that is taken away as a workbook, unless whole numbers were asked for with a reason. */
  'workbook',
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

type Masks = readonly [MaskName, MaskName, MaskName, MaskName, MaskName, MaskName, MaskName, MaskName];

function row<const M extends Masks>(...mask: M) {
  const [publicNotice, list, approver, officerCard, workerCard, formDocument, detail, workbook] = mask;
  return { mask: { publicNotice, list, approver, officerCard, workerCard, formDocument, detail, workbook } } as {
    mask: {
      publicNotice: M[0];
      list: M[1];
      approver: M[2];
      officerCard: M[3];
      workerCard: M[4];
      formDocument: M[5];
      detail: M[6];
      workbook: M[7];
    };
  };
}

/**
 * The one table that decides what each audience sees of each field. A field of the form without a row does not compile.
 * Stored, the whole form is sealed (forms.ts).
 */
export const fields = {
  //                                     公示        列表        审批        责任人卡     职工卡     档案表       详情        导出
  codeLists: row('hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'hide'),
  'worker.name': row('name', 'name', 'name', 'full', 'full', 'full', 'full', 'name'),
  'worker.ethnicity': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.sex': row('hide', 'full', 'full', 'full', 'full', 'full', 'full', 'full'),
  'worker.politicalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.idNumber': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'idNumber'),
  'worker.birthDate': row('hide', 'hide', 'year', 'month', 'month', 'full', 'full', 'hide'),
  'worker.housingType': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.floorArea': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.mobile': row('hide', 'hide', 'hide', 'full', 'hide', 'full', 'full', 'hide'),
  'worker.otherContact': row('hide', 'hide', 'hide', 'note', 'hide', 'full', 'full', 'hide'),
  'worker.postcode': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.employer': row('employer', 'employer', 'employer', 'note', 'hide', 'full', 'full', 'employer'),
  'worker.homeAddress': row('hide', 'hide', 'address', 'note', 'hide', 'full', 'full', 'hide'),
  'worker.hukouDivision': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.health': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.disability': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.disabilityGrade': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.monthlyIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.selfReliant': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.employmentType': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  // 病休 tells of an illness, 宗教 of a belief.
  'worker.occupationStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.industry': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.maritalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.hukouType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.medicalInsurance': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.modelWorkerType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.employerNature': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.unionMember': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.contractYears': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.openEndedContract': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.factualEmploymentYears': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'worker.workDivision': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full', 'hide'),

  'household.otherAnnualIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.annualHouseholdIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.incomeNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.amountNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.householdSize': row('full', 'full', 'full', 'hide', 'hide', 'full', 'full', 'full'),
  'household.householdSizeReason': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.zeroEmployment': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.singleParent': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'household.receivedAid': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),

  'members[].name': row('hide', 'hide', 'hide', 'full', 'hide', 'full', 'full', 'hide'),
  'members[].relation': row('hide', 'hide', 'full', 'full', 'hide', 'full', 'full', 'hide'),
  'members[].sex': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].politicalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].idNumber': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].noIdNumberReason': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].birthDate': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].health': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].disability': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].disabilityGrade': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].monthlyIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].occupationStatus': row('hide', 'hide', 'occupation', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].medicalInsurance': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].employerOrSchool': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'members[].hukouType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),

  'causes.primaryCause': row('hide', 'hide', 'cause', 'full', 'hide', 'full', 'full', 'hide'),
  'causes.secondaryCauses': row('hide', 'hide', 'cause', 'full', 'hide', 'full', 'full', 'hide'),
  'causes.causeNote': row('hide', 'hide', 'hide', 'note', 'hide', 'full', 'full', 'hide'),
  'causes.majorEvent': row('hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full', 'hide'),

  'account.bankName': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'account.bankBranch': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'account.bankAccount': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'account', 'account'),
  'attachments[].type': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'attachments[].name': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),

  'determination.isTarget': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'determination.determinedOn': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'determination.priorityGroup': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'determination.priorityGroupNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'determination.supportTracks': row('hide', 'hide', 'track', 'hide', 'hide', 'full', 'full', 'hide'),
  'determination.supportTrackNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),

  'rigidExpenses.medical': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'rigidExpenses.education': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'rigidExpenses.disabilityCare': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'rigidExpenses.employment': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'rigidExpenses.accident': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'rigidExpenses.other': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  reimbursements: row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  governmentAid: row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.homes': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.shops': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.employees': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  // A vehicle for the disabled tells of a disability.
  'assets.vehicles': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.privateSchool': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.overseasStudy': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.savings': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.investments': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'assets.assetNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  remarks: row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),

  'record.dossierNumber': row('hide', 'full', 'full', 'full', 'hide', 'full', 'full', 'hide'),
  'record.hardshipCategory': row('full', 'full', 'full', 'full', 'hide', 'full', 'full', 'hide'),
  'record.tier': row('full', 'full', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.monthlyIncomePerCapita': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.registrar': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.reviewer': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.recorder': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.workerSignature': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.assistingOrganization': row('hide', 'full', 'full', 'full', 'full', 'full', 'full', 'hide'),
  'record.officerName': row('hide', 'full', 'full', 'full', 'full', 'full', 'full', 'hide'),
  'record.officerPost': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full', 'hide'),
  'record.officerContact': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full', 'hide'),
  'record.liaisonName': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full', 'hide'),
  'record.liaisonPost': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full', 'hide'),
  'record.liaisonContact': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full', 'hide'),
  'record.dueMonth': row('hide', 'full', 'full', 'full', 'hide', 'full', 'full', 'hide'),
  'record.supportTracks': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full', 'hide'),
  'record.supportTrackNote': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full', 'hide'),
  'record.programs': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full', 'hide'),
  'record.programNote': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full', 'hide'),
  'record.measures': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full', 'hide'),
  'record.cardRemarks': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full', 'hide'),
} as const satisfies Record<FieldPath, { mask: Record<Audience, MaskName> }>;

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
