import { vehicleKind } from '../form/code-lists/assets.ts';
import { priorityGroup, program, supportTrack } from '../form/code-lists/assistance.ts';
import { attachmentType } from '../form/code-lists/attachments.ts';
import { hardshipCause } from '../form/code-lists/causes.ts';
import { type CodeList, unchanged } from '../form/code-lists/code-list.ts';
import { hardshipCategory } from '../form/code-lists/hardship-category.ts';
import { disability, disabilityGrade, health } from '../form/code-lists/health.ts';
import { floorArea, housingType } from '../form/code-lists/housing.ts';
import { industry } from '../form/code-lists/industry.ts';
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
} from '../form/code-lists/person.ts';
import { relation } from '../form/code-lists/relation.ts';
import { codedFields } from '../form/coded-fields.ts';
import type { FieldPath } from '../form/fields.ts';
import * as hardship from './about-hardship.ts';
import * as people from './about-people.ts';
import { always, type ListDetails, unconfirmed } from './details.ts';

/** An option list with everything that is known about it. */
export interface CataloguedList extends ListDetails {
  /** Its name in English, unique. */
  name: string;
  list: CodeList;
  /** The fields of the form that are filled in from it. */
  fields: readonly FieldPath[];
}

/** The form says it as true or false; the older paper printed the words. */
const medicalInsurance: CodeList = {
  title: '医保状况',
  source: '困难职工档案表（是否进入医保）',
  generations: unchanged(['是', '否']),
};

const known: readonly (readonly [name: string, list: CodeList, details: ListDetails])[] = [
  ['hardshipCategory', hardshipCategory, hardship.hardshipCategory],
  ['hardshipCause', hardshipCause, hardship.hardshipCause],
  ['health', health, hardship.health],
  ['disability', disability, hardship.disability],
  ['disabilityGrade', disabilityGrade, hardship.disabilityGrade],
  ['sex', sex, people.sex],
  ['ethnicity', ethnicity, people.ethnicity],
  ['politicalStatus', politicalStatus, people.politicalStatus],
  ['relation', relation, people.relation],
  ['maritalStatus', maritalStatus, people.maritalStatus],
  ['hukouType', hukouType, people.hukouType],
  ['modelWorkerType', modelWorkerType, people.modelWorkerType],
  ['employerNature', employerNature, people.employerNature],
  ['employmentType', employmentType, people.employmentType],
  ['workStatus', workStatus, people.workStatus],
  ['occupationStatus', occupationStatus, people.occupationStatus],
  ['industry', industry, people.industry],
  ['housingType', housingType, hardship.housingType],
  ['floorArea', floorArea, hardship.floorArea],
  ['medicalInsurance', medicalInsurance, hardship.medicalInsurance],
  ['attachmentType', attachmentType, hardship.attachmentType],
  ['priorityGroup', priorityGroup, hardship.priorityGroup],
  ['supportTrack', supportTrack, hardship.supportTrack],
  ['program', program, hardship.program],
  ['vehicleKind', vehicleKind, hardship.vehicleKind],
];

const fieldsOf = (list: CodeList): FieldPath[] =>
  (Object.entries(codedFields) as [FieldPath, CodeList][]).flatMap(([path, other]) => (other === list ? [path] : []));

/** A list that nobody has said anything about is unconfirmed; its name is that of the first field it fills. */
function unvouchedFor(): CataloguedList[] {
  const lists = new Set<CodeList>(Object.values(codedFields));
  for (const [, list] of known) lists.delete(list);
  return [...lists].map((list) => {
    const fields = fieldsOf(list);
    const why = `${list.source}；没有人写明是否核实过`;
    return { name: fields[0]?.split('.').at(-1) ?? '', list, fields, standing: always(unconfirmed(why)) };
  });
}

/** Every option list of the form. */
export const catalogue: readonly CataloguedList[] = [
  ...known.map(([name, list, details]) => ({
    name,
    list,
    fields:
      list === medicalInsurance ? (['worker.medicalInsurance', 'members[].medicalInsurance'] as const) : fieldsOf(list),
    ...details,
  })),
  ...unvouchedFor(),
];
