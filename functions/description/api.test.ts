import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { CodeLists } from '../../shared/contract/exchanges/description.ts';
import { handler } from './api.ts';

function get(resource: string, headers: Record<string, string> = {}) {
  return handler({ httpMethod: 'GET', resource, headers } as unknown as APIGatewayProxyEvent);
}

describe('公开的说明', () => {
  it('选项表和接口说明各在自己的地址，谁都可以取，可以缓存', async () => {
    const lists = await get('/v1/code-lists');
    expect(lists.statusCode).toBe(200);
    expect(lists.headers).toMatchObject({
      'Cache-Control': 'public, max-age=300',
      'Access-Control-Allow-Origin': '*',
      'Content-Type': 'application/json; charset=utf-8',
    });
    expect(JSON.parse(lists.body)).toHaveProperty('lists');
    expect(JSON.parse((await get('/v1/openapi.json')).body)).toHaveProperty('openapi');
  });

  it('选项表的回答与接口说明所写的一致', async () => {
    const { body } = await get('/v1/code-lists');
    expect(() => CodeLists.parse(JSON.parse(body))).not.toThrow();
  });

  it('内容不变，ETag 不变；手里的就是这一份，答 304，不再传一遍', async () => {
    const first = await get('/v1/code-lists');
    const etag = String(first.headers?.ETag);
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    for (const sent of [etag, `W/${etag}`, `"另一份", ${etag}`, '*']) {
      const again = await get('/v1/code-lists', { 'If-None-Match': sent });
      expect(again).toMatchObject({ statusCode: 304, body: '', headers: { ETag: etag } });
    }
    expect(await get('/v1/code-lists', { 'if-none-match': '"旧的一份"' })).toMatchObject({
      statusCode: 200,
      body: first.body,
    });
    expect((await get('/v1/openapi.json')).headers?.ETag).not.toBe(etag);
  });

  it('别的地址、别的方法不在这里', async () => {
    expect((await get('/v1/dossiers')).statusCode).toBe(404);
    const post = { httpMethod: 'POST', resource: '/v1/code-lists', headers: {} } as unknown as APIGatewayProxyEvent;
    expect((await handler(post)).statusCode).toBe(404);
  });
});
