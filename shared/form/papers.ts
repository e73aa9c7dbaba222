import { type Circumstances, circumstancesOf } from './circumstances.ts';
import { accidentCauses } from './code-lists/causes.ts';
import { type Fault, fault } from './faults.ts';
import type { DraftForm } from './form.ts';

/** When a province may require a paper: the circumstance, and why the paper is asked, as the registrar reads it. */
export const paperOccasions = {
  always: { why: '本省要求每户都有', holds: () => true },
  aided: { why: '表上写了经政府救助', holds: ({ hasAid }) => hasAid },
  illness: {
    why: '表上写了有人患病、因病致困或医疗支出',
    holds: ({ anySeriousIllness, causes }, { medical = 0 }) =>
      anySeriousIllness || causes.includes('家庭成员患重大疾病') || medical > 0,
  },
  disability: {
    why: '表上写了有人残疾或残疾护理支出',
    holds: ({ anyDisabled }, { disabilityCare = 0 }) => anyDisabled || disabilityCare > 0,
  },
  schooling: {
    why: '表上写了有人在校、因子女上学致困或教育支出',
    holds: ({ anyStudent, causes }, { education = 0 }) => anyStudent || causes.includes('子女上学') || education > 0,
  },
  accident: {
    why: '表上写了因灾害或事故致困',
    holds: ({ causes }) => causes.some((cause) => accidentCauses.includes(cause)),
  },
  migrant: { why: '表上写了是困难农民工', holds: ({ migrantWorker }) => migrantWorker },
} as const satisfies Record<
  string,
  { why: string; holds: (said: Circumstances, expenses: NonNullable<DraftForm['rigidExpenses']>) => boolean }
>;

/** A paper (a word of attachmentType) that a province requires at submission of every household of a circumstance. */
export interface RequiredPaper {
  kind: string;
  when: keyof typeof paperOccasions;
}

/**
 * E1156 for each required paper that the form's own words ask for and no accepted attachment is. One that two
 * circumstances ask for is one fault that says both.
 *
 * @param acceptedKinds of the dossier's accepted attachments, as options of attachmentType
 */
export function missingPapers(
  required: readonly RequiredPaper[],
  form: DraftForm,
  acceptedKinds: ReadonlySet<string>,
): Fault[] {
  const said = circumstancesOf(form);
  const asked = required.filter(
    ({ kind, when }) => !acceptedKinds.has(kind) && paperOccasions[when].holds(said, form.rigidExpenses ?? {}),
  );
  return [...Map.groupBy(asked, ({ kind }) => kind)].map(([paper, reasons]) =>
    fault('paperMissing', '/attachments', {
      paper,
      why: reasons.map(({ when }) => paperOccasions[when].why).join('，'),
    }),
  );
}
