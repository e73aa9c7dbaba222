import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Form } from '../../shared/form/form.ts';
import { earning, withDaughter } from '../support/household.ts';
import { executionsOf, expectSound } from '../support/inside.ts';
import { type Household, type Province, provinceInMemory, registrar } from '../support/province.ts';

let province: Province;
let [growing, richer, wealthy]: Household[] = [];

beforeAll(async () => {
  province = await provinceInMemory({ at: '2025-09-08T01:00:00Z' });
  [growing, richer, wealthy] = await province.dossiersIn('registered', 3);
});
afterAll(() => province.stop());

const staff = () => province.system.as(registrar);
async function amended(one: Household | undefined, change: (form: Form) => Form): Promise<Household> {
  await province.amend(one as Household, change);
  await province.system.atRest();
  return one as Household;
}

test('添了一个女儿：四次转换，没有人要点头，随即据以在册；线索跟着走', async () => {
  const one = await amended(growing, (form) => withDaughter(form));
  expect(await province.view(one)).toMatchObject({
    status: 'registered',
    formInForce: 2,
    matter: { outcome: 'amended' },
  });
  expect(await executionsOf(province, one)).toMatchObject({
    'amendment-2-1': { status: 'SUCCEEDED', currentState: 'Conclude', transitions: 4 },
  });
  await staff().call('updateContact', {
    params: { id: one.id },
    body: { form: 2, changes: { worker: { mobile: '13911112222' } } },
  });
  await staff().call('paperInStep', { params: { id: one.id }, body: { form: 3 } });
  await province.system.atRest();
  await expectSound(province, [one]);
});

test('类别变了：审批人点头才换，七次转换', async () => {
  const one = await amended(richer, (form) => earning(withDaughter(form, 1), 225_000));
  const before = (await province.view(one)).registration?.category;
  expect((await province.view(one)).status).toBe('amending');
  const { url, code } = await province.approvalLink(one);
  await province.system.postForm(url, { code, decision: 'approve' });
  await province.system.atRest();
  const { registration, formInForce } = await province.view(one);
  expect([registration?.category === before, formInForce]).toEqual([false, 2]);
  expect(await executionsOf(province, one)).toMatchObject({ 'amendment-2-1': { status: 'SUCCEEDED', transitions: 7 } });
  await expectSound(province, [one]);
});

test('不再符合：变更那一趟办结，退出另一趟，等审批人；不同意的照旧在册，要来的人放开', async () => {
  const one = await amended(wealthy, (form) => earning(withDaughter(form, 2), 900_000));
  expect(await executionsOf(province, one)).toMatchObject({
    'amendment-2-1': { status: 'SUCCEEDED', transitions: 4 },
    'exit-3-1': { status: 'RUNNING' },
  });
  const { url, code } = await province.approvalLink(one);
  await province.system.postForm(url, { code, decision: 'reject', opinion: '收入须再核。' });
  await province.system.atRest();
  expect(await province.view(one)).toMatchObject({ status: 'registered', formInForce: 1 });
  await expectSound(province, [one]);
});
