import { randomUUID } from 'node:crypto';
import type { Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { noticeEnd } from '../../shared/calendar/working-days.ts';
import { gazette } from '../../shared/services/services.ts';
import { lineColumns } from '../../shared/standards/lines-csv.ts';
import { apiEvent } from '../../test/support/api-event.ts';
import { holdAnswer } from '../../test/support/hold-answer.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { inventedYear } from '../../tools/invented-years.ts';
import { lambda } from './api.ts';

const app = memoryApp();
const handler = lambda(app);

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-11-27T03:00:00Z'), toFake: ['Date'] }));
afterEach(() => vi.useRealTimers());

interface Answered {
  status: number;
  body: Record<string, unknown> & {
    number: number;
    digest: string;
    code?: number;
    faults?: { pointer: string; message: string }[];
  };
}

interface Caller {
  sub: string;
  roles: string;
  orgPath: string;
}

const administrator = (n: number): Caller => ({
  sub: `administrator-${n}`,
  roles: 'administrator',
  orgPath: '530000',
});
const [first, second, third] = [administrator(1), administrator(2), administrator(3)] as [Caller, Caller, Caller];

async function call(
  as: Caller,
  method: string,
  resource: string,
  more: { number?: number | string; body?: object; key?: string; query?: object } = {},
): Promise<Answered> {
  const { number, body, key = randomUUID(), query = {} } = more;
  const event = apiEvent({
    method,
    resource,
    params: number === undefined ? {} : { number: String(number) },
    headers: { 'idempotency-key': key },
    query: Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [String(value)]])),
    ...(body ? { body } : {}),
    as,
  });
  const answer = await handler(event, {} as Context);
  holdAnswer(event.httpMethod, event.path, answer);
  return { status: answer.statusCode, body: JSON.parse(answer.body) as Answered['body'] };
}

const propose = (as: Caller, body: object, key?: string) =>
  call(as, 'POST', '/v1/proposals', { body, ...(key === undefined ? {} : { key }) });
const confirm = (as: Caller, { number, digest }: { number: number; digest: string }, key?: string) =>
  call(as, 'POST', '/v1/proposals/{number}/confirmation', {
    number,
    body: { digest },
    ...(key === undefined ? {} : { key }),
  });
const refuse = (as: Caller, number: number) =>
  call(as, 'POST', '/v1/proposals/{number}/refusal', { number, body: { reason: '抄错了一行' } });
const inForce = async () =>
  (await call(first, 'GET', '/v1/gazette')).body as unknown as {
    years: { year: number; invented: boolean }[];
    lines: { division: string; from: string; to: string | null; fen: number }[];
  };
const linesFile = (...rows: string[]) => ({
  kind: 'lines',
  file: [lineColumns.join(), ...rows].join('\n'),
  document: '昆明市民政局公告（昆民发〔2026〕12号）',
  url: null,
});
const wuhua = (fen: number, from = '2027-01-01') => `530102,五华区,${from},,${fen / 100},昆民发〔2026〕12号`;
const fault = ({ body }: Answered) => body.faults?.map(({ message }) => message).join();

describe('两个人才能让它算数', () => {
  it('录入的人不能核准；没有核准的不算数；另一个人核准的就是所看的那一份', async () => {
    const proposed = await propose(first, inventedYear(2027));
    expect(proposed.status).toBe(201);
    const { number, digest } = proposed.body;
    expect((await inForce()).years.at(-1)?.year).toBe(2026);
    expect(await confirm(first, { number, digest })).toMatchObject({ status: 403, body: { code: 1504 } });
    const other = await confirm(second, { number, digest: '0'.repeat(64) });
    expect([other.status, fault(other)]).toEqual([400, '与录入的内容不符，请重新读取、核对之后再核准']);
    expect((await inForce()).years.at(-1)?.year).toBe(2026);

    const shown = await call(second, 'GET', '/v1/proposals/{number}', { number });
    expect(shown.body).toMatchObject({
      file: inventedYear(2027).file,
      faults: [],
      year: { year: 2027 },
      outcome: null,
      digest,
    });
    expect(await confirm(second, { number, digest })).toMatchObject({ status: 200, body: { version: 1 } });
    expect((await inForce()).years.at(-1)).toMatchObject({ year: 2027, invented: true });
  });

  it('核准之后再核准、再不采用，都说已经有了结果；同一个键再来，得到第一次的回答', async () => {
    const key = randomUUID();
    const proposed = await propose(first, inventedYear(2028), key);
    expect(await propose(first, inventedYear(2028), key)).toEqual(proposed);
    const again = randomUUID();
    const confirmed = await confirm(second, proposed.body, again);
    expect(await confirm(second, proposed.body, again)).toEqual(confirmed);
    expect(await confirm(third, proposed.body)).toMatchObject({
      status: 409,
      body: { code: 1315, detail: '这一份已经核准。' },
    });
    expect(await refuse(first, proposed.body.number)).toMatchObject({ status: 409, body: { code: 1315 } });
    expect((await inForce()).years.filter(({ year }) => year === 2028)).toHaveLength(1);
  });

  it('不采用的从此不算数，录入的人自己也可以收回', async () => {
    const { number, digest } = (await propose(first, inventedYear(2029))).body;
    expect((await refuse(first, number)).status).toBe(200);
    expect(await confirm(second, { number, digest })).toMatchObject({
      body: { code: 1315, detail: '这一份已经不采用。' },
    });
    expect((await inForce()).years.at(-1)?.year).toBe(2028);
  });
});

describe('几个人同一刻', () => {
  it('六个人同一刻核准同一份：恰有一个核准，只有一版', async () => {
    const { body } = await propose(first, inventedYear(2029));
    const all = await Promise.all([2, 3, 4, 5, 6, 7].map((n) => confirm(administrator(n), body)));
    expect(all.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await inForce()).years.filter(({ year }) => year === 2029)).toHaveLength(1);
  });

  it('一个核准、一个不采用：恰有一个算数', async () => {
    const { body } = await propose(first, inventedYear(2030));
    const [yes, no] = await Promise.all([confirm(second, body), refuse(third, body.number)]);
    expect([yes.status, no.status].sort()).toEqual([200, 409]);
    expect((await inForce()).years.some(({ year }) => year === 2030)).toBe(yes.status === 200);
  });

  it('两份录的是同一年，同一刻核准：只有一份算数，另一份说为什么不行', async () => {
    const next = ((await inForce()).years.at(-1)?.year ?? 0) + 1;
    const twins = await Promise.all([propose(first, inventedYear(next)), propose(second, inventedYear(next))]);
    const numbers = twins.map(({ body }) => body.number);
    expect(new Set(numbers).size).toBe(2);
    const answers = await Promise.all(twins.map(({ body }) => confirm(third, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const lost = answers.find(({ status }) => status === 409) as Answered;
    expect([lost.body.code, fault(lost)]).toEqual([1316, `第 1 行：与现行的 ${next} 年安排一天不差，不必再录`]);
  });

  it('十份同一刻录入的，各有各的编号，一份不丢', async () => {
    const people = Array.from({ length: 10 }, (_, n) => administrator(10 + n));
    const answers = await Promise.all(people.map((one, n) => propose(one, linesFile(wuhua(71_000 + n * 100)))));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
    const entered = answers.map(({ body }) => body.number);
    expect(new Set(entered).size).toBe(10);
    const { proposals } = (await call(first, 'GET', '/v1/proposals')).body as unknown as {
      proposals: { number: number }[];
    };
    expect(proposals.map(({ number }) => number)).toEqual(expect.arrayContaining(entered));
  });
});

describe('低保标准', () => {
  it('错的指出是哪一行，什么也没有录', async () => {
    const before = (await call(first, 'GET', '/v1/proposals')).body.proposals;
    const refused = await propose(first, linesFile(wuhua(75_000), '530103,盘龙区,2027-01-01,,７００,文'));
    expect([refused.status, refused.body.code, fault(refused)]).toEqual([
      400,
      1004,
      '第 3 行：金额含全角字符，请改成半角：７００',
    ]);
    expect((await call(first, 'GET', '/v1/proposals')).body.proposals).toEqual(before);
  });

  it('追溯的从核准的次日起，旧的到核准当天为止；认定取的就是它', async () => {
    const { body } = await propose(first, linesFile(wuhua(75_000, '2026-07-01')));
    vi.setSystemTime(new Date('2026-12-01T03:00:00Z'));
    expect((await confirm(second, body)).status).toBe(200);
    const lines = (await inForce()).lines.filter(({ division }) => division === '530102');
    expect(lines.map(({ from, to, fen }) => [from, to, fen])).toEqual([
      ['2025-01-01', '2026-12-01', 70_000],
      ['2026-12-02', null, 75_000],
    ]);
    const { subsistenceLines } = await gazette(app).profileWithLines(new Date());
    expect(subsistenceLines.filter(({ division }) => division === '530102')).toHaveLength(2);
  });

  it('录入之后日子过去了、别人先核准了的，核准时再查一遍', async () => {
    const { body } = await propose(first, linesFile(`${wuhua(76_000, '2026-12-05').replace(',,', ',2026-12-31,')}`));
    vi.setSystemTime(new Date('2027-01-05T03:00:00Z'));
    const shown = await call(second, 'GET', '/v1/proposals/{number}', { number: body.number });
    expect(shown.body.faults).toEqual([expect.stringContaining('第 2 行：截止日期 2026-12-31 已经过去')]);
    expect(await confirm(second, body)).toMatchObject({ status: 409, body: { code: 1316 } });
  });
});

describe('谁可以', () => {
  const [registrar, reviewer, auditor] = ['registrar', 'reviewer', 'auditor'].map((roles) => ({
    sub: `${roles}-1`,
    roles,
    orgPath: '530000',
  })) as [Caller, Caller, Caller];
  const ofCounty = { ...administrator(8), orgPath: '530000/530100/530102' };
  const ofOther = { ...administrator(9), orgPath: '370000' };

  it('只有省级的管理员录入、核准；抽查人可以看；别的人、县里的、别省的，看也不能', async () => {
    const { number, digest } = (await propose(first, linesFile(wuhua(77_000)))).body;
    for (const one of [registrar, reviewer, auditor, ofCounty, ofOther]) {
      expect((await propose(one, inventedYear(2027))).body.code).toBe(1502);
      expect((await confirm(one, { number, digest })).body.code).toBe(1502);
      expect((await refuse(one, number)).body.code).toBe(1502);
    }
    const reads = async (one: Caller) => [
      (await call(one, 'GET', '/v1/gazette')).status,
      (await call(one, 'GET', '/v1/proposals')).status,
      (await call(one, 'GET', '/v1/proposals/{number}', { number })).status,
    ];
    expect(await reads(auditor)).toEqual([200, 200, 200]);
    for (const one of [registrar, reviewer, ofCounty, ofOther]) expect(await reads(one)).toEqual([403, 403, 403]);
  });

  it.each(['0', '-1', '1.5', '9999999', 'x'])('没有的编号 %s，说没有', async (number) => {
    expect((await call(first, 'GET', '/v1/proposals/{number}', { number })).body.code).toBe(1314);
    expect((await refuse(first, number as unknown as number)).body.code).toBe(1314);
  });

  it('一页一页看得到全部，新的在前', async () => {
    for (let n = 0; n < 8; n++) await propose(first, linesFile(wuhua(80_000 + n * 100)));
    const seen: number[] = [];
    let query: object = {};
    for (;;) {
      const { proposals, cursor } = (await call(first, 'GET', '/v1/proposals', { query })).body as unknown as {
        proposals: { number: number }[];
        cursor: string | null;
      };
      seen.push(...proposals.map(({ number }) => number));
      if (cursor === null) break;
      query = { cursor };
    }
    expect(seen.length).toBeGreaterThan(20);
    expect(seen).toEqual(seen.map((_, i) => seen.length - i));
    const bad = await call(first, 'GET', '/v1/proposals', { query: { cursor: 'x' } });
    expect([bad.status, fault(bad)]).toEqual([400, '须为上一页给出的编号：x']);
  });

  it('一天录入三十一次的，请他明天再来', async () => {
    const busy = administrator(99);
    for (let n = 0; n < 30; n++) await propose(busy, linesFile(`bad ${n}`));
    expect((await propose(busy, linesFile('bad'))).body.code).toBe(1010);
  });
});

describe('办理的函数读到的', () => {
  it('温着的函数刚读过日历，随后核准的一年也算得到：说没有之前再读一次', async () => {
    const last = ((await inForce()).years.at(-1)?.year ?? 0) as number;
    const end = () => gazette(app).withCalendar(new Date(), (calendar) => noticeEnd(calendar, `${last}-12-31`, 5));
    await expect(end()).rejects.toMatchObject({ code: 1250 });
    const { body } = await propose(first, inventedYear(last + 1));
    await confirm(second, body);
    expect(await end()).toMatch(new RegExp(`^${last + 1}-01-`));
  });
});

describe('录入之后别人先核准了同一个县的', () => {
  it('两份录的是同一个县，同一刻核准：只有一份算数，另一份得知录入之后另有一条，重新录入', async () => {
    vi.setSystemTime(new Date('2026-12-02T03:00:00Z'));
    const both = [
      (await propose(first, linesFile(wuhua(71_000, '2027-02-01')))).body,
      (await propose(second, linesFile(wuhua(72_000, '2027-02-01')))).body,
    ];
    vi.setSystemTime(new Date('2026-12-02T03:00:01Z'));
    const answers = await Promise.all(both.map((each) => confirm(third, each)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [lost, won] = answers[0]?.status === 409 ? [0, 1] : [1, 0];
    expect(answers[lost]?.body.code).toBe(1316);
    expect(fault(answers[lost] as Answered)).toContain(
      `530102 云南省昆明市五华区的，录入之后核准了第 ${both[won]?.number} 次录入的`,
    );
    expect((await inForce()).lines.filter(({ from }) => from === '2027-02-01')).toHaveLength(1);
  });
});
