import { afterEach, describe, expect, it, vi } from 'vitest';
import { Client, Refused } from './client.ts';

interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}

const sent: Sent[] = [];

/** Answers one request after the other, and keeps what was asked. */
function answering(...answers: [status: number, body: unknown][]): void {
  sent.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: Omit<Sent, 'url'>) => {
    sent.push({ url, ...init });
    const [status, body] = answers[sent.length - 1] as [number, unknown];
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
  });
}

afterEach(() => vi.unstubAllGlobals());

describe('the client', () => {
  const client = new Client({ api: 'https://example.cn/prod/', token: async (renew) => (renew ? 'new' : 'old') });

  it('填好路径，不问的不写，接口在哪个阶段之下都行', async () => {
    answering([200, { dossiers: [], cursor: null }], [200, {}]);
    await client.call('listDossiers', { query: { status: 'draft', org: undefined } });
    await client.call('getDocument', { params: { id: 'a', kind: '../b' } });
    expect(sent.map(({ url }) => url)).toEqual([
      'https://example.cn/prod/v1/dossiers?status=draft',
      'https://example.cn/prod/v1/dossiers/a/documents/..%2Fb',
    ]);
  });

  it('重新登录一次，带同一个键重发同一个请求：不会办两次', async () => {
    answering([401, { code: 1501 }], [202, { id: 'a' }]);
    await client.call('submit', { params: { id: 'a' }, body: { form: 1 } });
    const [first, again] = sent.map(({ headers }) => headers);
    expect([first?.authorization, again?.authorization]).toEqual(['Bearer old', 'Bearer new']);
    expect(first?.['idempotency-key']).toMatch(/^[\w-]{36}$/);
    expect(again?.['idempotency-key']).toBe(first?.['idempotency-key']);
    answering([401, { code: 1501 }], [401, { code: 1501 }]);
    await expect(client.call('getGazette')).rejects.toMatchObject({ status: 401, problem: { code: 1501 } });
    expect(sent).toHaveLength(2);
  });

  it('自己留着键的，应答丢了以后用同一个键再问', async () => {
    answering([202, {}], [202, {}]);
    await client.call('submit', { params: { id: 'a' }, body: { form: 1 }, key: 'kept-by-me' });
    await client.call('submit', { params: { id: 'a' }, body: { form: 1 }, key: 'kept-by-me' });
    expect(sent.map(({ headers }) => headers['idempotency-key'])).toEqual(['kept-by-me', 'kept-by-me']);
  });

  it('约定要版本的，写上读到的版本', async () => {
    answering([200, {}]);
    await client.call('saveForm', { params: { id: 'a' }, version: 7, body: {} });
    expect(sent[0]).toMatchObject({ method: 'PUT', headers: { 'if-match': '"7"' }, body: '{}' });
  });

  it('中间的设备答的不是接口的错误时，也说出状态', async () => {
    answering([502, '<html>Bad Gateway</html>']);
    const refused: unknown = await client.call('getGazette').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ operation: 'getGazette', status: 502 });
  });
});
