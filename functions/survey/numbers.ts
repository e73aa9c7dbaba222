import type { DraftForm } from '../../shared/form/form.ts';
import type { Limit } from '../../shared/registry/tries.ts';

/** A surveyor visits a few households a day, and may have to look again. */
export const OPENINGS: Limit = { name: 'openNumbers', per: 'day', max: 50 };

interface PersonOnPaper {
  /** Who of the form, e.g. /members/0. */
  pointer: string;
  name: string;
  idNumber: string | null;
  birthDate: string | null;
  employerOrSchool: string | null;
}

/** What a 户口本 says of everybody on a form, to be compared with it. */
export function peopleOf({ worker, members = [] }: DraftForm): PersonOnPaper[] {
  const people = [
    { pointer: '/worker', person: worker ?? {}, employerOrSchool: worker?.employer },
    ...members.map((person, index) => ({
      pointer: `/members/${index}`,
      person,
      employerOrSchool: person.employerOrSchool,
    })),
  ];
  return people.map(({ pointer, person, employerOrSchool }) => ({
    pointer,
    name: person.name ?? '',
    idNumber: person.idNumber ?? null,
    birthDate: person.birthDate ?? null,
    employerOrSchool: employerOrSchool ?? null,
  }));
}
