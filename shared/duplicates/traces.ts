import { convert15 } from '../identity/id-number.ts';
import { plainAddress } from './address.ts';
import { plainName, surnameOf } from './name.ts';

/**
 * What a household can be met by. Two households are compared only by which of their traces are equal, so the texts
 * can be stored as keyed hashes: nobody opens the other dossier, and a stored trace tells nothing.
 */
export const traceKinds = [
  /** 17 digits of an ID number: with 15 digits or 18, with a right check character or a wrong one. */
  'number',
  /** Name and date of birth. */
  'nameAndBirthDate',
  /** Name and ID number without its date: a number whose date was corrected or mistyped. */
  'nameAndNumberWithoutDate',
  /** Name, division, month of birth, and the digits of day and order number in no order: two that changed places. */
  'nameAndRearrangedNumber',
  /** Name and ID number with one digit covered, 17 of them: numbers that differ in one digit share exactly one. */
  'nameAndCoveredNumber',
  /** Address and a surname that somebody in the household bears. */
  'addressAndSurname',
] as const;
export type TraceKind = (typeof traceKinds)[number];

export interface Trace {
  kind: TraceKind;
  /** What is compared: as derived from a form, or the keyed hash of that. */
  text: string;
  /** Whose: 0 the worker, then the members as they stand in the form; null: the household's. */
  person: number | null;
}

/**
 * Kinds under which a dossier can be found. Covered numbers are compared only: two numbers of people of one name that
 * differ in one digit differ in the date, and meet by the rest, or outside it, and meet by name and date of birth. Two
 * digits that changed places are found in the same way, or, between the day and the order number, rearranged. So a
 * person is found under at most `keysPerPerson` keys, not 20, and each leads to few people however many there are.
 */
const findable: ReadonlySet<TraceKind> = new Set([
  'number',
  'nameAndBirthDate',
  'nameAndNumberWithoutDate',
  'nameAndRearrangedNumber',
  'addressAndSurname',
]);

/** Beside these a household has one key for each surname in it, if its address leads to a door. */
export const keysPerPerson = 4;

/**
 * A key under which more dossiers than this are found says nothing about any two of them (the address of a dormitory,
 * of a village with one surname): whoever looks up reads one more than this, and passes over such a key.
 */
export const crowd = 20;

interface Person {
  name: string;
  /** ISO date. */
  birthDate: string;
  idNumber?: string | undefined;
}

/** What of a form leaves traces; a `Form` is one. */
export interface TracedHousehold {
  worker: Person & { homeAddress: string; hukouDivision: string; workDivision?: string | undefined };
  members: readonly Person[];
}

/** Everything a household can be met by: at most 21 traces a person, and one for each surname. */
export function traces(household: TracedHousehold): Trace[] {
  const people = [household.worker, ...household.members];
  return [...people.flatMap(tracesOfPerson), ...tracesOfHousehold(household, people)];
}

/** The traces among them under which a dossier is found, each text once. */
export function keysAmong(all: readonly Trace[]): Trace[] {
  const found = new Map<string, Trace>();
  for (const trace of all) {
    const key = `${trace.kind}\n${trace.text}`;
    if (findable.has(trace.kind) && !found.has(key)) found.set(key, trace);
  }
  return [...found.values()];
}

function tracesOfPerson({ name, birthDate, idNumber }: Person, person: number): Trace[] {
  const named = plainName(name);
  const body = idNumber === undefined ? null : seventeenDigits(idNumber);
  const found: Trace[] = [];
  const add = (kind: TraceKind, text: string) => found.push({ kind, text, person });
  if (named !== '') add('nameAndBirthDate', `${named} ${birthDate}`);
  if (body === null) return found;
  add('number', body);
  if (named === '') return found;
  add('nameAndNumberWithoutDate', `${named} ${body.slice(0, 6)} ${body.slice(14)}`);
  add('nameAndRearrangedNumber', `${named} ${body.slice(0, 12)} ${[...body.slice(12)].sort().join('')}`);
  for (let i = 0; i < body.length; i++) {
    add('nameAndCoveredNumber', `${named} ${body.slice(0, i)}*${body.slice(i + 1)}`);
  }
  return found;
}

function tracesOfHousehold({ worker }: TracedHousehold, people: readonly Person[]): Trace[] {
  const address = plainAddress(worker.homeAddress, worker.workDivision ?? worker.hukouDivision);
  if (address === null) return [];
  const surnames = new Set(people.map(({ name }) => surnameOf(name)).filter((surname) => surname !== ''));
  return [...surnames].map((surname) => ({
    kind: 'addressAndSurname',
    text: `${address} ${surname}`,
    person: null,
  }));
}

/** What an ID number says without its check character; null where the text is none. Old records have 15 digits. */
function seventeenDigits(idNumber: string): string | null {
  const plain = idNumber
    .normalize('NFKC')
    .replace(/[\s\p{Cf}\p{Pd}]/gu, '')
    .toUpperCase();
  const whole = convert15(plain) ?? plain;
  return /^\d{17}[\dX]$/.test(whole) ? whole.slice(0, 17) : null;
}
