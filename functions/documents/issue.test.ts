import './testing/province.ts';
import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { plainText } from '../../shared/print/testing/pdf-text.ts';
import { printer } from '../../shared/print/testing/printing.ts';
import { newId } from '../../shared/registry/ids.ts';
import { dossiers } from '../../shared/runtime/services.ts';
import { issueCards } from './issue.ts';
import { fullForm } from './testing/household.ts';
import { memoryAws, registerHousehold } from './testing/registry.ts';

memoryAws();
const s3 = new S3Client({});
const bucket = mockClient(s3);
let stored: Record<string, Uint8Array> = {};
/** The next object of this kind is not taken. */
let failing = '';

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
