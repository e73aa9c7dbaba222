import { afterAll, beforeAll, expect, test } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { RequestOf } from '../../shared/contract/types.ts';
import { executionsOf, expectSound } from '../support/inside.ts';
import { type Household, type Province, provinceInMemory, registrar } from '../support/province.ts';

/** 临时救助 through the workflow as it is deployed: one household is converted, the other's time is over. */

let province: Province;
let [converted, closed]: Household[] = [];

beforeAll(async () => {
  province = await provinceInMemory({ at: '2025-09-08T01:00:00Z' });
  converted = await province.takeIn(province.nextForm());
  closed = await province.takeIn(province.nextForm());
});
afterAll(() => province.stop());

const clerk = () => province.system.as(registrar);
const aid = (one: Household, givenOn: string) => {
  const { breachReason: _, ...example } = exchangeOf('recordAid').example as RequestOf<'recordAid'>['body'];
  const body = { ...example, source: 'union' as const, givenOn };
  return clerk().call('recordAid', { params: { id: one.id }, body });
};
const expiryMails = async (one: Household) =>
  (await province.mailsAbout(one, `${registrar}@union.example.com`)).filter(({ subject }) => subject.includes('期满'));

test('不公示，一级审批，九次转换；帮到六个月以后的同一天，不算在册', async () => {
  const one = converted as Household;
  expect(await province.view(one)).toMatchObject({
    ...{ status: 'temporary', standing: 'temporary', nextReviewOn: null, plan: null },
    temporary: { since: '2025-09-08', until: '2026-03-08', convertedOn: null },
    registration: { category: '临时救助', tier: 'county' },
  });
  expect(await executionsOf(province, one)).toMatchObject({
    'temporary-1-1': { status: 'SUCCEEDED', currentState: 'Conclude', transitions: 9 },
  });
  await aid(one, '2025-09-08');
  await expectSound(province, [one]);
});

test('期满以前十五天写信给建档人；转正走建档的全部环节，从此在册，编号不变', async () => {
  const one = converted as Household;
  const { registration } = await province.view(one);
  await province.system.leapTo('2026-02-20T09:00:00+08:00');
  expect(await expiryMails(one)).toEqual([]);
  await province.system.leapTo('2026-02-21T09:00:00+08:00');
  expect(await expiryMails(one)).toMatchObject([{ subject: expect.stringContaining('快要期满') }]);
  await province.system.leapTo('2026-02-27T09:00:00+08:00');
  await province.convert(one);
  await province.system.atRest();
  await province.survey(one);
  await province.system.atRest();
  await province.endNotice([one]);
  await province.system.atRest();
  // Before the approver its last day goes by: what becomes of it is being decided, and nobody is reminded.
  await province.system.leapTo('2026-03-09T10:00:00+08:00');
  await province.system.atRest();
  expect(await expiryMails(one)).toHaveLength(1);
  await province.approve(one);
  await province.system.atRest();
  expect(await province.view(one)).toMatchObject({
    ...{ status: 'registered', standing: 'onFile', formInForce: 2 },
    registration: { dossierNumber: registration?.dossierNumber },
    temporary: { until: '2026-03-08' },
    aid: { entries: 1 },
  });
  expect(await executionsOf(province, one)).toMatchObject({
    'conversion-2-1': { status: 'SUCCEEDED', currentState: 'Conclude' },
  });
  await expectSound(province, [one]);
});

test('期满没有人办的，不自己注销，最后一天以后的帮扶登记不了；建档人提出，审批人同意了才注销', async () => {
  const one = closed as Household;
  expect(await province.view(one)).toMatchObject({ status: 'temporary' });
  expect((await expiryMails(one)).length).toBeGreaterThan(1);
  await expect(aid(one, '2026-03-09')).rejects.toThrow(/填写的内容有误/);
  await aid(one, '2026-03-08');
  const body = {
    ...(await province.seen(one)),
    ...{ reason: 'temporaryOver' as const, happenedOn: '2026-03-08', opinion: '房子修好了', seen: '看过新房' },
  };
  await clerk().call('proposeExit', { params: { id: one.id }, body });
  await province.system.atRest();
  await province.approve(one);
  await province.system.atRest();
  expect(await province.view(one)).toMatchObject({
    status: 'cancelled',
    standing: 'left',
    temporary: { convertedOn: null },
  });
  await expectSound(province, [one]);
});
