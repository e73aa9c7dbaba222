import { studentStatuses } from '../form/code-lists/person.ts';
import type { FieldPath } from '../form/fields.ts';
import type { DraftForm } from '../form/form.ts';
import type { ProcedureRecord } from '../form/procedure-record.ts';
import { ageOn, isIsoDate } from '../identity/id-number.ts';
import {
  maskAccount,
  maskAddress,
  maskCause,
  maskEmployer,
  maskGivenName,
  maskIdNumber,
  maskName,
  maskNote,
  maskOccupation,
  maskToMonth,
  maskToYear,
  maskTrack,
} from './masks.ts';
import { type Audience, childAge, childFields, fields, type MaskName, studyProgram } from './table.ts';

type Table = typeof fields;

/** The fields that an audience sees anything of. */
type VisibleField<A extends Audience> = {
  [P in FieldPath]: Table[P]['mask'][A] extends 'hide' ? never : P;
}[FieldPath];

/** Full values keep their type; a list stays a list; what was masked is text. */
type Shown<A extends Audience, P, T> = P extends FieldPath
  ? Table[P]['mask'][A] extends 'full'
    ? T
    : T extends readonly string[]
      ? readonly string[]
      : T extends undefined
        ? undefined
        : string
  : never;

type Leaves<A extends Audience, T, Prefix extends string> = {
  [K in keyof T as `${Prefix}${K & string}` extends VisibleField<A> ? K : never]: Shown<
    A,
    `${Prefix}${K & string}`,
    T[K]
  >;
};

/** Members' leaves are all optional: of a child some are hidden that others show. */
type Section<A extends Audience, T, S extends string> = T extends readonly (infer Item)[]
  ? Item extends object
    ? Partial<Leaves<A, Item, `${S}[].`>>[]
    : never
  : T extends object
    ? Leaves<A, T, `${S}.`>
    : T;

type Sections<A extends Audience, F> = {
  [S in keyof F as [Extract<VisibleField<A>, `${S & string}.${string}` | `${S & string}[].${string}`>] extends [never]
    ? never
    : S]: Section<A, F[S], S & string>;
};

/** What an audience sees of a form, in the form's own shape, and of the record beside it. Hidden fields are not there. */
export type MaskedView<A extends Audience, F extends DraftForm = DraftForm> = Sections<A, F> &
  Leaves<A, F, ''> & { record: Leaves<A, ProcedureRecord, 'record.'> };

interface Context {
  names: readonly string[];
  /** Of these whose names this audience is not shown. */
  hidden: readonly string[];
}

const masks: Record<Exclude<MaskName, 'hide' | 'full'>, (text: string, context: Context) => string> = {
  name: maskName,
  givenName: maskGivenName,
  idNumber: maskIdNumber,
  account: maskAccount,
  month: maskToMonth,
  year: maskToYear,
  address: maskAddress,
  cause: maskCause,
  occupation: maskOccupation,
  track: maskTrack,
  employer: (text, { names }) => maskEmployer(text, names),
  note: (text, { hidden }) => maskNote(text, hidden),
};

/**
 * What an audience may see of a household, by the privacy table.
 * @param form a form or a draft; nothing in it is changed
 * @param today ISO date in Asia/Shanghai; members under 14 on it are shown less. A member without a readable birth
 *   date counts as a child.
 * @param record what the procedure added: number, category, the people responsible; where its programs name 金秋助学,
 *   the card of the assistance officer names the children at school
 */
export function mask<A extends Audience, F extends DraftForm>(
  audience: A,
  form: F,
  today: string,
  record: ProcedureRecord = {},
): MaskedView<A, F> {
  const members = form.members ?? [];
  const context = {
    names: [form.worker?.name ?? '', ...members.map(({ name }) => name ?? '')],
    hidden: members.filter(isHidden).map(({ name }) => name ?? ''),
  };
  const view: Record<string, unknown> = { record: {} };
  for (const [key, value] of Object.entries({ ...form, record })) {
    if (Array.isArray(value)) {
      const shown = value.map((item) => leaves(`${key}[].`, item as object, key === 'members' && isHidden(item)));
      if (shown.some((item) => Object.keys(item).length > 0)) view[key] = shown;
    } else if (typeof value === 'object' && value !== null) {
      const shown = leaves(`${key}.`, value, false);
      if (Object.keys(shown).length > 0) view[key] = shown;
    } else Object.assign(view, leaves('', { [key]: value }, false));
  }
  return view as MaskedView<A, F>;

  function isHidden(member: object): boolean {
    const forStudies = audience === 'officerCard' && record.programs?.includes(studyProgram);
    return isChild(member, today) && !(forStudies && isAtSchool(member));
  }

  function leaves(prefix: string, values: object, child: boolean): Record<string, unknown> {
    const shown: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(values)) {
      const path = `${prefix}${key}` as FieldPath;
      const wanted = (child ? childFields[path]?.[audience] : undefined) ?? fields[path]?.mask[audience] ?? 'hide';
      if (wanted !== 'hide' && value !== undefined) shown[key] = apply(wanted, value, context);
    }
    return shown;
  }
}

function apply(name: Exclude<MaskName, 'hide'>, value: unknown, context: Context): unknown {
  if (name === 'full') return value;
  if (Array.isArray(value)) return [...new Set(value.map((item) => masks[name](String(item), context)))];
  return masks[name](String(value), context);
}

function isChild(member: object, today: string): boolean {
  const { birthDate } = member as { birthDate?: unknown };
  return typeof birthDate !== 'string' || !isIsoDate(birthDate) || ageOn(birthDate, today) < childAge;
}

function isAtSchool({ occupationStatus, employerOrSchool }: { occupationStatus?: string; employerOrSchool?: string }) {
  return (occupationStatus !== undefined && studentStatuses.includes(occupationStatus)) || Boolean(employerOrSchool);
}
