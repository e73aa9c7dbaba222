import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { openObjections } from '../../shared/dossier/objection-list.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { newNoticeId } from '../../shared/registry/notices.ts';
import type { ReceiptItem } from '../../shared/registry/receipts.ts';
import { dossiers, newDossierKeys, notices, receipts, table, tries } from '../../shared/services/services.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { holdAnswer } from '../../test/support/hold-answer.ts';
import { wrongCode } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);

const seal = { iv: 'aXY=', text: 'dGV4dA==' };
const _basis = {
  date: '2026-11-02',
  standards: [{ version: '1', digest: 'd' }],
  line: { division: '530102', fen: 1, from: '2025-01-01', digest: 'd', invented: false },
};
const today = new Date().toISOString().slice(0, 10);
const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
let address = 0;

/** A household that came onto its notice today. */
async function underNotice(): Promise<{ id: string; notice: string }> {
  const id = newId();
  await newDossierKeys(app).create(id);
  const notice = newNoticeId(until);
  const actions: Action[] = [
    an.createDraft(),
    an.saveForm(),
    an.submit(),
    an.assess({ category: '低保户' }),
    an.recordSurvey({ surveyedOn: today }),
    an.openNotice({ notice, from: today, until, calendar: [] }),
  ];
  const summary = {
    id: notice,
    maskedName: '李*',
    workplace: '厂',
    hardshipCategory: '低保户',
    householdSize: 2,
    tier: '全国级',
    leaveAs: null,
  };
  const item = {
    dossierId: id,
    summary: { ...summary, from: today, until },
    division: '530102',
    workingDays: 5,
    ttl: 1,
  };
  for (const [index, action] of actions.entries()) {
    const before = index === 0 ? null : await dossiers(app).get(id);
    const effects = action.type === 'openNotice' ? notices(app).openWrites(item) : [];
    await dossiers(app).record({
      id,
      before,
      action,
      actor: { kind: 'staff', id: 'registrar-1' },
      now: new Date(),
      effects,
    });
  }
  return { id, notice };
}

async function call(
  method: string,
  resource: string,
  pathParameters: Record<string, string>,
  more: {
    body?: unknown;
    user?: string;
    from?: string;
    form?: Record<string, string>;
    query?: { cursor: string };
  } = {},
) {
  const { user, form, body: posted } = more;
  const event = apiEvent({
    method,
    resource,
    params: pathParameters,
    headers: {
      'idempotency-key': randomUUID(),
      ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    body: form ? new URLSearchParams(form).toString() : posted,
    ...(more.query ? { query: { cursor: [more.query.cursor] } } : {}),
    as: user ? { sub: user, roles: 'registrar surveyor reviewer', orgPath: '530000/530100/530102' } : undefined,
    from: more.from ?? `198.51.${++address >> 8}.${address & 255}`,
  });
  const answer = await handler(event, {} as Context);
  holdAnswer(event.httpMethod, event.path, answer);
  const { statusCode, body } = answer;
  return { status: statusCode, text: body, body: body.startsWith('{') ? JSON.parse(body) : {} };
}

const reason = '他家在人民路有门面房出租';
const object = (notice: string, more: object = {}, from?: string) =>
  call('POST', '/v1/notices/{id}/objections', { id: notice }, { body: { reason, ...more }, ...(from ? { from } : {}) });
const verify = (receipt: string, code: string) =>
  call('POST', '/v1/objections/{receipt}/verification', { receipt }, { body: { code } });
const stateOf = async (id: string) => (await dossiers(app).get(id)).state;
/** What the mailer does: makes a code, and lets it count once the mail is out. */
async function codeFor(receipt: string, at = new Date()): Promise<string> {
  const item = (await receipts(app).find(receipt)) as ReceiptItem;
  const { code, fresh } = await receipts(app).newCode(receipt, item, at);
  await receipts(app).sent(fresh);
  return code;
}
const named = { name: '方玉梅', mail: 'fang@example.cn' };
const anyone = () => ({ name: '方玉梅', mail: `${randomUUID()}@example.cn` });

describe('提出异议', () => {
  it('一个字的、一个字写许多遍的不收；写明什么情况的收', async () => {
    const { id, notice } = await underNotice();
    for (const poor of ['假', '假的', '。。。。。。。。', '假假假假假假假假', '不实不实不实不实']) {
      expect((await object(notice, { reason: poor })).status).toBe(400);
    }
    expect((await object(notice, { reason: '他家有两套房' })).status).toBe(201);
    expect((await stateOf(id)).matter.objections).toHaveLength(1);
  });

  it('一封匿名信不使公示成为有异议；回执编号猜不到、数不出，凭它看不到这一户和所写的', async () => {
    const { id, notice } = await underNotice();
    const answers = await Promise.all([object(notice), object(notice)]);
    const receipts = answers.map(({ body }) => String(body.receipt));
    for (const receipt of receipts) expect(receipt).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(receipts[0]?.slice(0, 4)).not.toBe(receipts[1]?.slice(0, 4));
    expect(statusOf(await stateOf(id))).toBe('underNotice');
    const page = await call('GET', '/o/{receipt}', { receipt: String(receipts[0]).toLowerCase().replaceAll('-', ' ') });
    expect(page.status).toBe(200);
    expect(page.text).toContain('异议已收到，等待核对');
    for (const secret of ['李*', reason, id, notice]) expect(page.text).not.toContain(secret);
    expect((await call('GET', '/o/{receipt}', { receipt: '2222-2222-2222' })).status).toBe(404);
  });

  it('只抄下回执编号的，从公示栏、公示页走到一页，填了就看得到；小写、全角、缺横线、多空格都认，错的说错在哪里', async () => {
    const { id, notice } = await underNotice();
    const receipt = String((await object(notice)).body.receipt);
    const pages = [
      [await call('GET', '/notices', {}), 'o/find'],
      [await call('GET', '/notices/{id}', { id: notice }), '../o/find'],
      [await call('GET', '/notices/{id}', { id: '20200101-000000000000' }), '../o/find'],
    ] as const;
    for (const [{ text }, address] of pages) {
      expect(text).toContain(`href="${address}"`);
    }
    const find = (typed: string, from?: string) =>
      call('POST', '/o/find', {}, { form: { receipt: typed }, ...(from ? { from } : {}) });
    expect((await call('GET', '/o/find', {})).text).toContain('name="receipt"');
    const wide = [...receipt].map((c) => String.fromCodePoint((c.codePointAt(0) as number) + 0xfee0)).join('');
    const plain = receipt.replaceAll('-', '');
    for (const typed of [
      receipt,
      ` ${receipt.toLowerCase()} `,
      plain,
      [...plain].join(' '),
      wide,
      receipt.replaceAll('-', '—'),
    ]) {
      const page = await find(typed);
      expect(page.status).toBe(200);
      expect(page.text).toContain(receipt);
      expect(page.text).toContain('异议已收到，等待核对');
      for (const secret of ['李*', reason, id, notice]) expect(page.text).not.toContain(secret);
    }
    const short = await find(receipt.slice(0, -1));
    expect([short.status, short.text]).toEqual([422, expect.stringContaining('您填的有 11 位')]);
    expect(short.text).toContain(`value="${receipt.slice(0, -1)}"`);
    const unknown = await find('2222-2222-2222');
    expect([unknown.status, unknown.text]).toEqual([422, expect.stringContaining('没有这个回执编号')]);
    for (let i = 0; i < 60; i++) await find('2222-2222-2222', '203.0.113.9');
    expect((await find(receipt, '203.0.113.9')).status).toBe(429);
  });

  it('二十四人同一刻提的都收下，没有人得知“已被他人更新”', async () => {
    const { id, notice } = await underNotice();
    const answers = await Promise.all(Array.from({ length: 24 }, () => object(notice)));
    expect(answers.map(({ status }) => status)).toEqual(Array(24).fill(201));
    expect((await stateOf(id)).matter.objections.map(({ objection }) => objection)).toEqual(
      answers.map((_, i) => i + 1),
    );
  }, 60_000);

  it('八十一条最长的都收下、审核人一条不少都读得到：所写的不在档案头里，头照旧很小', async () => {
    const { id, notice } = await underNotice();
    const long = Array.from({ length: 1000 }, (_, i) => '他家有门面房出租每月收钱'[i % 12]).join('');
    for (let i = 0; i < 81; i += 9) {
      const answers = await Promise.all(Array.from({ length: 9 }, () => object(notice, { reason: long })));
      for (const { status } of answers) expect(status).toBe(201);
    }
    const head = await table(app).find<{ content: string }>(keys.head(id));
    expect(head?.content).not.toContain('statement');
    expect(Buffer.byteLength(head?.content ?? '')).toBeLessThan(5_000);
    const read: { objection: number; statement: { reason: string } }[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const more = { user: 'reviewer-1', ...(cursor === undefined ? {} : { query: { cursor } }) };
      const { body } = await call('GET', '/v1/dossiers/{id}/objections', { id }, more);
      read.push(...body.objections);
      cursor = body.cursor;
    }
    expect(read.map(({ objection }) => objection).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 81 }, (_, i) => i + 1),
    );
    expect(new Set(read.map(({ statement }) => statement.reason))).toEqual(new Set([long]));
  }, 120_000);

  it('一个地址对一户一天至多五条没有验证的；带邮箱的不受此限，但验证以后才收下', async () => {
    const { id, notice } = await underNotice();
    const from = '203.0.113.7';
    for (let i = 0; i < 5; i++) expect((await object(notice, {}, from)).status).toBe(201);
    expect((await object(notice, {}, from)).body.code).toBe(1010);
    const waiting = await object(notice, named, from);
    expect(waiting.body).toMatchObject({ received: false, codeSent: true });
    expect((await stateOf(id)).matter.objections).toHaveLength(5);
    expect((await verify(waiting.body.receipt, await codeFor(waiting.body.receipt))).status).toBe(200);
    const state = await stateOf(id);
    expect(state.matter.objections.at(-1)).toMatchObject({ objection: 6, sender: 'verified', outcome: 'open' });
    expect(statusOf(state)).toBe('contested');
    // Another household's notice is another matter.
    expect((await object((await underNotice()).notice, {}, from)).status).toBe(201);
  });

  it('没有验证的收满了：不带邮箱的得知怎样才收，验证过的照收', async () => {
    const { id, notice } = await underNotice();
    for (let objection = 1; objection <= 200; objection++) {
      const before = await dossiers(app).get(id);
      const action: Action = {
        type: 'raiseObjection',
        objection,
        sender: 'anonymous',
        receiptDigest: 'r',
        statement: seal,
      };
      await dossiers(app).record({ id, before, action, actor: { kind: 'citizen', id: 'x' }, now: new Date() });
    }
    const refused = await object(notice);
    expect(refused.body).toMatchObject({ code: 1802, detail: expect.stringMatching(/邮箱验证.*电话/) });
    const waiting = await object(notice, anyone());
    expect(waiting.body.received).toBe(false);
    const code = await codeFor(waiting.body.receipt);
    // The same code twice at the same moment is one objection.
    const twice = await Promise.all([verify(waiting.body.receipt, code), verify(waiting.body.receipt, code)]);
    expect(twice.map(({ status }) => status)).toEqual([200, 200]);
    expect(openObjections((await stateOf(id)).matter)).toHaveLength(1);
  }, 120_000);

  it('验证码输错五次就锁，过期的不认，重新发送的可以；别人的邮箱一天至多收到五封', async () => {
    const { id, notice } = await underNotice();
    const mail = anyone();
    const { receipt } = (await object(notice, mail)).body;
    expect((await verify(receipt, '123456')).body).toMatchObject({
      code: 1605,
      detail: expect.stringContaining('还没有发出'),
    });
    const old = await codeFor(receipt, new Date(Date.now() - 25 * 3_600_000));
    expect((await verify(receipt, old)).body.code).toBe(1602);
    const code = await codeFor(receipt);
    for (let n = 1; n < 5; n++) expect((await verify(receipt, wrongCode(code, n))).body.code).toBe(1605);
    expect((await verify(receipt, wrongCode(code, 5))).body.code).toBe(1604);
    expect((await verify(receipt, code)).body.code).toBe(1604);
    const again = () => call('POST', '/o/{receipt}', { receipt }, { form: { again: 'yes' } });
    for (let i = 0; i < 4; i++) expect((await again()).status).toBe(200);
    expect((await again()).status).toBe(429);
    expect((await verify(receipt, await codeFor(receipt))).status).toBe(200);
    expect((await stateOf(id)).matter.objections).toMatchObject([{ sender: 'verified', outcome: 'open' }]);
    expect((await again()).status).toBe(409);
  });

  it('重新发送得太频繁的，回执页上照旧写着异议已收到、回执编号，不说没有提交成功', async () => {
    const { notice } = await underNotice();
    const mail = `${randomUUID()}@mail.example.com`;
    const { receipt } = (await object(notice, { name: '周某', mail })).body;
    let answer = await call('POST', '/o/{receipt}', { receipt }, { form: { again: 'yes' } });
    for (let times = 0; times < 6 && answer.status === 200; times++)
      answer = await call('POST', '/o/{receipt}', { receipt }, { form: { again: 'yes' } });
    expect(answer.status).toBe(429);
    expect(answer.text).toContain('异议已收到');
    expect(answer.text).toContain(receipt);
    expect(answer.text).toContain('验证码发送得太频繁');
    expect(answer.text).not.toContain('没有提交成功');
  });

  it('一个邮箱对一户只有一条算验证过，换大小写、加后缀也一样；另一户、另一个邮箱不受影响', async () => {
    const { id, notice } = await underNotice();
    const mail = `${randomUUID()}@example.cn`;
    const raise = async (address: string, at = notice) =>
      (await object(at, { name: '方玉梅', mail: address })).body.receipt;
    const [first, second] = [await raise(mail), await raise(`${mail.toUpperCase().replace('@', '+2@')}`)];
    expect((await verify(first, await codeFor(first))).status).toBe(200);
    expect((await verify(first, await codeFor(first))).status).toBe(200);
    expect((await verify(second, await codeFor(second))).body.code).toBe(1805);
    expect((await stateOf(id)).matter.objections).toMatchObject([
      { sender: 'verified', outcome: 'open' },
      { sender: 'named', outcome: 'untriaged' },
    ]);
    const [other, elsewhere] = [await raise(`x${mail}`), await raise(mail, (await underNotice()).notice)];
    for (const receipt of [other, elsewhere]) expect((await verify(receipt, await codeFor(receipt))).status).toBe(200);
  });

  it('换写法也填不满别人的邮箱：一天五封，再多的照收、不发', async () => {
    const { notice } = await underNotice();
    const spellings = [
      'victim@gmail.com',
      'Victim@GMAIL.com',
      'v.ictim@gmail.com',
      'victim+1@gmail.com',
      'victim+2@gmail.com',
    ];
    const sent = async (mail: string) => (await object(notice, { name: '某', mail })).body;
    for (const mail of spellings) expect(await sent(mail)).toMatchObject({ received: true, codeSent: true });
    for (const mail of ['vi.ctim@googlemail.com', 'victim+3@gmail.com'])
      expect(await sent(mail)).toMatchObject({ received: true, codeSent: false });
  });

  it('一条线路里换地址算一个：IPv6 的后半段是自己编的', async () => {
    const { notice } = await underNotice();
    for (let i = 0; i < 5; i++) expect((await object(notice, {}, `2001:db8:0:7::${i}`)).status).toBe(201);
    expect((await object(notice, {}, '2001:db8:0:7:ffff::1')).body.code).toBe(1010);
  });

  it('几千次来挤：没有验证的、验证过的都占满以后，老实人验证过的照收，当即挡住审批，审核人看得到写了什么', async () => {
    const { id, notice } = await underNotice();
    const others = Array.from({ length: 1000 }, (_, i) => `10.7.${i >> 8}.${i & 255}`);
    for (const from of others) expect([201, 429]).toContain((await object(notice, {}, from)).status);
    // Whoever owns a domain has any number of mailboxes there.
    let heard = 0;
    for (const [i, from] of others.slice(0, 120).entries()) {
      const { receipt } = (await object(notice, { name: '王五', mail: `u${i}@crowd.example` }, from)).body;
      if (receipt && (await verify(receipt, await codeFor(receipt))).status === 200) heard++;
    }
    expect(heard).toBe(120);
    const honest = (await object(notice, { ...named, reason: '他家去年在县城买了两套房' }, '198.18.7.7')).body;
    expect(honest).toMatchObject({ received: false, codeSent: true });
    expect((await verify(honest.receipt, await codeFor(honest.receipt))).status).toBe(200);
    const crowded = await stateOf(id);
    const { objections } = crowded.matter;
    expect([objections.length, objections.at(-1)?.joined, statusOf(crowded)]).toEqual([300, 21, 'contested']);
    const head = await table(app).find<{ content: string }>(keys.head(id));
    expect(Buffer.byteLength(head?.content ?? '')).toBeLessThan(40_000);

    const read: { objection: number; statement: { reason: string } }[] = [];
    for (let cursor: string | null = '0'; cursor !== null; ) {
      const query: { cursor: string } = { cursor };
      const { body } = await call('GET', '/v1/dossiers/{id}/objections', { id }, { user: 'reviewer-1', query });
      read.push(...body.objections);
      cursor = body.cursor;
    }
    expect(read).toHaveLength(321);
    expect(read.at(-1)).toMatchObject({ objection: 300, statement: { reason: '他家去年在县城买了两套房' } });
    const resolve = (more: object) =>
      call(
        'POST',
        '/v1/dossiers/{id}/objections/{n}/resolution',
        { id, n: '300' },
        { user: 'reviewer-1', body: { outcome: 'dismissed', opinion: '逐条核实，都不属实', ...more } },
      );
    expect((await resolve({ joined: 20 })).body).toMatchObject({ code: 1305, detail: expect.stringContaining('21') });
    expect((await resolve({ joined: 21 })).status).toBe(200);
  }, 120_000);

  it('一户一天的验证码发得太多以后，别的地址各还有一封；发得再多，写的照样留着，第二天可以要验证码', async () => {
    const { id, notice } = await underNotice();
    const limit = (name: string, max: number) =>
      Promise.all(Array.from({ length: max }, () => tries(app).allows({ name, per: 'day', max }, id, new Date())));
    await limit('objection-codes', 200);
    const from = '198.18.9.1';
    expect((await object(notice, anyone(), from)).body.codeSent).toBe(true);
    expect((await object(notice, anyone(), from)).body).toMatchObject({ received: true, codeSent: false });
    expect((await object(notice, anyone(), '198.18.9.2')).body.codeSent).toBe(true);
    await limit('objection-codes-all', 1800);
    expect((await object(notice, anyone(), '198.18.9.3')).body).toMatchObject({ received: true, codeSent: false });
  });

  it('会改表的人把自己的回执指到别人的异议、别的公示、别的一户，或者延长验证码：验证码不再对', async () => {
    const { id, notice } = await underNotice();
    const elsewhere = await underNotice();
    const other = String((await object(notice, anyone())).body.receipt);
    const own = String((await object(notice, named)).body.receipt);
    await object(elsewhere.notice, anyone());
    const code = await codeFor(own);
    const item = (await receipts(app).find(own)) as ReceiptItem;
    const turns: Partial<ReceiptItem>[] = [
      { objection: (await receipts(app).find(other))?.objection as number },
      { notice: elsewhere.notice },
      { dossierId: elsewhere.id, notice: elsewhere.notice, objection: 1 },
      { codeUntil: '2099-01-01T00:00:00.000Z' },
    ];
    for (const turned of turns) {
      app.dynamoDb.put({ ...item, ...turned });
      expect((await verify(own, code)).body.code, JSON.stringify(turned)).toBe(1605);
    }
    for (const one of [id, elsewhere.id]) expect(openObjections((await stateOf(one)).matter)).toEqual([]);
    app.dynamoDb.put({ ...item });
    expect((await verify(own, code)).status).toBe(200);
  });

  it('用邮箱的要写姓名；没有留邮箱的没有验证码可填', async () => {
    const { notice } = await underNotice();
    expect((await object(notice, { mail: 'a@example.cn' })).body.faults).toMatchObject([{ pointer: '/name' }]);
    const { receipt } = (await object(notice, { name: '方玉梅', contact: '13988880000' })).body;
    expect((await verify(receipt, '123456')).body.code).toBe(1804);
    expect((await verify('2222-2222-2222', '123456')).body.code).toBe(1803);
  });
});

describe('初核', () => {
  const triage = (id: string, body: object, user = 'reviewer-1') =>
    call('POST', '/v1/dossiers/{id}/triage', { id }, { body, user });
  const list = (id: string, user: string, cursor?: string) =>
    call('GET', '/v1/dossiers/{id}/objections', { id }, { user, ...(cursor ? { query: { cursor } } : {}) });

  it('没有经手过的审核人几条一起，写明意见；经手过的不能，也看不到写了什么', async () => {
    const { id, notice } = await underNotice();
    for (let i = 0; i < 3; i++) await object(notice, { name: '方玉梅', contact: '13988880000' });
    const body = { objections: [3, 1], outcome: 'setAside', opinion: '打电话核实，没有依据' };
    expect((await triage(id, body, 'registrar-1')).body.code).toBe(1503);
    expect((await triage(id, { ...body, objections: [1, 9] })).body).toMatchObject({
      code: 1305,
      detail: expect.stringContaining('9'),
    });
    expect((await triage(id, body)).body).toMatchObject({ outcome: 'setAside', objections: [1, 3] });
    expect((await triage(id, { ...body, objections: [2], outcome: 'takenUp' })).status).toBe(200);
    expect(statusOf(await stateOf(id))).toBe('contested');

    const seen = (await list(id, 'reviewer-1')).body.objections;
    expect(seen).toMatchObject([
      {
        objection: 1,
        sender: 'named',
        outcome: 'setAside',
        opinion: '打电话核实，没有依据',
        statement: { reason, name: '方玉梅' },
      },
      { objection: 2, outcome: 'open', statement: { contact: '13988880000' } },
      { objection: 3, outcome: 'setAside', opinion: '打电话核实，没有依据' },
    ]);
    const { text } = await list(id, 'registrar-1');
    for (const secret of [reason, '方玉梅', '13988880000', 'receipt']) expect(text).not.toContain(secret);
  });

  it('几个审核人同一刻各初核一条，没有人得知“已被他人更新”', async () => {
    const { id, notice } = await underNotice();
    for (let i = 0; i < 8; i++) await object(notice);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        triage(id, { objections: [i + 1], outcome: 'setAside', opinion: '没有依据' }, `reviewer-${i}`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200));
  });

  it('审核人看得到何时收到、在哪一天以前办，与回执上说的是同一天；办完的没有期限', async () => {
    const { id, notice } = await underNotice();
    const { triageDays, resolutionDays } = app.profile.deadlines;
    const kept = await Promise.all([object(notice), object(notice), object(notice, anyone())]);
    const [, , verified] = kept;
    await verify(String(verified?.body.receipt), await codeFor(String(verified?.body.receipt)));
    await triage(id, { objections: [1], outcome: 'setAside', opinion: '没有依据' });
    const { objections } = (await list(id, 'reviewer-1')).body;
    for (const each of objections) expect(each.receivedAt).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    const days = (n: number) => addDays(dateInShanghai(objections[0].receivedAt), n);
    const untilOf = (sender: string, outcome: string) =>
      objections.find((each: { sender: string; outcome: string }) => each.sender === sender && each.outcome === outcome)
        ?.until;
    expect(untilOf('anonymous', 'setAside')).toBeUndefined();
    expect(untilOf('anonymous', 'untriaged')).toBe(days(triageDays));
    expect(untilOf('verified', 'open')).toBe(days(resolutionDays));
    const page = await call('GET', '/o/{receipt}', { receipt: String(verified?.body.receipt) });
    expect(page.text).toContain(`工会最晚在${dateInWords(days(resolutionDays))}处理完`);
  });

  it('不是这张单子给的翻页标记，指出是哪一栏，不从头再列', async () => {
    const { id, notice } = await underNotice();
    await object(notice);
    for (const cursor of ['eHl6', '1-', '-1']) {
      const { status, body } = await list(id, 'reviewer-1', cursor);
      expect([status, body.code, body.faults?.[0]?.pointer]).toEqual([400, 1004, '/cursor']);
    }
  });

  it('没有初核的不能直接处理', async () => {
    const { id, notice } = await underNotice();
    await object(notice);
    const resolve = () =>
      call(
        'POST',
        '/v1/dossiers/{id}/objections/{n}/resolution',
        { id, n: '1' },
        { user: 'reviewer-1', body: { outcome: 'upheld', opinion: '查实' } },
      );
    expect((await resolve()).body).toMatchObject({ code: 1305, detail: expect.stringContaining('初核') });
    await triage(id, { objections: [1], outcome: 'takenUp', opinion: '情况具体' });
    expect((await resolve()).status).toBe(200);
    expect(statusOf(await stateOf(id))).toBe('rejected');
  });
});
