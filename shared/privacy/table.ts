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

function row<const M extends Masks>(...mask: M) {
  const [publicNotice, list, approver, officerCard, workerCard, formDocument, detail] = mask;
  return { mask: { publicNotice, list, approver, officerCard, workerCard, formDocument, detail } } as {
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

/**
 * The one table that decides what each audience sees of each field. A field of the form without a row does not compile.
 * Stored, the whole form is sealed (forms.ts).
 */
export const fields = {
  //                                     公示        列表        审批        责任人卡     职工卡     档案表       详情
  codeLists: row('hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full'),
  'worker.name': row('name', 'name', 'name', 'full', 'full', 'full', 'full'),
  'worker.ethnicity': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.sex': row('hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'worker.politicalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.idNumber': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.birthDate': row('hide', 'hide', 'year', 'month', 'month', 'full', 'full'),
  'worker.housingType': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.floorArea': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.mobile': row('hide', 'hide', 'hide', 'full', 'hide', 'full', 'full'),
  'worker.otherContact': row('hide', 'hide', 'hide', 'note', 'hide', 'full', 'full'),
  'worker.postcode': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.employer': row('employer', 'employer', 'employer', 'note', 'hide', 'full', 'full'),
  'worker.homeAddress': row('hide', 'hide', 'address', 'note', 'hide', 'full', 'full'),
  'worker.hukouDivision': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.health': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.disability': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.disabilityGrade': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.monthlyIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.selfReliant': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.employmentType': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  // 病休 tells of an illness, 宗教 of a belief.
  'worker.occupationStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.industry': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.maritalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.hukouType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.medicalInsurance': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.modelWorkerType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.employerNature': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'worker.unionMember': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.contractYears': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.openEndedContract': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.factualEmploymentYears': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'worker.workDivision': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),

  'household.otherAnnualIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.annualHouseholdIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.incomeNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.amountNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.householdSize': row('full', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'household.householdSizeReason': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'household.zeroEmployment': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.singleParent': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'household.receivedAid': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),

  'members[].name': row('hide', 'hide', 'hide', 'full', 'hide', 'full', 'full'),
  'members[].relation': row('hide', 'hide', 'full', 'full', 'hide', 'full', 'full'),
  'members[].sex': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].politicalStatus': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].idNumber': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].noIdNumberReason': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].birthDate': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].health': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].disability': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].disabilityGrade': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].monthlyIncome': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'members[].occupationStatus': row('hide', 'hide', 'occupation', 'hide', 'hide', 'full', 'full'),
  'members[].medicalInsurance': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].employerOrSchool': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'members[].hukouType': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'causes.primaryCause': row('hide', 'hide', 'cause', 'full', 'hide', 'full', 'full'),
  'causes.secondaryCauses': row('hide', 'hide', 'cause', 'full', 'hide', 'full', 'full'),
  'causes.causeNote': row('hide', 'hide', 'hide', 'note', 'hide', 'full', 'full'),
  'causes.majorEvent': row('hide', 'hide', 'hide', 'hide', 'hide', 'hide', 'full'),

  'account.bankName': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'account.bankBranch': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'account.bankAccount': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'account'),
  'attachments[].type': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'attachments[].name': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'determination.isTarget': row('hide', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.determinedOn': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.priorityGroup': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'determination.priorityGroupNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'determination.supportTracks': row('hide', 'hide', 'track', 'hide', 'hide', 'full', 'full'),
  'determination.supportTrackNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'rigidExpenses.medical': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.education': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.disabilityCare': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.employment': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.accident': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'rigidExpenses.other': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  reimbursements: row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  governmentAid: row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.homes': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.shops': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.employees': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  // A vehicle for the disabled tells of a disability.
  'assets.vehicles': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'assets.privateSchool': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.overseasStudy': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.savings': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.investments': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'assets.assetNote': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  remarks: row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),

  'record.dossierNumber': row('hide', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.hardshipCategory': row('full', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.tier': row('full', 'full', 'full', 'hide', 'hide', 'full', 'full'),
  'record.monthlyIncomePerCapita': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.registrar': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.reviewer': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.recorder': row('hide', 'hide', 'full', 'hide', 'hide', 'full', 'full'),
  'record.workerSignature': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'record.assistingOrganization': row('hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'record.officerName': row('hide', 'full', 'full', 'full', 'full', 'full', 'full'),
  'record.officerPost': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.officerContact': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
  'record.liaisonName': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.liaisonPost': row('hide', 'hide', 'full', 'hide', 'full', 'hide', 'full'),
  'record.liaisonContact': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
  'record.dueMonth': row('hide', 'full', 'full', 'full', 'hide', 'full', 'full'),
  'record.supportTracks': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.supportTrackNote': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.programs': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.programNote': row('hide', 'hide', 'hide', 'hide', 'full', 'full', 'full'),
  'record.measures': row('hide', 'hide', 'hide', 'hide', 'hide', 'full', 'full'),
  'record.cardRemarks': row('hide', 'hide', 'hide', 'hide', 'full', 'hide', 'full'),
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
