import type { DraftForm } from '../form/form.ts';
import { ageOn } from '../identity/id-number.ts';
import { type ConsentGiven, guardedBelow, peopleOf } from './consent.ts';

/** Everybody of a form agrees before a member of the staff on this ISO date, long before anything happens in the tests; of the children, the worker says so. */
export function allAgree(form: DraftForm, on = '2024-11-01'): ConsentGiven[] {
  return peopleOf(form).map(({ pointer, person: { birthDate } }) => {
    const isChild = birthDate !== undefined && ageOn(birthDate, on) < guardedBelow;
    const guardian = { name: form.worker?.name ?? '', relation: '父母' };
    return { person: pointer, way: 'inPerson' as const, on, ...(isChild ? { guardian } : {}) };
  });
}
