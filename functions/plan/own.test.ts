import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dossiers } from '../../shared/services/services.ts';
import { household, maskedNameOf } from '../../test/support/household.ts';
import { ask, Journey, people, posted, putPerson, told, wrongCode } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile } from '../../test/support/on-file.ts';

const { worker, members } = household(3);
let app: MemoryApp;
let journey: Journey;
let params: { id: string };
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  params = { id: journey.id };
  app.at('2026-11-20T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-11-20T02:00:00Z');
});

interface Shown {
  url: string;
  code: string;
}
const show = () => told<Shown>(app, 'showOwn', { as: people.registrar, params, body: {} });
const nonceOf = ({ url }: Shown) => url.split('/').at(-1) as string;
const open = (shown: Shown, fields: Record<string, string> = {}) =>
  posted(app, 'openOwn', { nonce: nonceOf(shown) }, { code: shown.code, ...fields });
const wrong = ({ code }: Shown, n = 1) => ({ code: wrongCode(code, n) });
const corrections = async () =>
  (
    await told<{ corrections: { correction: number; statement: string; outcome: string | null }[] }>(
      app,
      'getDossier',
      {
        as: people.registrar,
        params,
      },
    )
  ).corrections;
const tasks = async () =>
  (
    await told<{ tasks: { kind: string; dossier: string }[] }>(app, 'listTasks', {
      as: people.registrar,
      query: { org: [people.registrar.orgPath] },
    })
  ).tasks
    .filter(({ dossier }) => dossier === journey.id)
    .map(({ kind }) => kind);

describe('本人查询', () => {
  it('没有验证码的，什么也看不到：链接转给谁、谁预取都一样', async () => {
    const shown = await show();
    const page = await ask(app, 'ownPage', { params: { nonce: nonceOf(shown) } });
    expect(page.statusCode).toBe(200);
    const guessed = await open(shown, wrong(shown));
    expect(guessed.statusCode).toBe(403);
    for (const { body } of [page, guessed]) {
      for (const word of [maskedNameOf(household(3)), worker.name, String(worker.employer), '低保'])
        expect(body).not.toContain(word);
    }
  });

  it('验证码对的看到档案表、谁看过，身份证号遮着；记作一次查阅；再看几次也不费次数', async () => {
    await told(app, 'getDossier', { as: people.reviewer, params });
    const shown = await show();
    for (let n = 0; n < 7; n++) expect((await open(shown)).statusCode).toBe(200);
    const { body } = await open(shown);
    for (const word of [worker.employer, members[0]?.name, '钱审核', '详情', '五华区']) expect(body).toContain(word);
    expect(body).not.toContain(worker.idNumber);
    const { readings } = await told<{ readings: { kind: string; by: string }[] }>(app, 'getReadings', {
      as: people.reviewer,
      params,
    });
    expect(readings).toContainEqual(expect.objectContaining({ kind: 'own', by: 'registrar-1' }));
  });

  it('猜的照数：五次锁定，同一刻猜的、夹着对的，也不多给一次', async () => {
    const shown = await show();
    const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => open(shown, wrong(shown, n + 1))));
    expect(answers.filter(({ statusCode }) => statusCode === 403)).toHaveLength(4);
    expect((await open(shown)).statusCode).toBe(423);
    const another = await show();
    for (let n = 0; n < 4; n++) {
      expect((await open(another, wrong(another, n + 1))).statusCode).toBe(403);
      expect((await open(another)).statusCode).toBe(200);
    }
    expect((await open(another, wrong(another, 5))).statusCode).toBe(423);
  });

  it('上级工会的抽查三十天以后才列出，别人的随即列出', async () => {
    await putPerson(app, 'auditor-1', {
      name: '孔抽查',
      post: '干部',
      email: 'a@example.cn',
      orgPath: '530000',
      roles: ['auditor'],
    });
    await told(app, 'getDossier', { as: people.auditor, params });
    expect((await open(await show())).body).not.toContain('孔抽查');
    app.at('2026-12-20T02:00:01Z');
    expect((await open(await show())).body).toContain('孔抽查');
  });

  it('半小时以后、又出示了的、别的用途的，打不开', async () => {
    const first = await show();
    const second = await show();
    expect((await open(first)).statusCode).toBe(410);
    expect((await ask(app, 'planPage', { params: { nonce: nonceOf(second) } })).statusCode).toBe(404);
    app.at('2026-11-20T02:30:00Z');
    expect((await open(second)).statusCode).toBe(410);
  });

  it('还没有提交的、了结了的，不能出示', async () => {
    const as = people.registrar;
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    const answer = await ask(app, 'showOwn', { as, params: { id }, body: {} });
    expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('还没有提交')]);
  });
});

it('出示的一刻撤回了的：不出示，了结了的档案也不留下链接', async () => {
  const other = new Journey(app);
  await other.submitted(household(4), '2026-11-20T01:00:00Z');
  const as = people.registrar;
  const client = app.edge.dynamoDb as unknown as { send(command: { input: object }): Promise<unknown> };
  const send = client.send.bind(client);
  client.send = async (command) => {
    const { Item } = command.input as { Item?: { pk: { S: string } } };
    if (Item?.pk.S.startsWith('LINK#')) {
      client.send = send;
      await told(app, 'withdraw', { as, params: { id: other.id }, body: { reason: '本人不办了' } });
    }
    return send(command);
  };
  const answer = await ask(app, 'showOwn', { as, params: { id: other.id }, body: {} });
  client.send = send;
  expect([answer.statusCode, answer.body]).toEqual([409, expect.stringContaining('刚刚有了变动')]);
  const beside = app.dynamoDb.lyingUnder<{ sk: string }>(`D#${other.id}`).map(({ sk }) => sk);
  expect(beside.filter((sk) => sk.startsWith('LINK#'))).toEqual([]);
});

describe('请求更正', () => {
  const statement = '家里是四口人，去年添了一个孩子';

  it('在页上提的成为建档人的待办；写了什么是密文；答复以后本人看得到', async () => {
    const shown = await show();
    const page = await open(shown, { statement });
    expect([page.statusCode, page.body]).toEqual([200, expect.stringContaining('您的更正请求已经记下')]);
    expect(JSON.stringify(await dossiers(app).journal(journey.id))).not.toContain('四口人');
    expect(await corrections()).toMatchObject([{ correction: 1, statement, outcome: null, shownBy: '何登记' }]);
    expect(await tasks()).toContain('rectify');
    const body = { outcome: 'refused', answer: '核对了户口本，是三口人' };
    await told(app, 'answerCorrection', { as: people.registrar, params: { ...params, n: '1' }, body });
    expect(await tasks()).not.toContain('rectify');
    expect((await open(shown)).body).toContain('核对了户口本，是三口人');
    const again = await ask(app, 'answerCorrection', { as: people.registrar, params: { ...params, n: '1' }, body });
    expect([again.statusCode, again.body]).toEqual([409, expect.stringContaining('已经答复过')]);
  });

  it('同一刻交两次的记一次；太长的、有怪字符的说明，填的还在', async () => {
    const shown = await show();
    await Promise.all([open(shown, { statement }), open(shown, { statement })]);
    expect(await corrections()).toHaveLength(1);
    const long = await open(shown, { statement: '不'.repeat(1001) });
    expect([long.statusCode, long.body]).toEqual([422, expect.stringContaining('最多 1000 字，现有 1001 字')]);
    expect((await open(shown, { statement: `换\u0007行` })).statusCode).toBe(422);
    expect(await corrections()).toHaveLength(1);
  });

  it('五件等着的，第六件不收，说明为什么；验证码不对的，写了也不记', async () => {
    const shown = await show();
    await open(shown, { ...wrong(shown), statement });
    expect(await corrections()).toEqual([]);
    for (let n = 1; n <= 5; n++) await open(shown, { statement: `第 ${n} 处不对` });
    const sixth = await open(shown, { statement: '第 6 处不对' });
    expect([sixth.statusCode, sixth.body]).toEqual([422, expect.stringContaining('已有 5 件更正请求等着答复')]);
    const byStaff = await ask(app, 'requestCorrection', { as: people.registrar, params, body: { statement } });
    expect(byStaff.statusCode).toBe(409);
    expect(await corrections()).toHaveLength(5);
  });

  const answers = (n: number, outcome: string, as: (typeof people)['registrar' | 'reviewer'] = people.registrar) =>
    ask(app, 'answerCorrection', { as, params: { ...params, n: String(n) }, body: { outcome, answer: '核对过。' } });

  it('代本人登记的，登记的人不能自己答复不改；改好了的可以，审核人答复不改的可以', async () => {
    for (const _ of [1, 2]) {
      await told(app, 'requestCorrection', { as: people.registrar, params, body: { statement } });
    }
    const own = await answers(1, 'refused');
    expect([own.statusCode, JSON.parse(own.body).code]).toEqual([403, 1504]);
    expect((await answers(1, 'refused', people.reviewer)).statusCode).toBe(200);
    expect((await answers(2, 'corrected')).statusCode).toBe(200);
  });

  it('一户用不完：答复了的再多，还收得下；列最近五十件', async () => {
    for (let n = 1; n <= 53; n++) {
      await told(app, 'requestCorrection', { as: people.registrar, params, body: { statement: `第 ${n} 处` } });
      if (n > 2) expect((await answers(n, 'corrected')).statusCode).toBe(200);
    }
    const listed = await corrections();
    expect(listed).toHaveLength(50);
    expect(listed.map(({ correction }) => correction)).toEqual(expect.arrayContaining([1, 2, 53]));
    expect(new Set(listed.map(({ correction }) => correction)).has(3)).toBe(false);
  });

  it('一个人出示满了，别的人还可以出示；计划的链接另数', async () => {
    for (let n = 0; n < 20; n++) await show();
    const more = await ask(app, 'showOwn', { as: people.registrar, params, body: {} });
    expect(more.statusCode).toBe(429);
    const colleague = { ...people.registrar, sub: 'recorder-1' };
    expect((await ask(app, 'showOwn', { as: colleague, params, body: {} })).statusCode).toBe(201);
  });
});
