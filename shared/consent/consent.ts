import { fieldFault } from '../errors/field-fault.ts';
import type { FieldFault } from '../errors/problem.ts';
import { quoted } from '../errors/quoted.ts';
import { type Fault, fault } from '../form/faults.ts';
import { type DraftForm, mostMembers } from '../form/form.ts';
import { labelOf, pointerOf } from '../form/pointers.ts';
import { ageOn, isIsoDate } from '../identity/id-number.ts';
import { type Disclosure, disclosureOn, versionsThatCount } from './disclosure.ts';

/** How somebody agreed: on a printed 告知同意书, which is among the attachments, or told so before a member of the staff. */
export const consentWays = { signed: '签了告知同意书', inPerson: '当着工作人员的面同意' } as const;
type ConsentWay = keyof typeof consentWays;
/** The same, and how the worker agreed who applied for themselves. */
export const consentWaysKept = { ...consentWays, online: '自己申请时在网页上同意' } as const;

/** The kind of attachment on which people sign. */
export const consentPaper = '告知同意书';

/** 个人信息保护法 31: below this age a guardian agrees. */
export const guardedBelow = 14;
/** 民法典 17: of age, and able to agree for another. */
export const adultFrom = 18;

/** Each person of a household once. */
export const mostConsentsAtOnce = 1 + mostMembers;
/** Of one dossier: whoever left it long ago is forgotten first. */
const mostConsents = 100;

/** Who agrees in somebody's place; `because`, why that person of age cannot: bedridden, of unsound mind. */
interface Guardian {
  name: string;
  relation: string;
  because?: string;
}

/** What a member of the staff writes down of one person: `person` is a JSON pointer into the form, /worker or /members/0. */
export interface ConsentGiven {
  person: string;
  way: ConsentWay;
  /** ISO date. */
  on: string;
  /** Number of the accepted attachment that they signed. */
  paper?: string;
  guardian?: Guardian;
}

/** 告知同意 of one person as it is kept, sealed: what they were told, about which form, and how they agreed. */
export interface Consent extends Omit<ConsentGiven, 'person' | 'way'> {
  way: keyof typeof consentWaysKept;
  name: string;
  idNumber: string | null;
  birthDate: string | null;
  form: number;
  disclosure: { version: string; digest: string };
  /** Number of the member of the staff before whom it was given, or who looked at the paper; `applicant` of whoever agreed by themselves. */
  by: string;
}

type Person = { name?: string | undefined; idNumber?: string | undefined; birthDate?: string | undefined };
export interface Placed {
  pointer: string;
  label: string;
  person: Person;
}

/** Everybody whom a form names, each with where they stand in it. */
export function peopleOf({ worker, members = [] }: DraftForm): Placed[] {
  return [
    { pointer: '/worker', label: '困难职工本人', person: worker ?? {} },
    ...members.map((person, index) => {
      const path = ['members', index];
      return { pointer: pointerOf(path), label: labelOf(path), person };
    }),
  ];
}

/** What somebody signs: as the kind of its attachment, what its text is called, and the field in which it is handed in. */
export interface Signed {
  paper: string;
  edition: string;
  field: string;
}
const consentSigned: Signed = { paper: consentPaper, edition: '告知书', field: 'consents' };

/** What the judgement of consents needs beside them. */
export interface Day {
  /** ISO date. */
  today: string;
  disclosures: readonly Disclosure[];
}

/**
 * What is wrong with consents as they are written down, each with its field: E1004.
 *
 * @param papers numbers of the dossier's accepted attachments of the kind that is signed
 */
export function consentFaults(
  given: readonly ConsentGiven[],
  form: DraftForm,
  { today, disclosures, papers }: Day & { papers: ReadonlySet<string> },
  signed: Signed = consentSigned,
): FieldFault[] {
  const people = peopleOf(form);
  const { version, from } = disclosureOn({ disclosures }, today);
  return given.flatMap((each, index) => {
    const placed = people.find(({ pointer }) => pointer === each.person);
    const isRepeated = given.findIndex(({ person }) => person === each.person) !== index;
    const faults: [field: string, message: string | undefined][] = [
      [
        'person',
        placed === undefined ? noSuchPerson(each.person, people) : isRepeated ? '同一个人写了两次' : undefined,
      ],
      ['on', dayFault(each.on, placed, { today, version, from, edition: signed.edition })],
      ['paper', paperFault(each, papers, signed)],
      ['guardian', placed && guardianFault(each.guardian, placed, people, today)],
    ];
    return faults.flatMap(([field, message]) =>
      message === undefined ? [] : [fieldFault(`/${signed.field}/${index}/${field}`, message)],
    );
  });
}

function dayFault(
  on: string,
  placed: Placed | undefined,
  { today, version, from, edition }: { today: string; version: string; from: string; edition: string },
): string | undefined {
  if (on > today) return `${on} 晚于今天 ${today}`;
  if (on < from) return `${on} 早于${edition} ${version} 版施行的 ${from}，请按现在的${edition}重新告知`;
  const born = placed?.person.birthDate;
  return born !== undefined && on < born ? `${on} 早于${placed?.label}出生的 ${born}` : undefined;
}

function noSuchPerson(person: string, people: readonly Placed[]): string {
  return `这一份档案表里没有${quoted(person)}，可写 ${people.map(({ pointer }) => pointer).join('、')}`;
}

function paperFault({ way, paper }: ConsentGiven, papers: ReadonlySet<string>, signed: Signed): string | undefined {
  if (way === 'inPerson') return paper === undefined ? undefined : '当面同意的，不写签字的附件';
  if (paper === undefined) return `签字同意的，须写明签字的附件（类型“${signed.paper}”）`;
  return papers.has(paper) ? undefined : `须为本档案中通过检查的“${signed.paper}”，没有${quoted(paper)}`;
}

function guardianFault(
  guardian: Guardian | undefined,
  { label, person }: Placed,
  people: readonly Placed[],
  today: string,
): string | undefined {
  const age = ageOf(person, today);
  const isGuarded = age !== undefined && age < guardedBelow;
  if (guardian === undefined) {
    return isGuarded ? `${label}不满 ${guardedBelow} 周岁，须由监护人同意：写明监护人的姓名和关系` : undefined;
  }
  if (!isGuarded && guardian.because === undefined) {
    return `${label}已满 ${guardedBelow} 周岁，由本人同意；因病因残不能表达的，在 because 写明原因`;
  }
  const named = people.filter(({ person: { name = '' } }) => unspaced(name) === unspaced(guardian.name));
  const adults = named.filter((each) => (ageOf(each.person, today) ?? adultFrom) >= adultFrom);
  if (named.length > 0 && adults.length === 0) return `监护人须年满 ${adultFrom} 周岁`;
  return named.some(({ person: each }) => each === person) && named.length === 1 ? '本人不是自己的监护人' : undefined;
}

/** 王 小满 is 王小满: a blank makes nobody of the household a stranger. */
const unspaced = (name: string): string => name.replaceAll(/\s/gu, '');

export function ageOf({ birthDate }: Person, today: string): number | undefined {
  return birthDate !== undefined && isIsoDate(birthDate) ? ageOn(birthDate, today) : undefined;
}

/** All that is known once these are given: a new one takes the place of what the same person said before. */
export function withConsents(
  before: readonly Consent[],
  given: readonly ConsentGiven[],
  form: DraftForm,
  of: Pick<Consent, 'form' | 'disclosure' | 'by'>,
): Consent[] {
  const people = peopleOf(form);
  const added = given.flatMap(({ person: where, ...said }): Consent[] => {
    const person = people.find(({ pointer }) => pointer === where)?.person;
    const { name = '', idNumber = null, birthDate = null } = person ?? {};
    return person === undefined ? [] : [{ ...said, name, idNumber, birthDate, ...of }];
  });
  const stay = before.filter((each) => !added.some((other) => isOf(each, personOf(other))));
  return [...stay, ...added].slice(-mostConsents);
}

const personOf = ({ name, idNumber, birthDate }: Consent): Person => ({
  name,
  idNumber: idNumber ?? undefined,
  birthDate: birthDate ?? undefined,
});

/** Whether a consent is this person's: a number may have been corrected since, or a name. */
function isOf(consent: Consent, { name, idNumber, birthDate }: Person): boolean {
  if (idNumber !== undefined && consent.idNumber === idNumber) return true;
  return name !== undefined && birthDate !== undefined && consent.name === name && consent.birthDate === birthDate;
}

/** What each person of a form last said; null for who said nothing. */
export function consentsOf(
  form: DraftForm,
  consents: readonly Consent[],
): { person: string; consent: Consent | null }[] {
  return peopleOf(form).map(({ pointer, person }) => ({
    person: pointer,
    consent: consents.findLast((each) => isOf(each, person)) ?? null,
  }));
}

/** E1159 for each person of a form from whom no consent is there that counts on this day. */
export function missingConsents(form: DraftForm, consents: readonly Consent[], { today, disclosures }: Day): Fault[] {
  return lacking(form, consents, { today, disclosures }).map(({ pointer, label, why }) =>
    fault('consentMissing', pointer, { person: label, why }),
  );
}

/** Whose word is not there, or does not count on this day, each with why. */
export function lacking(
  form: DraftForm,
  consents: readonly Consent[],
  { today, disclosures }: Day,
): (Placed & { why: string })[] {
  const versions = versionsThatCount({ disclosures }, today);
  const said = consentsOf(form, consents);
  return peopleOf(form).flatMap((placed, index) => {
    const why = whyMissing(said[index]?.consent ?? null, placed.person, versions, today);
    return why === undefined ? [] : [{ ...placed, why }];
  });
}

function whyMissing(
  consent: Consent | null,
  person: Person,
  versions: readonly string[],
  today: string,
): string | undefined {
  const age = ageOf(person, today);
  const isGuarded = age !== undefined && age < guardedBelow;
  if (consent === null) {
    return isGuarded ? `不满 ${guardedBelow} 周岁，须由监护人同意` : '须先告知，本人同意';
  }
  if (!versions.includes(consent.disclosure.version)) return '告知书有了须重新同意的一版';
  // A guardian's word holds for as long as the child is one.
  const { guardian } = consent;
  if (!isGuarded && guardian !== undefined && guardian.because === undefined) {
    return `已满 ${guardedBelow} 周岁，须由本人同意`;
  }
  return isGuarded && guardian === undefined ? `不满 ${guardedBelow} 周岁，须由监护人同意` : undefined;
}
