import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

const liu = {
  ...{ id: 'approver-530102', name: '柳新', post: '五华区总工会主席', telephone: null, email: 'liu@example.cn' },
  ...{ orgPath: '530000/530100/530102', roles: ['approver'], active: true, standIn: null, union: '五华区总工会' },
  revision: 3,
};
const headings = '编号,姓名,职务,电话,邮箱,组织路径,职责,在任,代办人,代办第一天,代办末日';
const rows = [
  'approver-530102,柳新,五华区总工会主席,,liu@example.cn,530000/530100/530102,审批人,否,,,',
  'surveyor-530102-9,马东,权益保障部干部,13800001111,,530000/530100/530102,入户调查人,是,,,',
];

let server: Server;
let folder: string;
let file: string;
let listed: { status: number; body: unknown };
const put: { id: string; revision?: number }[] = [];
beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.method === 'PUT') {
      const { revision } = (await json(request)) as { revision?: number };
      put.push({ id: request.url?.split('/').at(-1) ?? '', ...(revision === undefined ? {} : { revision }) });
    }
    const { status, body } = request.method === 'PUT' ? { status: 200, body: {} } : listed;
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  folder = mkdtempSync(join(tmpdir(), 'directory-'));
  file = join(folder, '530000-people.csv');
  writeFileSync(file, [headings, ...rows, ''].join('\r\n'));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  put.length = 0;
  listed = { status: 200, body: { people: [liu], cursor: null } };
});

const here = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
/** As an administrator types it. */
const run = (command: string, api = here()) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    const asked = ['tools/directory.ts', command, file, '--api', api, '--token', 'token'];
    execFile(process.execPath, asked, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), said: `${stdout}${stderr}`.trim() }),
    );
  });

describe('npm run directory', () => {
  it('先看会添、会改哪几条，什么也不改；再登记', async () => {
    const planned = ['第 3 行：新登记 马东', '第 2 行：有改动 柳新', '新登记 1 条，改动 1 条，不变 0 条'];
    expect(await run('dry-run')).toEqual({ code: 0, said: planned.join('\n') });
    expect(put).toEqual([]);
    const done = '登记了 2 条，没有收下的 0 条';
    expect(await run('import')).toEqual({ code: 0, said: [...planned, done].join('\n') });
    expect(put).toEqual([{ id: 'surveyor-530102-9' }, { id: 'approver-530102', revision: 3 }]);
  });

  it('没有做成的说为什么：令牌，系统一时忙，地址', async () => {
    listed = { status: 401, body: { title: '没有登录。' } };
    expect(await run('dry-run')).toEqual({ code: 2, said: expect.stringContaining('令牌不对或过期了') });
    listed = { status: 503, body: { title: '系统忙，请稍后再试。' } };
    expect(await run('dry-run')).toEqual({ code: 2, said: expect.stringContaining('系统忙，请稍后再试') });
    expect(await run('dry-run', 'http://127.0.0.1:9')).toEqual({ code: 2, said: expect.stringContaining('地址不对') });
  });
});
