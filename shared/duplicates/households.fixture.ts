import * as fc from 'fast-check';
import { identity, personName } from '../../test/support/form-arbitrary.ts';
import type { TracedHousehold } from './traces.ts';

const person = fc
  .record({ name: personName, identity: identity('1945-01-01', '2026-06-30') })
  .map(({ name, identity: { idNumber, birthDate } }) => ({ name, idNumber, birthDate }));
const address = fc
  .tuple(
    fc.constantFrom('人民路', '建设路', '机床厂宿舍', '翠湖小区'),
    fc.nat(399),
    fc.nat(29),
    fc.integer({ min: 101, max: 999 }),
  )
  .map(([road, house, building, room]) => `${road}${house + 1}号${building + 1}栋${room}室`);

/** Households of one to five, whose people have few surnames and given names between them, and all an ID number. */
export const anyHousehold: fc.Arbitrary<TracedHousehold> = fc
  .record({
    worker: person,
    homeAddress: address,
    hukouDivision: fc.constantFrom('530102', '532901', '370203'),
    members: fc.uniqueArray(person, { maxLength: 4, selector: ({ idNumber }) => idNumber }),
  })
  .map(({ worker, homeAddress, hukouDivision, members }) => ({
    worker: { ...worker, homeAddress, hukouDivision },
    members: members.filter(({ idNumber }) => idNumber !== worker.idNumber),
  }));
