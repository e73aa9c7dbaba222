import type { FieldPath } from './fields.ts';

/**
 * What of a form decides nothing: no standard reads it, and nobody is told by it from somebody else. Telephone and door are
 * among them: they lead to a household, and say nothing of who is in it. Such a field takes effect at once (更新资料). Any
 * other, and any that comes to the form, is for a 变更. A test holds the list to what the assessment and the traces read.
 */
const decidesNothing = [
  'worker.ethnicity',
  'worker.sex',
  'worker.politicalStatus',
  'worker.housingType',
  'worker.floorArea',
  'worker.mobile',
  'worker.otherContact',
  'worker.postcode',
  'worker.employer',
  'worker.homeAddress',
  'worker.disability',
  'worker.disabilityGrade',
  'worker.selfReliant',
  'worker.industry',
  'worker.maritalStatus',
  'worker.hukouType',
  'worker.medicalInsurance',
  'worker.modelWorkerType',
  'worker.employerNature',
  'household.incomeNote',
  'household.amountNote',
  'household.householdSizeReason',
  'household.zeroEmployment',
  'causes.causeNote',
  'account.bankName',
  'account.bankBranch',
  'account.bankAccount',
  'attachments[].type',
  'attachments[].name',
  'determination.isTarget',
  'determination.determinedOn',
  'determination.priorityGroup',
  'determination.priorityGroupNote',
  'determination.supportTracks',
  'determination.supportTrackNote',
  'assets.assetNote',
  'remarks',
] as const satisfies readonly FieldPath[];

// An entry of the list of attachments is as harmless as its two boxes.
const beside: ReadonlySet<string> = new Set([...decidesNothing, 'attachments[]']);

/** Whether a change of a field (`worker.health`, `members[]` for somebody who came or left) is for a 变更. */
export const decides = (field: string): boolean => !beside.has(field);
