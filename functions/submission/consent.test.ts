import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { Form } from '../../shared/form/form.ts';
import { dossiers } from '../../shared/services/services.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';

let app: MemoryApp;
let journey: Journey;
const as = people.registrar;
const form = withDaughter(household(3));

beforeAll(() => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});
beforeEach(async () => {
  app = memoryApp({ profile: { ...memoryApp().profile } });
  app.at('2026-11-02T02:00:00Z');
  await putPeople(app);
  journey = new Journey(app);
  const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
  journey.id = id;
  await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body: form });
});

async function submit(consents?: readonly object[]) {
  const body = { form: (await journey.state()).form, ...(consents ? { consents } : {}) };
  const answer = await ask(app, 'submit', { as, params: { id: journey.id }, body });
  const { code, faults } = JSON.parse(answer.body) as { code?: number; faults?: { pointer: string }[] };
  return { status: answer.statusCode, code, faults };
}
const detail = () =>
  told<{ consents: { person: string; consent: { form: number; way: string; byName: string } | null }[] }>(
    app,
    'getDossier',
    { as, params: { id: journey.id } },
  );

describe('没有告知同意，不得提交（个人信息保护法 17、29、31）', () => {
  it('缺谁的，逐人指明；什么也没有记下', async () => {
    const version = (await journey.state()).version;
    const refused = await submit();
    expect([refused.status, refused.code]).toEqual([422, 1100]);
    expect(refused.faults?.map(({ pointer }) => pointer)).toEqual(['/worker', '/members/0', '/members/1']);
    expect(await submit(allAgree(form).slice(0, 2))).toMatchObject({
      status: 422,
      faults: [{ pointer: '/members/1', code: 1159 }],
    });
    expect((await journey.state()).version).toBe(version);
  });

  it('各人都同意了的，随表记下是哪一版、怎样、由谁经手；登记表里看不出谁是监护人', async () => {
    expect((await submit(allAgree(form))).status).toBe(202);
    const { consents } = await detail();
    expect(consents).toMatchObject([
      {
        person: '/worker',
        consent: { disclosure: '2026-1', form: 1, way: 'inPerson', byName: '何登记', guardian: null },
      },
      { person: '/members/0', consent: { way: 'inPerson' } },
      { person: '/members/1', consent: { guardian: { name: form.worker.name, relation: '父母' } } },
    ]);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('父母');
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('签字的，凭通过检查的告知同意书；别的附件不算', async () => {
    const given = (paper: string) => allAgree(form).map((each) => ({ ...each, way: 'signed', paper }));
    const other = await journey.attached('收入证明', '收入.jpg');
    expect((await submit(given(other))).faults?.map(({ pointer }) => pointer)).toEqual([
      '/consents/0/paper',
      '/consents/1/paper',
      '/consents/2/paper',
    ]);
    const paper = await journey.attached('告知同意书', '告知同意书.jpg');
    expect((await submit(given(paper))).status).toBe(202);
    expect((await detail()).consents[0]).toMatchObject({ consent: { way: 'signed', paper } });
  });

  it('表上有错的，缺的同意与别的错一次说完', async () => {
    const { version } = await journey.state();
    const headers = { 'if-match': `"${version}"` };
    const wrong = { ...form, worker: { ...form.worker, ethnicity: '火星族' } };
    await told(app, 'saveForm', { as, params: { id: journey.id }, headers, body: wrong });
    const { faults } = await submit(allAgree(form).slice(1));
    expect(faults).toMatchObject([{ pointer: '/worker/ethnicity' }, { pointer: '/worker', code: 1159 }]);
  });

  it('断了再来：同一个请求再发一次，只记一次', async () => {
    const call = {
      as,
      params: { id: journey.id },
      headers: { 'idempotency-key': 'consents-0001' },
      body: { form: 1, consents: allAgree(form) },
    };
    const [one, again] = [await ask(app, 'submit', call), await ask(app, 'submit', call)];
    expect([one.statusCode, again.body]).toEqual([202, one.body]);
    const journal = await dossiers(app).journal(journey.id);
    expect(journal.filter(({ action }) => action.type === 'submit')).toHaveLength(1);
  });
});

describe('以后', () => {
  beforeEach(async () => {
    await submit(allAgree(form));
    await journey.assessed();
  });

  it('退回再交的，不用再同意一次；添了人的，只要添的人', async () => {
    await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'return' });
    expect((await submit()).status).toBe(202);
    await journey.assessed();
    await journey.surveyed('2026-11-06T02:00:00Z', { outcome: 'return' });
    const more = withSecond(form);
    const headers = { 'if-match': `"${(await journey.state()).version}"` };
    await told(app, 'saveForm', { as, params: { id: journey.id }, headers, body: more });
    expect(await submit()).toMatchObject({ status: 422, faults: [{ pointer: '/members/2', code: 1159 }] });
    expect((await submit(allAgree(more).slice(3))).status).toBe(202);
    expect((await detail()).consents.map(({ consent }) => consent?.form)).toEqual([1, 1, 1, 2]);
  });

  it('告知书有了须重新同意的一版：入户调查先问过各人，才能属实', async () => {
    const first = app.profile.disclosures[0] as (typeof app.profile.disclosures)[number];
    app.profile.disclosures = [first, { ...first, version: '2026-2', from: '2026-11-04', asksAgain: true }];
    await expect(journey.surveyed()).rejects.toThrow(/1159.*告知书有了须重新同意的一版/);
    await journey.surveyed('2026-11-05T02:00:00Z', { consents: allAgree(form, '2026-11-05') });
    expect((await journey.state()).matter.stage).toBe('notice');
    expect((await detail()).consents).toMatchObject([
      { consent: { disclosure: '2026-2', byName: '赵调查' } },
      { consent: { disclosure: '2026-2' } },
      { consent: { disclosure: '2026-2' } },
    ]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});

it('还没有到入户调查的，说明现在是什么状态，不先要同意', async () => {
  await expect(journey.surveyed('2026-11-05T02:00:00Z', { matter: 1, form: 1 })).rejects.toThrow(/409.*草稿/);
});

it('现在用的告知书，工作人员取得到', async () => {
  const { version, sections } = await told<{ version: string; sections: { text: string }[] }>(app, 'getDisclosure', {
    as,
  });
  expect(version).toBe('2026-1');
  expect(sections.map(({ text }) => text).join('')).toContain('云南省总工会');
});

function withSecond(one: Form): Form {
  return withDaughter(one, 1);
}
