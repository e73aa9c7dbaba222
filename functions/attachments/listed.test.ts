import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { DossierDetail } from '../../shared/contract/dossier-detail.ts';
import type { Fault } from '../../shared/form/faults.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import type { RequiredPaper } from '../../shared/form/papers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossiers, table } from '../../shared/services/services.ts';
import { type Asked, askHandler } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

const unit = '530000/530100/530102/U0001';
const registrar = { sub: 'registrar-1', roles: 'registrar', orgPath: unit };
const required: RequiredPaper[] = [
  { kind: '本人及主要家属身份证复印件', when: 'always' },
  { kind: '诊断证明复印件', when: 'illness' },
  { kind: '残疾证复印件', when: 'disability' },
];

const yunnan = memoryApp().profile;
const app = memoryApp({ profile: { ...yunnan, papers: { required } } });

let asked = 0;
async function ask<T>(line: string, { headers, ...own }: Asked = {}): Promise<{ status: number; body: T }> {
  const idempotency = { 'idempotency-key': `listed-${++asked}-00000000` };
  const answer = await askHandler(app, line, { as: registrar, headers: { ...idempotency, ...headers }, ...own });
  return { status: answer.statusCode, body: JSON.parse(answer.body) as T };
}

async function drafted(form: DraftForm): Promise<{ id: string; faults: Fault[] }> {
  const { body: draft } = await ask<{ id: string }>('POST /v1/dossiers', { body: { orgPath: unit } });
  return { id: draft.id, faults: (await saved(draft.id, 1, form)).faults };
}

async function saved(id: string, version: number, form: DraftForm): Promise<{ faults: Fault[] }> {
  const headers = { 'if-match': `"${version}"` };
  return (await ask<{ faults: Fault[] }>(`PUT /v1/dossiers/${id}/form`, { body: form, headers })).body;
}

async function promised(id: string, kind: string, name: string): Promise<string> {
  const body = { kind, name, contentType: 'application/pdf' };
  return (await ask<{ attachment: string }>(`POST /v1/dossiers/${id}/attachments`, { body })).body.attachment;
}

/** What the check of the file comes to, without a file. */
async function settled(id: string, attachment: string, reason?: 'encrypted'): Promise<void> {
  const item = await table(app).find<{ kind: string }>(keys.attachment(id, attachment));
  const verdict = reason ? { status: 'refused', reason } : { status: 'accepted', size: 1234 };
  const fate = reason
    ? { type: 'refuseAttachment' as const, attachment, reason }
    : {
        type: 'addAttachment' as const,
        attachment,
        kind: item?.kind as never,
        contentType: 'application/pdf' as const,
        size: 1234,
        sha256: 'ab',
      };
  await dossiers(app).record({
    id,
    before: await dossiers(app).get(id),
    action: fate,
    actor: { kind: 'system', id: 'attachment-check' },
    now: new Date(),
    effects: [
      table(app).putWrite('attachment', { ...item, ...verdict, pk: keys.dossier(id), sk: `ATT#${attachment}` }, null),
    ],
  });
}

const listOf = async (id: string) => {
  const { body } = await ask<{ attachments: z.infer<typeof DossierDetail>['attachments'] }>(`GET /v1/dossiers/${id}`);
  return body.attachments;
};
const submit = (id: string) =>
  ask<{ code?: number; faults?: Fault[] }>(`POST /v1/dossiers/${id}/submission`, {
    body: { form: 1, consents: allAgree(household(2)) },
  });
const papers = (faults: readonly Fault[] = []) =>
  faults.filter(({ code }) => code === 1156).map(({ message }) => message);

describe('表上列的和传了的附件', () => {
  it('是一份：只列了名的、等待的、收下的、拒收的，各有其状态；过了一天没有传成的不再列', async () => {
    const attachments = [
      { type: '收入证明', name: '丈夫收入' },
      { type: '户口本复印件', name: '户口本' },
    ];
    const { id } = await drafted({ ...household(1), attachments });
    const income = await promised(id, '收入证明', '收入.pdf');
    await settled(id, income);
    const locked = await promised(id, '医院单据', '住院单据.pdf');
    await settled(id, locked, 'encrypted');
    const coming = await promised(id, '其他', '说明.pdf');
    const item = await table(app).find<object>(keys.attachment(id, coming));
    await table(app).put({ ...item, ...keys.attachment(id, 'old'), ttl: 1 } as never);
    const list = await listOf(id);
    expect(list.map(({ id: attachment, kind, name, state }) => [attachment, kind, name, state])).toEqual([
      [income, '收入证明', '收入.pdf', 'accepted'],
      [null, '户口本复印件', '户口本', 'named'],
      [locked, '医院单据', '住院单据.pdf', 'refused'],
      [coming, '其他', '说明.pdf', 'awaiting'],
    ]);
    expect(list[0]).toMatchObject({ size: 1234, by: 'registrar-1', at: expect.stringMatching(/Z$/), reason: null });
    expect(list[2]).toMatchObject({ size: null, reason: 'PDF 设有密码。' });
  });
});

describe('本省要求的材料', () => {
  it('保存时就说缺什么；只列名、还没有收下的不算；收下了才能提交', async () => {
    const named = required.map(({ kind }) => ({ type: kind, name: kind }));
    const { id, faults } = await drafted({ ...household(2), attachments: named });
    // The husband is ill, nobody is disabled.
    const both = [
      '缺少本人及主要家属身份证复印件：本省要求每户都有，须上传，检查通过的才算',
      '缺少诊断证明复印件：表上写了有人患病、因病致困或医疗支出，须上传，检查通过的才算',
    ];
    expect(papers(faults)).toEqual(both);
    const identity = await promised(id, '本人及主要家属身份证复印件', '身份证');
    const diagnosis = await promised(id, '诊断证明复印件', '诊断书');
    await settled(id, identity);
    await settled(id, diagnosis, 'encrypted');
    const refused = await submit(id);
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 1100, faults: [{ pointer: '/attachments', code: 1156 }] },
    });
    expect(papers(refused.body.faults)).toEqual(both.slice(1));
    await settled(id, await promised(id, '诊断证明复印件', '诊断书（重传）'));
    expect((await submit(id)).status).toBe(202);
  });

  it('没有填完的草稿，缺的材料与别的错一起说', async () => {
    const { faults } = await drafted({ worker: { health: '残疾' } });
    expect(papers(faults).map((message) => message.split('：')[0])).toEqual([
      '缺少本人及主要家属身份证复印件',
      '缺少残疾证复印件',
    ]);
    expect(faults.length).toBeGreaterThan(2);
  });
});
