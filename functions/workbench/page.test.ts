import { describe, expect, it } from 'vitest';
import { askHandler } from '../../test/support/handlers.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

const app = memoryApp();
const page = await askHandler(app, 'GET /');
const named = (kind: 'href' | 'src') => new RegExp(`${kind}="(workbench/[^"]+)"`).exec(page.body)?.[1] as string;

describe('工作台的网页', () => {
  it('谁都打得开，里面没有任何人的资料，只写明到哪里登录；每次都问有没有新的', () => {
    expect(page).toMatchObject({ statusCode: 200, headers: { 'Cache-Control': 'no-cache' } });
    expect(page.body).toContain('content="https://id.example.cn" data-client="workbench" data-province="530000"');
    expect(page.body.length).toBeLessThan(2000);
  });

  it('只准自己的脚本和样式，网页里一句脚本也没有；只和接口、登录服务、收附件的桶说话', () => {
    const policy = String(page.headers?.['Content-Security-Policy']).split('; ');
    expect(policy).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data: blob:",
      "connect-src 'self' https://id.example.cn https://documents.s3.example.cn",
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
    expect(page.body).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|style=/);
  });

  it('登录服务带回来的，网页自己处理，函数一概不看；地址里有什么都是同一页', async () => {
    const back = await askHandler(app, 'GET /', { query: { code: ['abc'], state: ['<script>'], error: ['x'] } });
    expect(back).toEqual(page);
  });
});

describe('网页用到的文件', () => {
  it('打开的是工作台，不是哪一屏：一屏一个文件，用到才取', () => {
    expect(named('src')).toMatch(/^workbench\/main-/);
  });

  it('名称由内容定，可以一直留着，类型写明', async () => {
    for (const [path, type] of [
      [named('src'), 'text/javascript; charset=utf-8'],
      [named('href'), 'text/css; charset=utf-8'],
    ] as const) {
      const file = await askHandler(app, `GET /${path}`);
      expect(path).toMatch(/-[0-9A-Za-z]{8}\.(js|css)$/);
      expect(file).toMatchObject({
        statusCode: 200,
        headers: {
          'Content-Type': type,
          'Cache-Control': 'public, max-age=31536000, immutable',
          'X-Content-Type-Options': 'nosniff',
        },
      });
      expect(file.body.length).toBeGreaterThan(1000);
    }
  });

  it('县界图是一个文件，打开统计才取，写着审图号', async () => {
    const name = /data-map="(map-[0-9a-f]{8}\.json)"/.exec(page.body)?.[1];
    const file = await askHandler(app, `GET /workbench/${name}`);
    expect(file).toMatchObject({ statusCode: 200, headers: { 'Content-Type': 'application/json; charset=utf-8' } });
    expect(JSON.parse(file.body)).toMatchObject({ approval: 'GS(2024)0650' });
  });

  it.each(['manifest.json', 'main-00000000.js', '..%2Fpage.ts', 'constructor', '__proto__', 'main.tsx'])(
    '没有“%s”这个文件',
    async (file) => {
      expect((await askHandler(app, `GET /workbench/${file}`)).statusCode).toBe(404);
    },
  );

  it('用的颜色是链接网页的那一套，哪里也没有另写的脚本地址', async () => {
    const style = await askHandler(app, `GET /${named('href')}`);
    expect(style.body).toMatch(/--red: ?#9e1b1b/);
    expect(style.body).not.toMatch(/url\(|@import/);
  });
});
