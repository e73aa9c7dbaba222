import { hardshipCause } from './code-lists/causes.ts';
import { type CodeList, wordForRules } from './code-lists/code-list.ts';
import { disabled, health, healthy, minorIllness } from './code-lists/health.ts';
import { employmentType, migrantWorker, occupationStatus, studentStatuses } from './code-lists/person.ts';
import type { DraftForm } from './form.ts';

/** What a form says of its household that standards and required papers ask alike. */
export interface Circumstances {
  /** 经政府救助. */
  hasAid: boolean;
  anySeriousIllness: boolean;
  anyDisabled: boolean;
  anyStudent: boolean;
  migrantWorker: boolean;
  /** 致困原因, the primary one first, each as rules take it. */
  causes: string[];
}

/** Words are put into the form's generation of the code lists; a box that a draft leaves empty says nothing. */
export function circumstancesOf(form: DraftForm): Circumstances {
  const { worker = {}, household = {}, members = [], causes = {}, codeLists = '2016' } = form;
  const word = (list: CodeList, value: string) => wordForRules(list, codeLists, value) ?? value;
  const given = (values: readonly (string | undefined)[]) => values.filter((value) => value !== undefined);
  const people = given([worker.health, ...members.map((member) => member.health)]).map((value) => word(health, value));
  const occupations = given(members.map((member) => member.occupationStatus));
  return {
    hasAid: (form.governmentAid ?? 0) > 0 || household.receivedAid === true,
    anySeriousIllness: people.some((value) => ![healthy, minorIllness, disabled].includes(value)),
    anyDisabled: people.includes(disabled),
    anyStudent: occupations.some((value) => studentStatuses.includes(word(occupationStatus, value))),
    migrantWorker: worker.employmentType !== undefined && word(employmentType, worker.employmentType) === migrantWorker,
    causes: given([causes.primaryCause, ...(causes.secondaryCauses ?? [])]).map((value) => word(hardshipCause, value)),
  };
}
