import { expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import { invoke } from '../../test/support/invoke.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const handler = lambda(memoryApp());
const as = { id: 'registrar-1', roles: 'registrar', orgPath: '530000/530100/530102/U0001' };

interface Refused {
  code: number;
  detail: string;
  faults: { pointer: string; code: string }[];
}

async function save(body: object) {
  const { body: draft } = await invoke<{ id: string }>(handler, 'createDraft', { as, body: { orgPath: as.orgPath } });
  return invoke<Refused>(handler, 'saveForm', { as, params: { id: draft.id }, headers: { 'if-match': '"1"' }, body });
}

it('类型写错的表，别处写得好好的栏违反的规矩同一次说完；要改了才能保存的在前', async () => {
  const form = household(1);
  const spoiled = {
    ...form,
    household: { ...form.household, householdSize: '三' },
    worker: { ...form.worker, mobile: '1380013800', postcode: '65' },
  };
  const { status, body } = await save(spoiled);
  expect(status).toBe(400);
  expect(body.code).toBe(1004);
  expect(body.faults.map(({ pointer }) => pointer)).toEqual([
    '/household/householdSize',
    '/worker/mobile',
    '/worker/postcode',
  ]);
  expect(body.detail).toContain('前 1 处改正以后才能保存');
});

it('没有别的错，就不说还有别的', async () => {
  const form = household(1);
  const { body } = await save({ ...form, household: { ...form.household, householdSize: '三' } });
  expect(body.faults.map(({ pointer }) => pointer)).toEqual(['/household/householdSize']);
  expect(body.detail ?? '').not.toContain('其余');
});
