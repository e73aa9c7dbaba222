import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { sha256 as ours } from '#platform/sha256';
import { buildScripts } from '../../infra/workbench.ts';
import { divisionName as nameHere } from '../../shared/divisions/divisions.ts';
import { checkForm as checkHere } from '../../shared/form/check.ts';
import { formDate, validForm } from '../../test/support/form-arbitrary.ts';
import { set } from '../../test/support/spoiled-form.ts';

/** What a browser is sent, as the build makes it. */
const folder = mkdtempSync(join(tmpdir(), 'in-browser-'));
writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
const { metafile } = buildScripts(
  [
    'shared/form/check.ts',
    'shared/divisions/divisions.ts',
    'workbench/platform/division-names.ts',
    'workbench/platform/sha256.ts',
  ],
  folder,
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const brought = <T>(source: string): Promise<T> => {
  const [file] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === source) ?? [];
  return import(join(folder, basename(file as string)));
};
const { checkForm } = await brought<typeof import('../../shared/form/check.ts')>('shared/form/check.ts');
const { divisionName } = await brought<typeof import('../../shared/divisions/divisions.ts')>(
  'shared/divisions/divisions.ts',
);
const names = await brought<typeof import('./division-names.ts')>('workbench/platform/division-names.ts');
const { sha256 } = await brought<typeof import('./sha256.ts')>('workbench/platform/sha256.ts');

/** What people, and other programs, put into boxes: right, nearly right, and nothing that belongs there. */
const written = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '张 三',
    '汉',
    '１３８１２３４５６７８',
    '110105194912310021',
    '530102740312042',
    '䶮',
    '𠀀',
    '2026-02-30',
  ),
  fc.constantFrom(
    '430202',
    '370205',
    '110101',
    '530102',
    '999999',
    '其他',
    '恶性肿瘤',
    '癌症',
    '残疾',
    '农民工',
    '长子',
  ),
  fc.constantFrom(0, -1, 1.5, 100, 145_000, 5_000_000_000, true, false, null, [], {}, undefined),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);
const places = [
  ...['name', 'idNumber', 'birthDate', 'sex', 'ethnicity', 'health', 'disability', 'hukouDivision', 'mobile'],
  ...['workDivision', 'monthlyIncome', 'employmentType', 'occupationStatus', 'contractYears', 'homeAddress'],
].map((key): (string | number)[] => ['worker', key]);
const more: (string | number)[][] = [
  ['household', 'householdSize'],
  ['household', 'annualHouseholdIncome'],
  ['household', 'amountNote'],
  ['members', 0, 'idNumber'],
  ['members', 0, 'relation'],
  ['members', 0, 'birthDate'],
  ['members', 3],
  ['causes', 'primaryCause'],
  ['causes', 'secondaryCauses'],
  ['account', 'bankAccount'],
  ['determination', 'isTarget'],
  ['rigidExpenses', 'accident'],
  ['assets', 'vehicles'],
  ['codeLists'],
  ['worker'],
  ['nothing'],
  ['remarks'],
];
const spoiledForm = fc
  .tuple(validForm, fc.array(fc.tuple(fc.constantFrom(...places, ...more), written), { maxLength: 6 }))
  .map(([form, spoils]) =>
    spoils.reduce<unknown>((all, [path, value]) => (fits(path, all) ? set(path, value, all) : all), form),
  );
const fits = ([section, row]: readonly (string | number)[], form: unknown): boolean => {
  const part = (form as Record<string, unknown>)[section as string];
  return row === undefined || (typeof part === 'object' && part !== null);
};

describe('浏览器里的核对', () => {
  it('区划的名称还在路上时，照样核对，只是说不出名称', () => {
    expect(divisionName('530102')).toBe('');
    const form = { worker: { hukouDivision: '430202' } };
    const [here, there] = [checkHere(form, { today: formDate }), checkForm(form, { today: formDate })];
    expect(there.faults.map(({ pointer, code }) => [pointer, code])).toEqual(
      here.faults.map(({ pointer, code }) => [pointer, code]),
    );
  });

  it('同一份表，说的与系统说的一字不差', async () => {
    await names.bringDivisionNames();
    expect(divisionName('530102')).toBe(nameHere('530102'));
    let faults = 0;
    fc.assert(
      fc.property(spoiledForm, (form) => {
        const here = checkHere(form, { today: formDate });
        faults += here.faults.length;
        expect(checkForm(form, { today: formDate })).toEqual(here);
      }),
      { numRuns: 500 },
    );
    expect(faults).toBeGreaterThan(500);
  });
});

it('浏览器里的摘要与系统的一样', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  fc.assert(fc.property(text, (each) => sha256(each) === ours(each)));
});
