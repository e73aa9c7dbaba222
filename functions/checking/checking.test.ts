import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { dossiers } from '../../shared/services/services.ts';
import { apiEvent, type SignedIn } from '../../test/support/api-event.ts';
import { answersTo, authorized, batchOf, checkedProfile, deliberated, handedOver } from '../../test/support/checked.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { lambdaOf } from '../../test/support/handlers.ts';
import { household } from '../../test/support/household.ts';
import { ask, county, Journey, people, posted, putPeople, step, told } from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { expectSurvived } from '../../test/support/memory/cuts.ts';
import { darken } from '../disposal/darken.ts';

let app: MemoryApp;
let all: Journey[];
let back: () => void;
const { registrar, reviewer } = people;
/** Somebody else of the county, with no hand in any of them. */
const other = { ...reviewer, sub: 'reviewer-2' };

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile: checkedProfile });
  await putPeople(app);
  all = [];
  for (const n of [1, 2, 3]) {
    const journey = new Journey(app);
    await journey.submitted(household(n));
    await journey.surveyed();
    await deliberated(journey);
    all.push(journey);
  }
  for (const one of all.slice(0, 2)) await authorized(one);
  app.at('2026-11-10T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
}, 60_000);
beforeEach(() => back());

const first = () => all[0] as Journey;
const matterOf = async (one: Journey) => (await one.state()).matter;
const detail = (check: string) => told<AnswerOf<'getCheck'>>(app, 'getCheck', { as: reviewer, params: { check } });
const statesIn = async (check: string) => (await detail(check)).people.map(({ state }) => state);
/** Which household of a batch it is: they stand by their random numbers. */
const placeOf = async (check: string, { id }: Journey) =>
  (await detail(check)).people.findIndex(({ dossier }) => dossier === id) + 1;
const tasksOf = async (one: Journey, staff = [registrar, reviewer, { ...reviewer, sub: 'reviewer-2' }]) => {
  const all = await Promise.all(staff.map((as) => told<AnswerOf<'listTasks'>>(app, 'listTasks', { as })));
  const own = all.flatMap(({ tasks }) => tasks.filter(({ dossier }) => dossier === one.id).map(({ kind }) => kind));
  return [...new Set(own)];
};
type Results = AnswerOf<'recordCheckResults'>;
const results = async (check: string, lines: string[], more: object = {}) => {
  const body = { file: csv(lines), dryRun: false, ...more };
  const answer = await ask(app, 'recordCheckResults', { as: reviewer, params: { check }, body });
  return { status: answer.statusCode, ...(JSON.parse(answer.body) as Results & { code?: number; detail?: string }) };
};
const faultsOf = (answer: object): string[] =>
  ((answer as { faults?: { message: string }[] }).faults ?? []).map(({ message }) => message);
const heading = '批号,序号,身份证号末四位,结果,不一致之处';
const csv = (lines: string[]) => Buffer.from([heading, ...lines, ''].join('\r\n')).toString('base64');
/** By somebody else than read the answers in. */
const ruled = (one: Journey, body: object, as: object = other) =>
  ask(app, 'ruleCheck', {
    as: as as typeof reviewer,
    params: { id: one.id },
    body: { matter: 1, source: 'vehicles', opinion: '入户看过，属实。', ...body },
  });
const explained = (one: Journey, body: object = {}) =>
  told(app, 'explainCheck', {
    as: registrar,
    params: { id: one.id },
    body: {
      ...{ matter: 1, source: 'vehicles', toldOn: '2026-11-10', statement: '是残疾人代步车。', evidence: [], ...body },
    },
  });

/** A household of a union that stands below no county, which waits to be checked. */
async function waitingAt(orgPath: string, as: SignedIn): Promise<Journey> {
  const one = new Journey(app);
  const form = household(31);
  app.at('2026-11-02T02:00:00Z');
  one.id = (await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath, kind: 'registration' } })).id;
  const params = { id: one.id };
  await told(app, 'saveForm', { as, params, headers: { 'if-match': '"1"' }, body: form });
  await told(app, 'submit', { as, params, body: { form: 1, consents: allAgree(form, '2026-11-02') } });
  await one.assessed();
  app.at('2026-11-05T02:00:00Z');
  const visit = { surveyedOn: '2026-11-05', surveyors: ['赵调查', '孙走访'], opinion: '看了病历，情况属实。' };
  await told(app, 'recordSurvey', {
    as: { sub: 'city-surveyor', roles: 'surveyor', orgPath },
    params,
    body: { matter: 1, form: 1, ...visit, outcome: 'confirmed', answers: { sixMonthsBelowLine: true } },
  });
  await deliberated(one, {}, as);
  await authorized(one, as);
  app.at('2026-11-10T02:00:00Z');
  return one;
}

describe('备一批', () => {
  it('等着核对、授权书齐的各户都在里面；不齐的说缺谁，不列', async () => {
    const answer = await told<AnswerOf<'prepareCheck'>>(app, 'prepareCheck', {
      as: reviewer,
      body: { orgPath: county, source: 'vehicles' },
    });
    expect(answer).toMatchObject({ households: 2, more: false });
    // Whoever has not signed is owed by the registrar, and stands among nobody's batch.
    expect(await tasksOf(all[2] as Journey)).toEqual(['authorize']);
    expect(await tasksOf(first())).toEqual(['check']);
    expect(await statesIn(answer.check as string)).toEqual(['waiting', 'waiting']);
  });

  it('备好了还没有取文件，什么也没有送出去；谁也不在等答复', async () => {
    const check = await batchOf(app, 'vehicles');
    expect((await matterOf(first())).checking).toBeNull();
    const answer = await results(check, []);
    expect(answer).toMatchObject({ status: 409, code: 1330, detail: '这一批等待送出。' });
  });

  it('不在任何一个县的一户（市总工会自己的），市里的审核人备一批，列出来的是它，没有县里的', async () => {
    const orgPath = '530000/530100';
    const clerk = { sub: 'city-registrar', roles: 'registrar', orgPath };
    const judge = { sub: 'city-reviewer', roles: 'reviewer', orgPath };
    const one = await waitingAt(orgPath, clerk);
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: judge, query: { org: [orgPath] } });
    expect(tasks.map(({ dossier, kind }) => [dossier, kind])).toEqual([[one.id, 'check']]);
    const check = await batchOf(app, 'vehicles', orgPath, judge);
    const listed = await told<AnswerOf<'listChecks'>>(app, 'listChecks', { as: judge, query: { org: [orgPath] } });
    expect(listed.checks.map((each) => [each.check, each.households])).toEqual([[check, 1]]);
    await handedOver(app, check, judge);
    expect((await matterOf(one)).checking?.checks.map(({ source, batch }) => [source, batch])).toEqual([
      ['vehicles', check],
    ]);
  });

  it('没有一户可送的，不另立一批；不核对的部门说清楚', async () => {
    const other = `${county}/U0009`;
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: other, name: '别的工会' } });
    const empty = await ask(app, 'prepareCheck', {
      as: reviewer,
      body: { orgPath: other, source: 'vehicles' },
    });
    expect([empty.statusCode, JSON.parse(empty.body).check]).toEqual([200, null]);
    const none = await ask(app, 'prepareCheck', { as: reviewer, body: { orgPath: county, source: 'business' } });
    expect(faultsOf(JSON.parse(none.body))).toEqual([expect.stringContaining('本省不核对经营主体登记')]);
    const wide = await ask(app, 'prepareCheck', {
      as: people.auditor,
      body: { orgPath: '530000', source: 'vehicles' },
    });
    expect(JSON.parse(wide.body)).toMatchObject({ code: 1502 });
  });

  it('没有身份证号的成年人各部门查不到：不列进名单，这一户照样核对得完；审批人看得到有一位没有核对，不同别户一起批', async () => {
    const form = household(5);
    const [{ idNumber: _, ...husband }] = form.members as [Form['members'][number]];
    const one = new Journey(app);
    await one.submitted({ ...form, members: [{ ...husband, noIdNumberReason: '外籍，没有身份证' }] });
    await one.surveyed();
    await deliberated(one);
    await authorized(one);
    app.at('2026-11-10T02:00:00Z');
    for (const source of ['vehicles', 'property'] as const) {
      const check = await batchOf(app, source);
      const lines = await handedOver(app, check);
      expect(lines.map((line) => line.split(',')[3])).toContain(form.worker.name);
      expect(lines.join()).not.toContain(husband.name);
      expect(await results(check, answersTo(lines))).toMatchObject({ status: 200, left: [], open: 0 });
    }
    await one.noticed('2026-11-11T02:00:00Z');
    await one.noticeClosed('2026-11-18T16:00:00Z');
    const { nonce } = await one.requested('2026-11-20T01:00:00Z');
    const said = '1 位成年的家庭成员没有身份证号，各部门查不到';
    expect((await ask(app, 'approvalPage', { params: { nonce } })).body).toContain(said);
    const asked = { as: people.approver, params: { id: one.id } };
    expect(await told<AnswerOf<'getApproval'>>(app, 'getApproval', asked)).toMatchObject({
      notClean: ['有人没有身份证号，没有核对'],
      course: expect.arrayContaining([{ label: '核对：没有核对的', value: said }]),
    });
  });
});

describe('取文件', () => {
  it('里面有全号码；各户随即在等答复，谁取的、为什么，各户的查阅里都在', async () => {
    const check = await batchOf(app, 'vehicles');
    const { file, digest } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
      as: reviewer,
      params: { check },
      body: { reason: '交车管所' },
    });
    const text = Buffer.from(file as string, 'base64').toString();
    expect(text.startsWith('\ufeff批号,序号,户,姓名,身份证号\r\n')).toBe(true);
    for (const n of [1, 2]) expect(text).toContain(household(n).worker.idNumber);
    expect(text).not.toContain(household(3).worker.idNumber);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await statesIn(check)).toEqual(['asked', 'asked']);
    const { numbersOpened } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', {
      as: registrar,
      params: { id: first().id },
    });
    expect(numbersOpened).toMatchObject([{ by: 'reviewer-1', reason: '核对（车辆（公安交警））：交车管所' }]);
    // Nothing of it is kept: neither in the table, nor in the bucket.
    expect(JSON.stringify(legible(app.dynamoDb.all()))).not.toContain(household(1).worker.idNumber);
    expect([...app.s3.objects.keys()].filter((key) => key.includes(check))).toEqual([]);
  });

  it('同一户不在两批里：后取的说在另一批里；前一批作废了，才可以另送', async () => {
    const one = await batchOf(app, 'vehicles');
    const two = await batchOf(app, 'vehicles');
    await handedOver(app, one);
    const answer = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
      as: reviewer,
      params: { check: two },
      body: { reason: '交车管所' },
    });
    expect(answer).toMatchObject({ households: 0, rows: 0 });
    expect(answer.left.map(({ message }) => message)).toEqual(Array(2).fill('车辆（公安交警）已经在另一批里'));
    const cancel = { as: reviewer, params: { check: one }, body: { reason: '格式不对' } };
    expect(await told(app, 'cancelCheck', cancel)).toMatchObject({ freed: 2 });
    expect((await matterOf(first())).checking?.checks).toEqual([]);
    await handedOver(app, two);
    expect(await statesIn(two)).toEqual(['asked', 'asked']);
    expect(await statesIn(one)).toEqual(['gone', 'gone']);
  });

  it('两个人同时取同一批，各户只送一次', async () => {
    const check = await batchOf(app, 'vehicles');
    const body = { reason: '交车管所' };
    const both = await Promise.all(
      [reviewer, other].map((as) => ask(app, 'exportCheck', { as, params: { check }, body })),
    );
    expect(both.map(({ statusCode }) => statusCode).every((code) => code === 200 || code === 409)).toBe(true);
    expect((await matterOf(first())).checking?.checks).toHaveLength(1);
    await handedOver(app, check);
  });

  it('每人每天至多取 30 次：没有给出文件的不数，给出的同一个幂等键再来也数', async () => {
    const check = await batchOf(app, 'vehicles');
    const take = async () => {
      const headers = { 'idempotency-key': 'export-0123456789' };
      const call = { as: reviewer, params: { check }, headers, body: { reason: '交车管所' } };
      return JSON.parse((await ask(app, 'exportCheck', call)).body) as { file?: string | null; code?: number };
    };
    let clock = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 20_000;
      return clock;
    });
    for (let n = 0; n < 31; n++) expect((await take()).file).toBeNull();
    slow.mockRestore();
    for (let n = 0; n < 30; n++) expect((await take()).file).toEqual(expect.any(String));
    expect((await take()).code).toBe(1010);
  });

  it('备好以后退回、换了表的，不在文件里', async () => {
    const check = await batchOf(app, 'vehicles');
    await told(app, 'withdraw', { as: registrar, params: { id: first().id }, body: { reason: '职工不办了' } });
    const { households, left } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
      as: reviewer,
      params: { check },
      body: { reason: '交车管所' },
    });
    expect([households, left.map(({ message }) => message)]).toEqual([1, ['已经不在核对']]);
  });
});

describe('回执', () => {
  it('交出去的须是最近取的一份；登记一次', async () => {
    const check = await batchOf(app, 'vehicles');
    const as = reviewer;
    const body = { digest: '0'.repeat(64), on: '2026-11-10', office: '车管所', number: '118' };
    const asked = async (more: object = {}) =>
      JSON.parse((await ask(app, 'handOverCheck', { as, params: { check }, body: { ...body, ...more } })).body);
    expect(await asked()).toMatchObject({ code: 1330, detail: '还没有取过文件。' });
    const { digest } = await told<AnswerOf<'exportCheck'>>(app, 'exportCheck', {
      ...{ as, params: { check }, body: { reason: '交车管所' } },
    });
    expect(faultsOf(await asked())).toEqual([expect.stringContaining('与最近一次取的文件不符')]);
    expect(faultsOf(await asked({ digest, on: '2026-11-09' }))).toEqual(['2026-11-09 早于取文件的 2026-11-10']);
    expect(await asked({ digest })).toEqual({ check, status: 'handedOver' });
    expect(await asked({ digest })).toMatchObject({ code: 1330, detail: '这一批已送出。' });
    expect((await detail(check)).receipt).toMatchObject({ office: '车管所', number: '118', digest });
    expect(JSON.stringify(legible(app.dynamoDb.all()))).not.toContain('车管所');
  });
});

describe('部门的答复', () => {
  it('都一致、各部门都答复了的，去公示；不一致的停在核对，成为建档人的待办', async () => {
    const vehicles = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, vehicles);
    const [, conflicting] = all as [Journey, Journey];
    const place = await placeOf(vehicles, conflicting);
    const answer = await results(vehicles, answersTo(lines, { [place]: ['不一致', '名下有小型轿车一辆'] }));
    expect(answer).toMatchObject({ status: 200, consistent: 1, differs: 1, open: 0, left: [] });
    const property = await batchOf(app, 'property');
    await results(property, answersTo(await handedOver(app, property)));
    expect((await matterOf(first())).stage).toBe('notice');
    expect((await matterOf(conflicting)).stage).toBe('checking');
    expect(await tasksOf(conflicting)).toEqual(['explain']);
    // What an office says of somebody lies under the household's own key.
    expect(JSON.stringify(legible(app.dynamoDb.all()))).not.toContain('轿车');
    const read = await told<AnswerOf<'getDossier'>>(app, 'getDossier', {
      as: registrar,
      params: { id: conflicting.id },
    });
    expect(read.checking[0]?.people).toContainEqual({
      ...{ person: '/worker', result: 'differs', difference: '名下有小型轿车一辆' },
    });
    // Whoever sees that it waits finds the batch in which it does.
    const { checks } = await told<AnswerOf<'listChecks'>>(app, 'listChecks', { as: reviewer });
    const batches = checks.map(({ check, number }) => ({ check, number }));
    expect(batches).toContainEqual(read.checking[0]?.batch);
  });

  it('试算什么也不记；同一份交几遍，与一遍一样', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = answersTo(await handedOver(app, check));
    expect(await results(check, lines, { dryRun: true })).toMatchObject({ consistent: 2, open: 0 });
    expect(await statesIn(check)).toEqual(['asked', 'asked']);
    const once = await results(check, lines);
    const { version } = await first().state();
    expect(await results(check, lines)).toEqual(once);
    expect((await first().state()).version).toBe(version);
  });

  it('半份的：写全的几户记下，缺人的说缺哪几行；另一份补上', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = answersTo(await handedOver(app, check));
    const half = await results(check, lines.slice(0, -1));
    expect(half).toMatchObject({ consistent: 1, open: 1 });
    expect(half.left.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^这一户还缺序号 \d+，写全了再交$/),
    ]);
    expect(await results(check, lines)).toMatchObject({ consistent: 2, open: 0, left: [] });
  });

  it('另一份说得不一样的，不改已经记下的，说是哪一户', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, check);
    await results(check, answersTo(lines));
    const changed = await results(check, answersTo(lines, { 1: ['查无此人', ''] }));
    expect(changed).toMatchObject({ consistent: 2, notFound: 0 });
    expect(changed.left.map(({ message }) => message)).toEqual(['车辆（公安交警）：已经记为一致']);
  });

  it('两个人同时交两份不一样的，各户只记一次，先到的算数', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, check);
    await Promise.all([results(check, answersTo(lines)), results(check, answersTo(lines, { 1: ['不一致', '有车'] }))]);
    for (const one of all.slice(0, 2)) {
      const answers = (await matterOf(one)).checking?.checks.filter(({ answer }) => answer !== null);
      expect(answers).toHaveLength(1);
    }
    expect((await detail(check)).people.map(({ state }) => state)).not.toContain('asked');
  });

  it('有一行不对，整份不收，逐行说明；号码从不念出来', async () => {
    const check = await batchOf(app, 'vehicles');
    const [one = '', two = ''] = answersTo(await handedOver(app, check));
    const wrong = await results(check, [
      one.replace(/^核\w{8}/, '核ZZZZZZZZ'),
      two.replace(/,(\d{4}|\d{3}X),/, ',9999,'),
      two,
      one.replace(/,[^,]+,一致,/, ',12,成功,'),
      `${one}多写了`,
      one.replace(/^(\S+?),1,/, '$1,900,'),
    ]);
    expect(wrong.status).toBe(400);
    expect(faultsOf(wrong)).toEqual([
      expect.stringMatching(/^第 2 行：批号应为 核\w{8}，不是“核ZZZZZZZZ”/),
      '第 4 行：序号与第 3 行相同',
      '第 5 行：结果只能是一致、不一致、查无此人，不是“成功”',
      '第 5 行：序号与第 2 行相同',
      '第 6 行：一致的不写不一致之处',
      '第 6 行：序号与第 2 行相同',
    ]);
    const slipped = await results(check, [
      two.replace(/,(\d{4}|\d{3}X),/, ',9999,'),
      one.replace(/^(\S+?),1,/, '$1,900,'),
    ]);
    expect(faultsOf(slipped)).toEqual([
      expect.stringMatching(/^第 2 行：身份证号末四位与送去的第 2 行不符/),
      '第 3 行：这一批没有序号 900',
    ]);
    expect(JSON.stringify([wrong, slipped])).not.toContain(household(1).worker.idNumber);
    expect(await statesIn(check)).toEqual(['asked', 'asked']);
  });

  it('表格软件去掉了前面的零，照样认得；GB18030 的也读得了，工作簿、别的编码说清楚', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = answersTo(await handedOver(app, check)).map((line) => line.replace(/,0+(\d+),一致/, ',$1,一致'));
    expect(await results(check, lines, { dryRun: true })).toMatchObject({ consistent: 2 });
    const utf16 = Buffer.from(`\ufeff${heading}\r\n${lines.join('\r\n')}`, 'utf16le').toString('base64');
    expect(faultsOf(await results(check, [], { file: utf16 }))[0]).toMatch(/既不是 UTF-8 也不是 GB18030|首行须依次为/);
    const workbook = Buffer.from('PK\u0003\u0004\u0000\uffff').toString('base64');
    expect(faultsOf(await results(check, [], { file: workbook }))[0]).toMatch(/首行须依次为|既不是/);
  });

  it('表格软件把号码变成了科学计数的，整份不收，说末几位丢了；等号、单引号、制表符护着的，认得', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = answersTo(await handedOver(app, check));
    const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
    const withCell = (cell: (four: string) => string) =>
      lines.map((line) =>
        line
          .split(',')
          .map((each, index) => (index === 2 ? cell(each) : each))
          .join(),
      );
    const wrong = await results(
      check,
      withCell((four) => (four === lines[0]?.split(',')[2] ? '5.30102E+17' : four)),
    );
    expect([wrong.status, faultsOf(wrong)[0]]).toEqual([400, expect.stringContaining('科学计数')]);
    const whole = await results(
      check,
      withCell(() => '530102197403120423'),
    );
    expect(faultsOf(whole)[0]).toContain('只写最后四位');
    expect(faultsOf(whole).join()).not.toContain('530102197403120423');
    for (const cell of [
      (four: string) => quoted(`="${four}"`),
      (four: string) => `'${four}`,
      (four: string) => `\t${four}`,
    ]) {
      expect((await results(check, withCell(cell), { dryRun: true })).status).toBe(200);
    }
  });

  it('送出去的号码，Excel 和 WPS 打开还是文字：前面有一个制表符', async () => {
    const lines = await handedOver(app, await batchOf(app, 'vehicles'));
    expect(lines.map((line) => /^\t\d{17}[\dX]$/.test(line.split(',')[4] ?? ''))).toEqual(lines.map(() => true));
  });

  it('送出以后批准处置了的一户，答复不记，说是哪一户，别的照记', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = answersTo(await handedOver(app, check));
    const gone = first();
    await told(app, 'withdraw', { as: registrar, params: { id: gone.id }, body: { reason: '不报了' } });
    await releasedToGo(app, gone.id);
    app.at('2026-12-01T02:00:00Z');
    await darken(app, { id: gone.id }, app.now());
    const answer = await results(check, lines, {});
    expect([answer.status, answer.left.map(({ dossier }) => dossier)]).toEqual([200, [gone.id]]);
  });

  it('退回了、撤回了的一户，迟来的答复不记，哪里也不存；别的照记', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, check);
    await told(app, 'withdraw', { as: registrar, params: { id: first().id }, body: { reason: '职工不办了' } });
    const place = await placeOf(check, first());
    const answer = await results(check, answersTo(lines, { [place]: ['不一致', '名下有小型轿车一辆'] }));
    expect(answer).toMatchObject({ consistent: 1, differs: 0, open: 1 });
    expect(answer.left.map(({ message }) => message)).toEqual([expect.stringContaining('答复不记')]);
    expect((await matterOf(first())).checking?.checks[0]?.answer).toBeNull();
    expect(await statesIn(check)).toContain('gone');
  });

  it('断在任何一处，再来一遍，与没有断过一样', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, check);
    const body = JSON.stringify({ file: csv(answersTo(lines, { 2: ['不一致', '有车'] })), dryRun: false });
    const headers = { 'idempotency-key': 'answered-once', 'content-type': 'application/json' };
    const resource = '/v1/checks/{check}/results';
    const event = apiEvent({ method: 'POST', resource, params: { check }, as: reviewer, headers, body });
    const died = await expectSurvived(app, { run: async (on) => (await lambdaOf(on, 'checking'))(event) });
    expect(died).toBeGreaterThan(2);
  });

  it('没有给出文件的一次，不算打开过号码：两个人同时取，给出几份，查阅里各户就是几次', async () => {
    const check = await batchOf(app, 'vehicles');
    const take = (as: typeof reviewer) =>
      ask(app, 'exportCheck', { as, params: { check }, body: { reason: '交车管所' } });
    const answers = await Promise.all([take(reviewer), take(other)]);
    const given = answers.filter(({ body }) => (JSON.parse(body) as { file?: string | null }).file != null).length;
    const { numbersOpened } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', {
      as: registrar,
      params: { id: first().id },
    });
    expect(given).toBeGreaterThan(0);
    expect(numbersOpened).toHaveLength(given);
  });

  it('取文件断在任何一处，再取一遍，与没有断过一样；只是查阅里多一次', async () => {
    const check = await batchOf(app, 'vehicles');
    const body = JSON.stringify({ reason: '交车管所' });
    const resource = '/v1/checks/{check}/file';
    const headers = { 'content-type': 'application/json' };
    const event = apiEvent({ method: 'POST', resource, params: { check }, as: reviewer, headers, body });
    const died = await expectSurvived(app, {
      run: async (on) => (await lambdaOf(on, 'checking'))(event),
      leaves: ['TRIES#', 'R#'],
    });
    expect(died).toBeGreaterThan(4);
  });
});

describe('不一致的', () => {
  async function conflict(): Promise<Journey> {
    const vehicles = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, vehicles);
    await results(vehicles, answersTo(lines, { [await placeOf(vehicles, first())]: ['不一致', '名下有代步车'] }));
    const property = await batchOf(app, 'property');
    await results(property, answersTo(await handedOver(app, property)));
    return first();
  }

  it('建档人告诉职工、说明，没有经手过的审核人查实了，往下走', async () => {
    const one = await conflict();
    expect(JSON.parse((await ruled(one, { outcome: 'exception' })).body)).toMatchObject({ code: 1302 });
    await explained(one);
    expect(await tasksOf(one)).toEqual(['ruleCheck']);
    expect(await tasksOf(one, [reviewer])).toEqual([]);
    const handler = { ...reviewer, sub: 'surveyor-1', roles: 'reviewer' };
    expect(JSON.parse((await ruled(one, { outcome: 'exception' }, handler)).body)).toMatchObject({ code: 1503 });
    const own = { ...registrar, roles: 'registrar reviewer' };
    expect(JSON.parse((await ruled(one, { outcome: 'exception' }, own)).body)).toMatchObject({ code: 1503 });
    expect(JSON.parse((await ruled(one, { outcome: 'exception' }, reviewer)).body)).toMatchObject({ code: 1504 });
    expect((await ruled(one, { outcome: 'exception' })).statusCode).toBe(200);
    expect((await matterOf(one)).stage).toBe('notice');
  });

  it('审批人看到各部门的结果和评议的票数，一个部门一行；部门、到会的人写了什么，一个字也没有', async () => {
    const one = await conflict();
    await explained(one);
    await ruled(one, { outcome: 'exception' });
    await one.noticed('2026-11-11T02:00:00Z');
    await one.noticeClosed('2026-11-18T16:00:00Z');
    const { nonce } = await one.requested('2026-11-20T01:00:00Z');
    const { body } = await ask(app, 'approvalPage', { params: { nonce } });
    const text = body.replaceAll(/<[^>]+>/g, '');
    for (const said of ['不一致；审核人复核：查实不影响', '不动产登记', '到会 3 人，同意 3、不同意 0、弃权 0']) {
      expect(text).toContain(said);
    }
    for (const hidden of ['代步车', '陈志远', '三楼', '情况属实。', '入户看过']) expect(text).not.toContain(hidden);
  });

  it('登录了的审批人细看，看得到部门答复的哪里不一致、建档人怎样说明、审核人凭什么放行，和评议的意见', async () => {
    const one = await conflict();
    await explained(one);
    await ruled(one, { outcome: 'exception' });
    await one.noticed('2026-11-11T02:00:00Z');
    await one.noticeClosed('2026-11-18T16:00:00Z');
    await one.requested('2026-11-20T01:00:00Z');
    const asked = { as: people.approver, params: { id: one.id } };
    const { said } = await told<AnswerOf<'getFindings'>>(app, 'getFindings', asked);
    expect(said).toEqual([
      { label: '评议的意见', value: '情况属实。' },
      { label: '车辆（公安交警）的答复', value: '困难职工本人，不一致，名下有代步车' },
      { label: '车辆（公安交警）的答复', value: '第1位家庭成员，不一致，名下有代步车' },
      { label: '建档人的说明', value: '是残疾人代步车。' },
      { label: '审核人的复核', value: '入户看过，属实。' },
    ]);
  });

  it('本人凭验证码看得到核对的结果', async () => {
    const one = await conflict();
    const asked = { as: registrar, params: { id: one.id }, body: {} };
    const { url, code } = await told<{ url: string; code: string }>(app, 'showOwn', asked);
    const nonce = url.split('/').at(-1) as string;
    const { body } = await posted(app, 'openOwn', { nonce }, { code });
    expect(body.replaceAll(' ', '')).toContain('不一致；名下有代步车');
  });

  it('退回的写信给建档人；改了再交，从头再核对，授权书不用再签', async () => {
    const one = await conflict();
    expect((await ruled(one, { outcome: 'return' })).statusCode).toBe(200);
    expect((await matterOf(one)).returned).toEqual({ from: 'checking', paperOnly: false });
    await one.amendedAgain((form) => ({ ...form, remarks: '名下有残疾人代步车一辆。' }));
    await one.assessed();
    await one.surveyed('2026-11-11T02:00:00Z');
    await deliberated(one);
    expect((await matterOf(one)).checking).toBeNull();
    // The form is another: whoever registers says that nobody has come who has not signed.
    expect(await tasksOf(one)).toEqual(['authorize']);
    const body = { matter: 1, authorizations: [] };
    const again = { as: registrar, params: { id: one.id }, body };
    expect(await told(app, 'authorizeCheck', again)).toMatchObject({ missing: [] });
    expect(await tasksOf(one)).toEqual(['check']);
  });

  it('逾期没有答复的，记了逾期才可以写明理由不等；此后的答复不记', async () => {
    const check = await batchOf(app, 'vehicles');
    const lines = await handedOver(app, check);
    const one = first();
    expect(JSON.parse((await ruled(one, { outcome: 'unanswered' })).body).detail).toContain('还没有到期限');
    app.at('2026-12-10T02:00:00Z');
    const since = app.now().toISOString();
    await step(app, 'stall', { step: 'overdue', ...(await one.run()), awaited: 'checking', since, begun: since });
    const mails = app.dynamoDb.all<{ pk: string; matter?: { kind: string } }>();
    expect(mails.filter(({ matter }) => matter?.kind === 'stepOverdue')).toHaveLength(2);
    expect((await ruled(one, { outcome: 'unanswered' })).statusCode).toBe(200);
    expect((await results(check, answersTo(lines))).left.map(({ message }) => message)).toEqual([
      '车辆（公安交警）：已经不等这个部门的答复',
    ]);
    expect((await statesIn(check)).toSorted()).toEqual(['consistent', 'waived']);
  });
});

describe('授权书', () => {
  const authorize = async (authorizations: object[]) => {
    const one = all[2] as Journey;
    const body = { matter: 1, authorizations };
    return ask(app, 'authorizeCheck', { as: registrar, params: { id: one.id }, body });
  };

  it('满十八周岁的各人都签了才齐；孩子不用，写了的说清楚；别的类型的附件不算', async () => {
    const one = all[2] as Journey;
    const paper = await one.attached('核对授权书', '授权书');
    const wrong = await one.attached('其他', '别的');
    expect(
      faultsOf(JSON.parse((await authorize([{ person: '/worker', on: '2026-11-10', paper: wrong }])).body)),
    ).toEqual([expect.stringContaining('须为本档案中通过检查的“核对授权书”')]);
    const worker = await authorize([{ person: '/worker', on: '2026-11-10', paper }]);
    const { missing } = JSON.parse(worker.body) as { missing: string[] };
    const adults = household(3).members.filter(({ birthDate = '' }) => birthDate < '2008-11-10');
    expect(missing).toHaveLength(adults.length);
    const child = household(3).members.findIndex(({ birthDate = '' }) => birthDate >= '2008-11-10');
    if (child >= 0) {
      const asked = await authorize([{ person: `/members/${child}`, on: '2026-11-10', paper }]);
      expect(faultsOf(JSON.parse(asked.body))).toEqual([expect.stringContaining('不满 18 周岁')]);
    }
    expect(faultsOf(JSON.parse((await authorize([{ person: '/members/9', on: '2026-11-10', paper }])).body))).toEqual([
      expect.stringContaining('没有“/members/9”'),
    ]);
  });
});

describe('一户销毁以后', () => {
  it('批次里没有姓名：它比这一户的密钥留得久', async () => {
    const check = await batchOf(app, 'vehicles');
    const { maskedName } = await dossiers(app).get(first().id);
    const nameShown = async () =>
      (await detail(check)).people.find(({ dossier }) => dossier === first().id)?.maskedName;
    expect([maskedName, await nameShown()]).toEqual([expect.stringContaining('*'), maskedName]);
    const params = { id: first().id };
    await told(app, 'withdraw', { as: registrar, params, body: { reason: '不报了' } });
    const city = { ...reviewer, sub: 'reviewer-city', orgPath: '530000/530100' };
    const night = async (at: string) => {
      app.at(at);
      await step(app, 'disposal-run', {});
    };
    await night('2029-12-01T20:00:00Z');
    await told(app, 'confirmDisposals', { as: reviewer, body: { dossiers: [first().id] } });
    await told(app, 'releaseDisposals', { as: city, body: { dossiers: [first().id] } });
    await night('2029-12-05T19:30:00Z');
    expect((await first().state()).disposal?.dark).not.toBeNull();
    expect(await nameShown()).toBe('');
  });
});
