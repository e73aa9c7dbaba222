import type { APIGatewayProxyResult, Context } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { lambda } from '../../functions/submission/api.ts';
import { apiEvent, type SignedIn } from '../../test/support/api-event.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, people } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import type { Route } from '../contract/routes.ts';
import { type OperationName, routes } from '../contract/routes.ts';

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => vi.restoreAllMocks();
});

const { registrar } = people;
const body = { orgPath: registrar.orgPath };
const code = ({ body: text }: APIGatewayProxyResult) => (JSON.parse(text) as { code?: number }).code;
const drafts = (app: ReturnType<typeof memoryApp>) =>
  app.dynamoDb.all<{ sk: string }>().filter(({ sk }) => sk === 'HEAD').length;

describe('请求', () => {
  it('没有这条路的，答 E1005；HEAD 与 GET 答的一样', async () => {
    const app = memoryApp();
    const event = apiEvent({ method: 'DELETE', resource: '/v1/dossiers', as: registrar });
    const answer = (await lambda(app)(event, {} as Context)) as APIGatewayProxyResult;
    expect({ status: answer.statusCode, code: code(answer) }).toEqual({ status: 404, code: 1005 });
    const [got, head] = [await ask(app, 'listNotices'), await ask(app, 'listNotices', { method: 'HEAD' })];
    expect(head).toEqual(got);
  });

  it('不是 JSON 的、类型不对的、太大的，各有编号', async () => {
    const app = memoryApp();
    const of = (call: object) => ask(app, 'createDraft', { as: registrar, ...call });
    expect(code(await of({ body: '{' }))).toBe(1001);
    expect(code(await of({ body: JSON.stringify({ x: 'x'.repeat(300_000) }) }))).toBe(1002);
    expect(code(await of({ body, headers: { 'content-type': 'text/plain' } }))).toBe(1003);
    expect(drafts(app)).toBe(0);
  });

  it('意外的错误只说系统忙：不说出了什么错，日志里也没有它的文字', async () => {
    const app = memoryApp();
    const error = Object.assign(new Error('李秀英 530102197403120423'), { name: 'Strange' });
    const broken = { ...app, edge: { ...app.edge, dynamoDb: { send: () => Promise.reject(error) } as never } };
    const event = apiEvent({ method: 'POST', resource: '/v1/dossiers', as: registrar, body });
    const answer = (await lambda(broken)(event, {} as Context)) as APIGatewayProxyResult;
    expect(code(answer)).toBe(1009);
    const logged = JSON.stringify(vi.mocked(console.error).mock.calls);
    expect(logged).toContain('Strange');
    expect(answer.body + logged).not.toMatch(/李秀英|5301021974/);
  });
});

describe('幂等键', () => {
  const headers = { 'idempotency-key': 'key-00000001' };
  const create = (app: ReturnType<typeof memoryApp>, more: object = {}) =>
    ask(app, 'createDraft', { as: registrar, body, headers, ...more });

  it('应答丢了再发，得到第一次的应答，事情只办一次', async () => {
    const app = memoryApp();
    const [first, second] = [await create(app), await create(app)];
    expect(second.body).toBe(first.body);
    expect(second.statusCode).toBe(201);
    expect(drafts(app)).toBe(1);
  });

  it('写成了而应答没有回来的，再发得到它', async () => {
    const app = memoryApp();
    const { send } = app.edge.dynamoDb as unknown as { send(command: object): Promise<unknown> };
    let lost = false;
    const flaky = async (command: object) => {
      const answer = await send(command);
      if (command.constructor.name === 'TransactWriteItemsCommand' && !lost) {
        lost = true;
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      }
      return answer;
    };
    Object.assign(app.edge.dynamoDb as object, { send: flaky });
    await create(app);
    const again = await create(app);
    expect(lost).toBe(true);
    expect(again.statusCode).toBe(201);
    expect(drafts(app)).toBe(1);
  });

  it('同一刻发来几次，只办一次，都得到同一个应答', async () => {
    const app = memoryApp();
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(app)));
    expect(new Set(answers.map((answer) => answer.body)).size).toBe(1);
    expect(drafts(app)).toBe(1);
  });

  it('同一个键换了正文，不办（E1006）；换了人是另一个键；写得不对的不收（E1007）', async () => {
    const app = memoryApp();
    await create(app);
    expect(code(await create(app, { body: { orgPath: '530000/530100/530102/U0002' } }))).toBe(1502);
    const wider: SignedIn = { ...registrar, orgPath: '530000/530100/530102' };
    expect(code(await create(app, { as: wider, body: { orgPath: '530000/530100/530102/U0002' } }))).toBe(1006);
    expect((await create(app, { as: { ...registrar, sub: 'registrar-2' } })).statusCode).toBe(201);
    expect(drafts(app)).toBe(2);
    expect(code(await create(app, { headers: { 'idempotency-key': 'short' } }))).toBe(1007);
  });

  it('先问权限，再答上一次的：不再有权的人重发，得不到那份应答', async () => {
    const app = memoryApp();
    await create(app);
    expect(code(await create(app, { as: { ...registrar, roles: 'auditor' } }))).toBe(1502);
  });
});

describe('一户一档', () => {
  it('同一刻提交同一户的两份，正好一份成功', async () => {
    const app = memoryApp();
    const one = household(1);
    const [first, second] = [new Journey(app), new Journey(app)];
    const results = await Promise.allSettled([first.submitted(one), second.submitted(one)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { message: expect.stringContaining('"code":1303') },
    });
    expect(
      app.dynamoDb.all<{ status?: string; sk: string }>().filter(({ status }) => status === 'surveying'),
    ).toHaveLength(1);
  });
});

const staffOperations = (routes as readonly Route[]).filter(({ access }) => access === 'staff');
const nowhere = { id: '0'.repeat(26), other: '1'.repeat(26), kind: 'workerCard', n: '1', number: '1' };

describe.each(staffOperations.map(({ operation }) => [operation as OperationName]))('工作人员的 %s', (operation) => {
  it('没有令牌、令牌到期的，一律先请登录，什么也不看、不写', async () => {
    const app = memoryApp();
    for (const as of [undefined, { ...registrar, exp: 1 }]) {
      const answer = await ask(app, operation, { as, params: nowhere, body: {} });
      expect({ status: answer.statusCode, code: code(answer) }).toEqual({ status: 401, code: 1501 });
    }
    expect(app.dynamoDb.changes).toEqual([]);
  });

  it('没有角色的人什么也得不到', async () => {
    const app = memoryApp();
    const answer = await ask(app, operation, { as: { ...registrar, roles: '' }, params: nowhere, body: {} });
    expect(answer.statusCode).toBeGreaterThanOrEqual(400);
    expect(app.dynamoDb.changes).toEqual([]);
  });
});
