import { beforeAll, expect, it, vi } from 'vitest';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, type Journey, people, posted, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { aided, registeredIn } from '../../test/support/on-file.ts';
import { plainText } from './print/testing/pdf-text.ts';

let app: MemoryApp;
let onFile: Journey;
const as = people.registrar;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  onFile = await registeredIn(app, 1);
  await aided(onFile);
  return () => void vi.restoreAllMocks();
});

it('照现在的台账印：登记、更正、走访、合计都在，金额写成元；还没有计划的也印', async () => {
  const { url } = await told<{ url: string }>(app, 'printLedger', { as, params: { id: onFile.id } });
  const name = decodeURIComponent(new URL(url).searchParams.get('response-content-disposition') ?? '');
  expect(name).toMatch(/530102202600001-帮扶台账\.pdf$/);
  const printed = () => plainText(app.s3.objects.get(`printed/${onFile.id}/ledgerSheet.pdf`)?.body as Buffer);
  const text = printed();
  for (const said of ['1已更正', '200.00', '金额多写了一个零', '段志远', '合计1200.000.00', '帮扶单位—']) {
    expect(text).toContain(said);
  }
  const given = { givenOn: '2026-11-24', kind: 'warmth', project: '送温暖', source: 'union', payment: 'cash' };
  const body = { ...given, amount: 30_000, giver: '昆明某纺织厂工会' };
  await told(app, 'recordAid', { as, params: { id: onFile.id }, body });
  await told(app, 'printLedger', { as, params: { id: onFile.id } });
  expect(printed()).toContain('合计2500.000.00');
});

it('台账上的帮扶单位、责任人是签了字的一版计划的；修订的一版还没有签、职工不同意，照旧', async () => {
  const printed = async () => {
    await told(app, 'printLedger', { as, params: { id: onFile.id } });
    return plainText(app.s3.objects.get(`printed/${onFile.id}/ledgerSheet.pdf`)?.body as Buffer);
  };
  const link = await onFile.planned(examplePlan, '2026-11-25T02:00:00Z');
  expect(await printed()).not.toContain('张帮扶');
  await onFile.signed(link, household(1).worker.name, '2026-11-25T03:00:00Z');
  expect(await printed()).toContain('张帮扶');
  const officer = { ...examplePlan.officer, name: '马接替' };
  const revised = await onFile.planned({ ...examplePlan, officer, reason: '换人' }, '2026-11-26T02:00:00Z');
  expect(await printed()).not.toContain('马接替');
  const { nonce, code } = revised;
  await posted(app, 'signPlan', { nonce }, { code, name: household(1).worker.name, agree: 'no', reason: '不认识' });
  expect((await onFile.state()).plan?.declined).not.toBeNull();
  const text = await printed();
  expect([text.includes('马接替'), text.includes('张帮扶')]).toEqual([false, true]);
});

it('没有建过档的，没有台账', async () => {
  const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
  const answer = await ask(app, 'printLedger', { as, params: { id } });
  expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: 1401 });
});

it('告知同意书照最近保存的档案表印：告知的各条，各人签字的地方，孩子由监护人签', async () => {
  const { url } = await told<{ url: string }>(app, 'printConsent', { as, params: { id: onFile.id } });
  const name = decodeURIComponent(new URL(url).searchParams.get('response-content-disposition') ?? '');
  expect(name).toMatch(/530102202600001-告知同意书\.pdf$/);
  const text = plainText(app.s3.objects.get(`printed/${onFile.id}/consentSheet.pdf`)?.body as Buffer);
  const { worker, members } = household(1);
  for (const said of ['（2026-1版）', '保存多久', `${worker.name}本人`, `${members[0]?.name}丈夫`, '单独同意']) {
    expect(text).toContain(said);
  }
  expect(text).not.toContain(worker.idNumber);
});

it('核对授权书只有满十八周岁的各人签字，没有逐项的勾', async () => {
  const { url } = await told<{ url: string }>(app, 'printAuthorization', { as, params: { id: onFile.id } });
  const name = decodeURIComponent(new URL(url).searchParams.get('response-content-disposition') ?? '');
  expect(name).toMatch(/核对授权书\.pdf$/);
  const text = plainText(app.s3.objects.get(`printed/${onFile.id}/authorizationSheet.pdf`)?.body as Buffer);
  const { worker, members } = household(1);
  for (const said of ['核对授权书', '授权给谁', `${worker.name}本人`, `${members[0]?.name}丈夫`])
    expect(text).toContain(said);
  expect(text).not.toContain('单独同意');
  expect(text).not.toContain(worker.idNumber);
});

it('一份表也没有存过的，没有可签的', async () => {
  const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
  const answer = await ask(app, 'printConsent', { as, params: { id } });
  expect(JSON.parse(answer.body)).toMatchObject({ status: 404, code: 1401 });
});
