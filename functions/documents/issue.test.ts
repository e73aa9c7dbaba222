import { createHash } from 'node:crypto';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { loginIdsIn } from '../../test/support/examples/login-ids.ts';
import { type Journey, people, putPerson, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { issueCards } from './issue.ts';
import { plainText } from './print/testing/pdf-text.ts';
import { printer } from './print/testing/printing.ts';
import { fullForm, named, toSignedPlan } from './testing/household.ts';

let app: MemoryApp;
/** The next object of this kind is not taken. */
let failing = '';

beforeEach(() => {
  app = memoryApp({ profile: inEarnest });
  app.s3.before = (command) => {
    if (!(command instanceof PutObjectCommand) || failing === '' || !command.input.Key?.includes(failing)) return;
    failing = '';
    throw new Error('connection lost');
  };
});
const storedAt = (key: string) => app.s3.objects.get(key)?.body as Uint8Array;

describe('发放联系卡', () => {
  test('签字后印出两张联系卡和档案表，日志记下各自的摘要', async () => {
    const { id } = await toSignedPlan(app);
    expect(await issueCards(app, id, printer)).toEqual({ outcome: 'issued' });
    const { documents } = (await dossiers(app).get(id)).state;
    expect(documents.map(({ kind, key }) => [kind, key])).toEqual([
      ['officerCard', `printed/${id}/officerCard-1.pdf`],
      ['workerCard', `printed/${id}/workerCard-1.pdf`],
      ['bothCards', `printed/${id}/bothCards-1.pdf`],
      ['dossierForm', `printed/${id}/dossierForm-1.pdf`],
    ]);
    for (const { key, sha256 } of documents) {
      expect(sha256).toBe(createHash('sha256').update(storedAt(key)).digest('hex'));
    }
    for (const { key } of documents) expect(loginIdsIn(plainText(storedAt(key))), key).toEqual([]);
    const card = plainText(storedAt(`printed/${id}/workerCard-1.pdf`));
    expect(card).toContain('李秀英');
    expect(card).not.toContain(fullForm.worker.idNumber);
    const form = plainText(storedAt(`printed/${id}/dossierForm-1.pdf`));
    for (const text of [
      '云南省昆明市五华区总工会',
      '何登记',
      '陆录入',
      '赵调查',
      '无异议',
      '陈明',
      '同意建档，按月走访。',
    ]) {
      expect(form).toContain(text);
    }
  });

  test('没有登记的人写“未登记姓名”，不写登录标识；发了之后才改的姓名，不动已经印了的', async () => {
    const unknown = { ...people.registrar, sub: 'registrar-9' };
    const { id } = await toSignedPlan(app, {}, unknown);
    await issueCards(app, id, printer);
    const key = `printed/${id}/dossierForm-1.pdf`;
    const before = plainText(storedAt(key));
    expect(before).toContain('未登记姓名');
    expect(before).not.toContain('registrar-9');
    const body = { name: '后来人', post: '工会干事', orgPath: people.registrar.orgPath, roles: ['registrar'] };
    await putPerson(app, 'registrar-9', body);
    await issueCards(app, id, printer);
    expect(plainText(storedAt(key))).toBe(before);
  });

  test('重复执行不再印，日志里也只有一条', async () => {
    const { id } = await toSignedPlan(app);
    await issueCards(app, id, printer);
    const { version } = await dossiers(app).get(id);
    app.s3.objects.clear();
    expect(await issueCards(app, id, printer)).toEqual({ outcome: 'issued' });
    expect(app.s3.objects.size).toBe(0);
    expect((await dossiers(app).get(id)).version).toBe(version);
  });

  test('附件印签字时已收下的：之后才收下的不印，断了重来印的也还是那些', async () => {
    const journey = await toSignedPlan(app);
    const { id } = journey;
    failing = 'dossierForm';
    await expect(issueCards(app, id, printer)).rejects.toThrow('connection lost');
    await journey.attached('户口本复印件', '签字以后的户口本');
    await issueCards(app, id, printer);
    const form = plainText(storedAt(`printed/${id}/dossierForm-1.pdf`));
    expect(form).toContain('全家户口本（未上传）');
    expect(form).not.toContain('签字以后的户口本');
  });

  test('签字之前收下的附件印在表上', async () => {
    const beforeSigning = (journey: Journey) => journey.attached('户口本复印件', '户口本全本');
    const { id } = await toSignedPlan(app, { beforeSigning });
    await issueCards(app, id, printer);
    const form = plainText(storedAt(`printed/${id}/dossierForm-1.pdf`));
    expect(form).toContain('户口本复印件：户口本全本');
    expect(form).toContain('王建国诊断书（未上传）');
    expect(form).not.toContain('户口本全本（未上传）');
  });

  test('存到一半断了，重来一次存下的是同样的内容', async () => {
    const { id } = await toSignedPlan(app);
    failing = 'dossierForm';
    await expect(issueCards(app, id, printer)).rejects.toThrow('connection lost');
    expect((await dossiers(app).get(id)).state.documents).toEqual([]);
    const first = storedAt(`printed/${id}/workerCard-1.pdf`);
    await issueCards(app, id, printer);
    expect(Buffer.compare(storedAt(`printed/${id}/workerCard-1.pdf`), first)).toBe(0);
    expect([...app.s3.objects]).toHaveLength(4);
  });

  test('姓名里有字库没有的字，照样发卡：印成方框，请用笔写上', async () => {
    const { id } = await toSignedPlan(app, { form: named('李\u{2A6D0}英') });
    expect(await issueCards(app, id, printer)).toEqual({ outcome: 'issued' });
    const card = plainText(storedAt(`printed/${id}/workerCard-1.pdf`));
    expect(card).toContain('请照身份证手写：职工姓名（U+2A6D0）。');
  });

  test('还没有建档的什么也不印', async () => {
    const { as, body } = { as: people.registrar, body: { orgPath: people.registrar.orgPath } };
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body });
    expect(await issueCards(app, id, printer)).toEqual({ outcome: 'ended' });
    expect(app.s3.objects.size).toBe(0);
  });
});
