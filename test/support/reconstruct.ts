import type { Form } from '../../shared/form/form.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';

/** What a page shows of one person beside a masked ID number; what it does not show is left out. */
export interface ShownPerson {
  idNumber?: string;
  /** 1974-03-12, 1974年3月 or 1974年. */
  birthDate?: string;
  sex?: string;
  /** Of the household register: most people's numbers begin with it. */
  division?: string;
}

/** How many ID numbers are still possible for whoever puts together all that a page shows of a person. */
export function idNumbersLeft({ idNumber = '*'.repeat(18), birthDate = '', sex, division }: ShownPerson): number {
  const pattern = new RegExp(`^${idNumber.replaceAll('*', '.')}$`);
  // Nothing of it is shown: every order number of every day.
  if (!/\d/.test(idNumber)) return daysOf(birthDate).length * (sex === undefined ? 1000 : 500);
  const place = idNumber.startsWith('*') ? (division ?? '530102') : idNumber.slice(0, 6);
  let left = 0;
  for (const day of daysOf(birthDate)) {
    for (let order = 0; order < 1000; order++) {
      if (sex !== undefined && (order % 2 === 1 ? '男' : '女') !== sex) continue;
      const body = `${place}${day}${String(order).padStart(3, '0')}`;
      if (pattern.test(body + checkCharacter(body))) left++;
    }
  }
  return left;
}

function daysOf(birthDate: string): string[] {
  const full = /^(\d{4})-(\d{2})-(\d{2})$/.exec(birthDate);
  if (full) return [full.slice(1).join('')];
  const [, year, month] = /^(\d{4})年(?:(\d{1,2})月)?$/.exec(birthDate) ?? [];
  const days: string[] = [];
  // Of an unknown year one is enough: it only makes the number left larger.
  const from = new Date(Date.UTC(Number(year ?? 2000), month === undefined ? 0 : Number(month) - 1, 1));
  const until = new Date(from);
  if (month === undefined) until.setUTCFullYear(until.getUTCFullYear() + 1);
  else until.setUTCMonth(until.getUTCMonth() + 1);
  for (const day = from; day < until; day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10).replaceAll('-', ''));
  }
  return days;
}

/** Every text of a value, however deep: all that its reader sees. */
export function textsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return value === undefined ? [] : [String(value)];
  return Object.values(value).flatMap(textsIn);
}

/**
 * Whether a masked name can be completed from the other texts of a page: they hold the name itself, its given name (of
 * two characters and more; one character stands in any word), or a part of a name with `·`.
 */
export function nameGivenAway(name: string, shown: unknown): boolean {
  const rest = textsIn(shown).join('\n');
  const parts = name.includes('·') ? name.split('·') : [name, name.slice(1), name.slice(2)];
  return parts.some((part) => part.length > 1 && rest.includes(part));
}

/**
 * The same household as if everybody were well: each value that tells of an illness or a disability is put in the place
 * of another that a household without one may have. Whoever cannot tell the two apart learns of no illness.
 */
export function wellTwin(form: Form): Form {
  const well = ({ disability, disabilityGrade, ...person }: Form['worker'] | Form['members'][number]) => ({
    ...person,
    health: '良好',
    ...(person.occupationStatus === '病休' ? { occupationStatus: '下(待)岗' } : {}),
  });
  const { medical = 0, disabilityCare = 0, ...otherExpenses } = form.rigidExpenses ?? {};
  const { vehicles, ...assets } = form.assets ?? {};
  const cause = (word: string) => (/病|残|无劳动能力|医/.test(word) ? '遭受意外事故' : word);
  const secondary = form.causes.secondaryCauses?.map(cause);
  const { causeNote, majorEvent, ...causes } = form.causes;
  const track = (word: string) => (/大病/.test(word) ? '纳入社保制度覆盖' : word);
  const tracks = form.determination?.supportTracks?.map(track);
  const { remarks, reimbursements, attachments, ...rest } = form;
  return {
    ...rest,
    worker: well(form.worker) as Form['worker'],
    members: form.members.map((member) => well(member) as Form['members'][number]),
    causes: {
      ...causes,
      primaryCause: cause(causes.primaryCause),
      ...(secondary === undefined ? {} : { secondaryCauses: secondary }),
    },
    ...(form.rigidExpenses === undefined
      ? {}
      : { rigidExpenses: { ...otherExpenses, accident: (otherExpenses.accident ?? 0) + medical + disabilityCare } }),
    ...(form.assets === undefined ? {} : { assets }),
    ...(form.determination === undefined
      ? {}
      : { determination: { ...form.determination, ...(tracks === undefined ? {} : { supportTracks: tracks }) } }),
  } as Form;
}
