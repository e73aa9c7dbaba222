import type { APIGatewayProxyEvent } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './page.ts';

const ofBrowsers = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

function ask(asked: { path: string; accept?: string; stage?: string; method?: string; whole?: string }) {
  const { path, accept, stage = '', method = 'GET', whole = stage + path } = asked;
  return lambda(memoryApp())({
    httpMethod: method,
    resource: '/{proxy+}',
    path,
    pathParameters: { proxy: path.slice(1) },
    headers: accept === undefined ? {} : { Accept: accept },
    requestContext: { path: whole },
  } as unknown as APIGatewayProxyEvent);
}

describe('没有这样一个地址', () => {
  it('用浏览器打开的，得到一页看得懂的：没有这个网页，检查什么，从哪里开始', async () => {
    for (const method of ['GET', 'HEAD']) {
      const { statusCode, headers, body } = await ask({ path: '/notice/7Q', accept: ofBrowsers, method });
      expect(statusCode).toBe(404);
      expect(headers).toMatchObject({ 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
      expect(body).toContain('<h1>没有这个网页</h1>');
      for (const address of ['/notices', '/apply', '/o/find', '/']) expect(body).toContain(`href="${address}"`);
      expect(body).not.toContain('7Q');
    }
  });

  it('不论多深，不论前面有没有部署的阶段，各处都打得开', async () => {
    for (const [stage, path] of [
      ['/prod', '/a/b/c/d'],
      ['/prod', '/a/'],
      ['', '/a/b/c/d'],
    ] as const) {
      expect((await ask({ path, stage, accept: ofBrowsers })).body).toContain(`href="${stage}/notices"`);
    }
    // Copied with the full stop after it, which one of the two has encoded.
    const copied = { path: '/a/7Q。', whole: '/prod/a/7Q%E3%80%82', accept: ofBrowsers };
    expect((await ask(copied)).body).toContain('href="/prod/notices"');
  });

  it('别的程序照旧得到 E1005，别的网页也读得到', async () => {
    for (const accept of [undefined, '*/*', 'application/json']) {
      const { statusCode, headers, body } = await ask({ path: '/v1/dossier', ...(accept && { accept }) });
      expect(statusCode).toBe(404);
      expect(headers).toMatchObject({
        'Content-Type': 'application/problem+json; charset=utf-8',
        'Access-Control-Allow-Origin': '*',
      });
      expect(JSON.parse(body)).toMatchObject({ code: 1005 });
    }
  });
});
