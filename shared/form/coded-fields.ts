import { vehicleKind } from './code-lists/assets.ts';
import { priorityGroup, program, supportTrack } from './code-lists/assistance.ts';
import { attachmentType } from './code-lists/attachments.ts';
import { hardshipCause, majorEvent } from './code-lists/causes.ts';
import type { CodeList } from './code-lists/code-list.ts';
import { hardshipCategory } from './code-lists/hardship-category.ts';
import { disability, disabilityGrade, health } from './code-lists/health.ts';
import { floorArea, housingType } from './code-lists/housing.ts';
import { industry } from './code-lists/industry.ts';
import {
  employerNature,
  employmentType,
  ethnicity,
  hukouType,
  maritalStatus,
  modelWorkerType,
  occupationStatus,
  politicalStatus,
  sex,
  workStatus,
} from './code-lists/person.ts';
import { relation } from './code-lists/relation.ts';
import type { FieldPath } from './fields.ts';

/** Which fields are filled in from which option list. */
export const codedFields = {
  'worker.ethnicity': ethnicity,
  'worker.sex': sex,
  'worker.politicalStatus': politicalStatus,
  'worker.housingType': housingType,
  'worker.floorArea': floorArea,
  'worker.health': health,
  'worker.disability': disability,
  'worker.disabilityGrade': disabilityGrade,
  'worker.employmentType': employmentType,
  'worker.occupationStatus': workStatus,
  'worker.industry': industry,
  'worker.maritalStatus': maritalStatus,
  'worker.hukouType': hukouType,
  'worker.modelWorkerType': modelWorkerType,
  'worker.employerNature': employerNature,
  'members[].relation': relation,
  'members[].sex': sex,
  'members[].politicalStatus': politicalStatus,
  'members[].health': health,
  'members[].disability': disability,
  'members[].disabilityGrade': disabilityGrade,
  'members[].occupationStatus': occupationStatus,
  'members[].hukouType': hukouType,
  'causes.primaryCause': hardshipCause,
  'causes.secondaryCauses': hardshipCause,
  'causes.majorEvent': majorEvent,
  'attachments[].type': attachmentType,
  'determination.priorityGroup': priorityGroup,
  'determination.supportTracks': supportTrack,
  'assets.vehicles': vehicleKind,
  'record.hardshipCategory': hardshipCategory,
  'record.supportTracks': supportTrack,
  'record.programs': program,
} as const satisfies Partial<Record<FieldPath, CodeList>>;
