import { convert15 } from '../identity/id-number.ts';
import { plainAddress } from './address.ts';
import { plainName, surnameOf } from './name.ts';
import { spoken } from './sound.ts';

/**
 * What a household can be met by. Two households are compared only by which of their traces are equal, so the texts
 * can be stored as keyed hashes: nobody opens the other dossier, and a stored trace tells nothing.
 */
export const traceKinds = [
  /** 17 digits of an ID number: with 15 digits or 18, with a right check character or a wrong one. */
  'number',
  /** How the name sounds, and the date of birth. */
  'soundAndBirthDate',
  /** The same of a name with something left out; it meets the whole of another. */
  'shortenedAndBirthDate',
  /** How the name sounds, division and order number: of a number whose date was corrected or mistyped. */
  'soundAndOrder',
  'shortenedAndOrder',
  /** Name, as written, and date of birth. */
  'nameAndBirthDate',
  /**
   * Two of an ID number's three parts with the first sound of the name: division and date, date and order number,
   * division and order number with the year, or with month and day. Two numbers of which one was mistyped, corrected or
   * given anew share one of these. That the names are alike must be seen from the traces above.
   */
  'divisionAndDate',
  'dateAndOrder',
  'divisionYearAndOrder',
  'divisionDayAndOrder',
  /** Name, division, and the other digits in no order: two of them changed places. */
  'nameAndRearrangedNumber',
  /** A door's address and a surname that somebody in the household bears. */
  'doorAndSurname',
  /** A door's address; and of a village's house without its group, which meets one that names none. */
  'door',
  'doorWithoutGroup',
  /** A mobile telephone's number. */
  'telephone',
] as const;
export type TraceKind = (typeof traceKinds)[number];

export interface Trace {
  kind: TraceKind;
  /** What is compared: as derived from a form, or the keyed hash of that. Only what may meet can be equal. */
  text: string;
  /** Whose: 0 the worker, then the members as they stand in the form; null: the household's. */
  person: number | null;
}

/**
 * Kinds of key that leave something out, each with the kind that has the whole. Both are written alike, so that the
 * short one meets the whole one. Two short ones do not meet each other: 子轩 and 子豪 would meet in 子.
 */
const wholes: Partial<Record<TraceKind, TraceKind>> = {
  shortenedAndBirthDate: 'soundAndBirthDate',
  shortenedAndOrder: 'soundAndOrder',
  doorWithoutGroup: 'door',
};
const wholeOf = (kind: TraceKind): TraceKind => wholes[kind] ?? kind;

/** Whether something is left out in a kind. */
export const isPartial = (kind: TraceKind): boolean => wholes[kind] !== undefined;

/** Kinds that are compared only; whoever meets by one of them is found under another. */
const notFindable: ReadonlySet<TraceKind> = new Set([
  'shortenedAndBirthDate',
  'soundAndOrder',
  'shortenedAndOrder',
  'nameAndBirthDate',
]);

/** Under how many other dossiers' keys of a kind a dossier may stand before they say nothing about any two of them. */
const crowds: Partial<Record<TraceKind, number>> = {
  /** Who lived there before, and who rents the other room; beyond, it is a hostel. */
  door: 2,
  doorWithoutGroup: 2,
  doorAndSurname: 2,
  /** Husband and wife. Three share the number of a village cadre or of an employer. */
  telephone: 1,
};
const crowd = 20;

/**
 * How many other dossiers may be found under a key of this kind. With more of them the key says nothing about any two,
 * like the address of a dormitory or of a village with one surname. A look-up then skips the key, and the comparison
 * leaves it out.
 */
export function crowdOf(kind: TraceKind): number {
  return crowds[kind] ?? crowd;
}

interface Person {
  name: string;
  /** ISO date. */
  birthDate: string;
  idNumber?: string | undefined;
}

/** What of a form leaves traces; a `Form` is one. */
export interface TracedHousehold {
  worker: Person & {
    homeAddress: string;
    hukouDivision: string;
    workDivision?: string | undefined;
    mobile?: string | undefined;
    otherContact?: string | undefined;
  };
  members: readonly Person[];
}

/** Everything a household can be met by: at most 21 traces a person, one for each surname, and four more. */
export function traces(household: TracedHousehold): Trace[] {
  const people = [household.worker, ...household.members];
  return [...people.flatMap(tracesOfPerson), ...tracesOfHousehold(household, people)];
}

/** The traces among them under which a dossier is found, each text once. */
export function keysAmong(all: readonly Trace[]): Trace[] {
  const found = new Map<string, Trace>();
  for (const trace of all) if (!notFindable.has(trace.kind) && !found.has(trace.text)) found.set(trace.text, trace);
  return [...found.values()];
}

function tracesOfPerson({ name, birthDate, idNumber }: Person, person: number): Trace[] {
  const named = plainName(name);
  const heard = spoken(name);
  const body = idNumber === undefined ? null : seventeenDigits(idNumber);
  const found: Trace[] = [];
  const add = (kind: TraceKind, ...text: string[]) => {
    found.push({ kind, text: `${wholeOf(kind)} ${text.join(' ')}`, person });
  };
  if (body !== null) add('number', body);
  if (heard === null) return found;
  add('nameAndBirthDate', named, birthDate);
  add('soundAndBirthDate', heard.whole, birthDate);
  if (body === null) return found;
  const [division, year, day, order] = [body.slice(0, 6), body.slice(6, 10), body.slice(10, 14), body.slice(14)];
  add('soundAndOrder', heard.whole, division, order);
  for (const shortened of heard.shortened) {
    add('shortenedAndBirthDate', shortened, birthDate);
    add('shortenedAndOrder', shortened, division, order);
  }
  const initial = [...heard.whole][0] as string;
  add('divisionAndDate', initial, division, year, day);
  add('dateAndOrder', initial, year, day, order);
  add('divisionYearAndOrder', initial, division, year, order);
  add('divisionDayAndOrder', initial, division, day, order);
  add('nameAndRearrangedNumber', named, division, [...body].sort().join(''));
  return found;
}

function tracesOfHousehold({ worker }: TracedHousehold, people: readonly Person[]): Trace[] {
  const found = new Map<string, Trace>();
  const add = (kind: TraceKind, ...parts: string[]) => {
    const text = `${wholeOf(kind)} ${parts.join(' ')}`;
    found.set(text, { kind, text, person: null });
  };
  const address = plainAddress(worker.homeAddress, worker.workDivision ?? worker.hukouDivision);
  if (address !== null) {
    add('door', address.text);
    if (address.withoutGroup) add('doorWithoutGroup', address.withoutGroup);
    for (const { name } of people) if (surnameOf(name) !== '') add('doorAndSurname', address.text, surnameOf(name));
  }
  for (const number of telephones([worker.mobile, worker.otherContact].join(' / '))) add('telephone', number);
  return [...found.values()];
}

/** The text by which a household is met that can be reached by a mobile telephone's number, of eleven digits. */
export const textOfMobile = (number: string): string => `telephone ${number}`;

/** Mobile numbers in what is written for reaching somebody, at most two. A landline is an office's more often than not. */
function telephones(text: string): string[] {
  const digits = text.normalize('NFKC').replace(/(?<=\d)[\s\p{Pd}]+(?=\d)/gu, '');
  const found = digits.match(/(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/g) ?? [];
  return [...new Set(found.map((number) => number.slice(-11)))].slice(0, 2);
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
