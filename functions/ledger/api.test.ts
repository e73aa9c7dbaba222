import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { photos } from '../../shared/attachments/photos.fixture.ts';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import { ask, type Journey, people, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';

let app: MemoryApp;
let onFile: Journey;
let back: () => void;
const as = people.registrar;
const whole = exchangeOf('recordAid').example as object;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  onFile = await registeredIn(app, 1);
  app.at('2026-11-24T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

interface Refusal {
  code: number;
  detail?: string;
  faults?: { pointer: string; message: string }[];
}

/** What is answered to an entry that differs from the example: its number, or what is wrong with it. */
async function aided(more: object = {}, of: { id: string } = onFile) {
  const answer = await ask(app, 'recordAid', { as, params: { id: of.id }, body: { ...whole, ...more } });
  const { code, detail, faults = [] } = JSON.parse(answer.body) as Refusal;
  const found = Object.fromEntries(faults.map(({ pointer, message }) => [pointer, message]));
  return { status: answer.statusCode, code, detail, faults: found };
}
async function corrected(aid: string, body: object) {
  const answer = await ask(app, 'correctAid', { as, params: { id: onFile.id, aid }, body });
  return { status: answer.statusCode, ...(JSON.parse(answer.body) as Refusal) };
}
const detail = async () =>
  (await told<{ aid: { entries: number; totals: object[] } }>(app, 'getDossier', { as, params: { id: onFile.id } }))
    .aid;
interface Listed {
  entries: { aid: number; counts: boolean; given: { amount?: number } | null; corrects: number | null }[];
  cursor: string | null;
}
const list = (cursor?: string) =>
  told<Listed>(app, 'listAid', {
    as,
    params: { id: onFile.id },
    query: cursor === undefined ? {} : { cursor: [cursor] },
  });

describe('登记帮扶', () => {
  it('记下的，台账里照原样看得到，合计里算上一次', async () => {
    expect((await aided({ note: '春节前发放' })).status).toBe(201);
    const { entries } = await list();
    const { givenOn, ...given } = { givenOn: '', ...whole, note: '春节前发放' };
    const by = { by: 'registrar-1', byName: '何登记', at: '2026-11-24T02:00:00.000Z' };
    expect(entries).toEqual([{ aid: 1, counts: true, corrects: null, givenOn, given, receipt: null, ...by }]);
    const total = { year: 2026, kind: 'living', source: 'central', times: 1, amount: 200_000, goodsValue: 0 };
    expect(await detail()).toEqual({ entries: 1, totals: [total] });
  });

  it('人写的、类别、项目、来源、金额都是密文：表里看不出给了什么', async () => {
    await aided({ kind: 'medical', project: '大病救助', note: '住院三个月', amount: 1_234_500 });
    const stored = JSON.stringify(app.dynamoDb.all().filter((item) => JSON.stringify(item).includes(onFile.id)));
    for (const told of ['medical', '大病救助', '住院', '1234500', 'central', '帮扶中心']) {
      expect(stored).not.toContain(told);
    }
  });

  it.each([
    [{ amount: -1 }, '/amount', /金额.*不能小于 1，现为-1/],
    [{ amount: 0 }, '/amount', /不能小于 1/],
    [{ amount: 0.5 }, '/amount', /整数/],
    [{ amount: 100_000_001 }, '/amount', /不能大于 100000000，现为100000001/],
    [{ amount: 5_000_100 }, '/amount', /50,001\.00 元，超过 50,000\.00 元.*amountNote/],
    [{ amount: 2_000 }, '/amount', /20\.00 元，不到 100\.00 元.*以分填写.*amountNote/],
    [{ amount: undefined }, '/amount', /发放方式为银行转账的，须写明金额/],
    [{ goods: { name: '大米', quantity: 1, unit: '袋' } }, '/goods', /不写实物或服务/],
    [{ payment: 'inKind' }, '/goods', /须写明实物或服务/],
    [{ givenOn: '2026-11-25' }, '/givenOn', /2026-11-25 晚于今天 2026-11-24/],
    [{ givenOn: '2026-11-16' }, '/givenOn', /2026-11-16 早于建档的日期 2026-11-17/],
    [{ givenOn: '2026-02-30' }, '/givenOn', /./],
    [{ receipt: 'zzz' }, '/receipt', /没有“zzz”/],
    [{ kind: 'other' }, '/kind', /living 生活救助/],
    [{ source: 'city' }, '/source', /union 工会经费/],
    [{ breachReason: '写了不用写的' }, '/breachReason', /不必写理由/],
  ])('%j：说出是哪一项、写了什么、可以写什么，什么也没有记', async (more, pointer, message) => {
    const answer = await aided(more);
    expect(answer).toMatchObject({ status: 400, code: 1004 });
    expect(answer.faults[pointer]).toMatch(message);
    expect(await detail()).toEqual({ entries: 0, totals: [] });
  });

  it('看来过大、过小的金额，写明了就收', async () => {
    for (const amount of [5_000_100, 2_000]) expect((await aided({ amount, amountNote: '已核对' })).status).toBe(201);
  });

  it('实物写明名称、数量，折合多少知道才写；合计里另计', async () => {
    const goods = { name: '慰问品（米、油）', quantity: 2, unit: '份' };
    const given = { payment: 'inKind', amount: undefined, kind: 'warmth', source: 'union' };
    expect((await aided({ ...given, goods })).status).toBe(201);
    expect((await aided({ ...given, goods: { ...goods, value: 40_000 } })).status).toBe(201);
    expect((await aided({ ...given, goods: { ...goods, value: 10 } })).faults).toHaveProperty('/goods/value');
    expect((await detail()).totals).toEqual([
      { year: 2026, kind: 'warmth', source: 'union', times: 2, amount: 0, goodsValue: 40_000 },
    ]);
  });

  it('资金不用于这一级档案的，要写理由，记在台账里', async () => {
    const profile = {
      ...app.profile,
      funds: { ...app.profile.funds, central: [] as never[], county: ['county' as const] },
    };
    const there = memoryApp({ profile });
    await putPeople(there);
    const { id } = await registeredIn(there, 1);
    there.at('2026-11-24T02:00:00Z');
    const asking = (more: object) =>
      ask(there, 'recordAid', { as, params: { id }, body: { ...whole, source: 'county', ...more } });
    const refused = await asking({});
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1004, faults: [{ pointer: '/breachReason' }] });
    expect(refused.body).toContain('县级财政用于区县级档案，这一户是全国级；确须使用的，写明理由（breachReason）');
    expect((await asking({ breachReason: '县里会议定的' })).statusCode).toBe(201);
    const { entries } = await told<{ entries: object[] }>(there, 'listAid', { as, params: { id } });
    expect(entries).toMatchObject([{ given: { breach: { tier: 'national', reason: '县里会议定的' } } }]);
  });

  it('一份凭证只登记一次；退出以后补登，凭证还收', async () => {
    const receipt = await onFile.attached('帮扶款物签收凭证', '签收单.jpg');
    expect((await aided({ receipt })).status).toBe(201);
    expect((await aided({ receipt })).faults['/receipt']).toMatch(/已经用于第 1 条帮扶，一份凭证只登记一次/);
    await onFile.exitProposed('difficultyOver');
    await onFile.registered('2026-11-25T02:00:00Z');
    expect((await onFile.state()).end).toEqual({ as: 'relieved', on: '2026-11-25' });
    app.at('2026-12-01T02:00:00Z');
    const late = await onFile.attached('帮扶款物签收凭证', '签收单二.jpg', as, photos.progressive);
    expect((await aided({ receipt: late })).status).toBe(201);
    expect((await aided({ givenOn: '2026-11-26' })).faults['/givenOn']).toMatch(/晚于退出的日期 2026-11-25/);
  });

  it('同一个文件传两遍还是一份凭证：登记、更正都不再收；更正空出来的可以再用', async () => {
    const [first, again] = [
      await onFile.attached('帮扶款物签收凭证', '签收单.jpg'),
      await onFile.attached('帮扶款物签收凭证', '又一份.jpg'),
    ];
    const other = await onFile.attached('帮扶款物签收凭证', '签收单二.jpg', as, photos.progressive);
    expect((await aided({ receipt: first })).status).toBe(201);
    expect((await aided({ receipt: again })).faults['/receipt']).toMatch(/已经用于第 1 条帮扶/);
    expect((await aided({ receipt: other })).status).toBe(201);
    const given = { ...whole, receipt: again };
    const refused = await corrected('2', { reason: '凭证拿错了', given });
    expect(refused.faults?.map(({ pointer }) => pointer)).toEqual(['/given/receipt']);
    expect((await corrected('1', { reason: '凭证重传了一遍', given })).status).toBe(201);
  });

  it('两个人同一刻登记，各记一条', async () => {
    expect((await Promise.all([aided(), aided()])).map(({ status }) => status)).toEqual([201, 201]);
    expect((await list()).entries.map(({ aid }) => aid)).toEqual([2, 1]);
  });

  it('还没有建档的，说现在是什么状态', async () => {
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    expect(await aided({}, { id })).toMatchObject({ status: 409, code: 1302, detail: expect.stringMatching(/草稿/) });
  });
});

describe('更正帮扶', () => {
  it('原来的一条还在，不再算数；合计只算更正后的', async () => {
    await aided();
    expect(await corrected('1', { reason: '多写了一个零', given: { ...whole, amount: 20_000 } })).toMatchObject({
      status: 201,
      aid: 2,
    });
    const { entries } = await list();
    expect(entries.map(({ aid, counts, corrects, given }) => [aid, counts, corrects, given?.amount])).toEqual([
      [2, true, 1, 20_000],
      [1, false, null, 200_000],
    ]);
    expect(await detail()).toMatchObject({ entries: 2, totals: [{ times: 1, amount: 20_000 }] });
  });

  it('其实没有给的，合计里没有了', async () => {
    await aided();
    await corrected('1', { reason: '银行退回', given: null });
    expect((await list()).entries[0]).toMatchObject({ aid: 2, counts: false, given: null, givenOn: null });
    expect(await detail()).toEqual({ entries: 2, totals: [] });
  });

  it('没有的一条 404，更正过的 409，写错的说在哪里', async () => {
    await aided();
    for (const none of ['0', '2', 'x', '01']) {
      expect(await corrected(none, { reason: '写错了', given: null })).toMatchObject({ status: 404, code: 1318 });
    }
    const wrong = await corrected('1', { reason: '写错了', given: { ...whole, givenOn: '2030-01-01' } });
    expect(wrong.faults?.map(({ pointer }) => pointer)).toEqual(['/given/givenOn']);
    await corrected('1', { reason: '写错了', given: null });
    expect(await corrected('1', { reason: '写错了', given: null })).toMatchObject({ status: 409, code: 1302 });
  });
});

it('五十条一页，后登记的在前；翻页标记只认自己给的', async () => {
  for (let n = 1; n <= 51; n++) await aided();
  const first = await list();
  expect(first.entries.map(({ aid }) => aid)).toEqual(Array.from({ length: 50 }, (_, index) => 51 - index));
  const rest = await list(first.cursor as string);
  expect([rest.entries.map(({ aid }) => aid), rest.cursor]).toEqual([[1], null]);
  const wrong = await ask(app, 'listAid', { as, params: { id: onFile.id }, query: { cursor: ['nonsense'] } });
  expect(JSON.parse(wrong.body)).toMatchObject({ code: 1004 });
});

describe('登记走访', () => {
  const visit = exchangeOf('recordVisit').example as object;
  async function visited(more: object = {}) {
    const answer = await ask(app, 'recordVisit', { as, params: { id: onFile.id }, body: { ...visit, ...more } });
    const { code, faults = [] } = JSON.parse(answer.body) as Refusal;
    return { status: answer.statusCode, code, faults: faults.map(({ message }) => message).join() };
  }
  const owed = async () => {
    const { tasks } = await told<{ tasks: { kind: string; title: string; due: string }[] }>(app, 'listTasks', { as });
    return tasks.filter(({ kind }) => kind === 'visit' || kind === 'followUp').map(({ title, due }) => [title, due]);
  };
  const last = async () =>
    (await told<{ visits: object }>(app, 'getDossier', { as, params: { id: onFile.id } })).visits;

  it('记下的照原样看得到，表里看不出了解到什么；约定的下一次成为待办，再登记就换成新的', async () => {
    expect((await visited()).status).toBe(201);
    expect(await owed()).toEqual([['走访（约定的下一次）', '2027-02-23']]);
    expect(await last()).toEqual({ count: 1, last: { visit: 1, visitedOn: '2026-11-23', nextOn: '2027-02-23' } });
    const { visits } = await told<{ visits: object[] }>(app, 'listVisits', { as, params: { id: onFile.id } });
    expect(visits).toEqual([
      { visit: 1, ...visit, finding: null, by: 'registrar-1', byName: '何登记', at: '2026-11-24T02:00:00.000Z' },
    ]);
    expect(JSON.stringify(app.dynamoDb.all())).not.toContain('复查');
    await visited({ visitedOn: '2026-11-24', nextOn: '2026-12-24' });
    expect(await owed()).toEqual([['走访（约定的下一次）', '2026-12-24']]);
    await visited({ visitedOn: '2026-11-24', nextOn: undefined });
    expect(await owed()).toEqual([]);
  });

  it('补登更早的一次，不改约定好的', async () => {
    await visited();
    await visited({ visitedOn: '2026-11-20', nextOn: '2026-11-30' });
    expect(await owed()).toEqual([['走访（约定的下一次）', '2027-02-23']]);
    expect(await last()).toMatchObject({ count: 2, last: { visit: 1 } });
  });

  it.each([
    [{ visitedOn: '2026-11-25' }, /2026-11-25 晚于今天/],
    [{ visitedOn: '2026-11-16' }, /早于建档的日期 2026-11-17/],
    [{ nextOn: '2026-11-23' }, /2026-11-23 须晚于这一次 2026-11-23/],
    [{ nextOn: '2028-11-24' }, /不晚于 2028-11-23/],
    [{ visitors: [] }, /走访的人（visitors）最少 1 项/],
    [{ findings: ' ' }, /不能是空白/],
  ])('%j 不收', async (more, message) => {
    const answer = await visited(more);
    expect([answer.status, answer.code]).toEqual([400, 1004]);
    expect(answer.faults).toMatch(message);
  });

  it('退出以后的回访照样登记，不再约定下一次', async () => {
    await visited();
    await onFile.exitProposed('difficultyOver');
    await onFile.registered('2026-11-25T02:00:00Z');
    app.at('2026-12-01T02:00:00Z');
    expect(await owed()).toEqual([['回访（退出以后）', '2027-05-25']]);
    expect((await visited({ visitedOn: '2026-12-01' })).faults).toMatch(/已经退出/);
    expect((await visited({ visitedOn: '2026-12-01', nextOn: undefined, finding: 'stable' })).status).toBe(201);
  });
});
