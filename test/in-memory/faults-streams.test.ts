import { afterAll, beforeAll, expect, test } from 'vitest';
import { actionsOf, expectSound, phasesOf, setFaults, subjectsOf } from '../support/inside.ts';
import type { Item } from '../support/place.ts';
import {
  approverMail,
  type Household,
  type Province,
  provinceInMemory,
  registrar,
  reviewer,
} from '../support/province.ts';

const registrarMail = 'registrar-530102-1@union.example.com';
const reviewerMail = 'reviewer-530102-1@union.example.com';

let province: Province;

/** From the first record on, every batch of the stream is delivered twice, each time in an order of its own. */
beforeAll(async () => {
  province = await provinceInMemory();
  await setFaults(province, { streams: { duplicate: true, reorder: true } });
});
afterAll(() => province.stop());

async function objectTo(one: Household): Promise<void> {
  await province.contest(one, '反映其有门面房出租');
  await province.system.atRest();
}

async function dismiss({ id }: Household): Promise<void> {
  const body = { outcome: 'dismissed' as const, opinion: '经查该门面房已于去年出售' };
  await province.system.as(reviewer).call('resolveObjection', { params: { id, n: '1' }, body });
  await province.system.atRest();
}

test('变更流重复、乱序，结果与按序的一样：每件事只发生一次', async () => {
  const households = await province.dossiersIn('surveying', 3);
  const [sentBack, contested, plain] = households as [Household, Household, Household];
  await province.survey(sentBack, 'return');
  await province.system.atRest();
  await province.system.as(registrar).call('submit', { params: { id: sentBack.id }, body: { form: 1 } });
  await province.system.atRest();
  await province.walk(households, 'surveying', 'underNotice');
  await objectTo(contested);
  await dismiss(contested);
  await province.walk(households, 'underNotice', 'signed');

  const first = ['createDraft', 'saveForm', 'submit', 'assess', 'recordSurvey'];
  const onNotice = ['openNotice', 'closeNotice'];
  const last = ['requestApproval', 'decide', 'register', 'makePlan', 'signPlan', 'issueCards'];
  expect(await actionsOf(province, plain)).toEqual([...first, ...onNotice, ...last]);
  const objection = ['openNotice', 'raiseObjection', 'triageObjections', 'resolveObjection', 'closeNotice'];
  expect(await actionsOf(province, contested)).toEqual([...first, ...objection, ...last]);
  const again = ['submit', 'assess', 'recordSurvey'];
  expect(await actionsOf(province, sentBack)).toEqual([...first, ...again, ...onNotice, ...last]);

  const once = { 'registration-1-1': 'SUCCEEDED', 'plan-1-1': 'SUCCEEDED' };
  expect(await phasesOf(province, plain)).toEqual(once);
  expect(await phasesOf(province, contested)).toEqual(once);
  expect(await phasesOf(province, sentBack)).toEqual({ ...once, 'registration-1-2': 'SUCCEEDED' });

  for (const one of households) {
    expect(await subjectsOf(province, one, approverMail)).toEqual(['有一份建档材料请您审批']);
    expect(await province.system.mails(one.workerMail)).toHaveLength(1);
  }
  const onFile = '有一户已经建档，请制定帮扶计划';
  expect(await subjectsOf(province, plain, registrarMail)).toEqual([onFile]);
  expect(await subjectsOf(province, contested, registrarMail)).toEqual([onFile]);
  expect(await subjectsOf(province, contested, reviewerMail)).toEqual(['公示收到异议，请初核', '公示收到异议，请处理']);
  expect(await subjectsOf(province, sentBack, registrarMail)).toEqual(['有一份档案被退回，请补正', onFile]);

  const numbers = await Promise.all(households.map(async (one) => (await province.view(one)).registration));
  expect(numbers.map((registration) => registration?.dossierNumber).sort()).toEqual([
    '530102202600001',
    '530102202600002',
    '530102202600003',
  ]);
  await expectSound(province, households);
});

test('越过函数改动、删除日志的一条，变更流看得见，说是哪一户的第几条', async () => {
  const [changed, deleted] = (await province.dossiersIn('draft', 2)) as [Household, Household];
  expect(province.addresses.logs()).not.toContain('journal entry changed');
  const registry = await province.registry();
  const entries = (await registry.items()).filter(({ pk }) => [changed, deleted].some(({ id }) => pk === `J#${id}`));
  expect(entries).toHaveLength(4);
  const of = (one: Household, sk: string) =>
    entries.find(({ pk, sk: each }) => pk === `J#${one.id}` && each === sk) as Item;
  await registry.put({ ...of(changed, '000002'), entry: '{}' });
  await registry.remove(of(deleted, '000001'));
  await province.system.atRest();
  // Whoever has read whole ID numbers, and does away with the record of it.
  await registry.put({ pk: 'R#x', sk: 'OPENED#2026-09-07T01:00:00.000Z#x' });
  await registry.put({ pk: 'R#x', sk: 'OPENED#2026-09-07T01:00:00.000Z#x', by: 'x' });
  await registry.remove({ pk: 'R#x', sk: 'OPENED#2026-09-07T01:00:00.000Z#x' });
  await province.system.atRest();
  const told = province.addresses
    .logs()
    .split('\n')
    .filter((line) => line.includes('journal entry changed'));
  // Every batch comes twice here.
  expect(new Set(told)).toEqual(
    new Set([
      JSON.stringify({ message: 'journal entry changed', event: 'MODIFY', dossier: changed.id, entry: '000002' }),
      JSON.stringify({ message: 'journal entry changed', event: 'REMOVE', dossier: deleted.id, entry: '000001' }),
      ...['MODIFY', 'REMOVE'].map((event) =>
        JSON.stringify({
          ...{ message: 'journal entry changed', event },
          ...{ partition: 'R#x', entry: 'OPENED#2026-09-07T01:00:00.000Z#x' },
        }),
      ),
    ]),
  );
});
