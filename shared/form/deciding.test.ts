import { expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { traces } from '../duplicates/traces.ts';
import { assessmentInput } from '../standards/form-input.ts';
import { migrantWorker } from './code-lists/person.ts';
import { decides } from './deciding.ts';
import { type FieldPath, fieldLabels } from './fields.ts';
import type { Form } from './form.ts';

const whole: Form = {
  ...household(1),
  worker: { ...household(1).worker, employmentType: migrantWorker, workDivision: '530103', occupationStatus: '在岗' },
  causes: { primaryCause: '下岗失业', secondaryCauses: [], majorEvent: '致残' },
  rigidExpenses: {},
  assets: {},
};

/** The boxes of a form that somebody looks at while it does its work. */
function readBy(work: (form: Form) => unknown, ...forms: Form[]): Set<string> {
  const read = new Set<string>();
  const watched = (value: unknown, field: string): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    return new Proxy(value, {
      get: (target, name) => {
        const found = Reflect.get(target, name);
        if (typeof name === 'symbol' || (Array.isArray(target) && !/^\d+$/.test(name))) return found;
        const below = Array.isArray(target) ? `${field}[]` : `${field === '' ? '' : `${field}.`}${name}`;
        read.add(below);
        return watched(found, below);
      },
    });
  };
  for (const form of forms) work(watched(form, '') as Form);
  return read;
}

/** The boxes by which persons of the household are told from others: what they leave is not what it was. */
function tellsPersons(field: 'name' | 'birthDate' | 'idNumber' | 'homeAddress' | 'mobile'): boolean {
  const ofPersons = (form: Form) => JSON.stringify(traces(form).filter(({ person }) => person !== null));
  const other = { ...whole.worker, [field]: { ...household(2).worker }[field] };
  return ofPersons({ ...whole, worker: other }) !== ofPersons(whole);
}

const ofTheForm = (Object.keys(fieldLabels) as FieldPath[]).filter((field) => !field.startsWith('record.'));
const ofMembers = (field: string) => field.startsWith('members[]');

it('影响认定的，正是认定读的、分得出人的，和家庭成员：标准多读一栏，这里就不符', () => {
  // Everybody but a migrant worker has the line of where they are registered.
  const settled = { ...whole, worker: { ...whole.worker, employmentType: '城镇困难职工' } };
  const read = readBy(assessmentInput, whole, settled);
  const persons = (['name', 'birthDate', 'idNumber', 'homeAddress', 'mobile'] as const).filter(tellsPersons);
  expect(persons).toEqual(['name', 'birthDate', 'idNumber']);
  const expected = ofTheForm.filter(
    (field) => ofMembers(field) || read.has(field) || persons.some((each) => field === `worker.${each}`),
  );
  expect(ofTheForm.filter(decides)).toEqual(expected);
});

it('表上添的一栏，没有说它不影响认定的，办变更；成员来去也是', () => {
  expect([decides('worker.whatComesNext'), decides('members[]'), decides('attachments[]')]).toEqual([
    true,
    true,
    false,
  ]);
});
