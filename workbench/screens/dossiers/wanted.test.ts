import { expect, it } from 'vitest';
import { isNarrow, type Sought, wantedBy } from './wanted.ts';

it.each<[text: string, by: Sought, narrow: boolean]>([
  ['530102197403120447', 'idNumber', false],
  ['53010219740312044x', 'idNumber', false],
  ['530102740312044', 'idNumber', false],
  ['530102202600001', 'dossierNumber', false],
  ['旧-1', 'dossierNumber', false],
  ['WH-2019-0007', 'dossierNumber', false],
  ['13987654321', 'mobile', false],
  ['李秀英', 'name', false],
  ['李', 'surname', true],
])('%s is looked for as %s; in one county alone: %s', (text, by, narrow) => {
  const wanted = wantedBy(text);
  expect([wanted, isNarrow(wanted)]).toEqual([{ by, text }, narrow]);
});
