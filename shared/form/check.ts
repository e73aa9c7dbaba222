import { amountFaults } from './amount-rules.ts';
import type { Generation } from './code-lists/generations.ts';
import { entryFaults } from './entry-rules.ts';
import { type Fault, fault } from './faults.ts';
import { DraftForm, Form } from './form.ts';
import { householdFaults } from './household-rules.ts';
import { personFindings } from './person-rules.ts';
import { judgeStructure } from './structure.ts';
import { codeListFaults, textFaults, unprintableCharacters } from './text-rules.ts';

export interface CheckContext {
  /** ISO date in Asia/Shanghai. */
  today: string;
  /** The generation of code lists that the province uses; a form of another is refused. Left out: either is taken. */
  profileGeneration?: Generation;
}

export interface CheckedForm {
  /** Everything that is wrong, at once, in the order of the form's rules. Empty: it may be submitted. */
  faults: Fault[];
  /** What a person should know, though it may be right: an unknown division in an ID number, a character no font has. */
  warnings: Fault[];
  /** The form, typed, when there is no fault. Nothing in it is changed. */
  form: Form | null;
}

/**
 * Judges a form for submission: structure, texts, option lists, and every rule between fields. Takes whatever was
 * posted. Parts that are wrong in structure are named and then left out, so that the rest is judged all the same.
 */
export function checkForm(input: unknown, { today, profileGeneration }: CheckContext): CheckedForm {
  const { faults, rest } = judgeStructure(Form, input);
  const generation = rest.codeLists ?? profileGeneration ?? '2016';
  faults.push(...textFaults(rest));
  if (profileGeneration !== undefined && generation !== profileGeneration) {
    faults.push(fault('wrongGeneration', '/codeLists', { generation: profileGeneration }, profileGeneration));
  }
  faults.push(...codeListFaults(rest, generation));
  const people = personFindings(rest, today);
  faults.push(...people.faults, ...householdFaults(rest, today), ...entryFaults(rest, generation, today));
  faults.push(...amountFaults(rest));
  const warnings = [...people.warnings, ...unprintableCharacters(rest)];
  return { faults, warnings, form: faults.length === 0 ? (input as Form) : null };
}

/** Judges a draft: only that its fields exist, have the right types, and hold printable text. */
export function checkDraft(input: unknown): { faults: Fault[]; draft: DraftForm | null } {
  const { faults, rest } = judgeStructure(DraftForm, input);
  faults.push(...textFaults(rest));
  return { faults, draft: faults.length === 0 ? (input as DraftForm) : null };
}
