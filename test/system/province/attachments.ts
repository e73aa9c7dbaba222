import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { rewritten } from '../../../shared/attachments/inspect.ts';
import { ask, expectProblem, faultsOf, json } from '../../support/http.ts';
import { type Household, registrar } from '../../support/province.ts';
import { province } from './province.ts';

describe('附件', () => {
  let one: Household;
  const file = (name: string): Buffer => readFileSync(new URL(`../../../samples/attachments/${name}`, import.meta.url));
  const png = file('income-certificate.png');
  const pdf = file('application.pdf');
  const maxBytes = 10 * 1024 * 1024;

  interface Promised {
    attachment: string;
    url: string;
    fields: Record<string, string>;
  }

  beforeEach(async () => {
    one = await province.dossierIn('draft');
  });

  const request = (body: object) =>
    ask(province, `POST /v1/dossiers/${one.id}/attachments`, {
      as: registrar,
      body: { kind: '收入证明', name: '收入证明', contentType: 'image/png', ...body },
    });
  const promise = async (body: object = {}): Promise<Promised> => json<Promised>(await request(body));

  /** Posts the form as a browser or a mini-program does; `fields` may have been tampered with. */
  async function post({ url, fields }: Promised, bytes: Buffer, type = 'image/png'): Promise<Response> {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    data.append('file', new Blob([new Uint8Array(bytes)], { type }), 'file');
    return fetch(url, { method: 'POST', body: data });
  }

  /** Reasons for which uploads to the dossier were refused, and how many were accepted. */
  async function verdicts(): Promise<{ accepted: string[]; refused: string[] }> {
    await province.system.atRest();
    const answer = await ask(province, `GET /v1/dossiers/${one.id}/journal`, { as: registrar });
    const { entries } = json<{ entries: { action: { type: string; attachment: string; reason: string } }[] }>(answer);
    const actions = entries.map(({ action }) => action);
    return {
      accepted: actions.filter(({ type }) => type === 'addAttachment').map(({ attachment }) => attachment),
      refused: actions.filter(({ type }) => type === 'refuseAttachment').map(({ reason }) => reason),
    };
  }

  async function download(attachment: string): Promise<Buffer> {
    const kind = `attachment-${attachment}`;
    const answer = await ask(province, `GET /v1/dossiers/${one.id}/documents/${kind}`, { as: registrar });
    const response = await fetch(json<{ url: string }>(answer).url);
    expect(response.status).toBe(200);
    return Buffer.from(await response.arrayBuffer());
  }

  describe('上传的附件', () => {
    it('合格的列入档案，凭五分钟的地址读回的画面一字节不差；过了五分钟读不到', async () => {
      const promised = await promise();
      expect((await post(promised, png)).status).toBe(204);
      expect(await verdicts()).toEqual({ accepted: [promised.attachment], refused: [] });
      expect(await download(promised.attachment)).toEqual(rewritten(png, 'image/png').content);
      const path = `/v1/dossiers/${one.id}/documents/attachment-${promised.attachment}`;
      const { url } = json<{ url: string }>(await ask(province, `GET ${path}`, { as: registrar }));
      expect((await fetch(url.replace(/\?.*/, ''))).status).toBe(403);
      expect((await fetch(url.replace(promised.attachment, one.id))).status).toBe(403);
      await province.system.leapTo(new Date(Date.parse(await province.system.now()) + 301_000).toISOString());
      expect((await fetch(url)).status).toBe(403);
    });

    it('正好 10 MB 的收得进，超过一字节的存不下；没有检查通过的不算附件', async () => {
      const promised = await promise();
      expect((await post(promised, Buffer.alloc(maxBytes + 1))).status).toBe(400);
      expect((await post(promised, Buffer.alloc(0))).status).toBe(400);
      expect(await verdicts()).toEqual({ accepted: [], refused: [] });
      // Ten megabytes of nothing are no picture, but they are not too large.
      expect((await post(promised, Buffer.alloc(maxBytes))).status).toBe(204);
      expect(await verdicts()).toEqual({ accepted: [], refused: ['otherType'] });
    });

    it('内容与所报类型不符、残缺的，写明原因拒收，也下载不到', async () => {
      const cases: [contentType: string, bytes: Buffer, reason: string][] = [
        ['image/png', pdf, 'otherType'],
        ['application/pdf', png, 'otherType'],
        ['image/jpeg', png, 'otherType'],
        ['application/pdf', Buffer.from('MZ this is a program'), 'otherType'],
        ['image/png', png.subarray(0, png.length - 40), 'damaged'],
      ];
      for (const [contentType, bytes, reason] of cases) {
        const promised = await promise({ contentType });
        expect((await post(promised, bytes, contentType)).status).toBe(204);
        expect((await verdicts()).refused.at(-1), `${contentType} ${reason}`).toBe(reason);
        const path = `/v1/dossiers/${one.id}/documents/attachment-${promised.attachment}`;
        expectProblem(await ask(province, `GET ${path}`, { as: registrar }), 1401);
      }
      const listed = (await province.view(one)).attachments;
      expect(listed.map(({ state }) => state)).toEqual(cases.map(() => 'refused'));
      expect(listed.at(-1)?.reason).toBe('文件不完整或已损坏，打不开，请换原文件再传。');
    });

    it('签过之后改动的上传表单，一律不收：路径、类型、期限、签名', async () => {
      const promised = await promise();
      const other = await province.dossierIn('draft');
      const { fields } = promised;
      const policy = JSON.parse(Buffer.from(fields.Policy ?? '', 'base64').toString()) as Record<string, unknown>;
      const extended = Buffer.from(JSON.stringify({ ...policy, expiration: '2036-01-01T00:00:00Z' })).toString(
        'base64',
      );
      const tampered: Record<string, string>[] = [
        { ...fields, key: `attachments/${one.id}/${promised.attachment}` },
        { ...fields, key: (fields.key ?? '').replace(one.id, other.id) },
        { ...fields, 'Content-Type': 'text/html' },
        { ...fields, Policy: extended },
        { ...fields, 'X-Amz-Signature': '0'.repeat(64) },
        Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'X-Amz-Signature' && name !== 'Policy')),
        { ...fields, acl: 'public-read' },
      ];
      for (const each of tampered) {
        const response = await post({ ...promised, fields: each }, png);
        expect([400, 403], `${Object.keys(each)}`).toContain(response.status);
      }
      expect(await verdicts()).toEqual({ accepted: [], refused: [] });
      expect((await province.view(other)).attachments).toEqual([]);
    });

    it('过了五分钟的上传表单不能再用', async () => {
      const promised = await promise();
      await province.system.leapTo(new Date(Date.parse(await province.system.now()) + 301_000).toISOString());
      expect((await post(promised, png)).status).toBe(403);
      expect(await verdicts()).toEqual({ accepted: [], refused: [] });
    });

    it('同一张表单再传一次，换不掉已经收下的附件，也不会多出一件', async () => {
      const promised = await promise({ contentType: 'application/pdf' });
      expect((await post(promised, pdf, 'application/pdf')).status).toBe(204);
      await verdicts();
      const altered = Buffer.concat([pdf, Buffer.from('\n\n')]);
      expect((await post(promised, altered, 'application/pdf')).status).toBe(204);
      expect(await verdicts()).toEqual({ accepted: [promised.attachment], refused: [] });
      expect(await download(promised.attachment)).toEqual(pdf);
    });

    it('拒收之后，同一张表单也不能补传成别的', async () => {
      const promised = await promise();
      await post(promised, pdf);
      await verdicts();
      await post(promised, png);
      expect(await verdicts()).toEqual({ accepted: [], refused: ['otherType'] });
    });
  });

  describe('上传的申请', () => {
    it('类型不收、附件类型不在选项内、名称太长的，逐项指出', async () => {
      const wrong = await request({ contentType: 'text/html', name: 'x'.repeat(101), size: 1 });
      expect(faultsOf(expectProblem(wrong, 1004))).toEqual(['/contentType E1004', '/name E1004', '/size E1004']);
      expect(faultsOf(expectProblem(await request({ kind: '自拍照' }), 1004))).toEqual(['/kind E1004']);
    });

    it('一份档案收不下无数个附件：六十个同时申请，正好三十个得到上传的表单', async () => {
      const answers = await Promise.all(Array.from({ length: 60 }, () => request({})));
      const given = answers.filter(({ status }) => status === 201);
      expect(given).toHaveLength(30);
      for (const answer of answers.filter(({ status }) => status !== 201)) expectProblem(answer, 1701);
      expectProblem(await request({}), 1701);
    });

    it('已经结束的档案不再收附件', async () => {
      const body = { reason: '职工本人要求撤回' };
      await ask(province, `POST /v1/dossiers/${one.id}/withdrawal`, { as: registrar, body });
      expectProblem(await request({}), 1302);
    });

    it('没有一条消息落进死信', async () => {
      expect(await province.system.deadLetters()).toEqual([]);
    });
  });
});
