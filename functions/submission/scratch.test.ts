import { beforeEach, expect, it } from 'vitest';
import type { DossierState } from '../../shared/dossier/state.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household, secretsOf } from '../../test/support/household.ts';
import { ask, people, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

const as = people.registrar;
const colleague = { ...as, sub: 'recorder-1' };
let app: MemoryApp;
let params: { id: string };

beforeEach(async () => {
  app = memoryApp();
  const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
  params = { id };
});

const typed = (form: object, more: object = {}) => ({ form, unread: [], consents: [], opinion: '', ...more });
const keep = (revision: number, body: object, by: { sub: string } = as) =>
  ask(app, 'keepScratch', { as: by as typeof as, params, headers: { 'if-match': `"${revision}"` }, body });
const read = (by: { sub: string } = as) =>
  told<{ revision: number; content: unknown; by: string | null }>(app, 'getScratch', { as: by as typeof as, params });
const save = (version: number, form: object) =>
  ask(app, 'saveForm', { as, params, headers: { 'if-match': `"${version}"` }, body: form });
const state = async (): Promise<DossierState> => (await dossiers(app).get(params.id)).state;

it('随填随存的不记日志，读回来一字不差，认不出来的也在；没有存过的是空的', async () => {
  expect(await read()).toMatchObject({ revision: 0, content: null, by: null });
  const body = typed(
    { worker: { name: ' 李秀英', monthlyIncome: 1 } },
    {
      unread: [{ pointer: '/household/householdSize', text: '三口' }],
      consents: [{ person: '/worker', way: 'inPerson' }],
    },
  );
  expect((await keep(0, body)).statusCode).toBe(200);
  expect(await read()).toMatchObject({ revision: 1, content: body, by: as.sub });
  expect((await dossiers(app).get(params.id)).version).toBe(1);
});

it('表里看不出填着什么', async () => {
  await keep(0, typed(household(1)));
  const stored = JSON.stringify(app.dynamoDb.all());
  expect(secretsOf(household(1)).filter((secret) => stored.includes(secret))).toEqual([]);
});

it('两个人同时填一份，后存的得知别人先存了；应答丢了再存一次，还是那一次', async () => {
  expect((await keep(0, typed({ remarks: '甲' }))).statusCode).toBe(200);
  const late = await keep(0, typed({ remarks: '乙' }), colleague);
  expect([late.statusCode, JSON.parse(late.body).code]).toEqual([412, 1301]);
  expect(JSON.parse((await keep(0, typed({ remarks: '甲' }))).body)).toMatchObject({ revision: 1 });
  expect((await keep(1, typed({ remarks: '乙' }), colleague)).statusCode).toBe(200);
});

it('保存为档案表以后，暂存是空的，照着以前的再存不进去；一起填过的人都算经手过', async () => {
  await keep(0, typed({ remarks: '甲' }), colleague);
  expect((await save(1, household(1))).statusCode).toBe(200);
  expect((await state()).matter.registrars.toSorted()).toEqual([colleague.sub, as.sub]);
  expect(await read()).toMatchObject({ revision: 2, content: null });
  expect((await keep(1, typed({ remarks: '甲' }), colleague)).statusCode).toBe(412);
  expect((await keep(2, typed({ remarks: '甲' }), colleague)).statusCode).toBe(200);
});

it('撤回以后不再存，存过的也不留', async () => {
  await keep(0, typed(household(1)));
  await told(app, 'withdraw', { as, params, body: { reason: '本人不再申请' } });
  expect(JSON.parse((await keep(1, typed({}))).body).code).toBe(1302);
  expect(app.dynamoDb.all<{ sk: string }>().filter(({ sk }) => sk === 'SCRATCH')).toEqual([]);
});

it('写错了类型的说得出是哪一栏', async () => {
  const { statusCode, body } = await keep(0, typed({ worker: { monthlyIncome: '一千' } }));
  expect([statusCode, JSON.parse(body).faults[0].pointer]).toEqual([400, '/form/worker/monthlyIncome']);
});
