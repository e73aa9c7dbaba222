import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household } from '../../test/support/household.ts';
import { ask, type Journey, people, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';
import { issueCards } from '../documents/issue.ts';
import { printer } from '../documents/print/testing/printing.ts';

const { name } = household(3).worker;
const revised = {
  ...examplePlan,
  officer: { name: '新责任', post: '街道总工会干事', contact: '13800138111' },
  reason: '原来的责任人调走',
};
let app: MemoryApp;
let journey: Journey;
let params: { id: string };
let back: () => void;

beforeAll(async () => {
  vi.spyOn(console, 'info').mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  params = { id: journey.id };
  await journey.signed(await journey.planned(examplePlan), name);
  await issueCards(app, journey.id, printer);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const detail = () => told<Record<string, unknown>>(app, 'getDossier', { as: people.registrar, params });
const document = async (kind: string) => {
  const { statusCode, body } = await ask(app, 'getDocument', { as: people.registrar, params: { ...params, kind } });
  return { status: statusCode, ...(JSON.parse(body) as { plan?: number; replacedBy?: number | null; url?: string }) };
};
const planOf = (plan: number) =>
  ask(app, 'getPlan', { as: people.registrar, params: { ...params, plan: String(plan) } }).then(
    ({ statusCode, body }) => ({ status: statusCode, ...(JSON.parse(body) as Record<string, unknown>) }),
  );

describe('修订帮扶计划', () => {
  it('不写原因的不收，说第几版已经签字：以为还没有签的，不会不知不觉改了它', async () => {
    const { reason: _, ...body } = revised;
    const { statusCode, body: answer } = await ask(app, 'makePlan', { as: people.registrar, params, body });
    expect([statusCode, answer]).toEqual([400, expect.stringContaining('第 1 版帮扶计划已由困难职工签字')]);
    expect(await detail()).toMatchObject({ plan: { plan: 1 } });
  });

  it('没有签字以前，现行的是原来那一版，卡也是原来的', async () => {
    await journey.planned(revised, '2026-12-01T02:00:00Z');
    expect(await detail()).toMatchObject({
      planInForce: { plan: 1 },
      plan: { plan: 2, signedAt: null },
      replacedDocuments: [],
    });
    expect(await document('workerCard')).toMatchObject({ status: 200, plan: 1, replacedBy: null });
  });

  it('签字页写明这是修订、为什么；签了字，原来的链接不再算数', async () => {
    const link = await journey.planned(revised, '2026-12-01T02:00:00Z');
    const page = await ask(app, 'planPage', { params: { nonce: link.nonce } });
    expect(page.body).toContain('上一份计划作了修订，原因：原来的责任人调走');
    expect((await journey.signed(link, name, '2026-12-02T02:00:00Z')).statusCode).toBe(200);
    expect(await detail()).toMatchObject({ planInForce: { plan: 2, outcome: null } });
  });

  it('签了字就换发：新的印着新的责任人；原来的仍取得到，注明由哪一版换发，文件名也写明', async () => {
    await journey.signed(await journey.planned(revised, '2026-12-01T02:00:00Z'), name, '2026-12-02T02:00:00Z');
    const before = app.s3.objects.get(`printed/${params.id}/workerCard-1.pdf`)?.body;
    expect(await issueCards(app, journey.id, printer)).toEqual({ outcome: 'issued' });
    expect(await document('workerCard')).toMatchObject({ plan: 2, replacedBy: null });
    const old = await document('workerCard-1');
    expect(old).toMatchObject({ status: 200, plan: 1, replacedBy: 2 });
    expect(decodeURIComponent(decodeURIComponent(old.url ?? ''))).toContain('（第 1 版，已换发）.pdf');
    expect(app.s3.objects.get(`printed/${params.id}/workerCard-1.pdf`)?.body).toBe(before);
    expect(await detail()).toMatchObject({
      replacedDocuments: ['officerCard-1', 'workerCard-1', 'bothCards-1', 'dossierForm-1'],
    });
    for (const none of ['workerCard-3', 'workerCard-0', 'workerCard-01']) {
      expect(await document(none)).toMatchObject({ status: 404 });
    }
  });

  it('原来的一版照编号看得到：谁制定的、何时签的、当时写了什么；没有制定过的说没有', async () => {
    await journey.signed(await journey.planned(revised, '2026-12-01T02:00:00Z'), name, '2026-12-02T02:00:00Z');
    expect(await planOf(1)).toMatchObject({
      ...{ status: 200, plan: 1, inForce: false, by: 'registrar-1', byName: '何登记' },
      ...{ signedAt: '2026-11-22T02:12:00.000Z', content: { officer: examplePlan.officer } },
      documents: ['officerCard-1', 'workerCard-1', 'bothCards-1', 'dossierForm-1'],
    });
    expect(await planOf(2)).toMatchObject({ inForce: true, content: { officer: revised.officer }, documents: [] });
    expect(await planOf(3)).toMatchObject({ status: 404, code: 1320 });
  });

  it('换发的卡印签字时据以在册的表：其间换了的电话、住址是新的', async () => {
    app.at('2026-11-30T02:00:00Z');
    const body = { form: 1, changes: { worker: { homeAddress: '昆明市五华区新迁社区8幢101室' } } };
    await told(app, 'updateContact', { as: people.registrar, params, body });
    await journey.signed(await journey.planned(revised, '2026-12-01T02:00:00Z'), name, '2026-12-02T02:00:00Z');
    let address = '';
    const card = {
      ...printer,
      officerCard: async (view: { homeAddress?: string }) => {
        address = view.homeAddress ?? '';
        return new Uint8Array([1]);
      },
    };
    await issueCards(app, journey.id, card as typeof printer);
    expect(address).toBe('昆明市五华区新迁社区8幢101室');
  });
});
