import {
  adultFrom,
  ageOf,
  type Consent,
  type ConsentGiven,
  consentFaults,
  type Day,
  lacking,
  type Placed,
  peopleOf,
  type Signed,
} from '../consent/consent.ts';
import { fieldFault } from '../errors/field-fault.ts';
import type { FieldFault } from '../errors/problem.ts';
import type { DraftForm } from '../form/form.ts';

/** 核对授权书: signed by everybody of age of whom an office is asked; a child has nothing that is looked for there. */
export const authorizationPaper = '核对授权书';
const signed: Signed = { paper: authorizationPaper, edition: '授权书', field: 'authorizations' };

/** Of age on this ISO date; whose birth date nobody has filled in is taken for an adult. */
const isAdult = (person: Placed['person'], today: string): boolean => (ageOf(person, today) ?? adultFrom) >= adultFrom;

/** Those of a form who sign for themselves, and of whom offices are asked. */
export const adultsOf = (form: DraftForm, today: string): Placed[] =>
  peopleOf(form).filter(({ person }) => isAdult(person, today));

/**
 * Those of them whom no office finds, because they have no ID number (a spouse of another country): nobody is asked about
 * them, and whoever decides is told so.
 */
export const unnumberedOf = (form: DraftForm, today: string): Placed[] =>
  adultsOf(form, today).filter(({ person: { idNumber = '' } }) => idNumber === '');

/** What is wrong with authorizations as they are written down, each with its field: E1004. */
export function authorizationFaults(
  given: readonly ConsentGiven[],
  form: DraftForm,
  day: Day & { papers: ReadonlySet<string> },
): FieldFault[] {
  const children = given.flatMap(({ person: pointer }, index): FieldFault[] => {
    const placed = peopleOf(form).find((each) => each.pointer === pointer);
    if (placed === undefined || isAdult(placed.person, day.today)) return [];
    const message = `${placed.label}不满 ${adultFrom} 周岁，不向各部门核对，不用授权`;
    return [fieldFault(`/authorizations/${index}/person`, message)];
  });
  return children.length > 0 ? children : consentFaults(given, form, day, signed);
}

/** Who of a form has still to sign, in words that name nobody: 第 2 位家庭成员. */
export function missingAuthorizations(form: DraftForm, given: readonly Consent[], day: Day): string[] {
  return lacking(form, given, day)
    .filter(({ person }) => isAdult(person, day.today))
    .map(({ label }) => label);
}
