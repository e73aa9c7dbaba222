import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type Asked, askHandler, type Caller } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { sequence } from '../../test/support/random.ts';
import { roles } from '../access/may.ts';
import { type OperationName, type Route, routes } from '../contract/routes.ts';

/** What the routes answer to what nobody in good faith sends: the handlers themselves, without a cloud around them. */
const orgPath = '530000/530100/530102/U0001';
const registrar: Caller = { sub: 'registrar-1', roles: 'registrar', orgPath };
const everything: Caller = { sub: 'all-1', roles: roles.join(' '), orgPath: '530000' };

const app = memoryApp();
const ask = (line: string, asked?: Asked) => askHandler(app, line, asked);

const json = (answer: APIGatewayProxyResult) => JSON.parse(answer.body) as Record<string, never>;

async function draft(as = registrar): Promise<string> {
  const made = await ask('POST /v1/dossiers', { as, body: { orgPath } });
  expect(made.statusCode).toBe(201);
  return json(made).id as unknown as string;
}

describe('组织路径', () => {
  const lists = (routes as readonly Route[]).filter(
    ({ access, query }) => access === 'staff' && query?.includes('org'),
  );
  const county = '530000/530100/530102';
  it.each(lists)('$operation：写错的、没有登记的都说错在哪里，不当作什么也没有', async ({ method, path }) => {
    for (const org of ['junk', '530000/%', '530000/530100/999999', `${county}/NOWHERE`, '530000/NOWHERE/AGAIN']) {
      const answer = await ask(`${method} ${path}`, { as: everything, query: { org: [org] } });
      const told = answer.statusCode === 400 ? json(answer) : answer;
      expect({ org, told }).toMatchObject({ told: { code: 1004, faults: [{ pointer: '/org' }] } });
    }
  });

  it('别处的单位有没有登记，谁也看不出', async () => {
    const answer = await ask('GET /v1/dossiers', { as: registrar, query: { org: ['530000/530300/530302/NOWHERE'] } });
    expect({ status: answer.statusCode, code: json(answer).code }).toEqual({ status: 403, code: 1502 });
  });
});

describe('正文', () => {
  const withKey = { 'idempotency-key': '12345678' };

  it('残缺的字符指明在哪一项、是哪个字符，带幂等键的也一样', async () => {
    const body = '{"orgPath":"530000/53\\ud800"}';
    const answer = await ask('POST /v1/dossiers', { as: registrar, headers: withKey, body });
    expect(answer.statusCode).toBe(400);
    expect(json(answer)).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/orgPath', message: expect.stringContaining('U+D800') }],
    });
    expect(answer.body.length).toBeLessThan(400);
  });

  const deep = `{"orgPath":${'['.repeat(40_000)}${']'.repeat(40_000)}}`;
  const many = (n: number) => JSON.stringify(Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, i])));
  it.each([
    ['嵌套四万层的', 'POST /v1/dossiers', deep, 400, 1001],
    ['多出一万五千栏的', 'POST /v1/dossiers', many(15_000), 413, 1002],
    ['多出五千栏的', 'POST /v1/dossiers', many(5_000), 400, 1004],
    ['一栏的名字有二十万字的', 'POST /v1/dossiers', JSON.stringify({ ['x'.repeat(200_000)]: 1 }), 400, 1004],
  ])('%s，几百个字节就答完', async (_, line, body, status, code) => {
    const answer = await ask(line, { as: registrar, headers: withKey, body });
    expect({ status: answer.statusCode, code: json(answer).code }).toEqual({ status, code });
    expect(answer.body.length).toBeLessThan(800);
  });

  it('写成无穷大的数指明在哪一项，带幂等键的也一样', async () => {
    for (const body of ['1e999', '{"worker":{"monthlyIncome":-1e999}}']) {
      const answer = await ask('POST /v1/assessments', { as: registrar, headers: withKey, body });
      expect(json(answer)).toMatchObject({ status: 400, code: 1004, faults: [{ message: '数字太大，没有这样的数' }] });
    }
  });

  it('档案表多出五千栏的，指出几栏，说明还有多少', async () => {
    const answer = await ask(`PUT /v1/dossiers/${await draft()}/form`, {
      as: registrar,
      headers: { 'if-match': '"1"' },
      body: many(5_000),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('另有4995栏');
    expect(answer.body.length).toBeLessThan(800);
  });

  it.each(['application/json; charset=gbk', 'application/json;charset="GB18030"', 'text/plain', ''])(
    '%s 不收：同样的字节在别的编码里是别的字',
    async (type) => {
      const answer = await ask('POST /v1/dossiers', {
        as: registrar,
        headers: { 'content-type': type },
        body: { orgPath },
      });
      expect(json(answer)).toMatchObject({ code: 1003, status: 415 });
    },
  );

  it('写明 UTF-8 的照收', async () => {
    const headers = { 'content-type': 'Application/JSON; charset="utf-8"' };
    expect((await ask('POST /v1/dossiers', { as: registrar, headers, body: { orgPath } })).statusCode).toBe(201);
  });

  it.each([
    ['\n', 'U+000A（换行）'],
    ['\u0007', 'U+0007（控制字符）'],
    ['\u2028', 'U+2028（分行符）'],
    ['\u200b', 'U+200B（零宽空格）'],
  ])('姓名里有 %j 的不收，说是哪个字符', async (character, named) => {
    const body = {
      name: `张${character}三`,
      post: '主席',
      email: 'a@example.cn',
      orgPath: '530000/530100/530102',
      roles: ['approver'],
    };
    const answer = await ask('PUT /v1/people/wuhua-1', { as: everything, body });
    expect(json(answer)).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/name', message: expect.stringContaining(named) }],
    });
    const worker = { ...household(1).worker, name: `张${character}三` };
    const saved = await ask(`PUT /v1/dossiers/${await draft()}/form`, {
      as: registrar,
      headers: { 'if-match': '"1"' },
      body: { ...household(1), worker },
    });
    expect(json(saved)).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/worker/name', code: 1107, message: expect.stringContaining(named) }],
    });
  });
});

describe('查询参数', () => {
  it('不认识的不当作没有：写错一个字母，答的就不是问的', async () => {
    const answer = await ask('GET /v1/dossiers', { as: registrar, query: { stauts: ['draft'] } });
    expect(json(answer)).toMatchObject({
      code: 1004,
      faults: [
        { pointer: '/stauts', message: expect.stringMatching(/^没有这个查询参数，可用的是 .*status、.*cursor$/) },
      ],
    });
    const none = await ask('GET /v1/me', { as: registrar, query: { full: ['1'] } });
    expect(json(none)).toMatchObject({ code: 1004, faults: [{ pointer: '/full', message: '这个地址没有查询参数' }] });
    expect(json(await ask('GET /v1/code-lists', { query: { v: ['1'] } }))).toMatchObject({ code: 1004 });
  });

  it('同一个写两遍的不猜是哪一个', async () => {
    const answer = await ask('GET /v1/dossiers', { as: registrar, query: { status: ['draft', 'surveyed'] } });
    expect(json(answer)).toMatchObject({ code: 1004, faults: [{ pointer: '/status' }] });
  });

  it('转发公示的应用自己加的参数，不妨碍群众打开网页', async () => {
    expect((await ask('GET /notices', { query: { from: ['singlemessage'], isappinstalled: ['0'] } })).statusCode).toBe(
      200,
    );
  });
});

describe('重发', () => {
  const headers = { 'idempotency-key': 'repeat-0001' };

  it('得到第一次的应答，连同它的响应头', async () => {
    const body = { orgPath };
    const first = await ask('POST /v1/dossiers', { as: registrar, headers, body });
    const again = await ask('POST /v1/dossiers', { as: registrar, headers, body });
    expect(again).toEqual(first);
    expect(first.headers).toMatchObject({ ETag: '"1"', Location: `/v1/dossiers/${json(first).id}` });
  });

  it('权限收回了的人，得不到以前的应答', async () => {
    const key = { 'idempotency-key': 'withdrawn-0001' };
    const body = { orgPath };
    expect((await ask('POST /v1/dossiers', { as: registrar, headers: key, body })).statusCode).toBe(201);
    for (const now of [
      { ...registrar, roles: 'auditor' },
      { ...registrar, orgPath: '530000/530100/530103' },
    ]) {
      expect(json(await ask('POST /v1/dossiers', { as: now, headers: key, body }))).toMatchObject({ code: 1502 });
    }
    expect((await ask('POST /v1/dossiers', { as: registrar, headers: key, body })).statusCode).toBe(201);
  });

  it('应答丢了再保存一次的，得到第一次的应答；内容不同的是另一次修改', async () => {
    const id = await draft();
    const save = (version: number, body: unknown) =>
      ask(`PUT /v1/dossiers/${id}/form`, { as: registrar, headers: { 'if-match': `"${version}"` }, body });
    const form = household(5);
    const first = await save(1, form);
    expect(first.statusCode).toBe(200);
    expect(await save(1, form)).toEqual(first);
    expect(json(await save(1, { ...form, remarks: '另一份' }))).toMatchObject({ code: 1301 });
    expect((await save(2, { ...form, remarks: '改过' })).statusCode).toBe(200);
    expect(json(await save(1, form))).toMatchObject({ code: 1301 });
    expect(json(await save(2, form))).toMatchObject({ code: 1301 });
  });
});

describe('登录', () => {
  it('令牌到期以后不再算数，哪怕授权器的应答还留着', async () => {
    const exp = Math.floor(Date.now() / 1000) - 1;
    const answer = await ask('GET /v1/dossiers', { as: { ...registrar, exp } });
    expect(json(answer)).toMatchObject({ code: 1501, detail: expect.stringContaining('已过期') });
  });

  it('一个人跑得停不下来的程序被拦住，告诉它几时再来，同事不受影响', async () => {
    // In one moment, however long this machine takes for it.
    app.at(new Date());
    const runaway = { ...registrar, sub: 'runaway' };
    const wrong = { as: runaway, query: { x: ['1'] } };
    const codes = new Set<number>();
    for (let i = 0; i < 400 && !codes.has(429); i++) codes.add((await ask('GET /v1/dossiers', wrong)).statusCode);
    expect(codes).toEqual(new Set([400, 429]));
    const refused = await ask('GET /v1/dossiers', wrong);
    expect(Number(refused.headers?.['Retry-After'])).toBeGreaterThan(0);
    expect((await ask('GET /v1/dossiers', { as: registrar })).statusCode).toBe(200);
  });
});

describe('HEAD', () => {
  it('答的与 GET 一样，正文由网关去掉', async () => {
    const id = await draft();
    for (const line of [
      `/v1/dossiers/${id}`,
      '/v1/dossiers',
      '/v1/notices',
      '/notices',
      '/v1/code-lists',
      '/v1/openapi.json',
      '/a/none',
      '/s/none',
    ]) {
      const [get, head] = [await ask(`GET ${line}`, { as: registrar }), await ask(`HEAD ${line}`, { as: registrar })];
      expect({ line, ...head }).toEqual({ line, ...get });
      expect(head.headers).toMatchObject({ 'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/) });
    }
  });
});

describe('乱来的请求', () => {
  it('没有一个引出 5xx，没有一个应答是长篇', async () => {
    const [{ routes }, { exchangeOf }] = [
      await import('../contract/routes.ts'),
      await import('../contract/exchanges.ts'),
    ];
    const random = sequence(20261127);
    const saved = await draft(registrar);
    await ask(`PUT /v1/dossiers/${saved}/form`, { as: registrar, headers: { 'if-match': '"1"' }, body: household(9) });
    const found: string[] = [];
    let tried = 0;
    for (const route of routes as readonly Route[]) {
      const { body: schema } = exchangeOf(route.operation as OperationName);
      const shape = schema && z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
      for (let i = 0; i < 20; i++) {
        const line = `${route.method} ${route.path.replace(/\{(\w+)\}/g, () => hostileSegment(random, saved))}`;
        const isPage = !route.path.startsWith('/v1/');
        const value = shape && mutated(random, sample(random, shape as Shape));
        const body = value === undefined ? undefined : isPage ? formEncoded(value) : bodyText(random, value);
        const type = isPage ? 'application/x-www-form-urlencoded' : 'application/json';
        // Another person each time: the limit of one person's pace has its own test.
        const as = { ...everything, sub: `fuzz-${tried++}` };
        const answer = await ask(line, {
          as,
          body,
          headers: hostileHeaders(random, type),
          query: hostileQuery(random),
        });
        // A whole form of which everything is wrong has a sentence for each box, with what is allowed.
        const most = answer.body.includes('"code":1100,') ? 20_000 : 4_000;
        const long = answer.statusCode >= 400 && !isPage && answer.body.length > most;
        if (answer.statusCode >= 500 || long)
          found.push(`${answer.statusCode} ${line} ${body?.slice(0, 200)} ${answer.body.slice(0, 200)}`);
      }
    }
    expect(found).toEqual([]);
    expect(tried).toBeGreaterThan(600);
  });
});

interface Shape {
  type?: string;
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Shape[];
  oneOf?: Shape[];
  format?: string;
}
type Random = () => number;

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

/** A value that the schema would mostly take. */
function sample(random: Random, shape: Shape): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum) return pick(random, shape.enum);
  const either = shape.anyOf ?? shape.oneOf;
  if (either) return sample(random, pick(random, either));
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([name]) => shape.required?.includes(name) || random() < 0.3)
          .map(([name, inner]) => [name, sample(random, inner)]),
      );
    case 'array':
      return Array.from({ length: 1 + Math.floor(random() * 3) }, () => sample(random, shape.items ?? {}));
    case 'integer':
    case 'number':
      return Math.floor(random() * 1000);
    case 'boolean':
      return random() < 0.5;
    default:
      return pick(random, ['王秀英', '530000/530100/530102/U0001', 'a@example.cn', '2026-09-07', '123456', '属实']);
  }
}

const hostile: readonly unknown[] = [
  null,
  '',
  ' ',
  '\u0000',
  'a\nb',
  '\ud83d',
  'x'.repeat(70_000),
  -1,
  1e308,
  2 ** 60,
  true,
  [],
  {},
  [[[[[[]]]]]],
  'constructor',
  '__proto__',
  { toString: 1 },
];

/** One place of it changed to something that is not meant to be there. */
function mutated(random: Random, value: unknown): unknown {
  if (random() < 0.25 || typeof value !== 'object' || value === null) return pick(random, hostile);
  const keys = Object.keys(value);
  if (random() < 0.2 || keys.length === 0)
    return { ...value, [pick(random, ['__proto__', 'constructor', '没有', 'x'.repeat(5_000)])]: 1 };
  const key = pick(random, keys);
  const changed = { ...value, [key]: mutated(random, (value as Record<string, unknown>)[key]) };
  return Array.isArray(value) ? Object.values(changed) : changed;
}

function bodyText(random: Random, value: unknown): string {
  const text = JSON.stringify(value);
  if (random() < 0.05) return text.slice(0, Math.floor(text.length * random()));
  if (random() < 0.05) return `${'['.repeat(20_000)}${text}${']'.repeat(20_000)}`;
  if (random() < 0.05) return `{"__proto__":${text},"a":"\\udfff"}`;
  return text;
}

function formEncoded(value: unknown): string {
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [['a', value]];
  return fields
    .map(
      ([name, each]) =>
        `${name}=${encodeURIComponent((typeof each === 'string' ? each : JSON.stringify(each)).toWellFormed())}`,
    )
    .join('&');
}

const hostileSegment = (random: Random, real: string): string =>
  pick(random, [
    real,
    real,
    real,
    'constructor',
    '0'.repeat(26),
    '%00',
    'x'.repeat(3_000),
    '-1',
    '\u0000',
    'officerCard',
    '20260907-a',
  ]);

function hostileHeaders(random: Random, type: string): Record<string, string> {
  return {
    'content-type': random() < 0.05 ? pick(random, ['', 'text/html', `${type}; charset=utf-16`]) : type,
    ...(random() < 0.7
      ? {
          'idempotency-key':
            random() < 0.8 ? randomUUID() : pick(random, ['', 'x', '一二三四五六七八', 'y'.repeat(500)]),
        }
      : {}),
    ...(random() < 0.7
      ? { 'if-match': pick(random, ['"1"', '"2"', '"3"', '*', '', '"999999999"', 'W/"2"', '"-1"']) }
      : {}),
    ...(random() < 0.2 ? { 'if-none-match': pick(random, ['*', ',', '"x"']) } : {}),
    ...(random() < 0.2 ? { origin: pick(random, ['null', 'https://evil.example', '']) } : {}),
  };
}

function hostileQuery(random: Random): Record<string, string[]> {
  if (random() < 0.6) return {};
  const name = pick(random, ['status', 'org', 'cursor', 'division', '__proto__', 'x']);
  return {
    [name]: [pick(random, ['', 'draft', '\u0000', 'constructor', 'bnVsbA', '530102', 'x'.repeat(3_000), '530000'])],
  };
}
