import './testing/province.ts';
import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { attachmentContext } from '../../shared/attachments/upload.ts';
import { attachmentKindContext } from '../../shared/dossier/seal-contexts.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';
import { issueCards } from './issue.ts';
import { plainText } from './print/testing/pdf-text.ts';
import { printer } from './print/testing/printing.ts';
import { fullForm } from './testing/household.ts';
import { memoryAws, registerHousehold } from './testing/registry.ts';

memoryAws();
const s3 = new S3Client({});
const bucket = mockClient(s3);
let stored: Record<string, Uint8Array> = {};
/** The next object of this kind is not taken. */
let failing = '';

/** A paper of the household is accepted now. */
async function accepted(id: string, attachment: string, kind: string, name: string): Promise<void> {
  const sealedKind = await keyring().seal(attachmentKindContext(id, attachment), kind);
  const item = {
    ...keys.attachment(id, attachment),
    status: 'accepted',
    kind: sealedKind,
    name: await keyring().seal(attachmentContext(id, attachment), name),
    contentType: 'application/pdf',
    by: 'staff-0007',
    at: '2026-11-23T02:00:00.000Z',
    size: 1000,
    place: 1,
  };
  await dossiers().record({
    id,
    before: await dossiers().get(id),
    action: {
      type: 'addAttachment',
      attachment,
      kind: sealedKind,
      contentType: 'application/pdf',
      size: 1000,
      sha256: '',
    },
    actor: { kind: 'system', id: 'attachment-check' },
    now: new Date('2026-11-23T02:00:01.000Z'),
    effects: [table().putWrite('attachment', item)],
  });
}

beforeEach(() => {
  stored = {};
  bucket.reset();
  bucket.on(PutObjectCommand).callsFake(({ Key, Body }) => {
    if (failing !== '' && Key.includes(failing)) {
      failing = '';
      throw new Error('connection lost');
    }
    stored[Key] = Body;
    return {};
  });
});

describe('发放联系卡', () => {
  test('签字后印出两张联系卡和档案表，日志记下各自的摘要', async () => {
    const id = await registerHousehold(newId());
    expect(await issueCards(id, printer, s3)).toEqual({ outcome: 'issued' });
    const { documents } = (await dossiers().get(id)).state;
    expect(documents.map(({ kind, key }) => [kind, key])).toEqual([
      ['officerCard', `printed/${id}/officerCard-1.pdf`],
      ['workerCard', `printed/${id}/workerCard-1.pdf`],
      ['bothCards', `printed/${id}/bothCards-1.pdf`],
      ['dossierForm', `printed/${id}/dossierForm-1.pdf`],
    ]);
    for (const { key, sha256 } of documents) {
      expect(sha256).toBe(
        createHash('sha256')
          .update(stored[key] as Uint8Array)
          .digest('hex'),
      );
    }
    const card = plainText(stored[`printed/${id}/workerCard-1.pdf`] as Uint8Array);
    expect(card).toContain('李秀英');
    expect(card).not.toContain(fullForm.worker.idNumber);
    const form = plainText(stored[`printed/${id}/dossierForm-1.pdf`] as Uint8Array);
    for (const text of ['云南省昆明市盘龙区总工会', '赵调查', '无异议', '周审批', '同意建档，按月走访。']) {
      expect(form).toContain(text);
    }
  });

  test('重复执行不再印，日志里也只有一条', async () => {
    const id = await registerHousehold(newId());
    await issueCards(id, printer, s3);
    const { version } = await dossiers().get(id);
    stored = {};
    expect(await issueCards(id, printer, s3)).toEqual({ outcome: 'issued' });
    expect(stored).toEqual({});
    expect((await dossiers().get(id)).version).toBe(version);
  });

  test('附件印签字时已收下的：之后才收下的不印，断了重来印的也还是那些', async () => {
    const id = await registerHousehold(newId());
    failing = 'dossierForm';
    await expect(issueCards(id, printer, s3)).rejects.toThrow('connection lost');
    await accepted(id, 'a1', '户口本复印件', '签字以后的户口本');
    await issueCards(id, printer, s3);
    const form = plainText(stored[`printed/${id}/dossierForm-1.pdf`] as Uint8Array);
    expect(form).toContain('全家户口本（未上传）');
    expect(form).not.toContain('签字以后的户口本');
  });

  test('签字之前收下的附件印在表上', async () => {
    const id = await registerHousehold(newId(), fullForm, (draft) =>
      accepted(draft, 'a1', '户口本复印件', '户口本全本'),
    );
    await issueCards(id, printer, s3);
    const form = plainText(stored[`printed/${id}/dossierForm-1.pdf`] as Uint8Array);
    expect(form).toContain('户口本复印件：户口本全本');
    expect(form).toContain('王建国诊断书（未上传）');
    expect(form).not.toContain('户口本全本（未上传）');
  });

  test('存到一半断了，重来一次存下的是同样的内容', async () => {
    const id = await registerHousehold(newId());
    failing = 'dossierForm';
    await expect(issueCards(id, printer, s3)).rejects.toThrow('connection lost');
    expect((await dossiers().get(id)).state.documents).toEqual([]);
    const first = stored[`printed/${id}/workerCard-1.pdf`] as Uint8Array;
    await issueCards(id, printer, s3);
    expect(Buffer.compare(stored[`printed/${id}/workerCard-1.pdf`] as Uint8Array, first)).toBe(0);
    expect(Object.keys(stored)).toHaveLength(4);
  });

  test('姓名里有字库没有的字，照样发卡：印成方框，请用笔写上', async () => {
    const worker = { ...fullForm.worker, name: '李\u{2A6D0}英' };
    const id = await registerHousehold(newId(), { ...fullForm, worker });
    expect(await issueCards(id, printer, s3)).toEqual({ outcome: 'issued' });
    const card = plainText(stored[`printed/${id}/workerCard-1.pdf`] as Uint8Array);
    expect(card).toContain('请照身份证手写：职工姓名（U+2A6D0）。');
  });

  test('还没有建档的什么也不印', async () => {
    const id = newId();
    const actor = { kind: 'staff' as const, id: 's' };
    const action = { type: 'createDraft' as const, orgPath: '530000/530100/530103/U0001' };
    await dossiers().record({ id, before: null, action, actor, now: new Date('2026-11-02T01:00:00Z') });
    expect(await issueCards(id, printer, s3)).toEqual({ outcome: 'ended' });
    expect(stored).toEqual({});
  });
});
